"""The quorum and the thresholds, held for every size of a body."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kenes.norms.kinds import norms_of_law
from kenes.norms.models import Norm
from kenes.sittings.presence.quorum import Quorum

LAW = {facts["code"]: Norm(**facts) for facts in norms_of_law()}
SIZES = st.integers(1, 400)


@pytest.mark.parametrize(("seats", "needed"), [(38, 26), (37, 25), (9, 6), (5, 4), (3, 2), (1, 1)])
def test_two_thirds_of_all_members(seats, needed):
    assert Quorum(LAW["quorum.sitting"], seats, 0).needed == needed


@given(seats=SIZES, present=st.integers(0, 400))
def test_the_quorum_is_there_exactly_from_the_needed_number_on(seats, present):
    quorum = Quorum(LAW["quorum.sitting"], seats, present)
    assert quorum.met == (present >= quorum.needed) == (Fraction(present, seats) >= Fraction(2, 3))
    assert quorum.missing == max(0, quorum.needed - present)


@given(base=SIZES, votes=st.integers(0, 400))
def test_more_than_half_is_more_than_half(base, votes):
    norm = LAW["vote.ordinary"]
    assert norm.holds(votes, base) == (Fraction(votes, base) > Fraction(1, 2))


def test_a_body_of_nobody_has_no_quorum():
    assert not Quorum(LAW["quorum.sitting"], 0, 0).met


def test_the_lack_is_said_with_its_numbers():
    said = Quorum(LAW["quorum.sitting"], 38, 25).lack()
    assert all(number in said for number in ("26", "38", "25"))


def test_what_the_law_leaves_unknown_is_a_setting():
    for code in ("quorum.body", "vote.ordinary"):
        norm = LAW[code]
        assert (norm.free, norm.knowledge, norm.act, norm.article) == (
            True,
            "unconfirmed",
            "MS",
            "?",
        )
