"""Which days are worked in Kazakhstan, and why a day is not."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from itertools import accumulate

from django.utils import translation
from django.utils.translation import gettext as _

from kenes.core import clock
from kenes.core.kept import kept
from kenes.norms.models import DayMark, weekday_off

DAY = timedelta(days=1)
# When offices are open; what is sent outside these hours waits for them.
OPENS, CLOSES = time(9), time(18)

# The law names thirteen days or more as holidays in every year since 2010. A year with fewer marked
# than this was begun by someone but not entered: its calendar is not known.
HOLIDAYS_OF_A_YEAR = 12


class WorkingDays:
    """The calendar of working days: Saturdays and Sundays are off, and the marks say the rest.

    Built from rows and never from the database itself, so that a reckoning is the same for the
    same rows.
    """

    def __init__(self, marks: Iterable[DayMark]) -> None:
        self._marks: Mapping[date, DayMark] = {mark.on: mark for mark in marks}
        holidays = Counter(
            on.year for on, mark in self._marks.items() if mark.kind == DayMark.Kind.HOLIDAY
        )
        self._days = sorted(self._marks)
        # Before each marked day, and after the last: how much the marks add to five days a week.
        said = (self._marks[on].is_working - (on.weekday() < 5) for on in self._days)
        self._moved = list(accumulate(said, initial=0))
        self.years = frozenset(y for y, n in holidays.items() if n >= HOLIDAYS_OF_A_YEAR)
        self._official_years = {
            on.year for on, mark in self._marks.items() if mark.status == DayMark.Status.OFFICIAL
        }

    def mark(self, on: date) -> DayMark | None:
        """The row of the day, where it has one."""
        return self._marks.get(on)

    def is_working(self, on: date) -> bool:
        """Whether people work that day. A worked Saturday is a working day as any other."""
        mark = self._marks.get(on)
        return mark.is_working if mark else on.weekday() < 5

    def why_off(self, on: date, language: str = "") -> str:
        """Why the day is off: the holiday, or the day of the week; empty for a working day."""
        if self.is_working(on):
            return ""
        if mark := self._marks.get(on):
            return mark.why(language)
        with translation.override(language or translation.get_language()):
            return weekday_off(on) or _("day off")

    def this_or_next(self, on: date) -> date:
        """The day itself when it is worked, else the next working day.

        An appeal that came on a day off is registered on the next working day (APPC 64(3)).
        """
        while not self.is_working(on):
            on += DAY
        return on

    def this_or_previous(self, on: date) -> date:
        """The day itself when it is worked, else the last working day before it."""
        while not self.is_working(on):
            on -= DAY
        return on

    def next_working(self, on: date) -> date:
        """The first working day after this one."""
        return self.this_or_next(on + DAY)

    def previous_working(self, on: date) -> date:
        """The last working day before this one."""
        return self.this_or_previous(on - DAY)

    def between(self, after: date, until: date) -> int:
        """How many working days lie after the one day, up to and with the other.

        Negative when `until` is the earlier of the two: so many have gone by since.
        """
        if until < after:
            return -self.between(until, after)
        return self._worked_until(until) - self._worked_until(after)

    def _worked_until(self, on: date) -> int:
        """How many working days there were from the first of all days up to and with this one."""
        weeks, day = divmod(on.toordinal(), 7)
        # The first of all days was a Monday, so that the ordinal of a Sunday is a whole week.
        return weeks * 5 + min(day, 5) + self._moved[bisect_right(self._days, on)]

    def is_known(self, on: date) -> bool:
        """Whether the calendar of that year was entered. Without it only weekends are known."""
        return on.year in self.years

    def is_forecast(self, on: date) -> bool:
        """Whether the day may yet turn out otherwise: its year or its mark is not official."""
        if not self.is_known(on) or on.year not in self._official_years:
            return True
        mark = self._marks.get(on)
        return mark is not None and mark.status == DayMark.Status.FORECAST


def office_hour(at: datetime, days: WorkingDays) -> datetime:
    """The moment itself while offices are open, else the next one at which they are."""
    here = at.astimezone(clock.COUNCIL_ZONE)
    on = here.date()
    if days.is_working(on) and here.time() < OPENS:
        return datetime.combine(on, OPENS, clock.COUNCIL_ZONE)
    if days.is_working(on) and here.time() < CLOSES:
        return at
    return datetime.combine(days.next_working(on), OPENS, clock.COUNCIL_ZONE)


def days(first: date, last: date) -> Iterator[date]:
    """Each day from the first to the last, both inside."""
    for n in range((last - first).days + 1):
        yield first + n * DAY


def load() -> WorkingDays:
    """The calendar as the register has it now, read again whenever a day of it was changed."""
    return kept("calendar", lambda: WorkingDays(DayMark.objects.all()))
