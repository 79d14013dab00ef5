"""Laws of reckoning that hold for every start, rule and pause."""

from calendar import monthrange
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kenes.norms.calendar import WorkingDays
from kenes.norms.deadline import Pause, deadline, months_after
from kenes.norms.kinds import days_of_law
from kenes.norms.models import DayMark, Norm

DAYS = WorkingDays(DayMark(**day) for day in days_of_law())
DAY = timedelta(days=1)

starts = st.dates(date(2021, 12, 1), date(2028, 3, 1))
units = st.sampled_from(["working_days", "calendar_days", "months"])
values = st.integers(1, 40)


def norm(direction: str, unit: str, value: int) -> Norm:
    return Norm(code="x", direction=direction, unit=unit, value=value, valid_from=date(2021, 1, 1))


@st.composite
def pauses(draw: st.DrawFn) -> list[Pause]:
    found = []
    for _ in range(draw(st.integers(0, 3))):
        since = draw(starts)
        found.append(Pause(since, since + draw(st.integers(0, 40)) * DAY, "waits"))
    return found


@given(starts, units, values, pauses())
def test_a_term_ends_on_a_working_day_that_is_not_paused(
    start: date, unit: str, value: int, stops: list[Pause]
) -> None:
    due_on = deadline(norm("forward", unit, value), start, DAYS, stops).due_on

    assert DAYS.is_working(due_on)
    assert not any(due_on in stop for stop in stops)


@given(starts, units, values, pauses())
def test_counted_and_skipped_cover_the_term_without_its_first_day(
    start: date, unit: str, value: int, stops: list[Pause]
) -> None:
    found = deadline(norm("forward", unit, value), start, DAYS, stops)

    assert [d.on for d in found.days] == [
        start + n * DAY for n in range(1, (found.due_on - start).days + 1)
    ]
    assert found.counted + len(found.skipped) == len(found.days)


@given(starts, st.sampled_from(["working_days", "calendar_days"]), values, pauses())
def test_exactly_so_many_days_are_counted(
    start: date, unit: str, value: int, stops: list[Pause]
) -> None:
    assert deadline(norm("forward", unit, value), start, DAYS, stops).counted == value


@given(starts, units, values)
def test_a_later_start_is_never_due_earlier(start: date, unit: str, value: int) -> None:
    for direction in ("forward", "backward"):
        rule = norm(direction, unit, value)
        assert deadline(rule, start, DAYS).due_on <= deadline(rule, start + DAY, DAYS).due_on


@given(starts, units, values, pauses())
def test_a_pause_never_brings_the_due_day_nearer(
    start: date, unit: str, value: int, stops: list[Pause]
) -> None:
    rule = norm("forward", unit, value)

    assert deadline(rule, start, DAYS).due_on <= deadline(rule, start, DAYS, stops).due_on


@given(starts, values)
def test_a_term_of_days_runs_no_further_than_the_days_off_at_its_end(
    start: date, value: int
) -> None:
    due_on = deadline(norm("forward", "calendar_days", value), start, DAYS).due_on

    assert due_on == DAYS.this_or_next(start + value * DAY)


@given(starts, values)
def test_a_notice_of_days_is_never_later_than_so_many_days_before(event: date, value: int) -> None:
    found = deadline(norm("backward", "calendar_days", value), event, DAYS)

    assert found.due_on == event - value * DAY
    assert found.act_by <= found.due_on


@given(starts, values)
def test_a_notice_of_working_days_leaves_so_many_of_them(event: date, value: int) -> None:
    found = deadline(norm("backward", "working_days", value), event, DAYS)

    assert DAYS.is_working(found.due_on)
    left = [found.due_on + n * DAY for n in range((event - found.due_on).days)]
    assert sum(DAYS.is_working(on) for on in left) == value


@given(starts, st.integers(-60, 60))
def test_a_month_ends_on_the_same_number_or_on_its_last_day(start: date, months: int) -> None:
    end = months_after(start, months)

    assert (end.year - start.year) * 12 + end.month - start.month == months
    assert end.day == min(start.day, monthrange(end.year, end.month)[1])


@given(starts, starts)
def test_between_counts_back_what_it_counts_forward(one: date, other: date) -> None:
    assert DAYS.between(one, other) == -DAYS.between(other, one)
