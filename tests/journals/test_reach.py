"""The journal of events and the ledger that says more than the journal can."""

from datetime import time

import pytest

from kenes.core import record
from kenes.events.ledger import actions
from kenes.events.ledger.whole import ledger_of
from kenes.events.models import Event, ReachEntry
from kenes.organs.models import District
from tests.journals.books import counts, event, written

pytestmark = pytest.mark.django_db
DAY = "2024-03-14"


def told():
    return [(e.audience, e.source, e.people) for e in ledger_of(Event.objects.get()).lines]


def test_a_line_tells_the_end_the_places_and_the_total_of_the_report(desk):
    desk.take(written(events=[event(1, DAY, ends_at=time(12), places=60, reach_stated=40)]))
    row = Event.objects.get()
    assert (row.ends_at, row.places, row.reach_stated) == (time(12), 60, 40)
    same = event(1, DAY, ends_at="12:00", places=60, reach_stated=40)
    assert counts(desk.take(written(events=[same]))["events"]) == (0, 0, 1, 0)


def test_lines_with_sources_are_no_difference_and_stay(desk):
    said = event(1, DAY, residents=12, business=3)
    desk.take(written(events=[said]))
    row = Event.objects.get()
    [residents] = row.reach.filter(audience="residents")
    district = District.objects.first()
    actions.correct(residents, by=desk.by, source="sign_in", district=district, people=8)
    actions.add(ReachEntry(event=row, audience="residents", source="stream", people=4), by=desk.by)
    before = told()

    assert counts(desk.take(written(events=[said]))["events"]) == (0, 0, 1, 0)
    shown = desk.take(written(events=[said | {"title_ru": "Иначе"}]))["events"]
    assert [change.name for change in shown.changed[0].changes] == ["title_ru"]
    assert (
        told()
        == before
        == [
            ("business", "", 3),
            ("residents", "sign_in", 8),
            ("residents", "stream", 4),
        ]
    )

    desk.take(written(events=[said | {"title_ru": "Иначе", "business": 5}]))
    assert told() == [("business", "", 5), *before[1:]]


def test_what_no_journal_tells_stays(desk):
    desk.take(written(events=[event(1, DAY)]))
    row = Event.objects.get()
    record.correct(row, version=row.version, by=desk.by, registers=True)
    desk.take(written(events=[event(1, DAY, title="Иначе")]))
    row = Event.objects.get()
    assert (row.title_ru, row.registers) == ("Иначе", True)


@pytest.mark.parametrize("state", ["planned", "adjourned"])
def test_visits_to_what_is_still_ahead_are_refused_in_their_cell(desk, state):
    content = written(events=[event(1, DAY, state=state, residents=12)])
    [refusal] = desk.look(content)["events"].refused
    assert refusal.why == "The event is still ahead: nobody has come yet."
    codes = [column.code for column in desk.look(content)["events"].sheet.columns]
    assert refusal.cell == f"{chr(65 + codes.index('residents'))}2"


@pytest.mark.parametrize(
    ("facts", "column", "why"),
    [
        ({"at": time(15), "ends_at": time(14)}, "ends_at", "It ends before it starts."),
        (
            {"places": 10, "residents": 6, "business": 5},
            "places",
            "The hall has 10 places, and 11 visits were written down.",
        ),
    ],
)
def test_a_line_that_cannot_be_true_is_refused(desk, facts, column, why):
    sheet = desk.look(written(events=[event(1, DAY, **facts)]))["events"]
    codes = [each.code for each in sheet.sheet.columns]
    [refusal] = sheet.refused
    assert refusal.why == why
    at = codes.index(column)
    letters = chr(65 + at) if at < 26 else f"A{chr(65 + at - 26)}"
    assert refusal.cell == f"{letters}2"
