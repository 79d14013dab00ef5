"""Equal votes: what carries a question, whose vote decides, and by which setting."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kenes.core import clock
from kenes.core.refused import Refused
from kenes.norms import actions as norms
from kenes.norms.models import Norm
from kenes.sittings.ballots import actions
from kenes.sittings.ballots.tally import Tally, ended
from tests.sittings.chamber import NOON, Chamber


def share(value, whole, bound, *, free=True):
    return Norm(code="vote.any", value=value, whole=whole, bound=bound, unit="share", free=free)


def tie(value):
    return Norm(code="tie.chair", value=value, unit="votes", bound="exactly", free=True)


counts = st.builds(Tally, *(st.integers(0, 40),) * 3)
thresholds = st.builds(
    share,
    st.integers(1, 4),
    st.integers(4, 6),
    st.sampled_from(["more_than", "at_least"]),
    free=st.booleans(),
) | st.builds(share, st.just(1), st.just(2), st.just("more_than"), free=st.booleans())
settings = st.none() | st.builds(tie, st.sampled_from([1, 2]))
chairs = st.sampled_from([None, True, False])


@given(counts, st.integers(0, 30), thresholds, settings, chairs)
def test_the_chair_settles_equal_votes_alone(count, unvoted, threshold, setting, chair):
    base = count.voted + unvoted
    end = ended(count, base, threshold, setting, chair_for=chair)
    plain = base > 0 and threshold.holds(count.votes_for, base)
    if plain:
        assert (end.carried, end.tie) == (True, None)
    if end.tie is not None:
        # His vote decides only between equal sides, openly, by a setting that says so, and never
        # where the law itself states the threshold.
        assert count.votes_for == count.votes_against > 0
        assert (chair, end.tie.value, threshold.own) == (end.carried, 2, True)
    else:
        assert end.carried == plain
    # No threshold is lowered: with the chair's second vote it holds, or the question falls.
    assert not end.carried or threshold.holds(count.votes_for + (end.tie is not None), base)


@given(st.integers(1, 40), settings, chairs)
def test_half_and_half(half, setting, chair):
    """Every member there voted, one half for and one half against."""
    end = ended(Tally(half, half, 0), 2 * half, share(1, 2, "more_than"), setting, chair_for=chair)
    decides = setting is not None and setting.value == 2 and chair is not None
    assert (end.carried, end.tie is not None) == (decides and chair, decides)


@given(counts, st.integers(0, 30), thresholds, settings, chairs)
def test_one_more_vote_for_never_loses_a_question(count, unvoted, threshold, setting, chair):
    base = count.voted + unvoted + 1
    more = Tally(count.votes_for + 1, count.votes_against, count.abstained)
    before = ended(count, base, threshold, setting, chair_for=chair)
    assert not before.carried or ended(more, base, threshold, setting, chair_for=chair).carried


@pytest.fixture
def chamber(db):
    """Eight members there, the chair among them, and the chair's vote decides."""
    with clock.standing(NOON):
        yield Chamber(members=8).opened()


def decide(chamber, value=2, since=date(2025, 1, 1)):
    law = Norm.objects.law().get(code="tie.chair")
    return norms.override(
        law,
        council=chamber.council,
        value=value,
        article="решение № 4",
        valid_from=since,
        by=chamber.by,
    )


def half_and_half(chamber, ballot, *, chair="for"):
    other = {"for": "against", "against": "for"}[chair]
    chamber.cast(ballot, chair, chamber.people[:4])
    chamber.cast(ballot, other, chamber.people[4:])
    chamber.close(ballot)
    ballot.refresh_from_db()
    return ballot.carried, ballot.chair_for, ballot.tie_norm


@pytest.mark.django_db
def test_equal_votes_carry_nothing_until_the_council_says_so(chamber):
    assert half_and_half(chamber, chamber.vote()) == (False, True, None)


@pytest.mark.django_db
@pytest.mark.parametrize("chair", ["for", "against"])
def test_the_chair_decides(chamber, chair):
    own = decide(chamber)
    ballot = chamber.vote()
    assert half_and_half(chamber, ballot, chair=chair) == (chair == "for", chair == "for", own)
    assert "решение № 4" in ballot.tie


@pytest.mark.django_db
def test_a_change_of_the_setting_alters_no_vote_closed_before(chamber):
    ballot = chamber.vote()
    half_and_half(chamber, ballot)
    decide(chamber)
    ballot.refresh_from_db()
    assert (ballot.carried, ballot.tie) == (False, "")


@pytest.mark.django_db
def test_a_setting_of_a_later_day_does_not_hold_yet(chamber):
    decide(chamber, since=date(2025, 4, 4))
    assert half_and_half(chamber, chamber.vote()) == (False, True, None)


@pytest.mark.django_db
def test_a_threshold_of_the_law_is_not_for_the_council_to_lower(chamber):
    decide(chamber)
    assert half_and_half(chamber, chamber.vote(norm="vote.report")) == (False, True, None)


@pytest.mark.django_db
def test_of_a_show_of_hands_it_is_typed_how_the_chair_voted(chamber):
    own = decide(chamber)
    ballot = chamber.vote(kind="hands")
    said = {"votes_for": 4, "votes_against": 4, "abstained": 0}
    actions.type_counts(ballot, version=ballot.version, chair_for=True, by=chamber.by, **said)
    chamber.close(ballot)
    ballot.refresh_from_db()
    assert (ballot.carried, ballot.tie_norm) == (True, own)


@pytest.mark.django_db
def test_the_chair_is_among_those_counted(chamber):
    ballot = chamber.vote(kind="hands")
    said = {"votes_for": 0, "votes_against": 8, "abstained": 0}
    with pytest.raises(Refused) as refused:
        actions.type_counts(ballot, version=ballot.version, chair_for=True, by=chamber.by, **said)
    assert refused.value.field == "chair_for"


@pytest.mark.django_db
def test_of_a_secret_vote_nobody_knows_how_the_chair_voted(chamber):
    decide(chamber)
    ballot = chamber.vote(kind="secret")
    said = {"votes_for": 4, "votes_against": 4, "abstained": 0, "protocol": "протокол"}
    with pytest.raises(Refused):
        actions.type_counts(ballot, version=ballot.version, chair_for=True, by=chamber.by, **said)
    actions.type_counts(ballot, version=ballot.version, by=chamber.by, **said)
    chamber.close(ballot)
    ballot.refresh_from_db()
    assert (ballot.carried, ballot.chair_for, ballot.tie_norm) == (False, None, None)
