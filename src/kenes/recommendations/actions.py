"""What becomes of the council's advice: it is sent, answered and closed, point by point."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from kenes.core import journal
from kenes.core.action import action
from kenes.core.flow import Flow, move
from kenes.core.refused import Refused
from kenes.norms import calendar
from kenes.norms.deadline import deadline
from kenes.norms.models import Norm
from kenes.recommendations.models import Point, UrgentQuestion

if TYPE_CHECKING:
    from kenes.core.access import User

S = Point.Status
U = UrgentQuestion.Status


@action
def send(points: Sequence[Point], *, on: date, by: "User") -> None:
    """The points went to their agencies, and the clock of the answer runs from `on`.

    Each counts in `recommendations.sent` by that day and leaves `recommendations.in_preparation`;
    once its answer is due and has not come it counts in `recommendations.overdue`.
    """
    days = calendar.load()
    for point in points:
        if on < point.prepared_on:
            raise Refused(_("The point was sent before it was prepared."), field="on")
        norm = Norm.objects.in_force(point.recommendation.norm, on, point.council)
        due_on = deadline(norm, on, days).due_on
        _move([point], S.SENT, on=on, by=by, sent_on=on, due_on=due_on)


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
    _move(points, S(answer), on=on, by=by)


@action
def close(points: Sequence[Point], *, implemented: bool, on: date, by: "User") -> None:
    """The council looked at what was done and closed the points.

    Those done count in `recommendations.implemented`. A point closed as not implemented may later
    be closed as implemented, never the other way.
    """
    _move(points, S.IMPLEMENTED if implemented else S.NOT_IMPLEMENTED, on=on, by=by)


@action
def settle(questions: Sequence[UrgentQuestion], *, on: date, by: "User") -> None:
    """Urgent questions were settled in working order.

    They count in `recommendations.urgent_settled`, by the day they were raised.
    """
    _move(questions, U.SETTLED, on=on, by=by)


@action
def drop(questions: Sequence[UrgentQuestion], *, on: date, by: "User", reason: str = "") -> None:
    """Urgent questions were dropped: they no longer need settling. They count in no figure."""
    _move(questions, U.DROPPED, on=on, by=by, reason=reason)


@action
def raise_again(questions: Sequence[UrgentQuestion], *, on: date, by: "User") -> None:
    """Urgent questions came up again; from `on` they are no longer settled."""
    _move(questions, U.RAISED, on=on, by=by)


def _move(
    rows: Sequence[Flow], to: S | U, *, on: date, by: "User", reason: str = "", **facts: Any
) -> None:
    for row in rows:
        labels = dict(type(row)._meta.get_field("status").flatchoices)
        old = row.status
        move(row, to, on=on, by=by, **facts)
        changed = {"status": [str(labels[old]), str(labels[to])]}
        said = {"on": on, "reason": reason, "version": row.version, "changed": changed}
        journal.write(f"{row._meta.model_name}.{to}", row, by=by, **said)
