"""The due days that registers keep on their rows, and who reckons them when the calendar changes.

Most deadlines are kept nowhere: they are reckoned from the calendar each time they are shown. A
register that keeps due days stands in the explicit list of `kenes.apps`.
"""

from typing import TYPE_CHECKING

from kenes.norms import calendar
from kenes.norms.calendar import WorkingDays

if TYPE_CHECKING:
    from typing import Protocol

    from kenes.core.access import User

    class Reckoner(Protocol):
        """Reckons anew the open due days of one register; closed ones it leaves as they are."""

        def __call__(self, days: WorkingDays, *, by: User) -> None: ...


_reckoners: "list[Reckoner]" = []


def keep(*reckoners: "Reckoner") -> None:
    """Name the verbs that reckon due days anew, one for each register that keeps them."""
    _reckoners[:] = reckoners


def reckon_anew(*, by: "User") -> None:
    """The calendar changed: every register that keeps due days puts its open ones right."""
    days = calendar.load()
    for reckon in _reckoners:
        reckon(days, by=by)
