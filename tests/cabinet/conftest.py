"""An agency with a contact in its cabinet, and another one that must see nothing of it."""

from datetime import date

import pytest

from kenes.core import clock, record
from kenes.core.filing import Filing
from kenes.organs.models import Organisation
from kenes.recommendations import actions
from kenes.recommendations.models import Point, Recommendation
from tests.town import NOW, found, signed_in

SENT = date(2025, 3, 17)


@pytest.fixture(autouse=True)
def _apart(own_files):
    """Every test here keeps its files apart."""


@pytest.fixture
def others(town):
    """Another agency of this council, and one of the neighbouring council."""
    with clock.standing(NOW):
        neighbour = found("kokshe", town.by)
        [second] = agencies(town, "Управление воды")
    return second, neighbour


def agencies(town, *names):
    rows = [Organisation(council=town.council, title_ru=name, kind="state_body") for name in names]
    record.register([Filing(row) for row in rows], by=town.by)
    return rows


def contact(town, agency, login):
    """A person of the agency who is signed in."""
    return signed_in(town, "agency", login, agency=agency)


@pytest.fixture
def asel(town):
    """The contact of the agency that is asked."""
    return contact(town, town.agency, "asel")


@pytest.fixture
def points(town, others):
    """A paper with two points to the agency and one to another."""
    second, _neighbour = others
    said = {"prepared_on": SENT, "adopted_on": SENT, "title_ru": "О дорогах"}
    paper = Recommendation(council=town.council, **said)
    rows = [
        Point(
            council=town.council,
            recommendation=paper,
            ordinal=ordinal,
            addressee=agency,
            text_ru=f"Починить {ordinal}",
            text_kk=f"Жөндеу {ordinal}",
            prepared_on=SENT,
        )
        for ordinal, agency in enumerate((town.agency, town.agency, second), start=1)
    ]
    with clock.standing(NOW):
        record.register([Filing(paper, path=[("draft", SENT), ("adopted", SENT)])], by=town.by)
        record.register([Filing(row, path=[("prepared", SENT)]) for row in rows], by=town.by)
        actions.send(rows, on=SENT, by=town.by)
    return rows
