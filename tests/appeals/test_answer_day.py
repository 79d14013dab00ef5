"""The last day of every kind of appeal, against days off written down here apart from the program.

Each year's list is what is off beside Saturdays and Sundays, and which of those are worked; that of
2027 is invented here, to be sure that a new calendar is all a new year asks for.
"""

from datetime import date, timedelta

import pytest

from kenes.appeals.deadline import RETURN, Terms, forwarded_by, term
from kenes.appeals.models import Appeal
from kenes.norms.calendar import WorkingDays
from kenes.norms.models import DayMark
from tests.appeals.test_portal import sent

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
OFF = {
    2023: "01-02 01-03 03-08 03-21 03-22 03-23 05-01 05-08 05-09 06-28 07-06 07-07 08-30 10-25 "
    "12-18",
    # 7 January 2024 is a Sunday, and Christmas does not move (Labour Code 84).
    2024: "01-01 01-02 03-08 03-21 03-22 03-25 05-01 05-07 05-08 05-09 07-08 08-30 10-25 12-16",
    2025: "01-01 01-02 01-03 01-07 03-10 03-21 03-24 03-25 05-01 05-07 05-09 06-06 07-07 09-01 "
    "10-27 12-16",
    2026: "01-01 01-02 01-07 03-09 03-23 03-24 03-25 05-01 05-07 05-11 05-27 07-06 08-31 10-26 "
    "12-16",
}
WORKED = {2023: "07-01", 2024: "05-04", 2025: "01-05", 2026: ""}
KINDS = Appeal.Kind.values
EVERY_DAY = [date(year, 1, 1) + n * DAY for year in OFF for n in range(366)]


def days_of(off, worked):
    """Whether a day is worked, by two plain lists."""
    out = {date.fromisoformat(f"{y}-{each}") for y, line in off.items() for each in line.split()}
    into = {date.fromisoformat(f"{y}-{d}") for y, line in worked.items() for d in line.split()}
    return lambda on: on in into or (on.weekday() < 5 and on not in out)


def next_worked(on, worked):
    while not worked(on):
        on += DAY
    return on


def after(start, many, worked):
    """So many worked days after the start, which is not counted."""
    on = start
    while many:
        on += DAY
        many -= worked(on)
    return on


def months_on(start, many):
    """The same day so many months on, or the last day of a month that has no such day."""
    month = start.month - 1 + many
    first = date(start.year + month // 12, month % 12 + 1, 1)
    last = (first + 31 * DAY).replace(day=1) - DAY
    return min(first + (start.day - 1) * DAY, last)


def expected(kind, start, worked):
    """The answer, the forwarding and the return, by the articles as they are read aloud."""
    if kind == "request":
        # 15 calendar days (ATI 11(10)); the last of them on a day off moves on.
        answer = next_worked(start + 15 * DAY, worked)
    else:
        # 20 working days (APPC 99) or 15 (APPC 76(1)).
        answer = after(start, 20 if kind == "complaint" else 15, worked)
    return answer, after(start, 3, worked), after(start, 3, worked)


def found(terms, kind, start):
    row = Appeal(kind=kind, received_on=start)
    deeds = (terms.answer(row), terms.deed(forwarded_by(kind), start), terms.deed(RETURN, start))
    return tuple(each.due_on for each in deeds)


@pytest.mark.parametrize("kind", KINDS)
def test_the_days_of_every_kind_across_four_years(town, kind):
    terms, worked = Terms.of(town.council), days_of(OFF, WORKED)
    wrong = [
        (start, found(terms, kind, start), expected(kind, start, worked))
        for start in EVERY_DAY
        if start < date(2026, 11, 20) and found(terms, kind, start) != expected(kind, start, worked)
    ]
    assert wrong == []


class Granted:
    """An extension as a decision leaves it."""

    def __init__(self, decided_on, length):
        self.decided_on, self.length = decided_on, length


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("complaint", "request")])
@pytest.mark.parametrize("length", [1, 2])
def test_months_of_an_extension_run_from_the_decision(town, kind, length):
    terms, worked = Terms.of(town.council), days_of(OFF, WORKED)
    for start in EVERY_DAY[::3]:
        if start > date(2026, 9, 1):
            break
        decided = after(start, 10, worked)
        due = next_worked(months_on(decided, length), worked)
        row = Appeal(kind=kind, received_on=start)
        if due < after(start, 15, worked):
            continue
        assert terms.answer(row, [Granted(decided, length)]).due_on == due, start


@pytest.mark.parametrize("length", [1, 15])
def test_days_of_an_extended_request_follow_its_term(town, length):
    terms, worked = Terms.of(town.council), days_of(OFF, WORKED)
    for start in EVERY_DAY[::3]:
        if start > date(2026, 11, 1):
            break
        first = next_worked(start + 15 * DAY, worked)
        row = Appeal(kind="request", received_on=start)
        due = next_worked(first + length * DAY, worked)
        assert terms.answer(row, [Granted(start, length)]).due_on == due, start


# A year that is invented: its feasts lie elsewhere, and two Saturdays are worked.
OFF_2027 = {
    2027: "01-01 01-04 01-07 03-08 03-22 03-23 03-24 05-03 05-07 05-10 05-17 07-06 08-30 10-25 "
    "12-16 12-17",
    2028: "01-03 01-04 01-07",
}
WORKED_2027 = {2027: "05-15 12-25", 2028: ""}


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_year_asks_for_a_new_calendar_alone(town, kind):
    marks = [
        DayMark(on=date.fromisoformat(f"{year}-{each}"), kind=mark, status="official")
        for lines, mark in ((OFF_2027, "holiday"), (WORKED_2027, "working_moved"))
        for year, line in lines.items()
        for each in line.split()
    ]
    days, worked = WorkingDays(marks), days_of(OFF_2027, WORKED_2027)
    terms = Terms.of(town.council, days)
    for start in (date(2027, 1, 1) + n * DAY for n in range(365)):
        assert found(terms, kind, start) == expected(kind, start, worked), start


def test_the_day_kept_is_the_day_explained(town, visitor):
    days = Terms.of(town.council).days
    for kind in KINDS:
        row = sent(visitor, town, kind=kind).context["appeal"]
        assert row.due_on == term(row, days).due_on == Appeal.objects.get(pk=row.pk).due_on
