"""What changes no more: rows of an archive that was closed, asked before every change of a row.

Which archives a council has closed is known to a later slice; it stands in the explicit list of
`kenes.apps`. Which of them a row belongs to, the row itself says: `Row.archive_of`.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

if TYPE_CHECKING:
    from kenes.core.row import Row


class Archive(Protocol):
    """One closed archive: the days it covers, and what is said to who would change it."""

    pk: UUID

    def covers(self, day: date) -> bool:
        """Whether what was finished on the day belongs to it."""
        ...

    def closed(self) -> str:
        """Why nothing in it changes."""
        ...


_known: list[Callable[[UUID], Sequence[Archive]]] = []


def keep(*known: Callable[[UUID], Sequence[Archive]]) -> None:
    """Name who knows the closed archives of a council."""
    _known[:] = known


def why_frozen(rows: "Iterable[Row]") -> str:
    """Why one of the rows changes no more; empty while all of them may."""
    archives: dict[UUID, Sequence[Archive]] = {}
    for row in rows:
        if row.council_id not in archives:
            archives[row.council_id] = [a for find in _known for a in find(row.council_id)]
        closed = archives[row.council_id]
        if closed and (archive := row.archive_of(closed)) is not None:
            return archive.closed()
    return ""


def among(archives: Sequence[Archive], key: object) -> Archive | None:
    """The one of the archives with this key."""
    return next((archive for archive in archives if archive.pk == key), None)


def covering(archives: Sequence[Archive], day: date) -> Archive | None:
    """The one of the archives to which what was finished on the day belongs."""
    return next((archive for archive in archives if archive.covers(day)), None)
