"""A convocation ends: what it left open goes on, its archive stays as it was."""

from datetime import timedelta

import pytest

from kenes.core import record
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.council.bodies import actions as bodies
from kenes.council.disputes import actions as disputes
from kenes.council.disputes.models import Dispute
from kenes.council.handover import actions
from kenes.council.handover.models import Handover
from kenes.council.models import Body, Convocation, Mandate, Office, Person, Seat
from kenes.council.rotation import actions as rotation
from kenes.council.rotation.models import Rotation
from kenes.hearings.models import Hearing
from kenes.office.council.open_work import OPEN_WORK
from tests.council.house import DAY, WEEK


def open_hearing(house):
    hearing = Hearing(
        council=house.council,
        agency=house.agency,
        agency_kind_then="state_body",
        planned_on=DAY + WEEK,
    )
    record.register([Filing(hearing, path=[("planned", DAY)])], by=house.by)
    return hearing


def closed(house, on=DAY):
    work = [(what, row) for what in OPEN_WORK for row in what.find(house.council, on)]
    return actions.close(house.convocation, work, on=on, by=house.by)


def test_mandates_and_roles_end_and_open_work_is_listed(house):
    hearing = open_hearing(house)
    vacancy = rotation.leave(
        house.mandates[3], on=DAY - WEEK, ground="health", paper="№ 1", by=house.by
    )
    [listed] = closed(house)
    assert (listed.register, listed.row_id, listed.given_on) == ("hearings", hearing.pk, None)
    ends = set(Mandate.objects.values_list("ended_on", "ground"))
    assert ends == {(DAY, "term"), (DAY - WEEK, "health")}
    assert not Office.objects.filter(ended_on=None).exists()
    assert Rotation.objects.get(pk=vacancy.pk).status == "dropped"
    ended = Convocation.objects.get(pk=house.convocation.pk)
    assert (ended.ended_on, ended.closed_on) == (DAY, DAY)


def test_the_archive_refuses_changes(house):
    closed(house)
    mandate = Mandate.objects.select_related("seat__convocation").get(pk=house.mandates[0].pk)
    changes = (
        lambda: record.correct(mandate, version=mandate.version, by=house.by, ended_on=DAY + WEEK),
        lambda: house.add(Seat, convocation=_fresh(house), ordinal=99, quota="civil"),
        lambda: record.correct(
            _fresh(house), version=_fresh(house).version, by=house.by, ordinal=9
        ),
        lambda: closed(house),
        lambda: rotation.begin(
            Seat.objects.select_related("convocation").first(), left=None, on=DAY, by=house.by
        ),
    )
    for change in changes:
        with pytest.raises(Refused):
            change()


def _fresh(house):
    return Convocation.objects.get(pk=house.convocation.pk)


def test_it_is_given_to_a_body_or_a_member_of_the_next(house):
    open_hearing(house)
    work = closed(house)
    fourth = house.add(Convocation, ordinal=4, since_on=DAY)
    seat = house.add(Seat, convocation=fourth, ordinal=1, quota="civil")
    heir = house.add(Person, title_ru="Новый член")
    house.sit(seat, heir, since_on=DAY, decided_on=DAY)
    for facts in ({"body": None, "person": None}, {"body": None, "person": house.people[0]}):
        with pytest.raises(Refused):
            actions.give(work, on=DAY, by=house.by, **facts)
    actions.give(work, body=house.commission, person=heir, on=DAY, by=house.by)
    [given] = Handover.objects.all()
    assert (given.body, given.person, given.given_on) == (house.commission, heir, DAY)


def test_a_body_that_is_gone_gets_nothing(house):
    open_hearing(house)
    body = Body(council=house.council, title_ru="Комитет", kind="committee", since_on=DAY - WEEK)
    bodies.form(body, by=house.by)
    bodies.abolish(body, on=DAY - timedelta(days=1), by=house.by)
    work = closed(house)
    with pytest.raises(Refused):
        actions.give(work, body=body, person=None, on=DAY, by=house.by)


def test_a_dispute_is_open_until_it_is_settled_with_an_answer(house):
    dispute = Dispute(
        council=house.council,
        person=house.people[1],
        fact_then="Заседание 2025-0003: отсутствовал",
        text="Я был там",
        opened_on=DAY,
    )
    disputes.raise_(dispute, by=house.by)
    with pytest.raises(Refused) as refused:
        disputes.settle(dispute, upheld=True, answer=" ", on=DAY, by=house.by)
    assert refused.value.field == "answer"
    disputes.settle(dispute, upheld=False, answer="В явке вас нет", on=DAY, by=house.by)
    disputes.insist(dispute, on=DAY, reason="Есть запись", by=house.by)
    disputes.settle(dispute, upheld=True, answer="Исправлено", on=DAY, by=house.by)
    assert (dispute.status, dispute.answer) == ("upheld", "Исправлено")
    with pytest.raises(Refused):
        disputes.insist(dispute, on=DAY, reason="Ещё", by=house.by)


@pytest.mark.parametrize("name", ["fact_then", "text"])
def test_a_dispute_names_the_fact_and_what_is_true(house, name):
    facts = {"fact_then": "Факт", "text": "Иначе", name: " "}
    dispute = Dispute(council=house.council, person=house.people[1], opened_on=DAY, **facts)
    with pytest.raises(Refused) as refused:
        disputes.raise_(dispute, by=house.by)
    assert refused.value.field == name
