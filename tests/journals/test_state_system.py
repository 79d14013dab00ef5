"""Appeals of the state system come in by its export: no e-mail, no ground, and the term of law."""

from datetime import date

import pytest

from kenes.appeals.deadline import term
from kenes.appeals.models import Appeal
from kenes.norms import calendar
from tests.journals.books import appeal, counts, written


@pytest.mark.parametrize(
    ("kind", "due"),
    [
        # 8 March and 21–25 March 2024 are days off; of a request every day counts.
        ("application", date(2024, 4, 1)),
        ("complaint", date(2024, 4, 8)),
        ("request", date(2024, 3, 20)),
    ],
)
def test_a_line_of_the_state_system_has_the_term_of_its_kind(desk, kind, due):
    line = appeal(7, "2024-03-05", channel="state_system", kind=kind, applicant="Асанов Асан")
    assert counts(desk.take(written(appeals=[line]))["appeals"]) == (1, 0, 0, 0)
    row = Appeal.objects.select_related("applicant").get()
    assert (row.channel, row.status, row.received_on) == (
        *("state_system", "registered"),
        date(2024, 3, 5),
    )
    assert (row.due_on, term(row, calendar.load()).due_on) == (due, due)
    assert (row.applicant.name, row.applicant.email, row.ground) == ("Асанов Асан", "", "")


def test_what_the_state_system_gave_back_comes_in_without_a_ground(desk):
    day = date(2024, 3, 11)
    lines = [
        appeal(1, "2024-03-05", channel="state_system", returned_on=day),
        appeal(2, "2024-03-05", channel="state_system", terminated_on=day),
        appeal(3, "2024-03-05", channel="state_system", resolved_on=day),
    ]
    assert counts(desk.take(written(appeals=lines))["appeals"]) == (3, 0, 0, 0)
    rows = Appeal.objects.order_by("number")
    assert [(each.status, each.ground) for each in rows] == [
        ("returned", ""),
        ("terminated", ""),
        ("resolved", ""),
    ]
    assert [each.days_to_answer for each in rows] == [None, None, 6]
    assert counts(desk.look(written(appeals=lines))["appeals"]) == (0, 0, 3, 0)
