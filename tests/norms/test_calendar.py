"""Which days are worked, against what is known of each year and against a second opinion."""

from datetime import date, timedelta

import holidays
import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kenes.norms.calendar import WorkingDays
from kenes.norms.kinds import days_of_law
from kenes.norms.models import DayMark

DAY = timedelta(days=1)

# Where our rows and the library part, and why.
KNOWN_DIFFERENCES = {
    date(2026, 8, 31): "the production calendar of December 2025 against the law since July 2026; "
    "our row is marked as not confirmed",
}


def year(number: int) -> list[date]:
    first = date(number, 1, 1)
    return [first + n * DAY for n in range((date(number + 1, 1, 1) - first).days)]


@pytest.mark.parametrize("number", range(2022, 2028))
def test_the_library_agrees_but_for_the_written_differences(days: WorkingDays, number: int) -> None:
    library = holidays.country_holidays("KZ", years=number)
    # The library's list of worked weekends also holds 28 December 2013, far from our years.
    worked = {on for on in library.weekend_workdays if on.year == number}

    def works(on: date) -> bool:
        return on in worked or (on.weekday() < 5 and on not in library)

    parted = {on for on in year(number) if works(on) != days.is_working(on)}
    assert parted == {on for on in KNOWN_DIFFERENCES if on.year == number}


@pytest.mark.parametrize(
    ("number", "published", "changed_later"),
    [
        (2022, 245, 1),  # 1 and 19 December became working days, 25 October became a holiday
        (2024, 248, 1),  # Kurban Ait came a day earlier, on a Sunday, which does not move
        (2025, 246, 0),
    ],
)
def test_working_days_of_the_year_as_the_ministry_counts_them(
    days: WorkingDays, number: int, published: int, changed_later: int
) -> None:
    assert sum(days.is_working(on) for on in year(number)) == published + changed_later


@pytest.mark.parametrize(
    "on",
    [
        *("2026-01-01", "2026-01-02", "2026-01-07", "2026-03-09", "2026-03-23", "2026-03-24"),
        *("2026-03-25", "2026-05-01", "2026-05-07", "2026-05-11", "2026-05-27", "2026-07-06"),
        *("2026-08-31", "2026-10-26", "2026-12-16"),
    ],
)
def test_days_off_of_2026(days: WorkingDays, on: str) -> None:
    assert not days.is_working(date.fromisoformat(on))


@pytest.mark.parametrize(
    ("on", "working"),
    [
        ("2022-12-01", True),  # no longer the Day of the First President
        ("2022-12-19", True),  # 17 December no longer a holiday, so nothing moved
        ("2022-07-11", True),  # Kurban Ait on a Saturday does not move
        ("2024-06-17", True),  # Kurban Ait on a Sunday does not move
        ("2023-01-09", True),  # Christmas on a Saturday does not move
        ("2024-01-08", True),
        ("2022-03-05", True),
        ("2023-07-01", True),
        ("2024-05-04", True),
        ("2025-01-05", True),  # a Sunday
        ("2025-05-08", True),  # nothing was moved in May 2025
        ("2022-10-24", False),
        ("2023-07-07", False),
        ("2025-01-03", False),
    ],
)
def test_days_that_are_easily_got_wrong(days: WorkingDays, on: str, working: bool) -> None:
    assert days.is_working(date.fromisoformat(on)) is working


def test_a_day_is_marked_once_and_a_moved_day_has_its_counterpart() -> None:
    marks = {mark.on: mark for mark in (DayMark(**day) for day in days_of_law())}

    assert len(marks) == len(days_of_law())
    for mark in marks.values():
        mark.clean_fields(exclude=["id"])
        if mark.kind == DayMark.Kind.HOLIDAY:
            assert mark.paired_on is None
            continue
        assert mark.paired_on is not None
        other = marks[mark.paired_on]
        assert mark.is_working is not (mark.on.weekday() < 5)
        if mark.is_working:
            assert other.paired_on == mark.on


def test_a_holiday_on_a_weekend_moves_but_for_the_two_feasts() -> None:
    marks = [DayMark(**day) for day in days_of_law()]
    moved = {mark.paired_on for mark in marks}

    stayed = [
        mark.name_en
        for mark in marks
        if mark.kind == DayMark.Kind.HOLIDAY and mark.on.weekday() > 4 and mark.on not in moved
    ]
    assert set(stayed) == {"Orthodox Christmas", "First day of Kurban Ait"}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_why_a_day_is_off(days: WorkingDays, language: str) -> None:
    with translation.override("en"):
        assert days.why_off(date(2024, 5, 6), language) == ""
        assert days.why_off(date(2024, 5, 5), language)
        holiday = days.why_off(date(2024, 5, 9), language)
        moved = days.why_off(date(2024, 7, 8), language)
    feast = {"kk": "Жеңіс күні", "ru": "День Победы", "en": "Victory Day"}
    capital = {"kk": "Астана күні", "ru": "День столицы", "en": "Capital Day"}
    assert holiday == feast[language]
    assert moved.startswith(capital[language])
    assert "2024" in moved


def test_neighbours(days: WorkingDays) -> None:
    assert days.next_working(date(2024, 5, 6)) == date(2024, 5, 10)
    assert days.previous_working(date(2024, 5, 6)) == date(2024, 5, 4)
    assert days.this_or_next(date(2024, 5, 4)) == date(2024, 5, 4)
    assert days.this_or_previous(date(2024, 5, 5)) == date(2024, 5, 4)
    assert days.between(date(2024, 5, 3), date(2024, 5, 10)) == 3


def test_what_is_not_official_is_a_forecast(days: WorkingDays) -> None:
    assert not days.is_forecast(date(2025, 5, 6))
    assert not days.is_forecast(date(2026, 5, 27))
    assert days.is_forecast(date(2026, 8, 31))
    assert days.is_forecast(date(2027, 5, 6))
    assert days.is_known(date(2027, 5, 6))
    assert not days.is_known(date(2028, 5, 6))
    assert days.is_forecast(date(2028, 5, 6))


def test_a_year_begun_but_not_entered_is_not_known() -> None:
    days = WorkingDays([DayMark(on=date(2028, 1, 1), kind="holiday", status="official")])

    assert not days.is_known(date(2028, 6, 1))
    assert days.is_forecast(date(2028, 6, 1))


@given(
    after=st.dates(date(2021, 1, 1), date(2029, 12, 31)),
    until=st.dates(date(2021, 1, 1), date(2029, 12, 31)),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_the_days_between_are_those_one_counts(days: WorkingDays, after: date, until: date) -> None:
    first, last = min(after, until), max(after, until)
    counted = sum(days.is_working(first + n * DAY) for n in range(1, (last - first).days + 1))
    assert days.between(first, last) == counted
    assert days.between(last, first) == -counted
