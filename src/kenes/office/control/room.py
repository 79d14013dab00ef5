"""The frames of the working pages of each form of public control."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from kenes.control.models import Monitoring, PublicDiscussion, PublicExpertise, PublicHearing
from kenes.core.door import may
from kenes.core.frozen import why_frozen
from kenes.core.roles import Permission
from kenes.office.deed import Frame
from kenes.office.page import page
from kenes.office.room import Room

RECORD, GUIDE, DOCUMENT = ("", _("Record")), ("course", _("Guide")), ("document", _("Document"))
CROWD = ("participants", _("Participants"))
ROOMS = {
    PublicHearing: Room(PublicHearing, (RECORD, GUIDE, CROWD, DOCUMENT)),
    Monitoring: Room(
        Monitoring,
        (RECORD, GUIDE, ("people", _("Group")), ("checklist", _("Checklist")), DOCUMENT),
    ),
    PublicExpertise: Room(PublicExpertise, (RECORD, GUIDE, ("people", _("Experts")), DOCUMENT)),
    PublicDiscussion: Room(PublicDiscussion, (RECORD, GUIDE, CROWD, DOCUMENT)),
}


def form_of(request: Any, model: Any, key: str) -> Any:
    """The hearing, monitoring, expertise or discussion of this council; 404 for any other."""
    return ROOMS[model].of(request, key)


def writes(request: Any, form: Any) -> bool:
    """Whether this person may change it: struck or frozen, nobody."""
    keeps = may(request, Permission.REGISTER_WRITE)
    return keeps and not form.struck and not why_frozen([form])


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
    framed = {"record": form, "writes": writes(request, form), **context}
    template = template or f"office/control/{tab}.html"
    return ROOMS[type(form)].page(request, form, tab, template, framed, status=status)


def url(form: Any, word: str = "") -> str:
    """The address of one of its pages."""
    return ROOMS[type(form)].url(form, word)


def frame(request: Any, form: Any, tab: str) -> Frame:
    """The place of a deed asked from one of the pages."""
    here = ROOMS[type(form)]

    def set_page(
        template: str, context: Mapping[str, Any], *, last: str, status: int
    ) -> HttpResponse:
        label = str(dict(here.pages)[tab])
        crumbs = here.crumbs(form, (label, here.url(form, tab)), (last, ""))
        return page(request, template, context, crumbs=crumbs, status=status)

    return set_page
