"""What becomes of an urgent question: it is settled, dropped, raised again."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from kenes.core import record
from kenes.core.action import action
from kenes.recommendations.urgent.models import UrgentQuestion

if TYPE_CHECKING:
    from kenes.core.access import User

U = UrgentQuestion.Status


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
