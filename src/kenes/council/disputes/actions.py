"""A member disputes a fact about him; the secretary settles it."""

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kenes.core import record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.council.disputes.models import Dispute

if TYPE_CHECKING:
    from kenes.core.access import User

S = Dispute.Status


@action
def raise_(dispute: Dispute, *, by: "User") -> None:
    """A member says that a fact about him is wrong. It stands on the secretary's desk till settled.

    The record itself does not change, and no figure does.
    """
    record.register([Filing(dispute, path=[(S.OPEN.value, dispute.opened_on)])], by=by)


@action
def settle(dispute: Dispute, *, upheld: bool, answer: str, on: date, by: "User") -> None:
    """The secretary looked: the record was put right, or it stands, and the member reads why."""
    if not answer.strip():
        raise Refused(_("Write what you found; the member reads it."), field="answer")
    to = S.UPHELD if upheld else S.DISMISSED
    record.move([dispute], to, on=on, by=by, answer=answer.strip())


@action
def insist(dispute: Dispute, *, on: date, by: "User", reason: str) -> None:
    """The member does not agree with the answer: the dispute is open again."""
    if not reason.strip():
        raise Refused(_("Say what is true."), field="reason")
    record.move([dispute], S.OPEN, on=on, by=by, reason=reason)
