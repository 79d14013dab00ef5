"""The example workbooks say what the rows say, and a register can be founded from them."""

import pytest

from kenes.core.access import console
from kenes.core.period import Scope
from kenes.demo import examples
from kenes.journals import actions, founding
from kenes.journals.catalogue import SHEETS
from kenes.journals.preview import preview
from kenes.journals.reading import read
from kenes.norms import actions as norms
from kenes.report.catalogue import CATALOGUE
from tests.demo.values import VALUES

NAMES = ("journals-ru.xlsx", "journals-kk.xlsx", "three-mistakes.xlsx")


@pytest.mark.parametrize("name", NAMES)
def test_committed_files_equal_the_rows(name, tmp_path):
    (tmp_path / name).write_bytes(examples.workbooks()[name])
    assert examples.cells(examples.PLACE / name) == examples.cells(tmp_path / name)


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES[:2])
def test_an_empty_register_is_founded_from_the_journals(name):
    content = (examples.PLACE / name).read_bytes()
    by = console()
    norms.load_law(by=by)
    council = founding.found_from(content, by=by)
    book = read(content, SHEETS)
    shown = preview(book, council, SHEETS)
    actions.take(shown, council=council, file_name=name, digest=book.digest, by=by)

    assert [(sheet.title, sheet.refused) for sheet in shown if sheet.refused] == []
    for code, (value, period) in VALUES.items():
        assert CATALOGUE[code].value(Scope(council, period)) == value, code


@pytest.mark.django_db
def test_three_mistakes_are_told_by_their_cells():
    content = (examples.PLACE / "three-mistakes.xlsx").read_bytes()
    council = founding.found_from(content, by=console())
    shown = preview(read(content, SHEETS), council, SHEETS)
    refused = {
        sheet.sheet.code: [r.cell for r in sheet.refused] for sheet in shown if sheet.refused
    }

    columns = {sheet.code: [column.code for column in sheet.columns] for sheet in SHEETS}
    cells = {
        code: f"{chr(65 + columns[code].index(column))}3"
        for code, column in (("events", "on"), ("sittings", "present"), ("appeals", "topic"))
    }
    assert refused == {code: [cell] for code, cell in cells.items()}
