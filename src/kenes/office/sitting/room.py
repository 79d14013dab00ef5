"""The frame of a sitting's working pages: agenda, invitations, presence, votes, minutes."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from kenes.core.door import may
from kenes.core.frozen import why_frozen
from kenes.core.roles import Permission
from kenes.office.page import page
from kenes.office.register import register_of
from kenes.sittings.models import Sitting

# The word in the address of each page, and what its tab says; the record itself has none.
TABS = (
    ("", _("Record")),
    ("agenda", _("Agenda")),
    ("invitations", _("Invitations")),
    ("presence", _("Presence")),
    ("votes", _("Votes")),
    ("minutes", _("The minutes")),
)


def sitting_of(request: Any, key: str) -> Sitting:
    """The sitting of this council under a number; 404 for any other."""
    found: Sitting = register_of(Sitting).find(request, key)
    return found


def may_write(request: Any, sitting: Sitting) -> bool:
    """Whether this person may change what is kept of the sitting: struck or frozen, nobody."""
    keeps = may(request, Permission.REGISTER_WRITE)
    return keeps and not sitting.struck and not why_frozen([sitting])


def tabs(sitting: Sitting, current: str) -> list[dict[str, Any]]:
    """The tabs above each of a sitting's pages, the one in view marked."""
    base = register_of(Sitting).url(sitting)
    return [
        {"label": str(label), "url": f"{base}{word}/" if word else base, "current": word == current}
        for word, label in TABS
    ]


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
    register = register_of(Sitting)
    label = dict(TABS)[tab]
    crumbs = [
        (str(register.plural), register.list_url),
        (sitting.reference, register.url(sitting)),
        (str(label), ""),
    ]
    framed = {"sitting": sitting, "tabs": tabs(sitting, tab), "title": sitting.title, **context}
    return page(request, template, framed, crumbs=crumbs, status=status)
