"""A sheet to hang up: what will be, when and where, with a square code that leads to its page."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.formats import date_format

from kenes.core.door import public
from kenes.core.text import capital
from kenes.council.address import site_of
from kenes.events.models import Event
from kenes.portal.calendar import kind_of, page_of, public_events
from kenes.portal.face import words
from kenes.portal.occasion import AHEAD
from kenes.portal.square import square


@public
def poster(request: Any, number: str) -> HttpResponse:
    """The sheet of an occasion that is still ahead, for the printer."""
    rows = public_events(request.council).filter(number=number, status__in=AHEAD)
    event: Event | None = rows.first()
    if event is None:
        raise Http404
    leads = f"{site_of(event.council)}{page_of(event)}"
    context = {
        "title": words(event),
        "kind": capital(kind_of(event)),
        "day": date_format(event.held_on, "l, j F"),
        "at": event.starts_at,
        "place": event.place,
        "district": words(event.district) if event.district else None,
        "leads": leads,
        "back": page_of(event),
        "code": square(leads),
    }
    return render(request, "calendar/poster.html", context)


urlpatterns = [path("events/<str:number>/poster/", poster, name="poster")]
