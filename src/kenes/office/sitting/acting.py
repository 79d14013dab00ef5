"""What the clerk does on a sitting's page: one address for each act, and the way back."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from kenes.core.door import requires
from kenes.core.refused import Refused
from kenes.core.roles import Permission
from kenes.office.register import register_of
from kenes.office.sitting.room import sitting_of
from kenes.sittings.models import Sitting

# What an act does with the request and the sitting; it answers where to go, if not back.
Act = Callable[[Any, Sitting], str | HttpResponse | None]


def acting(tab: str, acts: Mapping[str, Act]) -> Callable[..., HttpResponse]:
    """The view behind the buttons of a page: does the act named by the address and goes back.

    A refusal is shown on the page as it stands; nothing else on it was changed.
    """

    @requires(Permission.REGISTER_WRITE)
    @require_POST
    def act(request: Any, key: str, verb: str) -> HttpResponse:
        if verb not in acts:
            raise Http404
        sitting = sitting_of(request, key)
        there: str | HttpResponse | None = None
        try:
            there = acts[verb](request, sitting)
        except Refused as refused:
            messages.error(request, str(refused))
            if request.htmx:
                # A part of the page has no place for a refusal: the page comes whole.
                return HttpResponse(headers={"HX-Redirect": address(request, sitting, tab)})
        if isinstance(there, HttpResponse):
            return there
        return HttpResponseRedirect(there or address(request, sitting, tab))

    return act


def address(request: Any, sitting: Sitting, tab: str) -> str:
    """The page of a tab, at the item that was in view."""
    base = f"{register_of(Sitting).url(sitting)}{tab}/"
    item = request.POST.get("item", "")
    return f"{base}?item={item}" if item.isdecimal() else base
