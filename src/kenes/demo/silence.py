"""Answers that did not come in time, and the papers that went to agencies: by number and day."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kenes.core import clock, journal, record
from kenes.core.action import action
from kenes.core.filing import Filing, plain
from kenes.demo.answers import sent
from kenes.demo.days import after, chance
from kenes.dispatches.actions import signatory
from kenes.dispatches.models import Dispatch, DispatchedPoint
from kenes.recommendations.models import Point
from kenes.recommendations.silence import actions
from kenes.recommendations.silence.models import Silence

if TYPE_CHECKING:
    from kenes.core.access import User
    from kenes.council.models import Council

K, C = Dispatch.Kind, Dispatch.Channel
_DICE = chance("dispatches")
SINCE = date(2024, 4, 3)
# On which days the council reminded of the two longest silences, and then its chair wrote.
REMINDED, CHAIR_WROTE = date(2025, 2, 4), date(2025, 3, 4)
PROOF = {
    C.EMAIL: "Пришло подтверждение о получении письма",
    C.HAND: "Штамп канцелярии на втором экземпляре",
    C.CABINET: "Открыто в кабинете",
}


def lay(council: "Council", *, by: "User") -> None:
    """Enter the silences and the papers of the last year; one reminder waits to be sent."""
    _DICE.anew()
    points = sent(council)
    record.register([Filing(row) for row in _ended(council)], by=by)
    actions.note(council, clock.today(), by=by)
    papers = [*_recommending(points), *_pressing(council)]
    papers.sort(key=lambda filing: filing.row.prepared_on)
    signed: dict[date, str] = {}
    for paper in (filing.row for filing in papers):
        if paper.sent_on:
            if paper.sent_on not in signed:
                signed[paper.sent_on] = signatory(paper, paper.sent_on)
            paper.signatory_then = signed[paper.sent_on]
    record.register(papers, by=by)
    _received([point for point in points if point.sent_on and point.sent_on >= SINCE], by=by)


def _ended(council: "Council") -> Iterator[Silence]:
    """A silence that lasted until the late answer came."""
    late = Point.objects.of(council).live().filter(answered_on__isnull=False).awaited()
    for point in late.order_by("recommendation__number", "ordinal"):
        if point.awaited_on and point.answered_on > point.awaited_on:
            yield Silence(
                council=council,
                point=point,
                since_on=point.awaited_on + timedelta(days=1),
                awaited_on_then=point.awaited_on,
                ended_on=point.answered_on,
            )


def _recommending(points: Sequence[Point]) -> Iterator[Filing[Dispatch]]:
    """One paper to each agency for what went out to it on one day from one paper of the council."""
    together: dict[tuple[object, object, date], list[Point]] = defaultdict(list)
    for point in points:
        if point.sent_on and point.sent_on >= SINCE:
            key = point.recommendation_id, point.addressee_id, point.sent_on
            together[key].append(point)
    for (_paper, _agency, on), group in together.items():
        yield _paper_of(K.RECOMMENDATION, group, max(p.prepared_on for p in group), on)


def _pressing(council: "Council") -> Iterator[Filing[Dispatch]]:
    """The two longest silences were pressed twice; about the third a reminder lies ready."""
    silent = Silence.objects.of(council).live().filter(ended_on=None)
    related = silent.select_related("point__addressee", "point__council")
    ordered = related.order_by("since_on", "point__recommendation__number", "point__ordinal")
    first, second, third = ordered[:3]
    for silence in (first, second):
        for kind, on in ((K.REMINDER, REMINDED), (K.CHAIR, CHAIR_WROTE)):
            yield _paper_of(kind, [silence.point], on, after(on, 1), silence.awaited_on_then)
    yield _paper_of(K.REMINDER, [third.point], date(2025, 4, 2), None, third.awaited_on_then)


def _paper_of(
    kind: str,
    points: Sequence[Point],
    prepared_on: date,
    sent_on: date | None,
    awaited_on: date | None = None,
) -> Filing[Dispatch]:
    channel = _DICE.choices((C.EMAIL, C.HAND, C.CABINET), (5, 3, 2))[0]
    row = Dispatch(
        council_id=points[0].council_id,
        kind=kind,
        addressee=points[0].addressee,
        prepared_on=prepared_on,
    )
    path = [("prepared", prepared_on)]
    if sent_on:
        row.channel, row.sent_on, row.delivered_on = channel, sent_on, sent_on
        row.proof = PROOF[channel]
        path += [("sent", sent_on), ("delivered", sent_on)]
    parts = [
        DispatchedPoint(
            council_id=row.council_id, dispatch=row, point=point, awaited_on_then=awaited_on
        )
        for point in points
    ]
    return Filing(row, path=path, parts=parts)


@action
def _received(points: Sequence[Point], *, by: "User") -> None:
    """Delivered on the day it was sent: the day by which an answer is due stays what it was."""
    lines = []
    for point in points:
        point.received_on = point.sent_on
        point.version += 1
        changed = {"received_on": ["", plain(point, "received_on")]}
        lines.append((point, {"version": point.version, "changed": changed}))
    Point.objects.bulk_update(points, ["received_on", "version"], batch_size=200)
    journal.write_all("point.corrected", lines, by=by)
