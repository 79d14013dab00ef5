"""A span of days, and the scope a figure is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kenes.core.refused import Refused

if TYPE_CHECKING:
    from kenes.council.models import Council


FIRST_YEAR, LAST_YEAR = 1900, 2199


@dataclass(frozen=True)
class Period:
    """Days from `since` to `until`, both inside. Refused when it ends before it begins."""

    since: date
    until: date

    def __post_init__(self) -> None:
        if self.until < self.since:
            raise Refused(_("The period ends before it begins."), field="until")
        if self.since.year < FIRST_YEAR or self.until.year > LAST_YEAR:
            years = {"first": FIRST_YEAR, "last": LAST_YEAR}
            said = _("A period lies between the years %(first)s and %(last)s.")
            raise Refused(said % years, field="from")

    def __contains__(self, day: date) -> bool:
        return self.since <= day <= self.until

    def months(self) -> list[date]:
        """The first day of each calendar month that the period touches, in order."""
        first = self.since.replace(day=1)
        found = []
        while first <= self.until:
            found.append(first)
            first = next_month(first)
        return found

    def weeks(self) -> list[date]:
        """The Monday of each ISO week that lies whole inside the period, in order."""
        monday = self.since + timedelta(days=-self.since.weekday() % 7)
        found = []
        while monday + timedelta(days=6) <= self.until:
            found.append(monday)
            monday += timedelta(days=7)
        return found


def span(since: str | None, until: str | None) -> Period:
    """The days an address asks for; what it leaves out is open."""
    try:
        return Period(
            date.fromisoformat(since) if since else date(1990, 1, 1),
            date.fromisoformat(until) if until else date(2100, 1, 1),
        )
    except ValueError:
        raise Refused(_("This is not a date."), field="from") from None


def next_month(day: date) -> date:
    """The first day of the month after the one `day` lies in."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def last_of_month(day: date) -> date:
    """The last day of the month `day` lies in."""
    return next_month(day) - timedelta(days=1)


@dataclass(frozen=True)
class Scope:
    """What a figure is asked for: whose rows, which days, as of which evening, which slice.

    States are read as they stood at the end of `as_of`, by default the period's last day, never
    today. `filters` narrows by a dimension of the indicator: {"district": "medeu"}.
    """

    council: "Council"
    period: Period
    read_as_of: date | None = None
    filters: Mapping[str, str] = field(default_factory=dict)

    @property
    def as_of(self) -> date:
        return self.read_as_of or self.period.until
