"""When a term ends, and why on that day.

How days are counted. The day of the event that starts the term is never counted. Working days are
counted by the calendar with its exchanges: a Saturday worked in exchange counts. In a term of
calendar days or months every day runs, but the term does not end on a day off: that day is skipped
and the next working day is the last (APPC 76(5); for the other acts by the same rule of civil law).
A month ends on the same day number, or on the last day of a shorter month.

A notice is counted back from the event and never moves later. The event's day is not counted; a
notice of 3 working days is due on the third working day before it. A notice of calendar days or
months is due exactly that many days or months before, also where that is a day off, since a notice
may be posted on any day; `act_by` names the last working day on which the office can still do it.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from kenes.core.period import Period
from kenes.core.refused import Refused
from kenes.norms.calendar import DAY, WorkingDays
from kenes.norms.models import Norm


@dataclass(frozen=True)
class Pause:
    """Days on which a term stands still, both ends inside, and the reason, as it was written.

    A pause that is still open is passed with today as its end: the due date is then the earliest
    one possible.
    """

    since: date
    until: date
    why: str

    def __contains__(self, on: date) -> bool:
        return self.since <= on <= self.until


@dataclass(frozen=True)
class Extension:
    """A decision to let a term run on, under the rule that permits it, from the day `since`.

    An appeal is extended by up to 2 months from the decision (APPC 76(3)): `since` is its day. A
    request for information gets 15 more days once the first ones have run out (ATI 11(10)):
    `since` is the due day. A shorter time than the rule permits stands in `value`.
    """

    norm: Norm
    since: date
    value: int = 0

    @property
    def length(self) -> int:
        return self.value or self.norm.value


@dataclass(frozen=True)
class Day:
    """One day of a term: counted, or skipped for a pause or because it is off.

    `asked` says whether the calendar had a word in it: a day in the middle of a month runs anyway.
    """

    on: date
    counted: bool
    asked: bool
    pause: Pause | None = None


@dataclass(frozen=True)
class Deadline:
    """The last day of a term or the last day for a notice, with every day that led to it."""

    norm: Norm
    start: date
    due_on: date
    # Each day between the start and the due day, in order; the due day is one of them.
    days: tuple[Day, ...]
    calendar: WorkingDays = field(repr=False, compare=False)
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Extension, ...] = ()

    @property
    def counted(self) -> int:
        """How many days were counted."""
        return sum(day.counted for day in self.days)

    @property
    def skipped(self) -> list[tuple[date, str]]:
        """Each day that was not counted, and why, in the reader's language."""
        return [(day.on, self._why(day)) for day in self.days if not day.counted]

    def _why(self, day: Day) -> str:
        if day.pause:
            return _("the term stood still: %(why)s") % {"why": day.pause.why}
        return self.calendar.why_off(day.on)

    @property
    def backward(self) -> bool:
        """Whether it is a notice: due before the event, not after it."""
        return self.norm.direction == Norm.Direction.BACKWARD

    @property
    def act_by(self) -> date:
        """The last working day on which the office can act in time."""
        return self.calendar.this_or_previous(self.due_on)

    @property
    def beyond(self) -> bool:
        """Whether it rests on a year whose holidays are not entered: only weekends are known."""
        return not all(self.calendar.is_known(day.on) for day in self.days if day.asked)

    @property
    def forecast(self) -> bool:
        """Whether it rests on a day that may yet turn out otherwise."""
        return any(self.calendar.is_forecast(day.on) for day in self.days if day.asked)

    def as_json(self) -> dict[str, Any]:
        """The answer of `./kenes deadline`: a stable contract, no key more and none less."""
        return {
            "norm": self.norm.code,
            "start": self.start.isoformat(),
            "due_on": self.due_on.isoformat(),
            "act": self.norm.act,
            "article": self.norm.article,
            "counted": self.counted,
            "skipped": [{"on": on.isoformat(), "why": why} for on, why in self.skipped],
        }


def deadline(
    norm: Norm,
    start: date,
    days: WorkingDays,
    pauses: Iterable[Pause] = (),
    extensions: Iterable[Extension] = (),
) -> Deadline:
    """When the term that began on `start` ends, or by when the notice of it must be given."""
    pauses, extensions = tuple(pauses), tuple(extensions)
    if not norm.is_term:
        raise Refused(
            _("“%(name)s” is a limit: it has no due date.") % {"name": norm.in_language("name")}
        )
    # The calendar of Python ends; a term is refused long before it runs into that end.
    Period(start, start)
    if norm.direction == Norm.Direction.BACKWARD:
        if pauses or extensions:
            raise Refused(_("A notice cannot be paused or extended."))
        log = sorted(_back(norm, start, days), key=lambda day: day.on)
        due_on = log[0].on
    else:
        log = _run(norm.unit, norm.value, start, days, pauses)
        for extension in extensions:
            log = _extended(log, extension, start, days, pauses)
        due_on = log[-1].on
    return Deadline(norm, start, due_on, tuple(log), days, pauses, extensions)


def _run(
    unit: str, value: int, start: date, days: WorkingDays, pauses: Sequence[Pause]
) -> list[Day]:
    """The days of a term that runs on from `start`, the last of which is the due day."""
    left = value
    if unit == Norm.Unit.MONTHS:
        left = (months_after(start, value) - start).days
    log: list[Day] = []
    on = start
    while left:
        on += DAY
        pause = next((p for p in pauses if on in p), None)
        asked = pause is None and (unit == Norm.Unit.WORKING_DAYS or left == 1)
        counted = days.is_working(on) if asked else pause is None
        log.append(Day(on, counted, asked, pause))
        left -= counted
    return log


def _extended(
    log: list[Day],
    extension: Extension,
    start: date,
    days: WorkingDays,
    pauses: Sequence[Pause],
) -> list[Day]:
    """The days of the term after a decision to extend it: the old ones up to it, then the new."""
    norm, since = extension.norm, extension.since
    if not start <= since <= log[-1].on:
        raise Refused(_("A term can be extended only while it runs."))
    if norm.bound == Norm.Bound.AT_MOST and extension.length > norm.value:
        raise Refused(
            _("The extension is longer than %(length)s (%(citation)s).")
            % {"length": norm.length, "citation": norm.citation()}
        )
    more = _run(norm.unit, extension.length, since, days, pauses)
    if more[-1].on < log[-1].on:
        raise Refused(_("An extension cannot end the term earlier."))
    return [day for day in log if day.on <= since] + more


def _back(norm: Norm, event: date, days: WorkingDays) -> Iterator[Day]:
    """The days of a notice, from the event backwards; the last of them is the due day."""
    left = norm.value
    if norm.unit == Norm.Unit.MONTHS:
        left = (event - months_after(event, -norm.value)).days
    on = event
    while left:
        on -= DAY
        asked = norm.unit == Norm.Unit.WORKING_DAYS
        counted = days.is_working(on) if asked else True
        yield Day(on, counted, asked)
        left -= counted


def months_after(start: date, months: int) -> date:
    """The same day number so many months on, or the last day of a shorter month."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))
