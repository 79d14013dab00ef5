"""The public registers and where they stand in addresses."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path

from kenes.core.door import public
from kenes.portal.card import card
from kenes.portal.face import Face
from kenes.portal.faces.catalogue import FACES
from kenes.portal.listing import Listing


def _list_of(face: Face) -> Any:
    @public
    def view(request: Any) -> HttpResponse:
        listing = Listing(face, request, office=False)
        if form := request.GET.get("format"):
            return listing.export(form)
        return render(request, "register/list.html", {"face": face, **listing.page()})

    return view


def _card_of(face: Face) -> Any:
    @public
    def view(request: Any, number: str) -> HttpResponse:
        row = find(face, request, number, office=False)
        return render(
            request, "register/card.html", {"face": face, **card(face, row, office=False)}
        )

    return view


def find(face: Face, request: Any, number: str, *, office: bool) -> Any:
    """The record of that number; where one was struck and another took it, the live one."""
    rows = face.rows(request, office=office).filter(number=number)
    row = rows.order_by("struck_at").first() if not office else _live_first(rows)
    if row is None:
        raise Http404
    return row


def _live_first(rows: Any) -> Any:
    found = list(rows)
    return next((row for row in found if not row.struck), found[0] if found else None)


def patterns() -> list[URLPattern]:
    """A list and a card for each register."""
    found = []
    for face in FACES:
        found.append(path(f"{face.code}/", _list_of(face)))
        found.append(path(f"{face.code}/<str:number>/", _card_of(face)))
    return found


urlpatterns = patterns()
