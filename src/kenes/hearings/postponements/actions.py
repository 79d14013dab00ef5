"""A postponement is entered, and gets its new day."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from kenes.core import clock, record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.hearings.models import Hearing
from kenes.hearings.postponements.models import Postponement

if TYPE_CHECKING:
    from kenes.core.access import User


@action
def enter(hearing: Hearing, *, on: date, by: "User", **facts: Any) -> Postponement:
    """A report was put off on the day `on`. It counts in `hearings.postponements` by that day.

    `from_on` is the day it was planned for, the one that stands unless another is said. By itself
    it moves nothing: a postponement of an earlier year is entered so.
    """
    if on > clock.today():
        raise Refused(_("That day is still to come."), field="on")
    said = {"from_on": hearing.planned_on} | facts
    row = Postponement(council_id=hearing.council_id, hearing=hearing, postponed_on=on, **said)
    record.register([Filing(row)], by=by)
    return row


@action
def complete(row: Postponement, *, version: int, by: "User", **facts: Any) -> None:
    """What was not known of a postponement is said now: who asked, why, by which letter."""
    record.correct(row, version=version, by=by, **facts)


def give_day(hearing: Hearing, to_on: date, *, by: "User") -> None:
    """The report that was put off last got its new day."""
    rows = Postponement.objects.live().filter(hearing=hearing, to_on=None)
    last = rows.order_by("-postponed_on", "-pk").first()
    if last is not None and to_on != last.from_on:
        record.correct(last, version=last.version, by=by, to_on=to_on)
