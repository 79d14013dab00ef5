"""The file of a workbook, or a table as plain text → its sheets as lines of cells."""

import csv
from collections import Counter
from collections.abc import Iterator
from io import BytesIO, StringIO
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from kenes.core.refused import Refused
from kenes.journals.raw import HEADINGS_WITHIN

Grid = list[list[Any]]

# The only sheet of a table that came as plain text is called so.
PLAIN = "CSV"
_DIVIDERS = ";\t,|"
# The part of a protected workbook in which the workbook itself is hidden.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def pages(content: bytes) -> Iterator[tuple[str, Grid]]:
    """The title and the cells of each sheet. Refused when the file is neither of the two."""
    if _is_text(content):
        yield PLAIN, _plain(content)
        return
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        for page in book.sheets_metadata:
            if page.typ == SheetTypeEnum.WorkSheet:
                yield page.name, _grid(book, page.name)
    except (CalamineError, OSError, ValueError) as error:
        raise Refused(_why_not_open(content, str(error)), field="file") from None


def _is_text(content: bytes) -> bool:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return bool(content.strip()) and b"\0" not in content and not content.startswith(b"PK")


def _plain(content: bytes) -> Grid:
    """The cells of a table written as text, whatever divides them."""
    text = _decoded(content).replace("\0", "")
    try:
        divider = "" if text.lstrip().startswith(("<", "{")) else _divider(text)
        if not divider:
            sentence = _("This text file is no table: nothing divides its columns.")
            raise Refused(sentence, field="file")
        return list(_cells(text, divider))
    except csv.Error:
        sentence = _("This table could not be read: a cell of it is too long or never ends.")
        raise Refused(sentence, field="file") from None


def _cells(text: str, divider: str) -> Iterator[list[Any]]:
    for cells in csv.reader(StringIO(text, newline=""), delimiter=divider):
        yield list(cells)


def _divider(text: str) -> str:
    """What divides the columns: by it most of the first lines have equally many, and several.

    Signs are not counted as they stand: a long text holds more commas than its line has columns.
    """
    best, most = "", 0
    for divider in _DIVIDERS:
        wide = Counter(len(cells) for cells in islice(_cells(text, divider), HEADINGS_WITHIN))
        alike = max((many for width, many in wide.items() if width > 1), default=0)
        if alike > most:
            best, most = divider, alike
    return best


def _decoded(content: bytes) -> str:
    """The text as it was meant: with a mark of its encoding, else UTF-8, else the old Cyrillic."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1251", errors="replace")


def _why_not_open(content: bytes, error: str) -> str:
    """The sentence for a file that is no workbook, with what to do where that can be told."""
    if _ENCRYPTED in content or "password" in error.casefold():
        return _("The workbook is protected by a password. Save it without one.")
    return _("This file is not a workbook that Excel could open.")


def _grid(book: CalamineWorkbook, title: str) -> Grid:
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
