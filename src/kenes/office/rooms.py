"""The records that have working pages, and the tabs above each."""

from typing import Any

from kenes.office.control.room import ROOMS as CONTROL
from kenes.office.event.room import ROOM as EVENT
from kenes.office.hearing.room import ROOM as HEARING
from kenes.office.recommendation.room import ROOM as RECOMMENDATION
from kenes.office.sitting.room import ROOM as SITTING

ROOMS = {room.model: room for room in (SITTING, RECOMMENDATION, HEARING, EVENT, *CONTROL.values())}


def tabs(row: Any) -> list[dict[str, Any]]:
    """The tabs above the card of a record; none where it has no pages, or is struck."""
    room = ROOMS.get(type(row))
    return room.tabs(row, "") if room and not row.struck else []
