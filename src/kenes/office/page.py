"""The frame of every office page: the side navigation and the way to the page."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from kenes.appeals.campaigns.models import Campaign
from kenes.appeals.models import Appeal
from kenes.core import clock
from kenes.core.door import may
from kenes.core.incoming import IncomingLetter
from kenes.core.letter import Letter
from kenes.core.prepared import Counts
from kenes.core.roles import Permission
from kenes.dispatches.models import Dispatch
from kenes.office.shelf import SHELVES
from kenes.portal.faces.catalogue import FACES
from kenes.portal.listing import COUNTED_AT_MOST
from kenes.recommendations.models import Point

Links = list[dict[str, Any]]


def page(
    request: Any,
    template: str,
    context: Mapping[str, Any],
    *,
    crumbs: Sequence[tuple[str, str]] = (),
    status: int = 200,
) -> HttpResponse:
    """Set a page of the office: `crumbs` are (words, address), the page itself the last."""
    way = [{"label": _("Office"), "url": "/office/"}]
    way += [{"label": str(label), "url": url} for label, url in crumbs]
    framed = {"side": side(request), "crumbs": way if crumbs else [], **context}
    return render(request, template, framed, status=status)


def side(request: Any) -> dict[str, Any]:
    """The registers of the office, with what waits in them."""
    groups: list[dict[str, Any]] = [
        {"label": "", "links": _work(request)},
        {"label": _("Registers"), "links": _registers()},
        {"label": _("Directories"), "links": [_link(s.plural, s.code) for s in SHELVES]},
        {"label": _("Administration"), "links": _administration(request)},
    ]
    links = [link for group in groups for link in group["links"]]
    waiting = _WAITING(request.council.pk, clock.today())
    most = number_format(COUNTED_AT_MOST, force_grouping=True)
    for link in links:
        count = waiting.get(link["code"], 0)
        link["count"] = f"{most}+" if count > COUNTED_AT_MOST else count
    here = max(
        (link for link in links if request.path.startswith(link["url"])),
        key=lambda link: len(link["url"]),
        default=None,
    )
    if here is not None:
        here["current"] = True
    current = here["label"] if here else _("Office")
    return {"label": _("Registers"), "current": current, "groups": groups}


def _link(label: Any, code: str) -> dict[str, Any]:
    """A line of the menu; how much waits behind it is said afterwards, of all lines at once."""
    url = f"/office/{code}/" if code else "/office/"
    said = {"count": 0, "bad": code in _BAD, "current": False}
    return {"label": str(label), "code": code, "url": url, **said}


def _work(request: Any) -> Links:
    links = [_link(_("Desk"), ""), _link(_("Plan of sittings"), "plan")]
    links.append(_link(_("Hearing of agencies"), "hearings/plan"))
    links.append(_link(_("Council"), "council"))
    links.append(_link(_("Papers to agencies"), "dispatches"))
    if may(request, Permission.JOURNAL_IMPORT):
        links.append(_link(_("Import"), "import"))
    if may(request, Permission.NOTE_EDIT) or may(request, Permission.NOTE_FREEZE):
        links.append(_link(_("The note"), "note"))
    if may(request, Permission.NOTE_EDIT):
        links.append(_link(_("Letterhead"), "letterhead"))
    if may(request, Permission.REGISTER_WRITE):
        links.append(_link(_("Take an appeal"), "reception"))
        links.append(_link(_("Quarantine"), "quarantine"))
    links.append(_link(_("Deadline calculator"), "deadline"))
    return links


def _registers() -> Links:
    links = [_link(face.plural, face.code) for face in FACES]
    after_events = 1 + [face.code for face in FACES].index("events")
    links.insert(after_events, _link(_("Problems voiced"), "problems"))
    after_appeals = 1 + [link["url"] for link in links].index("/office/appeals/")
    alike = _link(_("Appeals alike"), "appeals/groups")
    links.insert(after_appeals, alike)
    return links


def _questions(council: UUID, today: date) -> dict[str, Any]:
    """What waits in the registers, by the links that say how much it is."""
    letters = Letter.objects.filter(council=council).live()
    came = IncomingLetter.objects.filter(council=council).live()
    appeals = Appeal.objects.filter(council=council).live()
    alike = Campaign.objects.filter(council=council).live()
    papers = Dispatch.objects.filter(council=council).live()
    # Of any day: so SQLite walks the index of these alone, and not all appeals.
    apart = appeals.filter(quarantined=True, received_on__gte=date.min)
    return {
        "recommendations": Point.objects.filter(council=council).live().overdue(today),
        "dispatches": papers.filter(status=Dispatch.Status.PREPARED),
        "appeals": appeals.filter(status__in=Appeal.OPEN)[: COUNTED_AT_MOST + 1],
        "quarantine": apart,
        "appeals/groups": alike.filter(status=Campaign.Status.WAITING),
        "letters": letters.filter(status=Letter.Status.FAILED),
        "incoming": came.filter(status=IncomingLetter.Status.NEW),
    }


_WAITING = Counts(UUID, date, questions=_questions)
# What waits there should not.
_BAD = frozenset({"recommendations", "letters"})


def _administration(request: Any) -> Links:
    links = [_link(_("Working days"), "working-days"), _link(_("Settings"), "settings")]
    if may(request, Permission.ACCESS_GRANT):
        links.append(_link(_("Accounts"), "accounts"))
    if may(request, Permission.LETTER_SEE):
        links.append(_link(_("Letters"), "letters"))
        links.append(_link(_("Incoming letters"), "incoming"))
    links.append(_link(_("Suggestions"), "appeals/suggestions"))
    links.append(_link(_("Journal"), "journal"))
    if may(request, Permission.ACCESS_GRANT):
        links.append(_link(_("State of the system"), "status"))
    return links
