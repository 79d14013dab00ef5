"""The frame of every office page: the side navigation and the way to the page."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kenes.appeals.campaigns.models import Campaign
from kenes.appeals.models import Appeal
from kenes.core import clock
from kenes.core.door import may
from kenes.core.incoming import IncomingLetter
from kenes.core.letter import Letter
from kenes.core.roles import Permission
from kenes.dispatches.models import Dispatch
from kenes.office.shelf import SHELVES
from kenes.portal.faces.catalogue import FACES
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
        {"label": _("Registers"), "links": _registers(request)},
        {"label": _("Directories"), "links": [_link(s.plural, s.code) for s in SHELVES]},
        {"label": _("Administration"), "links": _administration(request)},
    ]
    links = [link for group in groups for link in group["links"]]
    here = max(
        (link for link in links if request.path.startswith(link["url"])),
        key=lambda link: len(link["url"]),
        default=None,
    )
    if here is not None:
        here["current"] = True
    current = here["label"] if here else _("Office")
    return {"label": _("Registers"), "current": current, "groups": groups}


def _link(label: Any, code: str, **more: Any) -> dict[str, Any]:
    return {"label": str(label), "url": f"/office/{code}/", **more}


def _work(request: Any) -> Links:
    links = [{"label": _("Desk"), "url": "/office/"}, _link(_("Plan of sittings"), "plan")]
    links.append(_link(_("Hearing of agencies"), "hearings/plan"))
    links.append(_link(_("Council"), "council"))
    links.append(_link(_("Papers to agencies"), "dispatches", count=_to_be_sent(request)))
    if may(request, Permission.JOURNAL_IMPORT):
        links.append(_link(_("Import"), "import"))
    if may(request, Permission.NOTE_EDIT) or may(request, Permission.NOTE_FREEZE):
        links.append(_link(_("The note"), "note"))
    if may(request, Permission.NOTE_EDIT):
        links.append(_link(_("Letterhead"), "letterhead"))
    if may(request, Permission.REGISTER_WRITE):
        links.append(_link(_("Take an appeal"), "reception"))
        links.append(_link(_("Quarantine"), "quarantine", count=_quarantined(request)))
    links.append(_link(_("Deadline calculator"), "deadline"))
    return links


def _registers(request: Any) -> Links:
    waiting = {
        "recommendations": {"count": _overdue(request), "bad": True},
        "appeals": {"count": _open_appeals(request)},
    }
    links = [_link(face.plural, face.code, **waiting.get(face.code, {})) for face in FACES]
    after_events = 1 + [face.code for face in FACES].index("events")
    links.insert(after_events, _link(_("Problems voiced"), "problems"))
    after_appeals = 1 + [link["url"] for link in links].index("/office/appeals/")
    alike = _link(_("Appeals alike"), "appeals/groups", count=_groups(request))
    links.insert(after_appeals, alike)
    return links


def _overdue(request: Any) -> int:
    return int(Point.objects.of(request.council).live().overdue(clock.today()).count())


def _to_be_sent(request: Any) -> int:
    lying = Dispatch.objects.of(request.council).live().filter(status=Dispatch.Status.PREPARED)
    return int(lying.count())


def _open_appeals(request: Any) -> int:
    return int(Appeal.objects.of(request.council).live().filter(status__in=Appeal.OPEN).count())


def _quarantined(request: Any) -> int:
    apart = Appeal.objects.of(request.council).live().filter(quarantined=True)
    # Of any day: so SQLite walks the index of these alone, and not all appeals.
    apart = apart.filter(received_on__gte=date.min)
    return int(apart.count())


def _groups(request: Any) -> int:
    waiting = Campaign.objects.of(request.council).live().filter(status=Campaign.Status.WAITING)
    return int(waiting.count())


def _undelivered(request: Any) -> int:
    failed = Letter.objects.of(request.council).live().filter(status=Letter.Status.FAILED)
    return int(failed.count())


def _unplaced(request: Any) -> int:
    letters = IncomingLetter.objects.of(request.council).live()
    return int(letters.filter(status=IncomingLetter.Status.NEW).count())


def _administration(request: Any) -> Links:
    links = [_link(_("Working days"), "working-days"), _link(_("Settings"), "settings")]
    if may(request, Permission.ACCESS_GRANT):
        links.append(_link(_("Accounts"), "accounts"))
    if may(request, Permission.LETTER_SEE):
        links.append(_link(_("Letters"), "letters", count=_undelivered(request), bad=True))
        links.append(_link(_("Incoming letters"), "incoming", count=_unplaced(request)))
    links.append(_link(_("Suggestions"), "appeals/suggestions"))
    links.append(_link(_("Journal"), "journal"))
    if may(request, Permission.ACCESS_GRANT):
        links.append(_link(_("State of the system"), "status"))
    return links
