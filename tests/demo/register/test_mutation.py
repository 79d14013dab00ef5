"""No clause of any figure could be forgotten unnoticed: the demo has a decoy for each."""

import pytest

from kenes.core.period import Scope
from kenes.report.catalogue import CATALOGUE
from tests.demo.register.mutants import (
    COUNTED_PLAINLY,
    ONLY_ELSEWHERE,
    REDUNDANT,
    mutants,
    survivors,
)
from tests.demo.values import period_of


@pytest.fixture(scope="module")
def left(demo):
    return survivors(demo)


def test_nobody_survives_but_what_is_logically_redundant(left):
    assert {(code, clause) for code, clause, noticed in left if not noticed} == REDUNDANT


def test_the_notes_own_scope_notices_nearly_all(left):
    """`until` repeats what the state as of that day says; the rest is listed with its reason."""
    only_elsewhere = {
        (code, clause) for code, clause, noticed in left if noticed and clause != "until"
    }
    assert only_elsewhere == ONLY_ELSEWHERE


def test_until_is_missed_only_beside_a_state(demo, left):
    """What was received after the period has no state yet on its last day, so both say the same."""
    answers = {"accepted", "partly", "rejected", "beyond", "hollow"}
    conditions = {"state", "sent", "prepared", "answered", "verified", "deferred", *answers}
    for code, clause, noticed in left:
        if clause == "until" and noticed:
            assert conditions & set(CATALOGUE[code].clauses(Scope(demo, period_of(code)))), code


def test_there_are_as_many_mutants_as_clauses(demo, db):
    named = [m.clause for m in mutants(demo)]
    assert named.count("council") == named.count("struck")
    assert COUNTED_PLAINLY in named
