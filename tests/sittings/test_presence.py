"""The roll, marks of presence, and the opening and closing of a sitting."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kenes.core import clock, record
from kenes.core.refused import Refused
from kenes.council.models import Office
from kenes.sittings.floor import actions as floor
from kenes.sittings.indicators import GENERAL
from kenes.sittings.models import AgendaItem, Sitting
from kenes.sittings.presence import actions
from kenes.sittings.presence.actions import Mark
from kenes.sittings.presence.models import PresenceMark, QuorumCheck
from kenes.sittings.presence.timeline import Presence
from tests.sittings.chamber import DAY, NOON, Chamber

pytestmark = pytest.mark.django_db


@pytest.fixture
def chamber(db):
    with clock.standing(NOON):
        yield Chamber()


def checks(sitting):
    found = QuorumCheck.objects.filter(sitting=sitting).order_by("pk")
    return [(c.occasion, c.present_then, c.needed_then, c.met) for c in found]


def test_the_roll_of_the_council_holds_its_members(chamber):
    actions.call_roll(chamber.sitting, by=chamber.by)
    roll = Presence(chamber.sitting).roll
    assert [line.person for line in roll] == chamber.people
    assert [line.role_then for line in roll] == ["chair"] + ["member"] * 8
    assert (chamber.sitting.seats_then, chamber.sitting.quorum_then) == (9, 6)


def test_an_empty_seat_lowers_no_quorum():
    with clock.standing(NOON):
        chamber = Chamber(members=7, vacant=2)
        actions.call_roll(chamber.sitting, by=chamber.by)
    assert (chamber.sitting.seats_then, chamber.sitting.quorum_then) == (9, 6)


def test_the_roll_of_a_commission_holds_its_offices(chamber):
    sitting = chamber.plan(chamber.commission)
    with pytest.raises(Refused):
        actions.call_roll(sitting, by=chamber.by)
    for person, role in zip(chamber.people[:5], ("chair", *["member"] * 4), strict=True):
        office = Office(
            council=chamber.council,
            body=chamber.commission,
            person=person,
            role=role,
            since_on=DAY - timedelta(days=5),
            ended_on=DAY if person == chamber.people[4] else None,
        )
        record.register([record.Filing(office)], by=chamber.by)
    actions.call_roll(sitting, by=chamber.by)
    assert {line.person for line in Presence(sitting).roll} == set(chamber.people[:4])
    assert (sitting.seats_then, sitting.quorum_then) == (4, 3)


def test_the_roll_called_again_follows_the_body(chamber):
    actions.call_roll(chamber.sitting, by=chamber.by)
    record.correct(chamber.chair, version=1, by=chamber.by, role="deputy")
    actions.call_roll(chamber.sitting, by=chamber.by)
    roll = Presence(chamber.sitting).roll
    assert sorted(line.role_then for line in roll) == ["deputy"] + ["member"] * 8
    assert chamber.sitting.roll.exclude(struck_at=None).count() == 1


def test_who_is_not_on_the_roll_cannot_be_marked(chamber):
    actions.call_roll(chamber.sitting, by=chamber.by)
    stranger = Chamber(members=1, slug="kokshe").people[0]
    with pytest.raises(Refused):
        chamber.mark("present", [stranger])
    assert PresenceMark.objects.count() == 0


def test_the_same_said_twice_is_one_mark(chamber):
    actions.call_roll(chamber.sitting, by=chamber.by)
    chamber.mark("present", chamber.people[:3])
    chamber.mark("present", chamber.people[:4])
    assert PresenceMark.objects.count() == 4


def test_an_excuse_needs_its_reason_and_a_moment_must_have_come(chamber):
    actions.call_roll(chamber.sitting, by=chamber.by)
    with pytest.raises(Refused):
        chamber.mark("excused", chamber.people[:1])
    chamber.mark("excused", chamber.people[:1], reason="командировка")
    with pytest.raises(Refused):
        chamber.mark("present", chamber.people[:1], at=NOON + timedelta(minutes=1))


def test_a_sitting_opens_with_its_quorum_alone_and_counts_then(chamber):
    actions.call_roll(chamber.sitting, by=chamber.by)
    chamber.mark("present", chamber.people[:5])
    with pytest.raises(Refused, match=r"6.*9.*5"):
        actions.open_sitting(chamber.sitting, by=chamber.by)
    assert checks(chamber.sitting) == []
    chamber.mark("remote", [chamber.people[5]])
    actions.open_sitting(chamber.sitting, by=chamber.by)
    sitting = Sitting.objects.get()
    assert (sitting.seats_then, sitting.quorum_then, sitting.present) == (9, 6, 6)
    assert (sitting.event.status, sitting.event.held_on, sitting.opened_at) == ("held", DAY, NOON)
    assert checks(sitting) == [("opening", 6, 6, True)]
    with pytest.raises(Refused):
        actions.open_sitting(chamber.sitting, by=chamber.by)


def test_without_a_quorum_it_failed_and_who_came_stays(chamber):
    actions.call_roll(chamber.sitting, by=chamber.by)
    chamber.mark("present", chamber.people[:5])
    actions.give_up(chamber.sitting, by=chamber.by)
    sitting = Sitting.objects.get()
    assert (sitting.event.status, sitting.present, sitting.opened_at) == ("failed", 5, None)
    assert checks(sitting) == [("opening", 5, 6, False)]
    assert GENERAL.model.objects.filter(event__status="held").count() == 0


def test_put_off_the_hall_is_empty_again(chamber):
    actions.call_roll(chamber.sitting, by=chamber.by)
    chamber.mark("present", chamber.people[:5])
    actions.give_up(chamber.sitting, by=chamber.by, to=DAY + timedelta(days=7))
    assert chamber.sitting.event.status == "adjourned"
    assert Presence(chamber.sitting).there() == set()
    with clock.standing(NOON + timedelta(days=7)):
        actions.call_roll(chamber.sitting, by=chamber.by)
        chamber.mark("present", chamber.people[:7])
        actions.open_sitting(chamber.sitting, by=chamber.by)
    assert chamber.sitting.event.held_on == DAY + timedelta(days=7)


def test_each_change_of_the_number_present_is_checked(chamber):
    chamber.opened(present=7)
    chamber.mark("away", chamber.people[:1])
    chamber.mark("remote", chamber.people[1:2])  # remote instead of in the room: as many as before
    chamber.mark("away", chamber.people[1:2])
    assert checks(chamber.sitting) == [
        ("opening", 7, 6, True),
        ("change", 6, 6, True),
        ("change", 5, 6, False),
    ]


def test_a_mistaken_mark_is_struck_and_holds_no_more(chamber):
    chamber.opened()
    chamber.mark("away", chamber.people[:1])
    wrong = PresenceMark.objects.get(state="away")
    actions.unmark(chamber.sitting, [wrong], reason="не тот", by=chamber.by)
    assert len(Presence(chamber.sitting).there()) == 9
    assert [c[1] for c in checks(chamber.sitting)] == [9, 8, 9]


def test_closing_empties_the_floor_and_names_the_absent(chamber):
    chamber.opened(present=7)
    floor.take_up(chamber.items[0], by=chamber.by)
    speech = floor.ask(chamber.items[0], person=chamber.people[0], by=chamber.by)
    floor.begin(speech, by=chamber.by)
    with clock.standing(NOON + timedelta(hours=2)):
        actions.close_sitting(chamber.sitting, not_taken_up=chamber.items[1:2], by=chamber.by)
    speech.refresh_from_db()
    assert speech.ended_at == NOON + timedelta(hours=2)
    held = Presence(chamber.sitting).at()
    assert [held[p.pk].state for p in chamber.people] == ["present"] * 7 + ["absent"] * 2
    taken = list(AgendaItem.objects.order_by("position").values_list("taken_up", flat=True))
    assert taken == [True, False, True]
    with pytest.raises(Refused):
        chamber.mark("present", chamber.people[8:])
    with clock.standing(NOON + timedelta(days=1)):
        chamber.mark("excused", chamber.people[8:], reason="болел")
    assert Presence(chamber.sitting).at()[chamber.people[8].pk].state == "excused"
    with pytest.raises(Refused):
        actions.close_sitting(chamber.sitting, by=chamber.by)


def test_who_was_there_for_an_item(chamber):
    def at(minute):
        return clock.standing(NOON + timedelta(minutes=minute))

    chamber.opened(present=7)
    first, second, third = chamber.items
    with at(1):
        floor.take_up(first, by=chamber.by)
    with at(2):
        chamber.mark("present", chamber.people[7:8])
    with at(3):
        floor.take_up(second, by=chamber.by)
    with at(4):
        chamber.mark("away", chamber.people[:1])
        floor.finish(second, by=chamber.by)
    with at(5):
        floor.take_up(first, by=chamber.by)
    with at(6):
        chamber.mark("present", chamber.people[8:])
    there = Presence(chamber.sitting).for_items(chamber.items)
    assert there[first.pk] == {p.pk for p in chamber.people}
    assert there[second.pk] == {p.pk for p in chamber.people[:8]}
    assert there[third.pk] == set()
    presence = Presence(chamber.sitting)
    assert presence.there(NOON + timedelta(minutes=3)) == {p.pk for p in chamber.people[:8]}


def test_one_item_and_one_speaker_at_a_time(chamber):
    with pytest.raises(Refused):
        floor.take_up(chamber.items[0], by=chamber.by)
    chamber.opened()
    item = chamber.items[0]
    floor.take_up(item, by=chamber.by)
    first = floor.ask(item, person=chamber.people[0], minutes=5, by=chamber.by)
    assert floor.ask(item, person=chamber.people[0], by=chamber.by) == first
    second = floor.ask(item, guest="Серикова А., эколог", by=chamber.by)
    with pytest.raises(Refused):
        floor.ask(item, by=chamber.by)
    floor.begin(first, by=chamber.by)
    floor.begin(second, by=chamber.by)
    first.refresh_from_db()
    assert (first.ended_at, second.ended_at) == (NOON, None)
    floor.end(second, by=chamber.by)
    with pytest.raises(Refused):
        floor.end(second, by=chamber.by)
    again = floor.ask(item, person=chamber.people[0], by=chamber.by)
    assert again != first
    floor.withdraw(again, by=chamber.by)
    assert again.struck


STATES = st.sampled_from(PresenceMark.State.values)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(said=st.lists(st.tuples(st.integers(0, 3), STATES, st.integers(0, 30)), max_size=14))
def test_the_timeline_tells_the_last_thing_said_before(said):
    """At any instant a person is what was said of him last with a moment not after it."""
    from django.db import transaction

    with transaction.atomic(), clock.standing(NOON + timedelta(minutes=31)):
        chamber = Chamber(members=4)
        actions.call_roll(chamber.sitting, by=chamber.by)
        told = []
        for who, state, minute in said:
            at = NOON + timedelta(minutes=minute)
            mark = Mark(chamber.people[who], state, at, reason="причина")
            actions.mark(chamber.sitting, [mark], by=chamber.by)
            told.append((at, len(told), who, state))
        presence = Presence(chamber.sitting)
        for minute in range(32):
            instant = NOON + timedelta(minutes=minute)
            expected = {}
            for at, _order, who, state in sorted(told):
                if at <= instant:
                    expected[chamber.people[who].pk] = state
            there = {key for key, state in expected.items() if state in PresenceMark.THERE}
            assert presence.there(instant) == there
        transaction.set_rollback(True)
