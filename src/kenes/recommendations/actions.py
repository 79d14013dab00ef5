"""What becomes of the council's advice: it is sent, answered and closed, point by point."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kenes.core import record
from kenes.core.action import action
from kenes.core.refused import Refused
from kenes.norms import calendar
from kenes.norms.calendar import WorkingDays
from kenes.norms.deadline import deadline
from kenes.norms.models import Norm
from kenes.recommendations.models import Point, UrgentQuestion

if TYPE_CHECKING:
    from kenes.core.access import User
    from kenes.council.models import Council

S = Point.Status
U = UrgentQuestion.Status


@action
def send(points: Sequence[Point], *, on: date, by: "User") -> None:
    """The points went to their agencies, and the clock of the answer runs from `on`.

    Each counts in `recommendations.sent` by that day and leaves `recommendations.in_preparation`;
    once its answer is due and has not come it counts in `recommendations.overdue`. Where no rule
    is known for that day, no answer is due on any, and the point is never overdue.
    """
    days = calendar.load()
    for point in points:
        if on < point.prepared_on:
            raise Refused(_("The point was sent before it was prepared."), field="on")
        due_on = answer_due(point.recommendation.norm, on, point.council, days)
        record.move([point], S.SENT, on=on, by=by, sent_on=on, due_on=due_on)


def answer_due(code: str, sent_on: date, council: "Council", days: WorkingDays) -> date | None:
    """When the answer to a point sent on that day is due; None where no rule of then is known."""
    norm = Norm.objects.known(code, sent_on, council)
    return deadline(norm, sent_on, days).due_on if norm else None


def reckon_anew(days: WorkingDays, *, by: "User") -> None:
    """The calendar changed: points that wait for an answer get the due day it now gives.

    Each that changes gets its journal line. Answered and closed points keep the day they had.
    """
    waiting = Point.objects.live().filter(status=S.SENT)
    for point in waiting.select_related("recommendation", "council").order_by("pk"):
        due_on = answer_due(point.recommendation.norm, point.sent_on, point.council, days)
        if due_on != point.due_on:
            record.correct(point, version=point.version, by=by, due_on=due_on)


@action
def take_answer(points: Sequence[Point], *, answer: str, on: date, by: "User") -> None:
    """The agency answered, and the council judged the answer: accepted, in part, rejected, hollow.

    The points count in `recommendations.answered`, accepted ones also in
    `recommendations.accepted`. An answer closes nothing: that is for the council.
    """
    if answer not in Point.ANSWERS:
        raise Refused(
            _("Say what the answer is: accepted, in part, rejected or hollow."), field="answer"
        )
    record.move(points, S(answer), on=on, by=by)


@action
def close(points: Sequence[Point], *, implemented: bool, on: date, by: "User") -> None:
    """The council looked at what was done and closed the points.

    Those done count in `recommendations.implemented`. A point closed as not implemented may later
    be closed as implemented, never the other way.
    """
    record.move(points, S.IMPLEMENTED if implemented else S.NOT_IMPLEMENTED, on=on, by=by)


@action
def settle(questions: Sequence[UrgentQuestion], *, on: date, by: "User") -> None:
    """Urgent questions were settled in working order.

    They count in `recommendations.urgent_settled`, by the day they were raised.
    """
    record.move(questions, U.SETTLED, on=on, by=by)


@action
def drop(questions: Sequence[UrgentQuestion], *, on: date, by: "User", reason: str = "") -> None:
    """Urgent questions were dropped: they no longer need settling. They count in no figure."""
    record.move(questions, U.DROPPED, on=on, by=by, reason=reason)


@action
def raise_again(questions: Sequence[UrgentQuestion], *, on: date, by: "User") -> None:
    """Urgent questions came up again; from `on` they are no longer settled."""
    record.move(questions, U.RAISED, on=on, by=by)
