"""The public page of the problems voiced at events."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from kenes.core.door import public
from kenes.portal.faces.voiced import NOTHING, PROBLEMS
from kenes.portal.listing import Listing


@public
def listed(request: Any) -> HttpResponse:
    """Every problem voiced, with what came of it; each leads to its place at its event."""
    listing = Listing(PROBLEMS, request, office=False)
    if form := request.GET.get("format"):
        return listing.export(form)
    waiting = f"{request.path}?became={NOTHING}&order=oldest"
    context = {"face": PROBLEMS, "waiting_url": waiting, **listing.page()}
    return render(request, "events/problems.html", context)


urlpatterns = [path("problems/", listed, name="problems")]
