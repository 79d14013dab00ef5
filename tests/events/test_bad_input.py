"""What the form of an event refuses, each with its sentence beside its field."""

from datetime import date, time

import pytest

from kenes.core import clock
from kenes.core.refused import Refused
from kenes.events.ledger import actions
from kenes.events.models import Event, ReachEntry
from tests.events.conftest import MARCH, an_event, errors, line, reach
from tests.town import NOW, fields

pytestmark = pytest.mark.django_db
AHEAD = "The event is still ahead: nobody has come yet."


def register(client, code="events", **said):
    with clock.standing(NOW):
        form = fields(client.get(f"/office/{code}/new/"))
        return client.post(f"/office/{code}/new/", form | said)


def event(**said):
    return {"kind": "platform", "title_ru": "Площадка", "held_on": "2025-03-05"} | said


def test_an_event_says_its_end_its_places_and_what_was_reported(secretary):
    said = event(starts_at="15:00", ends_at="17:30", places="60", registers="on", reach_stated="40")
    assert register(secretary, **said).status_code == 302
    row = Event.objects.get()
    assert (row.ends_at, row.places, row.registers, row.reach_stated) == (
        time(17, 30),
        60,
        True,
        40,
    )


def test_it_does_not_end_before_it_starts(secretary):
    answer = register(secretary, **event(starts_at="15:00", ends_at="14:59"))
    assert errors(answer) == {"ends_at": ["It ends before it starts."]}
    assert answer.context["form"]["ends_at"].value() == "14:59"
    assert register(secretary, **event(starts_at="15:00", ends_at="15:00")).status_code == 302


def test_what_goes_on_for_days_may_end_at_an_earlier_hour(secretary):
    said = event(began_on="2025-03-04", starts_at="15:00", ends_at="11:00")
    assert register(secretary, **said).status_code == 302


def test_a_public_hearing_does_not_end_before_it_starts(secretary):
    said = {"event__title_ru": "Слушания", "event__held_on": "2025-05-05"}
    hours = {"event__starts_at": "15:00", "event__ends_at": "10:00"}
    answer = register(secretary, "control/hearings", **said, **hours)
    assert errors(answer) == {"event__ends_at": ["It ends before it starts."]}


def test_nobody_came_to_an_event_that_is_ahead(secretary):
    said = event(held_on="2025-04-10", **{"reach-residents-people": "5"})
    answer = register(secretary, **said)
    assert errors(answer) == {"reach-residents-people": [AHEAD]}
    assert answer.status_code == 422
    assert answer.context["form"]["reach-residents-people"].value() == "5"
    assert not Event.objects.exists()


def test_nobody_came_to_an_event_that_nobody_said_was_held(secretary):
    answer = register(secretary, **event(state="planned", **{"reach-residents-people": "5"}))
    sentence = "Visits are written down once the event was held; now it is: planned."
    assert errors(answer) == {"reach-residents-people": [sentence]}


def test_the_form_takes_no_more_visits_than_places(secretary):
    said = event(state="held", places="40")
    one = register(secretary, **said, **{"reach-residents-people": "41"})
    sentence = "The hall has 40 places, and 41 visits were written down."
    assert errors(one) == {"reach-residents-people": [sentence]}
    together = {"reach-residents-people": "30", "reach-state-people": "11"}
    assert errors(register(secretary, **said, **together)) == {"reach-residents-people": [sentence]}
    together["reach-state-people"] = "10"
    assert register(secretary, **said, **together).status_code == 302


def test_the_hall_is_not_made_smaller_than_those_who_were_in_it(town, secretary):
    row = an_event(town, places=100)
    actions.add(line(row, 60, source="sign_in"), by=town.by)
    url = f"/office/events/{row.number}/correct/"
    form = fields(secretary.get(url))
    answer = secretary.post(url, form | {"places": "50"})
    sentence = "The hall has 50 places, and 60 visits were written down."
    assert errors(answer) == {"places": [sentence]}
    assert secretary.post(url, form | {"places": "60"}).status_code == 302


def test_the_form_leaves_the_lines_that_say_more_than_it_asks(town, secretary):
    row = an_event(town)
    actions.add(line(row, 7, source="sign_in", district=town.district), by=town.by)
    actions.add(line(row, 3), by=town.by)
    url = f"/office/events/{row.number}/correct/"
    form = fields(secretary.get(url))
    assert form["reach-residents-people"] == 3

    assert secretary.post(url, form | {"reach-residents-people": "4"}).status_code == 302
    assert reach(town.council) == 11
    secretary.post(url, fields(secretary.get(url)) | {"reach-residents-people": ""})
    assert [each.people for each in ReachEntry.objects.live()] == [7]


def test_a_held_public_hearing_takes_no_more_people_than_places(town, secretary):
    said = {"event__title_ru": "Слушания", "event__held_on": "2025-03-05", "state": "held"}
    more = {"event__places": "10", "reach-residents-people": "11"}
    answer = register(secretary, "control/hearings", **said, **more)
    sentence = "The hall has 10 places, and 11 visits were written down."
    assert errors(answer) == {"reach-residents-people": [sentence]}


def test_a_line_that_cannot_be_true_is_refused_whoever_writes_it(town):
    row = an_event(town, on=MARCH)
    with pytest.raises(Refused) as refused:
        actions.add(line(row, 3, persons=4), by=town.by)
    assert refused.value.field == "persons"
    assert row.held_on == date(2025, 3, 5)
