"""What a workbook would do to the register, line by line, before anything is written."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from kenes.core.action import looking
from kenes.core.cell import Number, numeral
from kenes.core.filing import Filing, difference
from kenes.core.refused import Refused
from kenes.core.row import Row
from kenes.core.sheet import Sheet
from kenes.journals.held import Held
from kenes.journals.keep import keep
from kenes.journals.limits import Once
from kenes.journals.line import CellRefused, column_of, file_line, first_column, key_of, understand
from kenes.journals.links import relinked
from kenes.journals.lookup import RegisterLookup, lines_of
from kenes.journals.names import titles
from kenes.journals.outcome import Changed, Refusal, SheetPreview, Taken
from kenes.journals.raw import RawBook, RawLine, RawSheet
from kenes.organs.models import Directory

if TYPE_CHECKING:
    from uuid import UUID

    from kenes.council.models import Council

# Hears which sheet is in hand and how many more of its lines are done.
Listener = Callable[[str, int], None]


def nobody(_sheet: str, _lines: int) -> None:
    """Nobody waits to hear how far the work is."""


def preview(
    book: RawBook, council: "Council", sheets: Sequence[Sheet], listener: Listener = nobody
) -> list[SheetPreview]:
    """Understand every line of a workbook, in the order in which sheets refer to one another."""
    lookup, once = RegisterLookup(council, sheets), Once(council)
    shown = []
    with looking():
        for sheet in sheets:
            raws = [raw for raw in book.sheets if raw.sheet is sheet]
            if raws:
                journal = _Journal(sheet, lookup, once, council)
                shown += [journal.preview(raw, listener) for raw in raws]
    return shown


@dataclass
class _Met:
    """A line as it is met: where, and what it was understood to say."""

    raw: RawSheet
    line: RawLine
    facts: Mapping[str, Any]

    @property
    def cell(self) -> str:
        """The cell a person finds the line by."""
        return self.cell_of(first_column(self.raw.sheet, self.facts))

    def cell_of(self, code: str) -> str:
        return self.raw.cell(self.line.at, code)

    def refuse(self, sentence: str) -> CellRefused:
        return CellRefused(Refused(sentence), self.cell)


class _Journal:
    """One journal of the workbook, on however many sheets, beside what is known of it already."""

    def __init__(
        self, sheet: Sheet, lookup: RegisterLookup, once: Once, council: "Council"
    ) -> None:
        self.sheet = sheet
        self.lookup = lookup
        self.once = once
        lines = lines_of(council, sheet.code).values_list("key", "row_id", "fingerprint")
        self.known: dict[str, tuple[UUID, str]] = {key: (row, said) for key, row, said in lines}
        # The key of each line read so far → the sheet and the number of the line, and its cell.
        self.seen: dict[str, tuple[str, int, str]] = {}
        self.words = {said for _row, said in self.known.values()}
        self.held = Held(sheet.model)
        # The rows as they stand after the lines read so far, for a rule that looks at several.
        self.others: dict[UUID, Row] = {}
        if sheet.across:
            self.others = {row.pk: row for row in sheet.model.objects.of(council).live()}

    def preview(self, raw: RawSheet, listener: Listener) -> SheetPreview:
        """What one sheet would do. A line that leans on one further down waits for it."""
        shown = SheetPreview(raw.sheet, raw.title, raw.extra)
        if raw.broken:
            shown.refused.append(Refusal("A1", raw.broken))
        listener(raw.title, 0)
        self._fetch_named(raw)
        self._fetch_changed(raw)
        waiting: list[RawLine] = list(raw.lines)
        refused: dict[int, Refusal] = {}
        while waiting:
            again = []
            for line in waiting:
                if self._waits(raw, line, shown, refused):
                    again.append(line)
                else:
                    listener(raw.title, 1)
            if len(again) == len(waiting):
                listener(raw.title, len(again))
                break
            waiting = again
        shown.new.sort(key=lambda taken: taken.at)
        shown.refused += [refused[at] for at in sorted(refused)]
        return shown

    def _fetch_named(self, raw: RawSheet) -> None:
        for column in self.sheet.columns:
            if isinstance(column.reader, Number):
                cells = (line.cells.get(column.code) for line in raw.lines)
                numbers = {numeral(cell) for cell in cells if cell is not None}
                self.lookup.fetch(column.reader.sheet, numbers)

    def _fetch_changed(self, raw: RawSheet) -> None:
        """Read at once the rows of lines that were known before and say other words now.

        A line is understood here for its key alone. What it leans on may not be there yet; then
        its row is asked for when its turn comes.
        """
        keys = []
        for line in raw.lines if self.known else ():
            if line.fingerprint() not in self.words:
                with suppress(CellRefused):
                    row, key = self._known(_Met(raw, line, understand(raw, line, self.lookup)))
                    if row_id := row.pk if row else self.known.get(key, (None,))[0]:
                        keys.append(row_id)
        self.held.fetch(keys)

    def _waits(
        self, raw: RawSheet, line: RawLine, shown: SheetPreview, refused: dict[int, Refusal]
    ) -> bool:
        """Look at a line; True when it names what a line further down may yet bring."""
        refused.pop(line.at, None)
        try:
            self._look(_Met(raw, line, understand(raw, line, self.lookup)), shown)
        except CellRefused as refusal:
            refused[line.at] = Refusal(refusal.cell, str(refusal))
            return refusal.later
        return False

    def _look(self, met: _Met, shown: SheetPreview) -> None:
        """Put one line among the new, the changed or the same."""
        row, key = self._known(met)
        if key:
            self._refuse_twice(met, key)
        row_id, fingerprint = self.known.get(key, (row.pk if row else None, ""))
        if row_id is not None and fingerprint == met.line.fingerprint():
            shown.same += 1
            self._make_known(key, row or row_id)
            return
        filing = file_line(met.raw, met.line, met.facts, self.lookup)
        if row_id is not None:
            self._compare(met, key, filing, row or self.held.row(row_id), shown)
        elif isinstance(filing.row, Directory):
            self.lookup.names(self.sheet.model).give_code(filing.row)
            self._refuse_struck(met, filing.row.code)
            self._take(met, filing.row.code, filing, shown)
        else:
            self._take(met, key, filing, shown)

    def _known(self, met: _Met) -> tuple[Directory | None, str]:
        """The key of a line; in a directory, also the row that bears one of its titles.

        A new entry of a directory is known by its code, which it gets only when it is filed.
        """
        if not issubclass(self.sheet.model, Directory):
            return None, key_of(self.sheet, met.facts, self.lookup)
        names, said = self.lookup.names(self.sheet.model), titles(met.facts)
        # An entry renamed since is still known to the line by the name it bore.
        bearers = names.entitled(said) or names.once_called(said)
        if len(bearers) > 1:
            sentence = _("The names are those of two entries of the directory: %s.")
            raise met.refuse(sentence % "; ".join(str(each) for each in bearers))
        return (bearers[0], bearers[0].code) if bearers else (None, "")

    def _refuse_twice(self, met: _Met, key: str) -> None:
        """Refuse a line whose key an earlier line of the workbook has."""
        here = (met.raw.title, met.line.at, met.cell)
        title, at, cell = self.seen.setdefault(key, here)
        if (title, at) == here[:2]:
            return
        sentence = _("The same line stands in %(first)s and in %(second)s.")
        if "no" not in met.facts and any(column.code == "no" for column in self.sheet.columns):
            sentence = _(
                "The same line stands in %(first)s and in %(second)s. "
                "If these are two records, give each its №."
            )
        first = cell if title == met.raw.title else f"{title}!{cell}"
        raise met.refuse(sentence % {"first": first, "second": met.cell})

    def _refuse_struck(self, met: _Met, key: str) -> None:
        """A line whose record a clerk has struck does not come in again by itself."""
        if key in self.known:
            raise met.refuse(_("The record of this line was struck in the register."))

    def _compare(
        self, met: _Met, key: str, filing: Filing[Any], row: Row | None, shown: SheetPreview
    ) -> None:
        """Lay a line that says other words than before beside its row."""
        if row is None:
            raise met.refuse(_("The record of this line was struck in the register."))
        if getattr(row, "erased_on", None):
            # What was erased does not come back with the next file.
            shown.same += 1
            self._make_known(key, row)
            return
        absent = {c.code for c in self.sheet.columns if c.code not in met.raw.letters}
        links = relinked(row, filing, self._governed(met.raw), self.held.links(row.pk))
        stands = self.held.stands
        keep(row, filing, absent, stands)
        if changes := [*difference(row, filing, stands), *links.changes(row)]:
            self._claim(met, filing, instead=row)
            said = (key, met.line.at, met.cell, met.line.fingerprint(), filing)
            shown.changed.append(Changed(*said, row, changes, links))
        else:
            shown.same += 1
        self._make_known(key, row, filing.row)

    def _governed(self, raw: RawSheet) -> set[str]:
        """The registers of which the sheet says whether a record came from them."""
        readers = [self.sheet.column(c).reader for c in self.sheet.origins if c in raw.letters]
        return {self.lookup.register(each.sheet) for each in readers if isinstance(each, Number)}

    def _take(self, met: _Met, key: str, filing: Filing[Any], shown: SheetPreview) -> None:
        """Put a line among the new, unless it says twice what may stand only once."""
        self._claim(met, filing)
        fingerprint = met.line.fingerprint()
        shown.new.append(Taken(key, met.line.at, met.cell, fingerprint, filing))
        self.seen.setdefault(key, (met.raw.title, met.line.at, met.cell))
        self._make_known(key, filing.row)

    def _claim(self, met: _Met, filing: Filing[Any], instead: Row | None = None) -> None:
        """Refuse what another line or another record has; the cell of the fact is named.

        A line further down may yet give it up, so the refused line is looked at once more.
        """
        place = f"{met.raw.title}!{met.cell}"
        stays = instead or filing.row
        try:
            if self.sheet.across:
                others = [row for pk, row in self.others.items() if pk != stays.pk]
                self.sheet.across(filing.row, others)
            if filing.within and instead is None:
                self.once.claim(filing.within.row, place)
            self.once.claim(filing.row, place, instead=instead)
        except Refused as refused:
            code = column_of(self.sheet, refused.field, met.facts, filing)
            raise CellRefused(refused, met.cell_of(code), later=True) from None
        if self.sheet.across:
            self.others[stays.pk] = filing.row

    def _make_known(self, key: str, row: Any, said: Row | None = None) -> None:
        """Let later lines name this one: by its number, and an entry by the names it is given."""
        self.lookup.number(self.sheet.code, key, row)
        if isinstance(row, Directory):
            told = said if isinstance(said, Directory) else row
            self.lookup.names(type(row)).give(row, told)
