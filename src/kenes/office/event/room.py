"""The frame of the working pages of an event that is no other record's occasion."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from kenes.events.models import Event
from kenes.office.room import Room

ROOM = Room(
    Event,
    (
        ("", _("Record")),
        ("coming", _("Who comes")),
        ("reach", _("Reach")),
        ("problems", _("Problems")),
    ),
)


def event_of(request: Any, key: str) -> Event:
    """The event of this council under a number; 404 for any other, and for an occasion.

    What hangs on an event has pages of its own, and the event is worked at there.
    """
    row: Event = ROOM.of(request, key)
    if row.hung is not None:
        raise Http404
    return row
