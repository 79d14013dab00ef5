"""The records that have working pages, and the tabs above each."""

from typing import Any

from kenes.core.door import may
from kenes.office.appeal.room import ROOM as APPEAL
from kenes.office.control.room import ROOMS as CONTROL
from kenes.office.event.room import ROOM as EVENT
from kenes.office.hearing.room import ROOM as HEARING
from kenes.office.recommendation.room import ROOM as RECOMMENDATION
from kenes.office.sitting.room import ROOM as SITTING

ROOMS = {
    room.model: room
    for room in (SITTING, EVENT, RECOMMENDATION, HEARING, APPEAL, *CONTROL.values())
}


def tabs(request: Any, row: Any) -> list[dict[str, Any]]:
    """The tabs above the card of a record; none where this person sees no further page of it."""
    room = ROOMS.get(type(row))
    if room is None or row.struck or not may(request, room.seen_by):
        return []
    return room.tabs(row, "")
