"""A sheet of another system, read by a layout as if it were a journal of ours."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from kenes.core.cell import words
from kenes.core.sheet import Sheet
from kenes.core.text import fold
from kenes.journals.inside import Inside
from kenes.journals.models import Layout
from kenes.journals.pages import Grid
from kenes.journals.raw import (
    HEADINGS_WITHIN,
    RawLine,
    RawSheet,
    heading_of,
    letters_of,
    tidy,
    told_apart,
)

if TYPE_CHECKING:
    from kenes.council.models import Council


def read_by(
    layouts: Sequence[Layout], sheets: Sequence[Sheet], title: str, grid: Grid, inside: Inside
) -> RawSheet | None:
    """The sheet as the first layout that knows all it needs of its headings reads it."""
    of_code = {sheet.code: sheet for sheet in sheets}
    for layout in layouts:
        places = headings(grid, layout.known_headings())
        if places and layout.sheet in of_code:
            top, at = places
            return _Reader(layout, of_code[layout.sheet], at).read(title, grid, top, inside)
    return None


def headings(grid: Grid, needed: set[str]) -> tuple[int, Mapping[str, int]] | None:
    """The line that bears all these headings, and the place of each; None where none does."""
    for top, cells in enumerate(grid[:HEADINGS_WITHIN]):
        named = enumerate(told_apart(cells))
        places = {heading_of(name): place for place, name in named if name}
        if needed and needed <= places.keys():
            return top, places
    return None


def layouts_of(council: "Council") -> list[Layout]:
    """The layouts of a council, the newest first."""
    return list(Layout.objects.of(council).live().order_by("-pk"))


class _Reader:
    """One layout over one sheet: where everything stands, and what each cell means."""

    def __init__(self, layout: Layout, sheet: Sheet, at: Mapping[str, int]) -> None:
        self.layout, self.sheet = layout, sheet
        codes = {column.code for column in sheet.columns}
        named = {code: said for code, said in layout.headings.items() if code in codes}
        self.places = {code: at[heading_of(said)] for code, said in named.items()}
        self.state = at.get(heading_of(layout.state_heading)) if layout.state_heading else None
        self.day = at.get(heading_of(layout.day_heading)) if layout.day_heading else None

    def read(self, title: str, grid: Grid, top: int, inside: Inside) -> RawSheet:
        letters = {code: letters_of(place) for code, place in self.places.items()}
        used = {*self.places.values(), self.state, self.day}
        extra = [
            str(cell).strip()
            for place, cell in enumerate(grid[top])
            if place not in used and str(cell).strip()
        ]
        faults = inside.faults.get(title, {})
        by = (self.layout.title, str(self.layout.pk))
        raw = RawSheet(self.sheet, title, letters, extra, faults, by=by)
        said = {*letters, *self.layout.same}
        lacking = [c.heading for c in self.sheet.columns if c.required and c.code not in said]
        if lacking:
            raw.broken = _("The layout does not say where “%s” stands.") % ", ".join(lacking)
            return raw
        head = [heading_of(cell) for cell in grid[top]]
        for at, cells in enumerate(grid[top + 1 :], start=top + 2):
            if any(str(cell).strip() for cell in cells) and [heading_of(c) for c in cells] != head:
                raw.lines.append(self._line(at, cells))
        return raw

    def _line(self, at: int, cells: Sequence[Any]) -> RawLine:
        said = {code: value for code, value in self.layout.same.items() if value}
        for code, place in self.places.items():
            value = self._meant(code, _cell(cells, place))
            if value != "":
                said[code] = value
        line = RawLine(at, said)
        if self.state is not None:
            self._tell_state(line, _cell(cells, self.state), _cell(cells, self.day))
        return line

    def _meant(self, code: str, value: Any) -> Any:
        known = self.layout.words.get(code)
        return known.get(fold(words(value)), value) if known and value != "" else value

    def _tell_state(self, line: RawLine, state: Any, day: Any) -> None:
        """Put the day of a state under the dated column it belongs to."""
        if state == "":
            return
        code = self.layout.states.get(fold(words(state)))
        if code is None:
            line.why_not = _("The layout does not know the state “%s”.") % words(state)
        elif code and day == "":
            line.why_not = _("The state “%s” stands there without its day.") % words(state)
        elif code:
            line.cells[code] = day


def _cell(cells: Sequence[Any], place: int | None) -> Any:
    return tidy(cells[place]) if place is not None and place < len(cells) else ""
