"""Finds what the cells of a journal name."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from django.utils.translation import gettext as _

from kenes.core.numbering import full_number
from kenes.core.refused import Refused
from kenes.core.row import Numbered, Row
from kenes.journals.models import IntakeLine
from kenes.journals.names import Names

if TYPE_CHECKING:
    from kenes.core.sheet import Sheet
    from kenes.council.models import Council

T = TypeVar("T")
YEAR_BEHIND = re.compile(r"/(\d{4})$")


class Unknown(Refused):
    """The register and the lines read so far do not hold what a cell names; a later one may."""


class RegisterLookup:
    """Names and numbers of one council, with those that the workbook in hand adds."""

    def __init__(self, council: "Council", sheets: "Iterable[Sheet]") -> None:
        self.council = council
        self._sheets = {sheet.code: sheet for sheet in sheets}
        self._directories: dict[type[Row], Names] = {}
        self._lines: dict[str, dict[str, Any]] = {}
        # The № without its year → the keys it stands in, for each journal.
        self._of_years: dict[str, dict[str, set[str]]] = {}
        self._keys: dict[Any, str] = {}
        self._asked: dict[Any, Any] = {}
        self._year: int | None = None

    def dated(self, day: date | None) -> None:
        """Numbers without a year are, from here, of the year of the line in hand first."""
        self._year = day.year if day else None

    def once(self, make: Callable[..., T], *args: Any) -> T:
        """What `make` gives for these arguments, asked once for the whole workbook."""
        if (make, args) not in self._asked:
            self._asked[make, args] = make(*args)
        answer: T = self._asked[make, args]
        return answer

    # Directories

    def named(self, model: type[Row], name: str) -> Any:
        """The row of a directory by any of its names. Refused when none, or two, bear it."""
        found = self.names(model).named(name)
        if len(found) == 1:
            return found[0]
        if found:
            raise Refused(_("Two entries of the directory are called “%s”.") % name)
        raise Unknown(_("“%s” is not in the directory.") % name)

    def names(self, model: type[Row]) -> Names:
        """The names of a directory, with those that the lines read so far have given."""
        if model not in self._directories:
            self._directories[model] = Names(model.objects.of(self.council).live())
        return self._directories[model]

    # Lines of journals

    def numbered(self, sheet: str, number: str) -> Any:
        """The row that the line `number` of another journal became. Refused when unknown."""
        lines = self._known(sheet)
        exact = [number] if YEAR_BEHIND.search(number) else [number, f"{number}/{self._year}"]
        for key in exact:
            if key in lines:
                return self._row(sheet, key)
            if (entered := self._entered(sheet, key)) is not None:
                return entered
        same = self._of_years[sheet].get(number, ())
        if len(same) == 1:
            return self._row(sheet, next(iter(same)))
        if same:
            raise Refused(_("There are several № %s; write the year too: 12/2023.") % number)
        words = {"number": number, "sheet": self._sheets[sheet].title}
        raise Unknown(_("There is no line № %(number)s in the journal “%(sheet)s”.") % words)

    def fetch(self, sheet: str, numbers: Iterable[str]) -> None:
        """Read at once the rows that these numbers may mean, so that none is asked for alone."""
        lines, keys = self._known(sheet), set()
        for number in numbers:
            of_years = self._of_years[sheet].get(YEAR_BEHIND.sub("", number), set())
            keys |= {number} if number in lines else of_years
        asked = {key: lines[key] for key in keys if not isinstance(lines[key], Row)}
        rows = self._sheets[sheet].model.objects.live().in_bulk(list(asked.values()))
        for key, row_id in asked.items():
            if row_id in rows:
                self.number(sheet, key, rows[row_id])

    def number(self, sheet: str, key: str, row: "Row | UUID") -> None:
        """Make a line of the workbook in hand known under its key: its row, or the row's id."""
        self._known(sheet)[key] = row
        self._of_years[sheet][YEAR_BEHIND.sub("", key)].add(key)
        self._keys[row.pk if isinstance(row, Row) else row] = key

    def key(self, row: Row) -> str:
        """The key by which the line of a row is known in its journal: `12/2024`."""
        if row.pk not in self._keys:
            line = IntakeLine.objects.of(self.council).filter(row_id=row.pk, struck_at=None).first()
            self._keys[row.pk] = line.key if line else key_of_number(row)
        return self._keys[row.pk]

    def register(self, sheet: str) -> str:
        """The register that a journal belongs to, as links name it."""
        return self._sheets[sheet].model._meta.model_name or ""

    def _known(self, sheet: str) -> dict[str, Any]:
        """Every line of a journal ever taken: its key → its row, or the id till it is asked."""
        if sheet not in self._lines:
            lines = lines_of(self.council, sheet)
            self._lines[sheet] = dict(lines.values_list("key", "row_id"))
            self._of_years[sheet] = defaultdict(set)
            for key in self._lines[sheet]:
                self._of_years[sheet][YEAR_BEHIND.sub("", key)].add(key)
        return self._lines[sheet]

    def _row(self, sheet: str, key: str) -> Any:
        known = self._lines[sheet][key]
        if isinstance(known, Row):
            return known
        row = self._sheets[sheet].model.objects.live().filter(pk=known).first()
        if row is None:
            raise Refused(_("The line № %s was struck in the register.") % key)
        self.number(sheet, key, row)
        return row

    def _entered(self, sheet: str, key: str) -> Row | None:
        """The row that a clerk entered under that number, outside any journal."""
        model = self._sheets[sheet].model
        found = YEAR_BEHIND.search(key)
        if not issubclass(model, Numbered) or found is None:
            return None
        number = full_number(int(found[1]), addressable(key[: found.start()]))
        return self.once(_by_number, model, self.council, number)


def _by_number(model: type[Row], council: "Council", number: str) -> Row | None:
    row: Row | None = model.objects.of(council).live().filter(number=number).first()
    return row


def addressable(short: str) -> str:
    """A journal's № as it can stand in an address: «12/1» is 12-1."""
    return re.sub(r"[^\w-]+", "-", short).strip("-")


def lines_of(council: "Council", sheet: str) -> Any:
    """The lines of a journal that count: one of an import taken back in part still does."""
    return IntakeLine.objects.of(council).filter(sheet=sheet, struck_at=None)


def key_of_number(row: Row) -> str:
    """«2024-0012» → «12/2024»: how a journal would name a row that a clerk entered."""
    year, _hyphen, short = row.reference.partition("-")
    return f"{int(short) if short.isdigit() else short}/{year}" if short else str(row.pk)
