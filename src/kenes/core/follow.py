"""What follows of itself from a change of rows: by what they are found, what processes keep."""

from collections.abc import Collection, Sequence

from kenes.core import kept, search
from kenes.core.row import Row


def follow(
    rows: Sequence[Row], changed: Collection[str] | None = None, *, fresh: bool = False
) -> None:
    """These rows changed, in these facts or in any. The verbs of core/record.py call it."""
    search.refresh(rows, changed, fresh=fresh)
    kept.changed_with(rows)
