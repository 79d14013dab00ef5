"""The contest behind the III convocation with its reserve list, the next contest, one vacancy."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from kenes.core import record
from kenes.core.filing import Filing
from kenes.council.candidates.models import Candidate, CandidatePaper
from kenes.council.contest.models import Contest, GroupMember, Stage
from kenes.council.models import Convocation, Mandate
from kenes.council.rotation import actions as rotation
from kenes.demo import names
from kenes.demo.days import NOW, THIRD_BEGAN, chance
from kenes.demo.people import ROLL
from kenes.organs.models import Organisation

if TYPE_CHECKING:
    from kenes.core.access import User
    from kenes.council.models import Council

_DICE = chance("composition")
WAITING = 6
CONSENT_RU = (
    "Согласен на сбор, обработку и публикацию моих данных: имени, образования, места работы и "
    "того, кем я выдвинут."
)
VACANT_SEAT, VACANT_ON = 34, date(2025, 3, 24)
_OPENED, _FILED, _DECIDED = date(2022, 3, 14), date(2022, 4, 1), date(2022, 5, 6)
GROUP = (
    ("civil", "Ассоциация юристов города"), ("civil", "Союз предпринимателей"),
    ("civil", "Совет ветеранов"), ("civil", "Фонд «Таза қала»"), ("civil", "Ассоциация ОСИ"),
    ("civil", "Молодёжный ресурсный центр"), ("state", "Аппарат маслихата"),
    ("state", "Управление общественного развития"), ("state", "Управление юстиции"),
)  # fmt: skip


def lay(council: "Council", *, by: "User") -> None:
    """Enter what no journal holds: contests, candidates, a seat that stands vacant."""
    _DICE.anew()
    third = Convocation.objects.of(council).get(ordinal=3)
    drawn = _strangers()
    _finished(council, third, drawn, by=by)
    _announced(council, drawn, by=by)
    vacated = Mandate.objects.of(council).live().filter(seat__convocation=third, ended_on=None)
    rotation.leave(
        vacated.get(seat__ordinal=VACANT_SEAT),
        on=VACANT_ON,
        ground=Mandate.Ground.SERVICE,
        paper="Заявление от 21.03.2025",
        by=by,
    )


def _strangers() -> Iterator[names.Name]:
    """People who never sat."""
    known = {line["title_ru"] for line in ROLL.people}
    return (drawn for drawn in names.names(_DICE) if drawn.ru not in known)


def _contest(council: "Council", convocation: Convocation, opened: date) -> Contest:
    return Contest(
        council=council,
        convocation=convocation,
        opened_on=opened,
        body_ru="Общественный совет города Алматы",
        body_kk="Алматы қаласының Қоғамдық кеңесі",
        address="Площадь Республики, 4, кабинет 112",
        email="contest@example.kz",
        filing_from=opened + timedelta(days=7),
        filing_until=opened + timedelta(days=32),
        criteria_ru="Опыт общественной работы; знание задач города; предложения кандидата.",
        criteria_kk="Қоғамдық жұмыс тәжірибесі; қала міндеттерін білу; кандидаттың ұсыныстары.",
    )


def _group(contest: Contest, drawn: Iterator[names.Name]) -> list[GroupMember]:
    return [
        GroupMember(
            council=contest.council,
            contest=contest,
            name=name.ru,
            quota=quota,
            post=post,
            head=not place,
        )
        for place, ((quota, post), name) in enumerate(zip(GROUP, drawn, strict=False))
    ]


def _finished(
    council: "Council", third: Convocation, drawn: Iterator[names.Name], *, by: "User"
) -> None:
    """The contest of 2022: its reserve list, most of whom have taken seats since."""
    contest = _contest(council, third, _OPENED)
    contest.protocol, contest.approved_by = "Протокол № 4", "Председатель маслихата, 10.05.2022"
    path = [
        ("prepared", _OPENED),
        ("announced", contest.filing_from or _OPENED),
        ("decided", _DECIDED),
        ("approved", date(2022, 5, 10)),
    ]
    stages = [
        Stage(council=council, contest=contest, kind=kind, published_on=_DECIDED)
        for kind in Stage.Kind.values
    ]
    record.register([Filing(contest, path=path, parts=[*_group(contest, drawn), *stages])], by=by)
    came = (
        Mandate.objects.of(council)
        .live()
        .filter(entered=Mandate.Entered.RESERVE, seat__convocation=third)
    )
    filings = []
    place = 0
    for mandate in came.select_related("person").order_by("since_on", "seat__ordinal"):
        place += 1
        seated = [("seated", mandate.since_on)]
        person = mandate.person
        filing = _candidate(contest, place, person.title_ru, person.title_kk, seated)
        filing.row.person = person
        filings.append(filing)
    for name in islice(drawn, WAITING):
        place += 1
        filings.append(_candidate(contest, place, name.ru, name.kk, []))
    record.register(filings, by=by)


def _candidate(
    contest: Contest, place: int, ru: str, kk: str, more: list[tuple[str, date]]
) -> Filing[Candidate]:
    candidate = _filed(contest, place, ru, kk, _FILED)
    candidate.place = place
    path = [("filed", _FILED), ("admitted", date(2022, 4, 22)), ("reserve", _DECIDED), *more]
    return Filing(candidate, path=path, parts=_papers(candidate, _FILED))


def _filed(contest: Contest, ordinal: int, ru: str, kk: str, on: date) -> Candidate:
    born = date(_DICE.randint(1956, 1996), _DICE.randint(1, 12), _DICE.randint(1, 28))
    return Candidate(
        council=contest.council,
        contest=contest,
        ordinal=ordinal,
        filed_on=on,
        name_ru=ru,
        name_kk=kk,
        born_on=born.isoformat(),
        contact=names.phone(_DICE),
        consent_text=CONSENT_RU,
        consent_on=on,
    )


def _papers(candidate: Candidate, on: date) -> list[CandidatePaper]:
    return [
        CandidatePaper(
            council=candidate.council,
            candidate=candidate,
            kind=kind,
            taken_on=on,
            by_request=kind in CandidatePaper.ASKED_FOR,
        )
        for kind in CandidatePaper.Kind.values
    ]


def _announced(council: "Council", drawn: Iterator[names.Name], *, by: "User") -> None:
    """The contest for the next convocation: papers are being taken today."""
    fourth = Convocation(
        council=council, ordinal=4, since_on=THIRD_BEGAN.replace(year=THIRD_BEGAN.year + 3)
    )
    record.register([Filing(fourth)], by=by)
    contest = _contest(council, fourth, date(2025, 3, 10))
    path = [("prepared", date(2025, 3, 10)), ("announced", date(2025, 3, 12))]
    stages = [
        Stage(council=council, contest=contest, kind=kind, published_on=date(2025, 3, 12))
        for kind in (Stage.Kind.GROUP, Stage.Kind.NOTICE)
    ]
    record.register([Filing(contest, path=path, parts=[*_group(contest, drawn), *stages])], by=by)
    ngos = list(Organisation.objects.of(council).live().filter(kind="ngo").order_by("title_ru"))
    filings = []
    for ordinal, name in enumerate(islice(drawn, 5), start=1):
        on = NOW.date() - timedelta(days=12 - 2 * ordinal)
        candidate = _filed(contest, ordinal, name.ru, name.kk, on)
        if ordinal % 2:
            candidate.nominated_by = ngos[ordinal]
        parts = _papers(candidate, on)[: 5 if ordinal < 4 else 3]
        filings.append(Filing(candidate, path=[("filed", on)], parts=parts))
    record.register(filings, by=by)
