"""The frame of every page of the cabinet: whose it is, and the ways through it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kenes.office.deed import Frame


def page(
    request: Any,
    template: str,
    context: Mapping[str, Any],
    *,
    crumbs: Sequence[tuple[str, str]] = (),
    status: int = 200,
) -> HttpResponse:
    """Set a page of the cabinet: `crumbs` are (words, address), the page itself the last."""
    way = [{"label": _("Cabinet"), "url": "/cabinet/"}]
    way += [{"label": label, "url": url} for label, url in crumbs]
    framed = {"side": _side(request), "crumbs": way if crumbs else [], **context}
    return render(request, template, framed, status=status)


def _side(request: Any) -> dict[str, Any]:
    links = [
        {"label": _("What is asked"), "url": "/cabinet/"},
        {"label": _("Our reports"), "url": "/cabinet/hearings/"},
        {"label": _("Our dossier"), "url": "/cabinet/dossier/"},
        {"label": _("Colleagues"), "url": "/cabinet/colleagues/"},
    ]
    here = max(
        (link for link in links if request.path.startswith(link["url"])),
        key=lambda link: len(link["url"]),
    )
    here["current"] = "page"
    groups = [{"label": str(request.access.agency), "links": links}]
    return {"label": _("Cabinet"), "current": here["label"], "groups": groups}


def frame(request: Any, *crumbs: tuple[str, str]) -> Frame:
    """The place of a deed asked in the cabinet."""

    def set_page(
        template: str, context: Mapping[str, Any], *, last: str, status: int
    ) -> HttpResponse:
        return page(request, template, context, crumbs=[*crumbs, (last, "")], status=status)

    return set_page
