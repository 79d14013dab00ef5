"""A composition is formed step by step, and what is sealed stays sealed."""

from datetime import date, timedelta

import pytest
from django.db import connection

from kenes.core.refused import Refused
from kenes.council.candidates import actions as candidates
from kenes.council.candidates.models import Candidate
from kenes.council.contest import actions
from kenes.council.contest.models import Contest, GroupMember
from kenes.council.models import Convocation, Mandate, Seat
from tests.council.house import WEEK

OPENED = date(2025, 2, 3)
BEGINS = date(2025, 5, 16)


@pytest.fixture
def fourth(house):
    """The next convocation with three seats of civil society."""
    convocation = house.add(Convocation, ordinal=4, since_on=BEGINS)
    for n in range(3):
        house.add(Seat, convocation=convocation, ordinal=n + 1, quota="civil")
    return convocation


def test_the_best_are_chosen_and_the_next_wait(house, fourth):
    contest = house.announced(fourth, on=OPENED)
    group = list(GroupMember.objects.filter(contest=contest))
    running = [house.candidate(f"Кандидат {n}", contest) for n in range(5)]
    for candidate, points in zip(running, (10, 50, 30, 50, 20), strict=True):
        for member in group:
            candidates.score(candidate, member, points=points, by=house.by)
    ranked = [(each.ordinal, total) for each, total in candidates.ranked(contest)]
    assert ranked == [(2, 150), (4, 150), (3, 90), (5, 60), (1, 30)]

    order = [each for each, _total in candidates.ranked(contest)]
    house.decided(contest, chosen=order[:3], reserve=order[3:4])
    assert [c.ordinal for c in Candidate.objects.waiting(fourth)] == [5]
    assert Candidate.objects.get(contest=contest, ordinal=1).status == "not_chosen"

    on = contest.filing_until + 3 * WEEK
    actions.approve(contest, by_whom="Председатель маслихата", since_on=BEGINS, on=on, by=house.by)
    seated = Mandate.objects.filter(seat__convocation=fourth).order_by("seat__ordinal")
    assert [m.person.title_ru for m in seated] == ["Кандидат 1", "Кандидат 3", "Кандидат 2"]
    assert {m.entered for m in seated} == {"contest"}
    assert {(m.since_on, m.decided_on) for m in seated} == {(BEGINS, on)}


@pytest.mark.parametrize(("civil", "state", "lawful"), [(2, 1, True), (4, 2, True), (3, 2, False)])
def test_at_most_a_third_of_the_working_group_is_of_the_state(house, fourth, civil, state, lawful):
    if lawful:
        assert house.announced(fourth, on=OPENED, civil=civil, state=state).status == "announced"
    else:
        with pytest.raises(Refused):
            house.announced(fourth, on=OPENED, civil=civil, state=state)


@pytest.mark.parametrize("name", Contest.NOTICE)
def test_an_incomplete_notice_is_not_announced(house, fourth, name):
    facts = {
        "body_ru": "Совет",
        "address": "Площадь 1",
        "email": "a@example.kz",
        "filing_from": OPENED,
        "filing_until": OPENED + WEEK,
    }
    facts[name] = None if name.startswith("filing") else ""
    contest = Contest(council=house.council, convocation=fourth, opened_on=OPENED, **facts)
    group = [
        GroupMember(council=house.council, contest=contest, name="А", quota="civil", head=True)
    ]
    actions.prepare(contest, group, by=house.by)
    with pytest.raises(Refused) as refused:
        actions.announce(contest, on=OPENED, by=house.by)
    assert refused.value.field == name


def test_a_head_of_the_group_is_civil_and_one(house, fourth):
    contest = Contest(council=house.council, convocation=fourth, opened_on=OPENED)
    actions.prepare(contest, by=house.by)

    def member(name, quota, head):
        facts = {"name": name, "quota": quota, "head": head}
        return GroupMember(council=house.council, contest=contest, **facts)

    with pytest.raises(Refused):
        actions.name_to_group(member("А", "state", True), by=house.by)
    actions.name_to_group(member("А", "civil", True), by=house.by)
    with pytest.raises(Refused):
        actions.name_to_group(member("Б", "civil", True), by=house.by)
    with pytest.raises(Refused):
        actions.name_to_group(member("А", "civil", False), by=house.by)


def test_one_files_within_the_period_once_and_not_from_the_group(house, fourth):
    contest = house.announced(fourth, on=OPENED)
    for on in (OPENED - timedelta(days=1), contest.filing_until + timedelta(days=1)):
        with pytest.raises(Refused) as refused:
            house.filed("Кандидат", contest, papers=(), filed_on=on)
        assert refused.value.field == "filed_on"
    house.filed("Кандидат  Первый", contest, papers=())
    for name in ("кандидат первый", "Рабочий 1"):
        with pytest.raises(Refused) as refused:
            house.filed(name, contest, papers=())
        assert refused.value.field == "name_ru"


def test_without_a_paper_nobody_is_admitted(house, fourth):
    contest = house.announced(fourth, on=OPENED)
    candidate = house.filed("Кандидат", contest, papers=["application", "cv", "consent", "health"])
    after = contest.filing_until + timedelta(days=1)
    with pytest.raises(Refused):
        candidates.admit(candidate, on=after, by=house.by)
    candidates.hand_in(
        candidate, "conviction", on=contest.filing_until, by_request=True, by=house.by
    )
    with pytest.raises(Refused):
        candidates.hand_in(candidate, "conviction", on=contest.filing_until, by=house.by)
    with pytest.raises(Refused):
        candidates.admit(candidate, on=contest.filing_until, by=house.by)
    candidates.admit(candidate, on=after, by=house.by)
    assert candidate.status == "admitted"


@pytest.mark.parametrize(("born", "lawful"), [("2007-02-03", True), ("2007-02-04", False)])
def test_a_member_is_of_age_on_the_day_of_filing(house, fourth, born, lawful):
    contest = house.announced(fourth, on=OPENED)
    candidate = house.filed("Кандидат", contest, born_on=born)
    after = contest.filing_until + WEEK
    if lawful:
        candidates.admit(candidate, on=after, by=house.by)
        return
    with pytest.raises(Refused):
        candidates.admit(candidate, on=after, by=house.by)


def test_one_is_not_admitted_on_a_ground_and_in_words(house, fourth):
    contest = house.announced(fourth, on=OPENED)
    candidate = house.filed("Кандидат", contest)
    after = contest.filing_until + WEEK
    for facts in ({"ground": "", "why": "нет"}, {"ground": "paper", "why": " "}):
        with pytest.raises(Refused):
            candidates.bar(candidate, on=after, by=house.by, **facts)
    candidates.bar(candidate, ground="paper", why="Нет справки", on=after, by=house.by)
    assert (candidate.status, candidate.ground) == ("barred", "paper")


def test_the_protocol_waits_for_every_admission(house, fourth):
    contest = house.announced(fourth, on=OPENED)
    house.filed("Кандидат", contest)
    with pytest.raises(Refused):
        house.decided(contest, chosen=[], reserve=[])


def test_no_more_are_chosen_than_there_are_seats_and_one_of_an_organisation(house, fourth):
    contest = house.announced(fourth, on=OPENED)
    running = [house.candidate(f"Кандидат {n}", contest) for n in range(4)]
    with pytest.raises(Refused):
        house.decided(contest, chosen=running, reserve=[])
    two = [house.candidate(f"От фонда {n}", contest, nominated_by=house.ngo) for n in range(2)]
    with pytest.raises(Refused):
        house.decided(contest, chosen=two, reserve=running)
    with pytest.raises(Refused):
        house.decided(contest, chosen=running[:1], reserve=running[:1])
    assert Contest.objects.get(pk=contest.pk).status == "announced"


def test_steps_are_published_when_they_are_reached_and_once(house, fourth):
    contest = house.announced(fourth, on=OPENED)
    assert [s.kind for s in contest.stages.all()] == ["notice"]
    with pytest.raises(Refused):
        actions.publish(contest, "reserve", on=OPENED, by=house.by)
    actions.publish(contest, "group", on=OPENED, by=house.by)
    with pytest.raises(Refused):
        actions.publish(contest, "group", on=OPENED, by=house.by)


def test_a_candidate_is_named_only_with_the_recorded_consent(house, fourth):
    contest = house.announced(fourth, on=OPENED)
    candidate = house.filed("Кандидат", contest, papers=())
    assert candidate.public_name == str(candidate)
    assert "Кандидат" not in str(candidate)
    with pytest.raises(Refused):
        candidates.consent(candidate, text=" ", on=OPENED, by=house.by)
    candidates.consent(candidate, text="Согласен на публикацию имени", on=OPENED, by=house.by)
    assert candidate.public_name == "Кандидат"


def test_what_is_personal_is_sealed_in_the_table(house):
    with connection.cursor() as cursor:
        cursor.execute("SELECT name_ru, born_on, contact FROM kenes_candidate")
        told = [value for row in cursor.fetchall() for value in row if value]
    assert len(told) == 2 * len(house.reserve)
    assert all(value.startswith("k1:") for value in told)
    names = {each.name_ru for each in Candidate.objects.all()}
    assert names == {"Запасной 1", "Запасной 2", "Запасной 3"}
