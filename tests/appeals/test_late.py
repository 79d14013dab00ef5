"""Who is late is told of nobody where they are few: by the day its kind would be known."""

from datetime import timedelta

import pytest

from kenes.report.small import BESIDE
from tests.appeals.conftest import received

pytestmark = pytest.mark.django_db


def told(client, code, day, as_of):
    answer = client.get(f"/ru/figures/{code}/?from={day}&until={day}&as_of={as_of}")
    value = answer.context["figure"]["value"]
    # What is hidden as a whole is not told by its parts either.
    assert value != BESIDE or not answer.context["breakdowns"]
    return value


def test_of_a_few_nobody_is_told_who_is_late(town, visitor, secretary):
    row = received(town)
    day, last = row.received_on, row.due_on
    codes = ("appeals.late", "appeals.in_time", "appeals.days_to_answer", "appeals.repeated")
    for as_of in (last, last + timedelta(days=1)):
        for code in codes:
            assert told(visitor, code, day, as_of) == BESIDE
        # That it came, and how it stands, everyone knows.
        assert told(visitor, "appeals.received", day, as_of) == "1"
        assert told(visitor, "appeals.in_work", day, as_of) == "1"
    seen = [told(secretary, "appeals.late", day, last + timedelta(days=n)) for n in (0, 1)]
    assert seen == ["0", "1"]
    for _more in range(4):
        received(town)
    assert told(visitor, "appeals.late", day, last + timedelta(days=1)) == "5"
    assert told(visitor, "appeals.late", day, last) == "0"


def test_where_nobody_wrote_that_is_told(town, visitor):
    assert told(visitor, "appeals.late", "2025-04-03", "2025-05-03") == "0"
