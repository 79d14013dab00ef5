"""The frame of the working pages of an event."""

from django.utils.translation import gettext_lazy as _

from kenes.events.models import Event
from kenes.office.room import Room

ROOM = Room(
    Event,
    (
        ("", _("Record")),
        ("problems", _("Problems")),
    ),
)
