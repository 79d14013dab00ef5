"""What came of the look at a sheet: lines that are new, changed, the same or refused."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from kenes.core.filing import Change, Filing
from kenes.core.row import Row
from kenes.core.sheet import Sheet
from kenes.journals.links import Relinked


@dataclass(frozen=True)
class Refusal:
    """A cell that cannot be taken, and why."""

    cell: str
    why: str


@dataclass
class Taken:
    """A line that can be taken: its key, its cell, its words' fingerprint, what it files."""

    key: str
    at: int
    cell: str
    fingerprint: str
    filing: Filing[Any]


@dataclass
class Changed(Taken):
    """A line known before that now says otherwise."""

    row: Row
    changes: list[Change]
    links: Relinked


@dataclass
class SheetPreview:
    """What one sheet would do; `extra` are its headings that are no column of ours."""

    sheet: Sheet
    title: str
    extra: Sequence[str] = ()
    new: list[Taken] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    same: int = 0
    refused: list[Refusal] = field(default_factory=list)

    @property
    def to_take(self) -> int:
        """How many lines there are to be written."""
        return len(self.new) + len(self.changed)

    def as_json(self) -> dict[str, Any]:
        """The sheet's entry in the answer of `./kenes import --json`.

        Columns left alone are told only where there are any.
        """
        said: dict[str, Any] = {
            "name": self.title,
            "taken": len(self.new),
            "changed": len(self.changed),
            "same": self.same,
            "refused": [{"cell": refusal.cell, "why": refusal.why} for refusal in self.refused],
        }
        return said | ({"extra": list(self.extra)} if self.extra else {})
