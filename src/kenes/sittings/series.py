"""The days of a series of sittings: the same weekday each month, kept off holidays."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kenes.core.period import last_of_month, next_month
from kenes.core.refused import Refused
from kenes.norms.calendar import WorkingDays
from kenes.norms.deadline import months_after

WEEK = timedelta(days=7)
# Three years of monthly sittings, the life of a convocation; more is a slip of the finger.
AT_MOST = 40


class Rule(models.TextChoices):
    """How a series goes on from its first day."""

    ONCE = "once", gettext_lazy("once")
    WEEKDAY = "weekday", gettext_lazy("every month, the same weekday of the same week")
    LAST = "last", gettext_lazy("every month, the last such weekday")
    DAY = "day", gettext_lazy("every month, the same day of the month")


@dataclass(frozen=True)
class Slot:
    """One day of a series: the day the rule gives, the day it falls on, and why it was moved."""

    wanted: date
    on: date
    why: str = ""


def series(first: date, rule: str, until: date, days: WorkingDays) -> list[Slot]:
    """Every day of a series that began on `first`, up to and with `until`.

    A day off is moved to the next working day; where that lies in another month, to the last
    working day before it, so that no month of a monthly body is left without a sitting.
    """
    if until < first:
        raise Refused(_("The series ends before it begins."), field="until")
    wanted = list(_wanted(first, rule, until))
    if len(wanted) > AT_MOST:
        raise Refused(_("A series is at most %s sittings long.") % AT_MOST, field="until")
    return [_slot(on, days) for on in wanted]


def _wanted(first: date, rule: str, until: date) -> Iterator[date]:
    """The days as the rule alone gives them."""
    yield first
    if rule == Rule.ONCE:
        return
    for nth in range(1, AT_MOST + 2):
        on = _in_month(first, rule, nth)
        if on > until:
            return
        yield on


def _in_month(first: date, rule: str, nth: int) -> date:
    """The day of the rule in the month that is so many months after the first."""
    if rule == Rule.DAY:
        return months_after(first, nth)
    month = months_after(first.replace(day=1), nth)
    on = month + timedelta(days=(first.weekday() - month.weekday()) % 7)
    weeks = 4 if rule == Rule.LAST else (first.day - 1) // 7
    on += weeks * WEEK
    # A month without a fifth Tuesday has its last one.
    return on if on < next_month(month) else on - WEEK


def _slot(wanted: date, days: WorkingDays) -> Slot:
    on = days.this_or_next(wanted)
    if on > last_of_month(wanted):
        on = days.this_or_previous(wanted)
    return Slot(wanted, on, days.why_off(wanted))
