"""What every sheet must be, for the importer to be right about it."""

import pytest

from kenes.core.cell import Number
from kenes.core.row import Numbered
from kenes.journals.catalogue import SHEETS
from kenes.journals.reading import APART

each_sheet = pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.code)


def test_no_two_sheets_share_a_name():
    names = [name for sheet in SHEETS for name in sheet.names()]
    assert len(names) == len(set(names))
    assert not APART & set(names)


@each_sheet
def test_names_fit_into_excel(sheet):
    assert all(0 < len(name) <= 31 for name in (sheet.kk, sheet.ru))


@each_sheet
def test_no_code_stands_twice(sheet):
    codes = [column.code for column in sheet.columns]
    assert len(codes) == len(set(codes))


@each_sheet
def test_no_heading_means_two_columns(sheet):
    headings = [heading for column in sheet.columns for heading in column.headings()]
    assert len(headings) == len(set(headings))


@each_sheet
def test_keys_are_columns(sheet):
    codes = {column.code for column in sheet.columns}
    assert set(sheet.natural_key) <= codes
    assert set(sheet.origins) <= codes
    assert not sheet.dated_by or sheet.column(sheet.dated_by).required


@each_sheet
def test_a_numbered_journal_is_dated(sheet):
    """Its № is given anew each year, so the year must be known."""
    numbered = any(column.code == "no" for column in sheet.columns)
    assert numbered == bool(sheet.dated_by)
    assert numbered <= issubclass(sheet.model, Numbered)


@each_sheet
def test_references_lead_to_earlier_sheets(sheet):
    """To the sheet itself or to one before it, so that what is named is known already."""
    codes = [each.code for each in SHEETS]
    before = codes[: codes.index(sheet.code) + 1]
    for column in sheet.columns:
        if isinstance(column.reader, Number):
            assert column.reader.sheet in before
