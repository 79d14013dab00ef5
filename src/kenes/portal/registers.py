"""The public registers and where they stand in addresses."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path

from kenes.core.door import public
from kenes.events.models import Event
from kenes.portal.card import card
from kenes.portal.chain import chain
from kenes.portal.face import Face
from kenes.portal.faces.catalogue import FACES
from kenes.portal.listing import Listing
from kenes.portal.occasion import occasion


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
        row = face.rows(request, office=False).filter(number=number).first()
        if row is None:
            raise Http404
        context = {"face": face, **card(face, row, office=False), "chain": chain(request, row)}
        if isinstance(row, Event):
            context["occasion"] = occasion(row)
        return render(request, "register/card.html", context)

    return view


def patterns() -> list[URLPattern]:
    """A list and a card for each register."""
    found = []
    for face in FACES:
        found.append(path(f"{face.code}/", _list_of(face)))
        found.append(path(f"{face.code}/<str:number>/", _card_of(face)))
    return found


urlpatterns = patterns()
