"""Places and the waiting list: whatever the order, and whoever comes at the same moment."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kenes.core import clock, record
from kenes.core.action import action
from kenes.core.letter import Letter
from kenes.core.refused import Refused
from kenes.events.coming import actions
from kenes.events.coming.door import actions as door
from kenes.events.coming.models import Registration
from tests.events.coming.conftest import come, fresh, planned
from tests.jobs.test_processes import Processes, database
from tests.town import NOW


def standing(event):
    rows = Registration.objects.live().filter(event=event)
    holding, waiting = rows.filter(Registration.HOLDS), rows.filter(Registration.WAITS)
    return holding.count(), waiting.count()


def test_the_first_who_waits_gets_the_place_given_up_and_a_letter(town, seminar):
    with clock.standing(NOW):
        first = come(seminar, by=town.by)
        come(seminar, by=town.by)
        third = come(seminar, "Болат", email="bolat@example.kz", language="en", by=town.by)
        fourth = come(seminar, "Гульнар", email="gulnar@example.kz", by=town.by)
        assert [row.waits for row in (first, third, fourth)] == [False, True, True]
        actions.give_up(first, by=town.by)

    assert (fresh(third).waits, fresh(fourth).waits) == (False, True)
    letters = list(Letter.objects.order_by("pk"))
    assert [(each.purpose, each.recipient) for each in letters] == [
        ("coming.received", "bolat@example.kz"),
        ("coming.received", "gulnar@example.kz"),
        ("coming.place", "bolat@example.kz"),
    ]
    received, _other, place = letters
    assert "waiting list, number 1" in received.text
    assert third.spoken not in received.text
    assert third.spoken in place.text
    assert f"/en/coming/{third.key}/" in place.text


def test_a_place_is_given_up_once_and_not_after_the_day(town, seminar):
    with clock.standing(NOW):
        row, other = come(seminar, by=town.by), come(seminar, by=town.by)
        actions.give_up(row, by=town.by)
        with pytest.raises(Refused, match="given up already"):
            actions.give_up(row, by=town.by)
    with clock.standing(NOW + timedelta(days=8)), pytest.raises(Refused, match="too late"):
        actions.give_up(other, by=town.by)


def test_without_a_number_of_places_nobody_waits(town):
    seminar = planned(town, places=None)
    with clock.standing(NOW):
        for _ in range(5):
            come(seminar, by=town.by)
    assert standing(seminar) == (5, 0)


def test_nobody_registers_for_an_event_that_takes_no_registrations(town):
    seminar = planned(town, registers=False)
    with clock.standing(NOW), pytest.raises(Refused, match="closed"):
        come(seminar, by=town.by)


def test_more_than_a_thousand_in_a_day_are_no_people(town, seminar, monkeypatch):
    monkeypatch.setattr(actions, "A_DAY", 3)
    with clock.standing(NOW):
        for _ in range(3):
            come(seminar, by=town.by)
        with pytest.raises(Refused, match="Come back tomorrow"):
            come(seminar, by=town.by)
    with clock.standing(NOW + timedelta(days=1, minutes=1)):
        come(seminar, by=town.by)


def test_who_came_without_a_place_has_one(town, seminar):
    with clock.standing(NOW):
        _first, _second, third = (come(seminar, by=town.by) for _ in range(3))
        door.arrive(third, by=town.by)
    assert (fresh(third).came, fresh(third).waits) == (True, False)


STEPS = st.lists(
    st.one_of(
        st.just(("come", 0)),
        st.tuples(st.just("give_up"), st.integers(0, 9)),
        st.tuples(st.just("places"), st.integers(0, 4)),
    ),
    max_size=16,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, places=st.integers(0, 3))
def test_no_more_hold_a_place_than_there_are_and_nobody_waits_beside_a_free_one(
    town, steps, places
):
    with transaction.atomic():
        event = planned(town, places=places)
        most = places
        with clock.standing(NOW):
            for word, at in steps:
                asked = list(Registration.objects.filter(event=event, gave_up_at=None))
                if word == "come":
                    come(event, by=town.by)
                elif word == "give_up" and asked:
                    actions.give_up(asked[at % len(asked)], by=town.by)
                elif word == "places":
                    # Nobody loses a place because the hall became smaller.
                    most = max(at, standing(event)[0])
                    widen(event, at, by=town.by)
                holding, waiting = standing(event)
                assert holding <= most
                assert waiting == 0 or holding >= fresh(event).places
                most = max(fresh(event).places, holding)
        order = Registration.objects.filter(event=event, gave_up_at=None)
        waits = list(order.order_by("registered_at", "pk").values_list("waits", flat=True))
        assert waits == sorted(waits)
        transaction.set_rollback(True)


def widen(event, places, *, by):
    @action
    def put_right():
        record.correct(event, version=event.version, by=by, places=places)
        actions.put_right(event, {"places": places}, by=by)

    put_right()


def test_of_many_who_ask_for_the_last_place_at_once_one_gets_it(tmp_path):
    with database(tmp_path) as url:
        processes = Processes(tmp_path, url)
        alone = ("tests.alone", "tests.events.coming.filling")
        processes.together(1, *alone, "found")
        processes.together(4, *alone, "come", 3)
        assert processes.together(1, *alone, "told") == ["1 11\n"]
