"""Bodies and roles in time: nobody holds what another holds on the same day."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kenes.core import record
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.council.bodies import actions
from kenes.council.models import Body, Office
from kenes.council.span import overlap
from tests.council.house import BEGAN, DAY


def appoint(house, person, role, since, ended=None, body=None):
    office = Office(
        council=house.council,
        body=body or house.commission,
        person=house.people[person],
        role=role,
        since_on=since,
        ended_on=ended,
    )
    actions.appoint([Filing(office)], by=house.by)
    return office


def test_one_chair_at_a_time(house):
    first = appoint(house, 0, "chair", BEGAN)
    with pytest.raises(Refused) as refused:
        appoint(house, 1, "chair", DAY)
    assert refused.value.field == "role"
    actions.relieve(first, on=DAY, by=house.by)
    appoint(house, 1, "chair", DAY)
    # The day of ending is no longer inside.
    chairs = Office.objects.filter(body=house.commission, role="chair")
    assert [o.person for o in chairs.on(DAY)] == [house.people[1]]
    assert [o.person for o in chairs.on(DAY - timedelta(days=1))] == [house.people[0]]


def test_many_members_but_each_once(house):
    appoint(house, 0, "member", BEGAN)
    appoint(house, 1, "member", BEGAN)
    with pytest.raises(Refused):
        appoint(house, 0, "member", DAY)


def test_two_of_one_batch_are_refused_together(house):
    filings = [
        Filing(
            Office(
                council=house.council,
                body=house.commission,
                person=person,
                role="deputy",
                since_on=DAY,
            )
        )
        for person in house.people[:2]
    ]
    with pytest.raises(Refused):
        actions.appoint(filings, by=house.by)
    assert not Office.objects.filter(body=house.commission).exists()


def test_a_role_is_handed_over_without_a_day_between(house):
    first = appoint(house, 0, "chair", BEGAN)
    heir = actions.succeed(first, house.people[1], on=DAY, by=house.by)
    assert (first.ended_on, heir.since_on, heir.role) == (DAY, DAY, "chair")
    with pytest.raises(Refused):
        actions.relieve(first, on=DAY, by=house.by)


def test_roles_live_within_the_body(house):
    body = Body(council=house.council, title_ru="Комитет", kind="committee", since_on=DAY)
    actions.form(body, by=house.by)
    with pytest.raises(Refused):
        appoint(house, 0, "chair", BEGAN, body=body)
    later = DAY + timedelta(days=30)
    office = appoint(house, 0, "chair", DAY, body=body)
    actions.abolish(body, on=later, by=house.by)
    office.refresh_from_db()
    assert office.ended_on == later
    with pytest.raises(Refused):
        appoint(house, 1, "chair", DAY, body=body, ended=later + timedelta(days=1))
    with pytest.raises(Refused):
        actions.abolish(body, on=later, by=house.by)


def test_one_presidium_and_no_two_of_a_name(house):
    actions.form(
        Body(council=house.council, title_ru="Президиум", kind="presidium", since_on=DAY),
        by=house.by,
    )
    for kind, name in (("presidium", "Другой президиум"), ("commission", "комиссия")):
        with pytest.raises(Refused):
            actions.form(
                Body(council=house.council, title_ru=name, kind=kind, since_on=DAY), by=house.by
            )
    actions.form(
        Body(council=house.council, title_ru="Группа по воде", kind="experts", since_on=DAY),
        by=house.by,
    )
    with pytest.raises(Refused):
        actions.abolish(house.body, on=DAY, by=house.by)


@pytest.mark.django_db
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 9), st.integers(0, 3)), max_size=6))
def test_no_day_ever_has_two_chairs(house, wanted):
    offices = Office.objects.filter(body=house.commission, struck_at=None)
    if offices.exists():
        record.strike(list(offices), reason="заново", by=house.by)
    for start, length, person in wanted:
        since = date(2025, 1, 1) + timedelta(days=start)
        try:
            appoint(house, person, "chair", since, since + timedelta(days=length))
        except Refused:
            continue
    held = list(offices.all())
    pairs = [(a, b) for a in held for b in held if a.pk != b.pk]
    assert not any(overlap(a, b) for a, b in pairs)
    for at in range(32):
        assert offices.on(date(2025, 1, 1) + timedelta(days=at)).count() <= 1
