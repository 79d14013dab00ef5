"""The only source of now. Nothing else in Kenes asks the computer for the time."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

# The city left UTC+6 for UTC+5 on 2024-03-01; the zone's history knows it, an offset would not.
COUNCIL_ZONE = ZoneInfo("Asia/Almaty")

_standing: ContextVar[datetime | None] = ContextVar("standing", default=None)


def now() -> datetime:
    """The present instant, in UTC; the instant a standing clock shows, where one stands."""
    return _standing.get() or timezone.now()


def today(zone: ZoneInfo = COUNCIL_ZONE) -> date:
    """The present day as the council's calendar on the wall shows it."""
    return now().astimezone(zone).date()


def midnight(zone: ZoneInfo = COUNCIL_ZONE) -> datetime:
    """The instant at which the present day of the council ends."""
    tomorrow = today(zone) + timedelta(days=1)
    return datetime.combine(tomorrow, time.min, zone).astimezone(UTC)


@contextmanager
def standing(moment: datetime | None) -> Iterator[None]:
    """Inside, the clock stands at `moment`; with None it runs. The demo register lives so."""
    token = _standing.set(moment)
    try:
        yield
    finally:
        _standing.reset(token)
