"""The public list of events, with every kind of them and how many of each were held."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from kenes.core.door import public
from kenes.core.period import Scope
from kenes.events.kinds import KINDS
from kenes.portal.faces.occasions import EVENTS
from kenes.portal.figures import large, last_three_years, period_words
from kenes.portal.listing import Listing
from kenes.report.answer import answers


@public
def listed(request: Any) -> HttpResponse:
    """All events, or those of one kind: each kind has an address of its own."""
    listing = Listing(EVENTS, request, office=False)
    if form := request.GET.get("format"):
        return listing.export(form)
    scope = Scope(request.council, last_three_years())
    context = {
        "face": EVENTS,
        "kinds": _kinds(request, scope),
        "all": "" if request.GET.get("kind") else "page",
        "period_words": period_words(scope, states=False),
        **listing.page(),
    }
    return render(request, "events/list.html", context)


def _kinds(request: Any, scope: Scope) -> list[dict[str, Any]]:
    """The kinds entered as events; what hangs on other occasions has a register of its own."""
    kinds = [kind for kind in KINDS.values() if not kind.occasion]
    counted = answers([(kind.figure, scope) for kind in kinds])
    return [
        {
            "label": str(kind.plural),
            "url": f"{request.path}?kind={kind.code}",
            "current": request.GET.get("kind") == kind.code,
            "figure": {**large(found), "minor": True},
        }
        for kind, found in zip(kinds, counted, strict=True)
    ]


urlpatterns = [path("events/", listed, name="events")]
