"""An agency's address comes by its journal; a receipt that no journal knows outlives it."""

from datetime import date

import pytest

from kenes.organs.models import Organisation
from kenes.recommendations import actions
from kenes.recommendations.models import Point
from tests.journals.books import counts, written

NAME = "Управление экологии"


def line(**facts):
    return written(organisations=[{"title_ru": NAME, "kind": "state_body"} | facts])


def test_an_address_and_a_language_come_by_the_journal(desk):
    desk.take(line(email="eco@example.kz", language="ru"))
    agency = Organisation.objects.get(title_ru=NAME)
    assert (agency.email, agency.language) == ("eco@example.kz", "ru")


@pytest.mark.parametrize("address", ["eco", "eco@", "a b@example.kz"])
def test_what_is_no_address_is_refused_beside_its_cell(desk, address):
    [(_cell, why)] = desk.refusals(line(email=address))
    assert why == "This is no e-mail address."
    assert Organisation.objects.get(title_ru=NAME).email == ""


def test_a_term_that_runs_from_a_receipt_stays_when_the_journal_comes_again(desk, by):
    journal = written(
        recommendations=[{"no": 1, "adopted": date(2024, 3, 14), "title_ru": "О воде"}],
        points=[
            {
                "recommendation": "1/2024",
                "addressee": NAME,
                "text_ru": "Полить",
                "ordinal": 1,
                "sent": date(2024, 3, 15),
            }
        ],
    )
    desk.take(journal)
    actions.receive([Point.objects.get()], on=date(2024, 4, 3), by=by)
    assert Point.objects.get().due_on == date(2024, 5, 3)
    assert counts(desk.take(journal)["points"])[1] == 0
    assert Point.objects.get().due_on == date(2024, 5, 3)
