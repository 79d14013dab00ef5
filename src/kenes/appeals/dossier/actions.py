"""What is kept of a person leaves the register, and the journal says so."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kenes.appeals.models import Appeal
from kenes.core import journal
from kenes.core.action import action

if TYPE_CHECKING:
    from kenes.core.access import User

HANDED = "applicant.handed"


@action
def hand_over(appeals: Sequence[Appeal], *, by: "User") -> None:
    """All that is kept of these appeals is given out as a file; each has a line about it."""
    journal.write_all(HANDED, [(each, {}) for each in appeals], by=by)
