"""A council with its directories, and a desk at which workbooks are laid."""

import pytest
from django.utils.translation import override

from kenes.core.access import console
from kenes.council import actions as councils
from kenes.journals import actions
from kenes.journals.catalogue import SHEETS
from kenes.journals.preview import preview
from kenes.journals.reading import read
from kenes.norms import actions as norms
from tests.journals.books import DIRECTORIES, written


class Desk:
    """Looks into workbooks and takes them into one register."""

    def __init__(self, council, by, sheets=SHEETS):
        self.council = council
        self.by = by
        self.sheets = sheets

    def look(self, content):
        """What a workbook would do: sheet code → preview of its first sheet."""
        self.shown = preview(read(content, self.sheets), self.council, self.sheets)
        found = {}
        for shown in self.shown:
            found.setdefault(shown.sheet.code, shown)
        return found

    def take(self, content, name="journals.xlsx"):
        """Take a workbook in; what it did, and the import."""
        found = self.look(content)
        digest = read(content, self.sheets).digest
        self.intake = actions.take(
            self.shown, council=self.council, file_name=name, digest=digest, by=self.by
        )
        return found

    def refusals(self, content):
        """Every refusal of a workbook as (cell, sentence)."""
        self.look(content)
        return [(r.cell, r.why) for shown in self.shown for r in shown.refused]

    def undo(self):
        return actions.undo(self.intake, by=self.by)


@pytest.fixture
def by(db):
    return console()


@pytest.fixture
def council(by):
    return councils.found(by=by, slug="test", title_kk="Кеңес", title_ru="Совет")


@pytest.fixture
def desk(council, by):
    """The council's desk, its directories taken in; sentences come in English."""
    norms.load_law(by=by)
    with override("en"):
        desk = Desk(council, by)
        desk.take(written(**DIRECTORIES))
        yield desk
