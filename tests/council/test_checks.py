"""What the live checks say of a composition."""

from datetime import date, timedelta

import pytest

from kenes.core import record
from kenes.council import checks
from kenes.council.models import Convocation, Mandate, Office, Seat
from kenes.council.rotation import actions as rotation
from kenes.office.council.checks import CHECKS, absences, unexcused
from kenes.sittings.presence.models import PresenceMark
from tests.council.house import BEGAN, DAY, WEEK


def told(check, house, on=DAY):
    return [(each.tone, each.row) for each in check(house.council, on)]


def leave(house, at, on=DAY - WEEK, ground="resigned"):
    return rotation.leave(house.mandates[at], on=on, ground=ground, paper="№ 1", by=house.by)


def test_every_check_names_act_and_article(house):
    leave(house, 1)
    found = [each for check in CHECKS for each in check(house.council, DAY)]
    assert {each.code for each in found} >= {"civil_share", "chair", "vacancies", "forming"}
    assert all(each.says and each.law for each in found)


def test_civil_society_is_two_thirds_of_those_who_sit(house):
    assert told(checks.civil_share, house) == [("good", None)]
    for at in (1, 2):
        leave(house, at)
    # Four of six are just two thirds; three of five are fewer.
    assert told(checks.civil_share, house) == [("good", None)]
    leave(house, 3)
    assert told(checks.civil_share, house) == [("bad", None)]
    assert told(checks.civil_share, house, DAY - 2 * WEEK) == [("good", None)]


def test_one_organisation_has_one_seat(house):
    assert told(checks.one_seat_each, house) == []
    for at, tone in ((1, "good"), (2, "bad")):
        record.correct(house.mandates[at], version=1, by=house.by, nominated_by=house.ngo)
        [(said, row)] = told(checks.one_seat_each, house)
        assert (said, row) == (tone, house.ngo if tone == "bad" else None)


@pytest.mark.parametrize(("before", "tones"), [((2,), ["good"]), ((1, 2), ["bad"]), ((1,), [])])
def test_two_terms_in_a_row(house, before, tones):
    for ordinal in before:
        since = date(2016 + 3 * ordinal, 1, 10)
        ends = since.replace(year=since.year + 3)
        old = house.add(Convocation, ordinal=ordinal, since_on=since, ended_on=ends)
        seat = house.add(Seat, convocation=old, ordinal=1, quota="civil")
        house.sit(
            seat,
            house.people[0],
            since_on=since,
            decided_on=since,
            ended_on=ends,
            ground=Mandate.Ground.TERM,
        )
    assert [tone for tone, _row in told(checks.terms_in_a_row, house)] == tones


def test_the_chair_is_a_member_and_not_of_the_state(house):
    assert told(checks.chair, house) == [("good", house.people[0])]
    office = Office.objects.get(person=house.people[0])
    record.correct(office, version=1, by=house.by, person=house.people[7])
    assert told(checks.chair, house) == [("bad", house.people[7])]
    record.correct(office, version=2, by=house.by, ended_on=DAY)
    assert told(checks.chair, house) == [("bad", None)]


def test_a_vacancy_tells_its_days(house):
    leave(house, 4, on=DAY - timedelta(days=12))
    [found] = checks.vacancies(house.council, DAY)
    assert (found.tone, found.row) == ("attention", house.seats[4])
    assert "12" in found.says


def test_forming_begins_two_months_before_the_term_ends(house):
    ends = BEGAN.replace(year=BEGAN.year + 3)
    begins = date(ends.year - 1, 11, 10)
    for on, tone in (
        (begins - 10 * WEEK, "good"),
        (begins - WEEK, "attention"),
        (begins, "attention"),
        (begins + WEEK, "bad"),
    ):
        assert told(checks.forming, house, on) == [(tone, house.convocation)]
    fourth = house.add(Convocation, ordinal=4, since_on=ends)
    house.announced(fourth, on=begins)
    assert told(checks.forming, house, begins + WEEK) == [("good", house.convocation)]


def sat(house, on, **states):
    """A held sitting at which so many were marked so."""
    sitting = house.decision(on=on).item.sitting
    for person, state in states.items():
        house.add(
            PresenceMark,
            sitting=sitting,
            person=house.people[int(person[1:])],
            state=state,
            reason="болезнь" if state == "excused" else "",
        )


def test_the_alarm_is_given_at_the_third_absence(house):
    for at in range(4):
        on = DAY - (4 - at) * WEEK
        sat(house, on, p1="absent", p2="excused", p3="present")
        missed = unexcused(house.council, on)
        assert missed == {house.people[1].pk: at + 1}
        tones = {0: "good", 1: "good", 2: "attention", 3: "bad"}
        row = house.people[1] if at > 1 else None
        assert told(absences, house, on) == [(tones[at], row)]
    # A year later nothing of it counts.
    assert unexcused(house.council, DAY.replace(year=2026)) == {}


def test_who_came_late_was_not_absent(house):
    sitting = house.decision(on=DAY - WEEK).item.sitting
    for state in ("absent", "present", "away", "absent"):
        house.add(PresenceMark, sitting=sitting, person=house.people[1], state=state)
    assert unexcused(house.council, DAY) == {}


def test_the_old_convocation_sits_until_the_new_one_is_approved(house):
    fourth = house.add(Convocation, ordinal=4, since_on=DAY)
    assert Convocation.objects.of(house.council).sitting(DAY) == house.convocation
    seat = house.add(Seat, convocation=fourth, ordinal=1, quota="civil")
    house.sit(seat, house.people[0], since_on=DAY, decided_on=DAY)
    assert Convocation.objects.of(house.council).sitting(DAY) == fourth
    assert Convocation.objects.of(house.council).sitting(DAY - WEEK) == house.convocation
    assert Convocation.objects.of(house.council).sitting(BEGAN - WEEK) is None
