"""A workbook file → raw lines under known columns. Nothing is understood yet, only found."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from kenes.core.cell import words
from kenes.core.sheet import Column, Sheet
from kenes.core.text import fold
from kenes.journals.inside import Inside, look_inside
from kenes.journals.layout import read_by
from kenes.journals.models import Layout
from kenes.journals.pages import Grid, pages
from kenes.journals.raw import (
    HEADINGS_WITHIN,
    RawBook,
    RawLine,
    RawSheet,
    heading_of,
    letters_of,
    tidy,
)

# What the first cell of an example line says; such a line is left alone.
EXAMPLE = {"kk": "мысал", "ru": "пример", "en": "example"}
# Sheets of our own workbook that hold no journal: the council itself, lists of values, advice.
LISTS = "Тізімдер"
HOW_TO = {"kk": "Қалай толтыру", "ru": "Как заполнять"}
APART = {"council", "кеңес", "совет", fold(LISTS), *map(fold, HOW_TO.values())}

_YEAR_BEHIND = re.compile(r"[\s_]*\(?\d{1,4}\)?(?: ?г| ?ж)?\.?$")


def read(content: bytes, sheets: Sequence[Sheet], layouts: Sequence[Layout] = ()) -> RawBook:
    """Find the journals in a workbook, or in a table as text. Refused when it is neither.

    A journal may be spread over several sheets: «Обращения 2023», «Обращения 2024». A sheet that
    bears another system's headings is read by the first layout that knows them.
    """
    inside = look_inside(content)
    known = {name: sheet for sheet in sheets for name in sheet.names()}
    found = RawBook(hashlib.sha256(content).hexdigest())
    for title, grid in pages(content):
        sheet = known.get(fold(title)) or known.get(_YEAR_BEHIND.sub("", fold(title)))
        raw = _read_sheet(sheet, title, grid, inside) if sheet is not None else None
        if raw is None or raw.broken:
            raw = read_by(layouts, sheets, title, grid, inside) or raw
        if raw is not None:
            found.sheets.append(raw)
        elif fold(title) not in APART:
            found.unknown.append(title)
    return found


def _read_sheet(sheet: Sheet, title: str, grid: Grid, inside: Inside) -> RawSheet:
    top = _headings_at(sheet, grid)
    if top is None:
        broken = _("No line of this sheet bears the headings we know.")
        return RawSheet(sheet, title, broken=broken if any(map(any, grid)) else "")
    columns, extra = _columns(sheet, grid[top])
    letters = {column.code: letters_of(place) for place, column in columns.items()}
    raw = RawSheet(sheet, title, letters, extra, inside.faults.get(title, {}))
    lacking = [c.heading for c in sheet.columns if c.required and c.code not in letters]
    if lacking:
        raw.broken = _("The sheet has no column “%s”.") % ", ".join(lacking)
        return raw
    for at, cells in enumerate(grid[top + 1 :], start=top + 2):
        said = {
            column.code: value
            for place, column in columns.items()
            if place < len(cells) and (value := tidy(cells[place])) != ""
        }
        faulty = any(f"{letter}{at}" in raw.faults for letter in letters.values())
        if (said or faulty) and not _is_no_record(sheet, said, columns):
            raw.lines.append(RawLine(at, said))
    return raw


def _is_no_record(sheet: Sheet, said: Mapping[str, Any], columns: Mapping[int, Column]) -> bool:
    """Whether a line is the example, the headings once more, or the numbers of the columns."""
    first = fold(str(said.get(sheet.columns[0].code, "")))
    if any(first == mark or first.startswith(f"{mark}:") for mark in EXAMPLE.values()):
        return True
    told = [(column, said[column.code]) for column in columns.values() if column.code in said]
    if sum(heading_of(value) in column.headings() for column, value in told) > max(
        1, len(told) / 2
    ):
        return True
    ordinals = [str(n) for n in range(1, len(told) + 1)]
    return len(told) > 2 and [words(value) for _column, value in told] == ordinals


def _headings_at(sheet: Sheet, grid: Grid) -> int | None:
    """The line that bears most of our headings; it must bear two, or all there are."""
    known = set().union(*(column.headings() for column in sheet.columns))
    best, most = None, 0
    for at, cells in enumerate(grid[:HEADINGS_WITHIN]):
        hits = len({heading_of(cell) for cell in cells} & known)
        if hits > most:
            best, most = at, hits
    return best if most >= min(2, len(sheet.columns)) else None


def _columns(sheet: Sheet, cells: Sequence[Any]) -> tuple[dict[int, Column], list[str]]:
    """Which column stands where, and the headings that are no column of ours."""
    by_heading = {heading: column for column in sheet.columns for heading in column.headings()}
    columns: dict[int, Column] = {}
    extra = []
    taken = set()
    for place, cell in enumerate(cells):
        column = by_heading.get(heading_of(cell))
        if column is not None and column.code not in taken:
            columns[place] = column
            taken.add(column.code)
        elif column is not None:
            extra.append(_("%s, a second time") % str(cell).strip())
        elif str(cell).strip():
            extra.append(str(cell).strip())
    return columns, extra
