"""Writing journals: the empty workbook, and a workbook of given rows."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO
from typing import Any

from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from kenes.core.cell import Day, Number, OneOf, Own, YesNo, pairs
from kenes.core.sheet import Column, Sheet
from kenes.journals.catalogue import SHEETS
from kenes.journals.founding import COUNCIL
from kenes.journals.raw import safe
from kenes.journals.reading import EXAMPLE, HOW_TO, LISTS

HEAD = PatternFill("solid", fgColor="0F4C5C")
REQUIRED = PatternFill("solid", fgColor="9A3412")
PALE = Font(italic=True, color="6B7280")
# Lists of values and formats are laid over so many lines.
LINES = 20_000

_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def _holdable(value: Any) -> Any:
    """A text without the signs that a workbook cannot hold, and with those escaped that it reads.

    A workbook takes `_x0041_` for the letter A.
    """
    if not isinstance(value, str):
        return value
    return _ESCAPE.sub("_x005F_", ILLEGAL_CHARACTERS_RE.sub("", value))


def write(
    sheets: Sequence[Sheet],
    rows: Mapping[str, Sequence[Mapping[str, Any]]],
    *,
    language: str,
    example: bool = False,
) -> bytes:
    """A workbook with one sheet for each journal; `rows` maps a sheet's code to its lines.

    With `example` the workbook is for filling in: a page says how, and each sheet has a line that
    shows it. The first cell of that line says that it is an example, so it is never taken in.
    """
    book = Workbook(write_only=True)
    with override(language):
        lists: dict[Any, list[str]] = {}
        if example:
            _write_how_to(book, language)
        for sheet in sheets:
            _write_sheet(book, sheet, rows.get(sheet.code, ()), language, example, lists)
        _write_lists(book, lists)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def empty(language: str) -> bytes:
    """The workbook to fill in, with every journal and the sheet that opens a new register."""
    return write([COUNCIL, *SHEETS], {}, language=language, example=True)


def _write_how_to(book: Workbook, language: str) -> None:
    page = book.create_sheet(HOW_TO[language] if language in HOW_TO else HOW_TO["ru"])
    page.column_dimensions["A"].width = 110
    for sentence in (
        _("Each sheet is one journal. Fill in those you keep and leave the others empty."),
        _("The sheet “Council” is read only when the register is empty: it opens the register."),
        _("The columns may stand in any order; columns of your own are left alone."),
        _("Columns with a red heading must be filled in."),
        _("A line whose first cell says “example” is not taken. Write over it or leave it."),
        _("A line is known again by its № and the year of its date: 12 of 2023, 12 of 2024."),
        _("To name a line of another journal write its № and year: 12/2023."),
        _("A date is written 05.03.2023. Several names in a cell are divided by semicolons."),
        _("Taking the same file again adds nothing; a line that was changed is shown first."),
    ):
        cell = WriteOnlyCell(page, value=sentence)
        cell.alignment = Alignment(wrap_text=True)
        page.append([cell])


def _write_sheet(
    book: Workbook,
    sheet: Sheet,
    rows: Sequence[Mapping[str, Any]],
    language: str,
    example: bool,
    lists: dict[Any, list[str]],
) -> None:
    page = book.create_sheet(sheet.kk if language == "kk" else sheet.ru)
    page.freeze_panes = "A2"
    for at, column in enumerate(sheet.columns, start=1):
        letter = get_column_letter(at)
        page.column_dimensions[letter].width = _width(column)
        if form := _format(column):
            page.column_dimensions[letter].number_format = form
        if labels := _labels(column):
            validation = _list_of(labels, _place(column, labels, lists))
            page.data_validations.append(validation)
            validation.add(f"{letter}2:{letter}{LINES}")
    page.append([_heading(page, column, language) for column in sheet.columns])
    if example:
        page.append(_example(page, sheet, language))
    for row in rows:
        page.append([_cell(page, column, row.get(column.code)) for column in sheet.columns])


def _heading(page: Any, column: Column, language: str) -> Any:
    cell = WriteOnlyCell(page, value=column.kk if language == "kk" else column.ru)
    cell.font = Font(bold=True, color="FFFFFF")
    cell.fill = REQUIRED if column.required else HEAD
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _example(page: Any, sheet: Sheet, language: str) -> list[Any]:
    """The line that shows how the sheet is filled; its first cell marks it."""
    mark = EXAMPLE.get(language, EXAMPLE["ru"])
    cells = []
    for at, column in enumerate(sheet.columns):
        shown = _in_words(column, _shown(column))
        if at == 0:
            shown = f"{mark}: {shown}" if shown else mark
        cell = _cell(page, column, shown or None)
        cell.font = PALE
        cells.append(cell)
    return cells


def _shown(column: Column) -> Any:
    """The example of a column; of a list of values one of them."""
    if not isinstance(column.reader, OneOf):
        return column.example
    values = [value for value, _label in pairs(column.reader.choices)]
    return column.example if column.example in values else values[0]


@cache
def _spoken(choices: Any, _language: str) -> Mapping[Any, str]:
    """The value of a list → its label in the language that is spoken now."""
    return {value: str(label) for value, label in pairs(choices)}


def _in_words(column: Column, value: Any) -> Any:
    """A value as people write it: of a list its label, by which they choose, of several names all.

    A value that the list does not have stays as it is.
    """
    if isinstance(value, list | tuple):
        return "; ".join(str(each) for each in value)
    if isinstance(column.reader, OneOf):
        return _spoken(column.reader.choices, get_language() or "ru").get(value, value)
    if isinstance(column.reader, YesNo) and isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    return value


def _cell(page: Any, column: Column, value: Any) -> Any:
    value = _in_words(column, value)
    cell = WriteOnlyCell(page, value=_holdable(safe(value)))
    if hasattr(value, "strftime"):
        cell.number_format = "DD.MM.YYYY" if hasattr(value, "year") else "HH:MM"
    elif form := _format(column):
        cell.number_format = form
    return cell


def _format(column: Column) -> str:
    """How Excel is to take what is typed: it would make a date of the № 12/2023."""
    if isinstance(column.reader, Own | Number):
        return "@"
    return "DD.MM.YYYY" if isinstance(column.reader, Day) else ""


def _width(column: Column) -> int:
    return 44 if "title" in column.code or "text" in column.code else max(12, len(column.ru) + 2)


def _labels(column: Column) -> list[str]:
    """The values a cell offers, where the column has a list of them."""
    if isinstance(column.reader, OneOf):
        return list(_spoken(column.reader.choices, get_language() or "ru").values())
    return [str(_("yes")), str(_("no"))] if isinstance(column.reader, YesNo) else []


def _place(column: Column, labels: list[str], lists: dict[Any, list[str]]) -> int:
    """Where the list of a column stands on the sheet of lists; columns of one list share it."""
    key = column.reader.choices if isinstance(column.reader, OneOf) else YesNo
    lists.setdefault(key, labels)
    return list(lists).index(key)


def _list_of(labels: list[str], place: int) -> DataValidation:
    letter = get_column_letter(place + 1)
    where = f"{quote_sheetname(LISTS)}!${letter}$1:${letter}${len(labels)}"
    return DataValidation(type="list", formula1=where, allow_blank=True, showErrorMessage=False)


def _write_lists(book: Workbook, lists: Mapping[Any, Sequence[str]]) -> None:
    """The sheet the lists of values stand on; hidden, for a person chooses from the cells."""
    page = book.create_sheet(LISTS)
    page.sheet_state = "hidden"
    for line in range(max(map(len, lists.values()), default=0)):
        page.append([labels[line] if line < len(labels) else None for labels in lists.values()])
