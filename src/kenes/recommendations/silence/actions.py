"""Silence begins the day after an answer was awaited, and ends when one comes."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kenes.core import clock, record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.recommendations.models import Point
from kenes.recommendations.silence.models import Silence

if TYPE_CHECKING:
    from kenes.core.access import User
    from kenes.council.models import Council

DAY = timedelta(days=1)


def note(council: "Council", today: date, *, by: "User") -> int:
    """Note each answer that is overdue by today and was not noted yet. Says how many are new.

    Its day is the first on which it was overdue, also where nothing ran on that day.
    """
    noted = Silence.objects.live().filter(ended_on=None)
    points = Point.objects.of(council).live().overdue(today)
    silent = points.exclude(pk__in=noted.values("point"))
    fresh = [_begun(point, point.awaited_on) for point in silent if point.awaited_on]
    if fresh:
        record.register([Filing(row) for row in fresh], by=by)
    return len(fresh)


def _begun(point: Point, awaited_on: date) -> Silence:
    return Silence(
        council_id=point.council_id,
        point=point,
        since_on=awaited_on + DAY,
        awaited_on_then=awaited_on,
    )


def _standing(point: Point) -> Silence | None:
    return Silence.objects.live().filter(point=point, ended_on=None).first()


@action
def end(point: Point, *, on: date, by: "User") -> None:
    """An answer came, or the council waits no longer: the silence over a point, if any, is over.

    One that began only because the answer was entered late is struck: there was none.
    """
    silence = _standing(point)
    if silence is None:
        return
    if on < silence.since_on:
        record.strike([silence], reason=_("the answer had come in time"), by=by)
    else:
        record.correct(silence, version=silence.version, by=by, ended_on=on)


@action
def follow(points: Sequence[Point], *, by: "User") -> None:
    """The days for which the council waits have moved: silences over these points move along.

    Where the answer is not overdue any more, it never was: the silence is struck.
    """
    today = clock.today()
    moved = Point.objects.filter(pk__in=[point.pk for point in points]).awaited()
    for point in moved:
        silence = _standing(point)
        if silence is None or silence.awaited_on_then == point.awaited_on:
            continue
        fresh = _begun(point, point.awaited_on) if point.awaited_on else None
        if fresh is None or fresh.since_on > today:
            record.strike([silence], reason=_("the day it was awaited by has moved"), by=by)
            continue
        facts = {"since_on": fresh.since_on, "awaited_on_then": fresh.awaited_on_then}
        record.correct(silence, version=silence.version, by=by, **facts)


@action
def publish(silences: Sequence[Silence], *, on: date, by: "User") -> None:
    """The council publishes that the agency has not answered; everyone sees it from this day on."""
    for silence in silences:
        if silence.ended_on is not None:
            raise Refused(_("The answer has come meanwhile: %s.") % silence.point.reference)
        if silence.published_on is not None:
            raise Refused(_("That is published already: %s.") % silence.point.reference)
        record.correct(silence, version=silence.version, by=by, published_on=on)
