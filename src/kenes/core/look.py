"""What a person wrote, or who it is, was looked at: nothing changes, and the journal knows."""

from typing import TYPE_CHECKING, Any

from kenes.core import journal
from kenes.core.action import action
from kenes.core.row import Row

if TYPE_CHECKING:
    from kenes.core.access import User


@action
def see(row: Row, *, by: "User") -> None:
    """Somebody looked at it; the line stands with the whole of which it is a part."""
    whole: Any = row
    while whole.PART_OF and (owner := getattr(whole, whole.PART_OF)).PERSONAL:
        whole = owner
    journal.write("applicant.seen", whole, by=by)
