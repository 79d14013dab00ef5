"""Votes of every kind: prepared, opened, cast, closed, published, declared void."""

from datetime import timedelta

import pytest

from kenes.core import clock
from kenes.core.journal import Entry
from kenes.core.refused import Refused, Stale
from kenes.norms.models import Norm
from kenes.sittings.ballots import actions
from kenes.sittings.ballots.models import Ballot, Vote
from kenes.sittings.ballots.tally import Standing, Tally, tally
from kenes.sittings.floor import actions as floor
from kenes.sittings.presence import actions as presence
from kenes.sittings.presence.models import QuorumCheck
from tests.sittings.chamber import DAY, NOON, Chamber

pytestmark = pytest.mark.django_db


@pytest.fixture
def chamber(db):
    with clock.standing(NOON):
        yield Chamber().opened()


def put(chamber, kind="roll_call", base="present", *, opened=True, item=0, **more):
    ballot = actions.prepare(
        chamber.items[item],
        kind=kind,
        base=base,
        norm=chamber.norm(),
        question_ru="Принять?",
        by=chamber.by,
        **more,
    )
    if opened:
        actions.open_ballot(ballot, by=chamber.by)
    return ballot


def cast(chamber, ballot, choice, people, via="secretary"):
    actions.cast(ballot, dict.fromkeys(people, choice), via=via, by=chamber.by)


def close(chamber, ballot):
    actions.close(ballot, by=chamber.by)
    ballot.refresh_from_db()
    return (
        ballot.base_then,
        ballot.votes_for,
        ballot.votes_against,
        ballot.abstained,
        ballot.carried,
    )


def test_a_vote_by_name(chamber):
    ballot = put(chamber)
    cast(chamber, ballot, "for", chamber.people[:5])
    cast(chamber, ballot, "against", chamber.people[5:7])
    cast(chamber, ballot, "abstain", chamber.people[7:8])
    assert tally(ballot) == Tally(5, 2, 1)
    assert close(chamber, ballot) == (9, 5, 2, 1, True)
    assert ballot.quorum_check.present_then == 9
    assert ballot.quorum_check.occasion == "vote"
    actions.publish(ballot, by=chamber.by)
    assert Ballot.objects.get().status == "published"
    with pytest.raises(Refused):
        actions.void(ballot, reason="поздно", by=chamber.by)


def test_half_of_the_base_is_not_more_than_half(chamber):
    chamber.mark("away", chamber.people[8:])
    ballot = put(chamber)
    cast(chamber, ballot, "for", chamber.people[:4])
    assert close(chamber, ballot) == (8, 4, 0, 0, False)


def test_counted_of_all_members(chamber):
    chamber.mark("away", chamber.people[6:])
    ballot = put(chamber, base="all")
    cast(chamber, ballot, "for", chamber.people[:5])
    assert close(chamber, ballot) == (9, 5, 0, 0, True)


def test_a_vote_sent_again_is_one_vote(chamber):
    ballot = put(chamber)
    cast(chamber, ballot, "for", chamber.people[:1], via="phone")
    lines = Entry.objects.count()
    cast(chamber, ballot, "for", chamber.people[:1], via="phone")
    assert (Vote.objects.count(), Entry.objects.count()) == (1, lines)
    cast(chamber, ballot, "against", chamber.people[:1], via="phone")
    assert tally(ballot) == Tally(0, 1, 0)
    assert Vote.objects.get().version == 2


def test_after_the_close_no_vote_is_taken_and_none_changes(chamber):
    ballot = put(chamber)
    cast(chamber, ballot, "for", chamber.people[:6])
    actions.close(ballot, by=chamber.by)
    with pytest.raises(Refused):
        cast(chamber, ballot, "for", chamber.people[6:7])
    with pytest.raises(Refused):
        cast(chamber, ballot, "against", chamber.people[:1])
    # A phone that lost the answer asks again, and is told that its vote stands.
    cast(chamber, ballot, "for", chamber.people[:1])
    assert tally(ballot) == Tally(6, 0, 0)


def test_only_who_is_there_votes_and_who_left_stays_counted(chamber):
    ballot = put(chamber)
    chamber.mark("away", chamber.people[8:])
    with pytest.raises(Refused):
        cast(chamber, ballot, "for", chamber.people[8:])
    cast(chamber, ballot, "for", chamber.people[:5])
    chamber.mark("away", chamber.people[:2])
    assert Standing(ballot).base == 8
    assert close(chamber, ballot) == (8, 5, 0, 0, True)


def test_when_one_of_many_votes_is_unlawful_none_is_taken(chamber):
    ballot = put(chamber)
    chamber.mark("away", chamber.people[8:])
    with pytest.raises(Refused):
        cast(chamber, ballot, "for", chamber.people)
    with pytest.raises(Refused):
        cast(chamber, ballot, "maybe", chamber.people[:1])
    assert Vote.objects.count() == 0


def test_without_a_quorum_nothing_is_decided(chamber):
    ballot = put(chamber)
    cast(chamber, ballot, "for", chamber.people[:5])
    chamber.mark("away", chamber.people[5:])
    with pytest.raises(Refused, match=r"6.*9.*5"):
        actions.close(ballot, by=chamber.by)
    ballot.refresh_from_db()
    assert (ballot.status, ballot.carried, tally(ballot)) == ("open", None, Tally(5, 0, 0))
    last = QuorumCheck.objects.order_by("pk").last()
    assert (last.occasion, last.present_then, last.met) == ("vote", 5, False)
    chamber.mark("present", chamber.people[5:6])
    assert close(chamber, ballot) == (6, 5, 0, 0, True)


def test_who_recused_himself_is_out_of_the_base(chamber):
    ballot = put(chamber)
    cast(chamber, ballot, "for", chamber.people[:5])
    actions.recuse(chamber.items[0], chamber.people[0], reason="учредитель", by=chamber.by)
    assert tally(ballot) == Tally(4, 0, 0)
    with pytest.raises(Refused):
        cast(chamber, ballot, "for", chamber.people[:1])
    with pytest.raises(Refused):
        actions.recuse(chamber.items[0], chamber.people[0], reason="снова", by=chamber.by)
    with pytest.raises(Refused):
        actions.recuse(chamber.items[0], chamber.people[1], reason=" ", by=chamber.by)
    assert close(chamber, ballot) == (8, 4, 0, 0, False)
    # He is still in the room: the quorum counts him.
    assert ballot.quorum_check.present_then == 9
    other = put(chamber, item=1, base="all")
    assert Standing(other).base == 9


def test_a_recusal_entered_by_mistake(chamber):
    ballot = put(chamber)
    recusal = actions.recuse(chamber.items[0], chamber.people[0], reason="нет", by=chamber.by)
    actions.take_part_again([recusal], reason="ошибка", by=chamber.by)
    cast(chamber, ballot, "for", chamber.people[:1])
    assert Standing(ballot).base == 9


def test_hands_are_typed(chamber):
    ballot = put(chamber, kind="hands")
    with pytest.raises(Refused):
        cast(chamber, ballot, "for", chamber.people[:1])
    with pytest.raises(Refused):
        actions.close(ballot, by=chamber.by)
    counts = {"votes_for": 6, "votes_against": 2, "abstained": 2}
    with pytest.raises(Refused, match=r"10.*9"):
        actions.type_counts(ballot, version=ballot.version, by=chamber.by, **counts)
    counts["abstained"] = 1
    seen = ballot.version
    actions.type_counts(ballot, version=seen, by=chamber.by, **counts)
    with pytest.raises(Stale):
        actions.type_counts(ballot, version=seen, by=chamber.by, **(counts | {"votes_for": 5}))
    assert close(chamber, Ballot.objects.get()) == (9, 6, 2, 1, True)


def test_participants_besides_the_members_are_counted(chamber):
    ballot = actions.prepare(
        chamber.items[0],
        kind="hands",
        base="participants",
        norm=chamber.norm("vote.report"),
        question_ru="Принять отчёт?",
        by=chamber.by,
    )
    actions.open_ballot(ballot, by=chamber.by)
    actions.type_counts(
        ballot,
        votes_for=11,
        votes_against=9,
        abstained=2,
        participants=22,
        version=ballot.version,
        by=chamber.by,
    )
    assert close(chamber, ballot) == (22, 11, 9, 2, False)


def test_a_secret_vote_has_its_protocol(chamber):
    ballot = put(chamber, kind="secret")
    counts = {"votes_for": 7, "votes_against": 1, "abstained": 0}
    actions.type_counts(ballot, version=ballot.version, by=chamber.by, **counts)
    with pytest.raises(Refused):
        actions.close(ballot, by=chamber.by)
    ballot.refresh_from_db()
    protocol = "Бюллетеней роздано 9, в урне 8."
    actions.type_counts(ballot, version=ballot.version, by=chamber.by, protocol=protocol, **counts)
    assert close(chamber, ballot) == (9, 7, 1, 0, True)


def test_an_absentee_vote_lasts_until_its_day(chamber):
    with pytest.raises(Refused):
        put(chamber, kind="absentee", base="all")
    with pytest.raises(Refused):
        put(chamber, kind="absentee", base="present", until_on=DAY)
    until = DAY + timedelta(days=3)
    presence.close_sitting(chamber.sitting, by=chamber.by)
    ballot = put(chamber, kind="absentee", base="all", until_on=until)
    cast(chamber, ballot, "for", chamber.people[:6], via="phone")
    with pytest.raises(Refused):
        actions.close(ballot, by=chamber.by)
    with clock.standing(NOON + timedelta(days=4)):
        with pytest.raises(Refused):
            cast(chamber, ballot, "for", chamber.people[6:7], via="phone")
        assert close(chamber, ballot) == (9, 6, 0, 0, True)
    assert ballot.quorum_check.present_then == 6


def test_an_absentee_vote_that_all_have_answered_is_over(chamber):
    ballot = put(chamber, kind="absentee", base="all", until_on=DAY + timedelta(days=3))
    cast(chamber, ballot, "against", chamber.people)
    assert close(chamber, ballot) == (9, 0, 9, 0, False)


def test_too_few_answers_are_no_quorum(chamber):
    ballot = put(chamber, kind="absentee", base="all", until_on=DAY)
    cast(chamber, ballot, "for", chamber.people[:5])
    with clock.standing(NOON + timedelta(days=1)), pytest.raises(Refused, match=r"6.*9.*5"):
        actions.close(ballot, by=chamber.by)


def test_one_vote_is_open_in_the_room_at_a_time(chamber):
    first, second = put(chamber), put(chamber, item=1, opened=False)
    with pytest.raises(Refused):
        actions.open_ballot(second, by=chamber.by)
    with pytest.raises(Refused):
        floor.take_up(chamber.items[1], by=chamber.by)
    with pytest.raises(Refused):
        presence.close_sitting(chamber.sitting, by=chamber.by)
    put(chamber, kind="absentee", base="all", until_on=DAY, item=2)
    with pytest.raises(Refused):
        actions.void(first, reason="", by=chamber.by)
    actions.void(first, reason="вопрос поставлен неверно", by=chamber.by)
    actions.open_ballot(second, by=chamber.by)
    with pytest.raises(Refused):
        actions.open_ballot(second, by=chamber.by)


def test_a_vote_needs_a_sitting_under_way_and_a_threshold(db):
    with clock.standing(NOON):
        chamber = Chamber()
        ballot = put(chamber, opened=False)
        with pytest.raises(Refused):
            actions.open_ballot(ballot, by=chamber.by)
        with pytest.raises(Refused):
            actions.prepare(
                chamber.items[0],
                kind="hands",
                base="present",
                norm=Norm.objects.get(code="quorum.sitting"),
                question_ru="?",
                by=chamber.by,
            )
        with pytest.raises(Refused):
            actions.prepare(
                chamber.items[0], kind="hands", base="present", norm=chamber.norm(), by=chamber.by
            )


def test_who_is_of_another_council_has_no_vote(chamber):
    ballot = put(chamber)
    with pytest.raises(Refused):
        cast(chamber, ballot, "for", Chamber(members=1, slug="kokshe").people)
