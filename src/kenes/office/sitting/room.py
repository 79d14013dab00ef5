"""The frame of a sitting's working pages: agenda, invitations, presence, votes, minutes."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from kenes.office.room import Room
from kenes.sittings.models import Sitting

ROOM = Room(
    Sitting,
    (
        ("", _("Record")),
        ("agenda", _("Agenda")),
        ("invitations", _("Invitations")),
        ("presence", _("Presence")),
        ("votes", _("Votes")),
        ("minutes", _("The minutes")),
    ),
)


def sitting_of(request: Any, key: str) -> Sitting:
    """The sitting of this council under a number; 404 for any other."""
    found: Sitting = ROOM.of(request, key)
    return found


def room(
    request: Any,
    sitting: Sitting,
    tab: str,
    template: str,
    context: Mapping[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    """Set one of a sitting's pages: context gets the sitting and the tabs."""
    framed = {"sitting": sitting, **context}
    return ROOM.page(request, sitting, tab, template, framed, status=status)
