"""What the council does about silence, step by step, and when the next step is due.

Reminder → letter of the chair → letter to the supervising body → published as unanswered. The
terms between the steps are norms that a council may set for itself. Kenes prepares each step; a
person takes it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from kenes.dispatches.models import Dispatch, DispatchedPoint
from kenes.norms import calendar
from kenes.norms.deadline import deadline
from kenes.norms.models import Norm
from kenes.recommendations.silence.models import Silence

if TYPE_CHECKING:
    from kenes.council.models import Council

K = Dispatch.Kind
PUBLISHING = "publish"
# Each step with the norm that says how long after the step before it is due.
STEPS: Sequence[tuple[str, str]] = (
    (K.REMINDER.value, "silence.reminder"),
    (K.CHAIR.value, "silence.chair"),
    (K.SUPERVISOR.value, "silence.supervisor"),
    (PUBLISHING, "silence.publish"),
)


@dataclass(frozen=True)
class Step:
    """The next step over one silent point: which, and from which day."""

    silence: Silence
    kind: str
    due_on: date
    # A paper of this step lies prepared and is not sent yet.
    prepared: Dispatch | None = None


def steps(council: "Council") -> Iterator[Step]:
    """The next step over each point whose answer is overdue, whether its day has come or not."""
    days = calendar.load()
    silences = list(standing(council))
    papers = _papers(silences)
    for silence in silences:
        sent = papers.get(silence.point_id, {})
        kind, norm, since = _next(silence, sent)
        if not kind:
            continue
        rule = Norm.objects.nearest(norm, since, council)
        last = sent.get(kind)
        yield Step(silence, kind, deadline(rule, since, days).due_on, last)


def standing(council: "Council") -> Any:
    """The silences that last."""
    rows = Silence.objects.of(council).live().filter(ended_on=None)
    related = ("point__recommendation", "point__addressee__parent", "point__council")
    return rows.select_related(*related).order_by("since_on", "pk")


def _papers(silences: Sequence[Silence]) -> dict[UUID, dict[str, Dispatch]]:
    """The last pressing paper of each kind about each point: sent in this silence, or unsent."""
    began = {silence.point_id: silence.since_on for silence in silences}
    parts = DispatchedPoint.objects.live().filter(
        point__in=list(began), dispatch__kind__in=Dispatch.PRESSING
    )
    found: dict[UUID, dict[str, Dispatch]] = {}
    live = parts.exclude(dispatch__status=Dispatch.Status.DROPPED).select_related("dispatch")
    for part in live.order_by("dispatch__prepared_on", "dispatch__pk"):
        sent_on = part.dispatch.sent_on
        if sent_on is None or sent_on >= began[part.point_id]:
            found.setdefault(part.point_id, {})[part.dispatch.kind] = part.dispatch
    return found


def _next(silence: Silence, papers: dict[str, Dispatch]) -> tuple[str, str, date]:
    """The first step not taken, its norm, and the day from which its term runs."""
    since = silence.awaited_on_then
    for kind, norm in STEPS:
        if kind == PUBLISHING:
            return ("", "", since) if silence.published_on else (kind, norm, since)
        paper = papers.get(kind)
        if (
            paper is None
            and kind == K.SUPERVISOR
            and silence.point.addressee.of_today.parent is None
        ):
            # Nobody is known to supervise the agency; the step is passed over.
            continue
        if paper is None or paper.sent_on is None:
            return kind, norm, since
        since = paper.sent_on
    return "", "", since
