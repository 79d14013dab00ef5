"""From which day a term still runs is told by the rules, however long they are."""

from datetime import date, timedelta

import pytest

from kenes.appeals.deadline import REQUEST, Terms, extended_by, forwarded_by

pytestmark = pytest.mark.django_db
TODAY = date(2025, 5, 30)


@pytest.mark.parametrize("code", [forwarded_by(""), forwarded_by(REQUEST), extended_by("")])
def test_what_starts_before_the_first_day_runs_no_more(town, code):
    terms = Terms.of(town.council)
    first = terms.running_since(code, TODAY)
    for days in range(150):
        start = TODAY - timedelta(days=days)
        assert (terms.deed(code, start).due_on >= TODAY) == (start >= first)


def test_a_term_of_months_is_looked_back_over_whole(town):
    first = Terms.of(town.council).running_since(extended_by(""), TODAY)
    assert TODAY - first > timedelta(days=31)


def test_where_no_rule_is_known_no_term_runs(town):
    assert Terms.of(town.council).running_since("appeal.unheard_of", TODAY) is None
