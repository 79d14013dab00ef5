"""The days of the demo: its two periods, its own present, and how work spreads over a year."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random
from typing import Any

from kenes.core.clock import COUNCIL_ZONE
from kenes.core.period import Period
from kenes.norms.calendar import WorkingDays, days
from kenes.norms.kinds import days_of_law
from kenes.norms.models import DayMark

# One line of a journal: column code → value.
Line = dict[str, Any]

A = Period(date(2022, 1, 1), date(2024, 12, 31))
B = Period(date(2023, 4, 1), date(2025, 3, 31))
NOW = datetime(2025, 4, 3, 10, 0, tzinfo=COUNCIL_ZONE)
# The register begins with 2021; of earlier years only stated figures are left.
FIRST = date(2021, 1, 11)
LAST = date(2025, 4, 2)
THIRD_BEGAN = date(2022, 5, 16)

# How busy each month is: the city rests in summer and after the New Year.
SEASON = (0.6, 1.0, 1.0, 1.15, 0.95, 0.85, 0.5, 0.6, 1.15, 1.3, 1.25, 1.0)


class Dice(Random):
    """The dice of one register; no other register's rows move when these are thrown more often."""

    def __init__(self, noun: str) -> None:
        self._said = f"kenes demo {noun}"
        super().__init__(self._said)

    def anew(self) -> None:
        """From here on they fall as if they had never been thrown: a second build is alike."""
        self.seed(self._said)


def chance(noun: str) -> Dice:
    """The dice of the register of that noun."""
    return Dice(noun)


@cache
def working() -> WorkingDays:
    """The calendar of working days, without a database."""
    return WorkingDays(DayMark(**day) for day in days_of_law())


def workdays(since: date, until: date) -> list[date]:
    """The working days from one day to the other, both inside."""
    return [day for day in days(since, until) if working().is_working(day)]


def spread(dice: Random, n: int, since: date, until: date, *, apart: bool = False) -> list[date]:
    """So many working days in their order, denser in busy months; `apart`: no day twice."""
    open_days = workdays(since, until)
    weights = [SEASON[day.month - 1] for day in open_days]
    if not apart:
        return sorted(dice.choices(open_days, weights, k=n))
    thrown = [(dice.random() ** (1 / w), day) for day, w in zip(open_days, weights, strict=True)]
    return sorted(day for _luck, day in sorted(thrown, reverse=True)[:n])


def after(day: date, n: int) -> date:
    """The n-th working day after a day."""
    for _ in range(n):
        day = working().next_working(day)
    return day


def hour(dice: Random, first: int = 10, last: int = 17) -> time:
    """A time at which people meet: on the hour or the half."""
    return time(dice.randint(first, last), dice.choice((0, 0, 30)))


def inside(day: date, period: Period) -> bool:
    """Whether the day lies in the period; reads better than `in` beside other conditions."""
    return day in period


def numbered(lines: Iterable[Line], by: str) -> list[Line]:
    """The lines in order of date, each under the next № of its year."""
    ordered = sorted(lines, key=lambda line: line[by])
    counted: dict[int, int] = {}
    for line in ordered:
        year = line[by].year
        counted[year] = counted.get(year, 0) + 1
        line["no"] = counted[year]
    return ordered


def number_of(line: Line, by: str) -> str:
    """How another journal refers to the line: «12/2024»."""
    return f"{line['no']}/{line[by].year}"


def share(dice: Random, total: int, n: int, least: int = 0) -> list[int]:
    """A total divided by chance into n whole parts, none below `least`."""
    weights = [dice.uniform(0.4, 1.6) for _ in range(n)]
    spare = total - least * n
    parts = [int(spare * weight / sum(weights)) for weight in weights]
    for at in dice.sample(range(n), spare - sum(parts)):
        parts[at] += 1
    return [least + part for part in parts]


def week_later(day: date, weeks: int = 1) -> date:
    """The same weekday so many weeks on."""
    return day + timedelta(weeks=weeks)
