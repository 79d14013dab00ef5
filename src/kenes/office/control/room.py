"""The frames of the working pages of each form of public control."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from kenes.control.models import Monitoring, PublicDiscussion, PublicExpertise, PublicHearing
from kenes.office.room import Room

RECORD, GUIDE, DOCUMENT = ("", _("Record")), ("course", _("Guide")), ("document", _("Document"))
CROWD = ("participants", _("Participants"))
# The reach ledger of the occasion: office/event/ledger.py.
REACH = ("reach", _("Reach"))
ROOMS = {
    PublicHearing: Room(PublicHearing, (RECORD, GUIDE, CROWD, REACH, DOCUMENT)),
    Monitoring: Room(
        Monitoring,
        (RECORD, GUIDE, ("people", _("Group")), ("checklist", _("Checklist")), REACH, DOCUMENT),
    ),
    PublicExpertise: Room(PublicExpertise, (RECORD, GUIDE, ("people", _("Experts")), DOCUMENT)),
    PublicDiscussion: Room(PublicDiscussion, (RECORD, GUIDE, CROWD, REACH, DOCUMENT)),
}


def form_of(request: Any, model: Any, key: str) -> Any:
    """The hearing, monitoring, expertise or discussion of this council; 404 for any other."""
    return ROOMS[model].of(request, key)


def room_of(form: Any) -> Room:
    """The room in which the form is worked at."""
    return ROOMS[type(form)]


def room(
    request: Any,
    form: Any,
    tab: str,
    context: Mapping[str, Any],
    *,
    template: str = "",
    status: int = 200,
) -> HttpResponse:
    """Set one of the pages of a form; its own template is called as the tab is."""
    framed = {"record": form, "writes": room_of(form).may_write(request, form), **context}
    template = template or f"office/control/{tab}.html"
    return room_of(form).page(request, form, tab, template, framed, status=status)


def url(form: Any, word: str = "") -> str:
    """The address of one of its pages."""
    return room_of(form).url(form, word)
