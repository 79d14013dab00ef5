"""What agencies answered in the last year and a half, and where they asked for more time.

The journal knew of each answer its day and its kind; here is what was said.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from kenes.core import clock, record
from kenes.core.filing import Filing
from kenes.core.flow import Step
from kenes.demo import names
from kenes.demo.days import after, chance, working
from kenes.demo.recommendations import ASKED_SINCE, MOBILITY
from kenes.demo.wordings import BEYOND, HOLLOW, HOLLOW_BECAUSE, PARTLY, REJECTED, advised
from kenes.recommendations.answers.models import PointAnswer
from kenes.recommendations.deferrals.models import Deferral
from kenes.recommendations.models import Point
from kenes.recommendations.statements.models import Statement

if TYPE_CHECKING:
    from kenes.core.access import User
    from kenes.council.models import Council

S = Point.Status
_DICE = chance("answers")
OTHERWISE = {S.PARTLY: PARTLY, S.REJECTED: REJECTED, S.BEYOND: BEYOND, S.HOLLOW: HOLLOW}
STATEMENTS = (
    (MOBILITY, date(2025, 3, 11), "kk",
     "Бізге 2022–2024 жылдары түскен тармақтардың көбі мердігерге байланысты еді, ал келісімшарт "
     "жыл ортасында ғана жасалады. Сондықтан жауап мерзімінде берілсе де, орындалуы келесі жылға "
     "өтеді. Орташа мерзімді оқығанда осыны ескеруді сұраймыз."),
    ("Жилищная инспекция", date(2025, 2, 20), "ru",
     "Инспекции адресуют и вопросы, которые решает собрание собственников. На такие пункты мы "
     "отвечаем, что они не в нашей компетенции; просим не считать эти ответы отказами."),
)  # fmt: skip


def lay(council: "Council", *, by: "User") -> None:
    """Enter what agencies said to points, asked for and stated of themselves."""
    _DICE.anew()
    points = sent(council)
    record.register(list(_answers(points)), by=by)
    record.register(list(_deferrals(points)), by=by)
    agencies = {point.addressee.title_ru: point.addressee for point in points}
    record.register(
        [
            Filing(
                Statement(
                    council=council,
                    agency=agencies[agency],
                    stated_on=on,
                    signed_then=_signed(language),
                    text=text,
                    language=language,
                )
            )
            for agency, on, language, text in STATEMENTS
        ],
        by=by,
    )


def sent(council: "Council") -> list[Point]:
    """The points that went out, in the order of their papers."""
    points = Point.objects.of(council).live().filter(sent_on__isnull=False)
    related = points.select_related("recommendation", "addressee", "council")
    return list(related.order_by("recommendation__adopted_on", "recommendation__number", "ordinal"))


def answered_as(points: Sequence[Point]) -> dict[object, str]:
    """The state to which each point came by its answer, whatever became of it later."""
    steps = Step.objects.filter(row_id__in=[p.pk for p in points], to_status__in=Point.ANSWERS)
    return dict(steps.values_list("row_id", "to_status"))


def _answers(points: Sequence[Point]) -> Iterator[Filing[PointAnswer]]:
    said = answered_as(points)
    for point in points:
        if point.answered_on and point.answered_on >= ASKED_SINCE:
            yield Filing(_answer(point, said[point.pk]))


def _answer(point: Point, state: str) -> PointAnswer:
    language = point.addressee.language if _DICE.random() < 0.8 else "ru"
    wording, theme = advised(point.text_kk, point.text_ru)
    kk, ru = wording.accepted if state == S.ACCEPTED else _DICE.choice(OTHERWISE[S(state)])
    assert point.answered_on is not None
    return PointAnswer(
        council_id=point.council_id,
        point=point,
        given_on=point.answered_on,
        kind=S.ACCEPTED if state == S.HOLLOW else state,
        text=(kk if language == "kk" else ru).format(**theme),
        language=language,
        promised_on=point.promised_on,
        channel=_DICE.choices(PointAnswer.Channel.values, (3, 4, 3))[0],
        outgoing_number=f"{_DICE.randint(1, 24):02d}-{_DICE.randint(1, 9):02d}/"
        f"{_DICE.randint(101, 2999)}",
        signed_then=_signed(language),
        hollow_because=_DICE.choice(HOLLOW_BECAUSE) if state == S.HOLLOW else "",
    )


def _signed(language: str) -> str:
    name = names.name(_DICE, _DICE.choice(("man", "woman")))
    return (
        f"{name.kk}, басшының орынбасары" if language == "kk" else f"{name.ru}, зам. руководителя"
    )


def _deferrals(points: Sequence[Point]) -> Iterator[Filing[Deferral]]:
    """Agreed to in each year, not agreed to once, asked for and not decided yet."""
    late = [p for p in points if p.answered_on and p.due_on and p.answered_on > p.due_on]
    for year in (2022, 2023, 2024):
        point = next(p for p in late if p.sent_on and p.sent_on.year == year)
        assert point.answered_on
        assert point.due_on
        asked_on = _before(point.due_on, 5)
        until_on = after(point.answered_on, 3)
        yield _deferral(point, asked_on, until_on, decided=_before(point.due_on, 2), granted=True)
    refused = [p for p in late if p.sent_on and p.sent_on.year == 2024][1]
    assert refused.due_on
    asked_on, until_on = _before(refused.due_on, 4), after(refused.due_on, 30)
    yield _deferral(refused, asked_on, until_on, decided=_before(refused.due_on, 1))
    waiting = [p for p in points if p.status == S.SENT and p.due_on and p.due_on > clock.today()]
    # The agency as which the visitor looks waits to hear whether it may answer later.
    mine = next(p for p in waiting if p.addressee.title_ru == MOBILITY)
    assert mine.due_on
    yield _deferral(mine, date(2025, 4, 1), after(mine.due_on, 15))
    spring = next(p for p in waiting if p.addressee.title_ru != MOBILITY)
    assert spring.due_on
    later = after(spring.due_on, 20)
    yield _deferral(spring, date(2025, 3, 31), later, decided=date(2025, 4, 2), granted=True)


def _before(day: date, n: int) -> date:
    """The n-th working day before a day."""
    for _ in range(n):
        day = working().previous_working(day)
    return day


def _deferral(
    point: Point,
    asked_on: date,
    until_on: date,
    *,
    decided: date | None = None,
    granted: bool = False,
) -> Filing[Deferral]:
    kk = point.addressee.language == "kk"
    path = [("asked", asked_on)]
    decision = ""
    if decided:
        path.append(("granted" if granted else "refused", decided))
        decision = (
            "Смета без подрядчика не готова; совет подождёт."
            if granted
            else "Запрос повторяет прошлогодний, новых обстоятельств в нём нет."
        )
    row = Deferral(
        council_id=point.council_id,
        point=point,
        asked_on=asked_on,
        until_on=until_on,
        reason=(
            "Мердігермен келісімшарт әлі жасалмады, есеп-қисап содан кейін дайын болады."
            if kk
            else "Договор с подрядчиком ещё не заключён, расчёты будут готовы после него."
        ),
        decided_on=decided,
        decision=decision,
    )
    return Filing(row, path=path)
