"""A workbook file → raw lines under known columns. Nothing is understood yet, only found."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from kenes.core.cell import words
from kenes.core.refused import Refused
from kenes.core.secret import blind
from kenes.core.sheet import Column, Sheet
from kenes.core.text import fold
from kenes.journals.inside import Inside, look_inside

# Within so many lines from the top the headings must stand.
HEADINGS_WITHIN = 20
# What the first cell of an example line says; such a line is left alone.
EXAMPLE = {"kk": "мысал", "ru": "пример", "en": "example"}
# Sheets of our own workbook that hold no journal: the council itself, lists of values, advice.
LISTS = "Тізімдер"
HOW_TO = {"kk": "Қалай толтыру", "ru": "Как заполнять"}
APART = {"council", "кеңес", "совет", fold(LISTS), *map(fold, HOW_TO.values())}

# `safe` puts an apostrophe before what a program might take for a formula; here it is taken away.
GUARDED = re.compile(r"'+[=+\-@\t\r]")
_YEAR_BEHIND = re.compile(r"[\s_]*\(?\d{1,4}\)?(?: ?г| ?ж)?\.?$")
# The part of a protected workbook in which the workbook itself is hidden.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass
class RawLine:
    """One line of a sheet: its number in the file and what stands under each known column."""

    at: int
    cells: dict[str, Any]

    def fingerprint(self) -> str:
        """Equal for lines that say the same in the same words.

        It is keyed, for a line may name a person, and a bare digest could be guessed.
        """
        said = {code: words(raw) for code, raw in self.cells.items()}
        text = json.dumps(said, sort_keys=True, ensure_ascii=False)
        return blind(hashlib.sha256(text.encode()).hexdigest())


@dataclass
class RawSheet:
    """A sheet that was recognised: where each column stands, what was left alone, the lines.

    `faults` holds the cells that have an error in the place of a value: `C12` → `#REF!`.
    """

    sheet: Sheet
    title: str
    letters: Mapping[str, str] = field(default_factory=dict)
    extra: Sequence[str] = ()
    faults: Mapping[str, str] = field(default_factory=dict)
    lines: list[RawLine] = field(default_factory=list)
    # Why nothing of the sheet can be taken; empty where it can.
    broken: str = ""

    def cell(self, at: int, code: str) -> str:
        """The address of a cell as a person sees it: «C12»."""
        return f"{self.letters.get(code) or self.first_letter}{at}"

    @property
    def first_letter(self) -> str:
        return next(iter(self.letters.values()), "A")


@dataclass
class RawBook:
    """What was found in a file, and the names of the sheets that are no journal of ours."""

    digest: str
    sheets: list[RawSheet] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many lines the journals have."""
        return sum(len(raw.lines) for raw in self.sheets)

    @property
    def broken(self) -> list[tuple[str, str]]:
        """The journals of which nothing can be taken, and why."""
        return [(raw.title, raw.broken) for raw in self.sheets if raw.broken]


def read(content: bytes, sheets: Sequence[Sheet]) -> RawBook:
    """Find the journals in a workbook. Refused when the file is no workbook at all.

    A journal may be spread over several sheets: «Обращения 2023», «Обращения 2024».
    """
    inside = look_inside(content)
    known = {name: sheet for sheet in sheets for name in sheet.names()}
    found = RawBook(hashlib.sha256(content).hexdigest())
    for title, grid in _pages(content):
        sheet = known.get(fold(title)) or known.get(_YEAR_BEHIND.sub("", fold(title)))
        if sheet is not None:
            found.sheets.append(_read_sheet(sheet, title, grid, inside))
        elif fold(title) not in APART:
            found.unknown.append(title)
    return found


def _pages(content: bytes) -> Iterator[tuple[str, list[list[Any]]]]:
    """The title and the cells of each sheet."""
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        for page in book.sheets_metadata:
            if page.typ == SheetTypeEnum.WorkSheet:
                yield page.name, _grid(book, page.name)
    except (CalamineError, OSError, ValueError) as error:
        raise Refused(_why_not_open(content, str(error)), field="file") from None


def _why_not_open(content: bytes, error: str) -> str:
    """The sentence for a file that is no workbook, with what to do where that can be told."""
    if _ENCRYPTED in content or "password" in error.casefold():
        return _("The workbook is protected by a password. Save it without one.")
    if content.strip() and b"\0" not in content and not content.startswith(b"PK"):
        return _("This is a text file, not a workbook. Open it in Excel and save it as .xlsx.")
    return _("This file is not a workbook that Excel could open.")


def _grid(book: CalamineWorkbook, title: str) -> list[list[Any]]:
    """The cells of a sheet, with a merged cell's value in every cell it covers."""
    page = book.get_sheet_by_name(title)
    grid = page.to_python(skip_empty_area=False)
    for (top, left), (bottom, right) in page.merged_cell_ranges or []:
        if top >= len(grid) or left >= len(grid[top]):
            continue
        value = grid[top][left]
        for line in range(top, min(bottom + 1, len(grid))):
            for place in range(left, min(right + 1, len(grid[line]))):
                grid[line][place] = value
    return grid


def _read_sheet(sheet: Sheet, title: str, grid: list[list[Any]], inside: Inside) -> RawSheet:
    top = _headings_at(sheet, grid)
    if top is None:
        broken = _("No line of this sheet bears the headings we know.")
        return RawSheet(sheet, title, broken=broken if any(map(any, grid)) else "")
    columns, extra = _columns(sheet, grid[top])
    letters = {column.code: get_column_letter(place + 1) for place, column in columns.items()}
    raw = RawSheet(sheet, title, letters, extra, inside.faults.get(title, {}))
    lacking = [c.heading for c in sheet.columns if c.required and c.code not in letters]
    if lacking:
        raw.broken = _("The sheet has no column “%s”.") % ", ".join(lacking)
        return raw
    for at, cells in enumerate(grid[top + 1 :], start=top + 2):
        said = {
            column.code: value
            for place, column in columns.items()
            if place < len(cells) and (value := _tidy(cells[place])) != ""
        }
        faulty = any(f"{letter}{at}" in raw.faults for letter in letters.values())
        if (said or faulty) and not _is_no_record(sheet, said, columns):
            raw.lines.append(RawLine(at, said))
    return raw


def _tidy(value: Any) -> Any:
    """A cell without blanks around, marks nobody sees and the guard against formulas."""
    if not isinstance(value, str):
        return value
    value = _UNSEEN.sub("", value)
    return (value[1:] if GUARDED.match(value) else value).strip()


def _is_no_record(sheet: Sheet, said: Mapping[str, Any], columns: Mapping[int, Column]) -> bool:
    """Whether a line is the example, the headings once more, or the numbers of the columns."""
    first = fold(str(said.get(sheet.columns[0].code, "")))
    if any(first == mark or first.startswith(f"{mark}:") for mark in EXAMPLE.values()):
        return True
    told = [(column, said[column.code]) for column in columns.values() if column.code in said]
    if sum(_heading(value) in column.headings() for column, value in told) > max(1, len(told) / 2):
        return True
    ordinals = [str(n) for n in range(1, len(told) + 1)]
    return len(told) > 2 and [words(value) for _column, value in told] == ordinals


def _heading(cell: Any) -> str:
    """A heading for comparison: without the star or the colon behind it."""
    return fold(str(cell)).rstrip(" *:.")


def _headings_at(sheet: Sheet, grid: list[list[Any]]) -> int | None:
    """The line that bears most of our headings; it must bear two, or all there are."""
    known = set().union(*(column.headings() for column in sheet.columns))
    best, most = None, 0
    for at, cells in enumerate(grid[:HEADINGS_WITHIN]):
        hits = len({_heading(cell) for cell in cells} & known)
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
        column = by_heading.get(_heading(cell))
        if column is not None and column.code not in taken:
            columns[place] = column
            taken.add(column.code)
        elif column is not None:
            extra.append(_("%s, a second time") % str(cell).strip())
        elif str(cell).strip():
            extra.append(str(cell).strip())
    return columns, extra
