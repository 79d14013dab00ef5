"""The journals of a council: which columns each sheet has, and the row a line becomes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from django.utils.translation import get_language

from kenes.core import record
from kenes.core.cell import Own, Reader, Text
from kenes.core.filing import Filing
from kenes.core.row import Row
from kenes.core.text import fold

if TYPE_CHECKING:
    from datetime import date

    from kenes.council.models import Council

T = TypeVar("T")


class Lookup(Protocol):
    """Finds what a cell names: in the register, or in the lines above of the same workbook."""

    council: "Council"

    def named(self, model: type[Row], name: str) -> Any:
        """The row of a directory by any of its names. Refused when none, or two, bear it."""

    def numbered(self, sheet: str, number: str) -> Any:
        """The row that the line `number` of another journal became. Refused when unknown."""

    def key(self, row: Row) -> str:
        """The key by which the line of a row is known in its journal: `12/2024`."""

    def once(self, make: Callable[..., T], *args: Any) -> T:
        """What `make` gives for these arguments, asked once for the whole workbook."""


@dataclass(frozen=True)
class Column:
    """One column: its headings in Kazakh and Russian, how a cell is read, an example."""

    code: str
    kk: str
    ru: str
    reader: Reader = field(default_factory=Text)
    example: Any = ""
    required: bool = False
    also: tuple[str, ...] = ()

    def headings(self) -> set[str]:
        """Every heading under which the column is known, folded."""
        return {fold(heading) for heading in (self.code, self.kk, self.ru, *self.also)}

    @property
    def heading(self) -> str:
        """The heading in the reader's language; Russian for one who reads English."""
        return self.kk if (get_language() or "ru").startswith("kk") else self.ru


Facts = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One journal.

    A line is known again by its № and the year of `dated_by`; where it has no №, by the cells of
    `natural_key`. `build` makes of a line's facts what is to be registered by `register`, or what
    a row is to be brought to by `amend`. Where a rule looks at several rows, `across` is asked of
    each that is new or changed, with all others of its register as they stand after the lines
    before it.
    `origins` are the columns that name the records a line's record came from.
    """

    code: str
    kk: str
    ru: str
    model: type[Row]
    columns: tuple[Column, ...]
    build: Callable[[Facts, Lookup], Filing[Any]]
    register: Callable[..., None]
    amend: Callable[..., None] = record.amend
    natural_key: tuple[str, ...]
    dated_by: str = ""
    across: Callable[[Any, Sequence[Any]], None] | None = None
    origins: tuple[str, ...] = ()

    def names(self) -> set[str]:
        """Every name under which the sheet is known, folded."""
        return {fold(name) for name in (self.code, self.kk, self.ru)}

    @property
    def title(self) -> str:
        """The sheet's name in the reader's language; Russian for one who reads English."""
        return self.kk if (get_language() or "ru").startswith("kk") else self.ru

    def column(self, code: str) -> Column:
        return next(column for column in self.columns if column.code == code)


NUMBER = Column("no", "№", "№", Own(), "1", also=("номер", "нөмірі", "№ п/п", "р/с №"))


def path(facts: Facts, *named: tuple[str, str]) -> "list[tuple[str, date]]":
    """The course a line tells by its dated columns: (status, column) pairs, in order of date.

    Columns that are empty are left out; steps of one day keep the order given here.
    """
    made = [(status, facts[column]) for status, column in named if facts.get(column)]
    return sorted(made, key=lambda step: step[1])
