"""The moves of an appeal, and of a question inside it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from kenes.appeals import actions as appeals
from kenes.appeals.matters import actions as matters
from kenes.appeals.matters.models import Matter
from kenes.appeals.merging import actions as merging
from kenes.appeals.models import Appeal
from kenes.office.move import REASON, Move, many, one

if TYPE_CHECKING:
    from kenes.core.access import User

A, M = Appeal.Status, Matter.Status
NOT_TAKEN = _("It will leave the appeals considered and count among those not taken up.")
NOT_TAKEN_TOLD = _(
    "It will leave the appeals considered. The person is told at once by letter, and on the page "
    "of the appeal."
)
RETURN = ("return_ground", "repeats", *REASON)
TERMINATE = ("end_ground", "repeats", *REASON)
REOPEN = Move(_("Reopen"), many(appeals.reopen), REASON, _("It is in work again from that day."))
TAKE_UP = Move(_("Take into work"), many(appeals.take_up))

APPEAL: Mapping[str, Move] = {
    A.RESOLVED: Move(
        _("Question resolved"),
        many(appeals.resolve),
        ("answer",),
        follows=_("Only if it was settled in fact; an answer alone is “explanation given”."),
    ),
    A.EXPLAINED: Move(_("Explanation given"), many(appeals.explain), ("answer",)),
    A.REFUSED: Move(_("Refuse"), many(appeals.refuse), (*REASON, "answer"), grave=True),
    A.FORWARDED: Move(_("Forward whole"), many(appeals.forward), ("to",), NOT_TAKEN_TOLD),
    A.RETURNED: Move(_("Return"), many(appeals.return_), RETURN, NOT_TAKEN_TOLD, grave=True),
    A.TERMINATED: Move(
        _("Terminate"), many(appeals.terminate), TERMINATE, NOT_TAKEN_TOLD, grave=True
    ),
    A.WITHDRAWN: Move(_("The author took it back"), many(appeals.withdraw), (), NOT_TAKEN),
    A.MERGED: Move(_("Merge into another"), many(merging.merge), ("into",), NOT_TAKEN),
    A.IN_WORK: REOPEN,
}


def _closed(outcome: str) -> Callable[..., None]:
    """A question inside an appeal gets this outcome; the appeal follows it."""

    def act(row: Any, *, on: date, by: "User", answer: str) -> None:
        matters.close(row, outcome, answer=answer, on=on, by=by)

    return act


MATTER: Mapping[str, Move] = {
    M.RESOLVED: Move(
        APPEAL[A.RESOLVED].label,
        _closed(M.RESOLVED),
        ("answer",),
        follows=APPEAL[A.RESOLVED].follows,
    ),
    M.EXPLAINED: Move(APPEAL[A.EXPLAINED].label, _closed(M.EXPLAINED), ("answer",)),
    M.REFUSED: Move(APPEAL[A.REFUSED].label, _closed(M.REFUSED), ("answer",), grave=True),
    M.OPEN: Move(
        REOPEN.label,
        one(matters.reopen),
        REASON,
        _("The appeal is in work again from that day, if it was closed."),
    ),
}
