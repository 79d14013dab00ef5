"""Who replaced whom, why, by which decision."""

from datetime import date, timedelta

import pytest

from kenes.core import record
from kenes.core.journal import Entry
from kenes.core.period import Period, Scope
from kenes.core.refused import Refused, Stale
from kenes.council.candidates.models import Candidate
from kenes.council.contest import actions as contests
from kenes.council.models import Mandate, Office, Person, Seat
from kenes.council.rotation import actions
from kenes.council.rotation.models import Offer, Rotation
from kenes.council.rotation.reserve import bars, next_of
from kenes.report.catalogue import CATALOGUE
from tests.council.house import BEGAN, DAY, House

LEFT = date(2025, 3, 3)
ASKED = date(2025, 3, 4)
SAID = date(2025, 3, 6)
YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))


def rotated(house):
    return CATALOGUE["council.rotated"].value(Scope(house.council, YEAR))


def gone(house, at=0, **facts):
    said = {"on": LEFT, "ground": "resigned", "paper": "Заявление 7"} | facts
    return actions.leave(house.mandates[at], by=house.by, **said)


def consented(house, rotation):
    offer = actions.offer(rotation, on=ASKED, by=house.by)
    actions.answer(offer, consents=True, on=SAID, paper="Письмо 3", by=house.by)
    rotation.refresh_from_db()
    return offer


def test_a_vacancy_is_filled_by_the_next_of_the_reserve(house):
    before = rotated(house)
    rotation = gone(house)
    offer = consented(house, rotation)
    assert offer.candidate == house.reserve[0]

    mandate = actions.fill(rotation, decision=house.decision(), by=house.by)

    assert rotated(house) == before + 1
    assert (mandate.seat, mandate.entered) == (house.seats[0], "reserve")
    assert (mandate.since_on, mandate.decided_on) == (DAY, DAY)
    assert mandate.person.title_ru == "Запасной 1"
    assert mandate.person.birth_year == 1980
    chain = Rotation.objects.get(pk=rotation.pk)
    assert (chain.status, chain.left, chain.entered) == ("filled", house.mandates[0], mandate)
    assert chain.decision.title_ru == "О составе"
    assert chain.days(date(2026, 1, 1)) == (DAY - LEFT).days
    assert Candidate.objects.get(pk=offer.candidate.pk).status == "seated"
    assert next_of(gone(house, 1)) == house.reserve[1]


def test_his_roles_end_with_the_mandate(house):
    gone(house)
    office = Office.objects.get(person=house.people[0])
    assert office.ended_on == LEFT
    left = Mandate.objects.get(pk=house.mandates[0].pk)
    assert (left.ended_on, left.ground, left.left_paper) == (LEFT, "resigned", "Заявление 7")


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"ground": "term"}, "ground"),
        ({"ground": "recalled"}, "ground"),
        ({"ground": "bored"}, "ground"),
        ({"paper": "  "}, "paper"),
        ({"on": BEGAN}, "on"),
    ],
)
def test_one_leaves_on_a_ground_of_the_law_with_its_paper(house, facts, field):
    with pytest.raises(Refused) as refused:
        gone(house, **facts)
    assert refused.value.field == field
    assert not Rotation.objects.exists()
    assert Mandate.objects.get(pk=house.mandates[0].pk).ended_on is None


def test_nobody_leaves_twice_and_a_stale_form_is_refused(house):
    with pytest.raises(Stale):
        gone(house, version=house.mandates[0].version + 1)
    house.mandates[0].refresh_from_db()
    gone(house)
    with pytest.raises(Refused):
        gone(house)


def test_after_a_refusal_the_next_one_is_asked(house):
    rotation = gone(house)
    offer = actions.offer(rotation, on=ASKED, by=house.by)
    with pytest.raises(Refused):
        actions.offer(rotation, on=ASKED, by=house.by)
    actions.answer(offer, consents=False, on=SAID, paper="Письмо", by=house.by)
    assert [bool(bar) for _candidate, bar in bars(rotation)] == [True, False, False]
    assert actions.offer(rotation, on=SAID, by=house.by).candidate == house.reserve[1]
    # He refused that seat, and may yet be asked for another.
    assert next_of(gone(house, 1)) == house.reserve[0]


def test_one_candidate_is_not_asked_for_two_seats_at_once(house):
    first, second = gone(house, 0), gone(house, 1)
    actions.offer(first, on=ASKED, by=house.by)
    assert actions.offer(second, on=ASKED, by=house.by).candidate == house.reserve[1]


def test_an_organisation_that_has_a_seat_gets_no_second_one(house):
    record.correct(house.mandates[1], version=1, by=house.by, nominated_by=house.ngo)
    record.correct(
        house.reserve[0], version=house.reserve[0].version, by=house.by, nominated_by=house.ngo
    )
    assert next_of(gone(house)) == house.reserve[1]


def test_an_empty_reserve_asks_for_an_additional_contest(house):
    rotation = gone(house)
    for _ in house.reserve:
        offer = actions.offer(rotation, on=ASKED, by=house.by)
        actions.answer(offer, consents=False, on=SAID, paper="Письмо", by=house.by)
    with pytest.raises(Refused):
        actions.offer(rotation, on=SAID, by=house.by)
    contest = house.announced(house.convocation, kind="additional", on=date(2025, 3, 10))
    actions.call_contest(rotation, contest, on=SAID, by=house.by)
    with pytest.raises(Refused):
        actions.resume(rotation, on=DAY, by=house.by)

    winner = house.candidate("Победитель", contest)
    house.decided(contest, chosen=[winner], reserve=[])
    contests.approve(contest, by_whom="Председатель маслихата", since_on=DAY, on=DAY, by=house.by)
    actions.resume(rotation, on=DAY, by=house.by)
    offer = actions.offer(rotation, on=DAY, by=house.by)
    assert offer.candidate == winner
    actions.answer(offer, consents=True, on=DAY, paper="Письмо", by=house.by)
    before = rotated(house)
    mandate = actions.fill(rotation, decision=house.decision(), by=house.by)
    # Who won a contest did not come from the reserve list.
    assert mandate.entered == "contest"
    assert rotated(house) == before


def test_a_contest_is_not_called_while_the_reserve_lasts(house):
    rotation = gone(house)
    contest = house.announced(house.convocation, kind="additional", on=date(2025, 3, 10))
    with pytest.raises(Refused):
        actions.call_contest(rotation, contest, on=SAID, by=house.by)


@pytest.mark.parametrize("case", ["commission", "planned", "early", "elsewhere"])
def test_only_a_held_general_sitting_lets_one_in(house, case):
    rotation = gone(house)
    consented(house, rotation)
    before = rotated(house)
    decision = {
        "commission": lambda: house.decision(body=house.commission),
        "planned": lambda: house.decision(state="planned"),
        "early": lambda: house.decision(on=ASKED),
        "elsewhere": lambda: House(slug="kokshe").decision(),
    }[case]()
    with pytest.raises(Refused):
        actions.fill(rotation, decision=decision, by=house.by)
    assert rotated(house) == before
    assert Rotation.objects.get(pk=rotation.pk).status == "consented"


def test_a_sitting_that_does_not_agree_sends_it_back(house):
    rotation = gone(house)
    offer = consented(house, rotation)
    actions.turn_down(rotation, on=DAY, reason="Совет не согласился", by=house.by)
    assert Offer.objects.get(pk=offer.pk).answer == "refusal"
    assert actions.offer(rotation, on=DAY, by=house.by).candidate == house.reserve[1]


def test_two_secretaries_fill_one_seat_once(house):
    rotation = gone(house)
    consented(house, rotation)
    stale = Rotation.objects.get(pk=rotation.pk)
    actions.fill(rotation, decision=house.decision(), by=house.by)
    with pytest.raises(Refused):
        actions.fill(stale, decision=house.decision(), by=house.by)
    assert Mandate.objects.filter(seat=house.seats[0], ended_on=None).count() == 1


def test_a_state_member_is_replaced_by_his_body_and_is_no_rotation(house):
    rotation = gone(house, 6, ground="recalled", paper="Приказ 5")
    before = rotated(house)
    with pytest.raises(Refused):
        actions.offer(rotation, on=ASKED, by=house.by)
    person = house.add(Person, title_ru="Новый представитель")
    mandate = actions.replace(
        rotation, person, agency=house.agency, on=DAY, paper="Приказ 6", by=house.by
    )
    assert mandate.entered == "agency"
    assert rotated(house) == before


def test_vacant_seats_and_their_days(house):
    vacant = Seat.objects.of(house.council).vacant
    assert list(vacant(DAY)) == []
    gone(house, 2)
    [seat] = vacant(DAY)
    assert (seat, seat.vacant_since) == (house.seats[2], LEFT)
    assert list(vacant(LEFT - timedelta(days=1))) == []


def test_the_journal_names_no_candidate(house):
    rotation = gone(house)
    consented(house, rotation)
    said = [str(line.payload.said) for line in Entry.objects.select_related("payload")]
    assert not [line for line in said if "Запасной" in line]
