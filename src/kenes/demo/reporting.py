"""What no journal holds of agencies' reports: postponements, letters, questions, marks."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from kenes.core import clock, record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.council.models import Person
from kenes.demo.accounts import ACCOUNTS, AGENCY
from kenes.demo.days import NOW, after, chance, working
from kenes.hearings import actions
from kenes.hearings.coreports import actions as coreports
from kenes.hearings.coreports.models import CoReport
from kenes.hearings.marks import actions as marks
from kenes.hearings.marks.models import Criterion
from kenes.hearings.models import Hearing
from kenes.hearings.postponements import actions as postponements
from kenes.hearings.postponements.models import Postponement
from kenes.hearings.questions import actions as questions
from kenes.hearings.questions.models import HearingQuestion
from kenes.hearings.requests import actions as requests
from kenes.hearings.requests.models import PostponementRequest
from kenes.hearings.telling import actions as telling
from kenes.organs.models import Organisation

if TYPE_CHECKING:
    from kenes.core.access import User
    from kenes.council.models import Council

_DICE = chance("reporting")
S, Q = Hearing.Status, HearingQuestion.Status
# Who asked for a postponement, in whose name, and why.
REASONS = (
    ("agency", "", "Руководитель органа в командировке"),
    ("agency", "", "Орган проходит проверку, данные будут готовы позже"),
    ("agency", "", "Жылдық есеп әлі бекітілген жоқ"),
    ("council", "", "Нет кворума комиссии"),
    ("council", "", "Күн тәртібі тым көп болды"),
    ("other", "Аппарат акима города", "Совпадает с коллегией акимата"),
)
CRITERIA = (
    ("Бұрынғы ұсынымдардың орындалуы", "Исполнение прежних рекомендаций", 3),
    ("Есептің толықтығы мен анықтығы", "Полнота и точность отчёта", 2),
    ("Сұрақтарға мәні бойынша жауап", "Ответы на вопросы по существу", 1),
)
MARKED_SINCE = date(2024, 1, 1)
MARKED = 24
FROM_RESIDENTS = (
    ("Когда на остановке у поликлиники появится навес?", "ru"),
    ("Мектеп алдындағы жаяу жүргінші өтпесі қашан жарықтандырылады?", "kk"),
    ("Почему автобус 118 не ходит по расписанию вечером?", "ru"),
)
ASIDE = ("Верните мне деньги за билет, мой сосед всё видел", "Личное дело: передано как обращение")
FROM_MEMBER = ("Былтырғы ұсынымдардың қайсысы орындалмады және неге?", "kk")
# What the agency of the sign-in asked and was told; what another agency waits to be told.
LATER = (
    "Обследование остановок ещё идёт, полные данные будут через три недели.",
    "Жители ждут ответов по остановкам к зиме: доложите о том, что обследовано, остальное доложите "
    "следующим отчётом.",
)
WAITS = "Басқарма басшысы іссапарда, орынбасары тағайындалған жоқ."
ANSWERED = (
    ("Сколько остановок стало доступными для людей на колясках за год?", "ru",
     "За год переоборудовано 46 остановок из 120 намеченных; остальные — до конца 2026 года."),
    ("Жөндеу кестесі қайда жарияланады?", "kk",
     "Кесте біздің сайтта және әр ауданның әкімдігінде жарияланады, ай сайын жаңарады."),
)  # fmt: skip


def lay(council: "Council", neighbour: "Council", *, by: "User") -> None:
    """Enter what happened around the reports that the journals tell of, and tell of those ahead."""
    _DICE.anew()
    _put_off(council, by=by)
    _put_off_elsewhere(neighbour, by=by)
    _mark(council, by=by)
    ahead = _tell(council, by=by)
    _ask_later(ahead, by=by)
    _ask(ahead, by=by)
    _answer(council, by=by)


def _put_off(council: "Council", *, by: "User") -> None:
    """A report heard later than planned was put off once or twice; one of these was a mistake."""
    heard = Hearing.objects.of(council).live().filter(status=S.HEARD)
    kept_waiting = [h for h in heard.order_by("planned_on", "pk") if h.heard_on != h.planned_on]
    rows = [row for hearing in kept_waiting for row in _times(hearing)]
    record.register([Filing(row) for row in rows], by=by)
    _say_who_asked(council, by=by)
    twice = next(row for row in rows if row.postponed_on.year == 2024)
    mistaken = postponements.enter(
        twice.hearing,
        on=twice.postponed_on,
        from_on=twice.from_on,
        to_on=twice.to_on,
        asked_by=twice.asked_by,
        asked_who=twice.asked_who,
        by=by,
    )
    record.strike([mistaken], reason="Внесено дважды", by=by)


def _times(hearing: Hearing) -> Iterator[Postponement]:
    assert hearing.heard_on is not None
    days = [hearing.planned_on]
    if (hearing.heard_on - hearing.planned_on).days > 50:
        middle = hearing.planned_on + timedelta(days=32)
        days.append(working().this_or_next(middle))
    for since, until in zip(days, [*days[1:], hearing.heard_on], strict=True):
        asked, who, why = _DICE.choice(REASONS)
        on = working().this_or_previous(since - timedelta(days=_DICE.randint(1, 6)))
        written = asked != "council"
        yield Postponement(
            council_id=hearing.council_id,
            hearing=hearing,
            postponed_on=on,
            asked_by=asked,
            asked_who=who,
            reason=why,
            letter_number=f"01-{_DICE.randint(100, 999)}" if written else "",
            letter_on=working().previous_working(on) if written else None,
            from_on=since,
            to_on=until,
        )


def _say_who_asked(council: "Council", *, by: "User") -> None:
    """Of the reports that stand put off the journal names no one; of one nobody remembers."""
    rows = Postponement.objects.of(council).live().filter(asked_by="")
    for row in list(rows.order_by("postponed_on", "pk"))[1:]:
        asked, who, why = _DICE.choice(REASONS)
        facts = {"asked_by": asked, "asked_who": who, "reason": why}
        postponements.complete(row, version=row.version, by=by, **facts)


def _put_off_elsewhere(neighbour: "Council", *, by: "User") -> None:
    hearing = Hearing.objects.of(neighbour).live().order_by("number").first()
    assert hearing is not None
    on = hearing.planned_on - timedelta(days=7)
    asked: dict[str, Any] = {"asked_by": "council", "reason": "Болезнь докладчика"}
    postponements.enter(hearing, on=on, from_on=on, to_on=hearing.planned_on, by=by, **asked)


def _mark(council: "Council", *, by: "User") -> None:
    """The newest reports are marked by criteria, each so that the mark of the journal holds."""
    criteria = [
        Criterion(council=council, title_kk=kk, title_ru=ru, weight=weight, since_on=MARKED_SINCE)
        for kk, ru, weight in CRITERIA
    ]
    record.register([Filing(row) for row in criteria], by=by)
    heard = Hearing.objects.of(council).live().filter(status=S.HEARD, mark__isnull=False)
    rows = heard.filter(heard_on__gte=MARKED_SINCE).order_by("-heard_on", "-pk")
    mine = heard.filter(agency__title_ru=AGENCY, heard_on__gte=MARKED_SINCE)
    for hearing in dict.fromkeys([*mine, *rows[:MARKED]]):
        assert hearing.mark is not None
        last = min(5, max(1, hearing.mark + _DICE.choice((-1, 0, 1))))
        values = dict(zip(criteria, (hearing.mark, hearing.mark, last), strict=True))
        marks.mark(hearing, values, by=by)


def _tell(council: "Council", *, by: "User") -> Hearing:
    """Agencies to be heard are told; the first was told long ago, and its report is late."""
    planned = Hearing.objects.of(council).live().filter(status=S.PLANNED)
    for at, hearing in enumerate(planned.order_by("planned_on", "pk")):
        told_at = NOW - timedelta(days=20) if at == 0 else clock.now()
        with clock.standing(told_at):
            telling.tell(hearing, by=by)
    agency = Organisation.objects.of(council).live().get(title_ru=AGENCY)
    on = after(clock.today(), 15)
    waiting = Hearing.objects.of(council).live().filter(agency=agency, status=S.POSTPONED)
    found: Hearing | None = waiting.order_by("planned_on").last()
    if found is not None:
        actions.plan(found, planned_on=on, on=clock.today(), by=by)
        return found
    [made] = actions.schedule_many(council, {agency: on}, by=by)
    return made


def _ask_later(mine: Hearing, *, by: "User") -> None:
    """The agency of the sign-in asked to be heard later and was refused; another one waits."""
    reason, decision = LATER
    said = PostponementRequest(hearing=mine, reason=reason)
    said.wished_on = working().this_or_next(mine.planned_on + timedelta(days=21))
    asked = requests.ask(said, by=by)
    requests.refuse(asked, on=clock.today(), decision=decision, by=by)
    ahead = Hearing.objects.of(mine.council).live().filter(status=S.PLANNED)
    other = ahead.filter(planned_on__gt=clock.today()).exclude(pk=mine.pk)
    for hearing in other.order_by("planned_on", "pk")[:1]:
        waits = PostponementRequest(hearing=hearing, reason=WAITS, letter_number="01-318")
        waits.letter_on = clock.today()
        waits.wished_on = working().this_or_next(hearing.planned_on + timedelta(days=14))
        requests.ask(waits, by=by)


def _ask(hearing: Hearing, *, by: "User") -> None:
    """Members and residents ask; the secretary has read one question and set one aside."""
    name = next(each.name for each in ACCOUNTS if each.role == "member")
    member = Person.objects.of(hearing.council).live().get(title_ru=name)
    text, language = FROM_MEMBER
    asked = HearingQuestion(hearing=hearing, source="member", person=member)
    asked.text, asked.language = text, language
    questions.ask(asked, by=by)
    came = [
        questions.ask(
            HearingQuestion(hearing=hearing, source="resident", text=text, language=language),
            by=by,
        )
        for text, language in (*FROM_RESIDENTS, (ASIDE[0], "ru"))
    ]
    questions.let_through(came[0], by=by)
    questions.set_aside(came[-1], reason=ASIDE[1], by=by)
    said = "Доклад общественного совета о состоянии остановок после двух выездов."
    made = CoReport(hearing=hearing, who="Председатель профильной комиссии", text_ru=said)
    made.text_kk = "Қоғамдық кеңестің екі сапардан кейінгі аялдамалар жайы туралы баяндамасы."
    coreports.add(made, files=(), by=by)


@action
def _answer(council: "Council", *, by: "User") -> None:
    """At the last hearing of the agency of the sign-in questions were asked and answered."""
    heard = Hearing.objects.of(council).live().filter(status=S.HEARD, agency__title_ru=AGENCY)
    last = heard.order_by("heard_on", "pk").last()
    assert last is not None
    assert last.heard_on is not None
    asked_on = last.heard_on - timedelta(days=9)
    record.register([_answered(last, each, asked_on) for each in ANSWERED], by=by)


def _answered(hearing: Hearing, said: Sequence[str], asked_on: date) -> Filing[HearingQuestion]:
    text, language, answer = said
    row = HearingQuestion(
        council_id=hearing.council_id,
        hearing=hearing,
        source="resident",
        text=text,
        language=language,
        asked_on=asked_on,
        answered_on=hearing.heard_on,
        answer=answer,
        answer_language=language,
    )
    course = [(Q.CAME, asked_on), (Q.THROUGH, asked_on), (Q.ANSWERED, hearing.heard_on)]
    return Filing(row, path=[(status.value, on) for status, on in course if on])
