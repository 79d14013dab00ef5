"""At the door: found by code or name, is here; those who had not registered are counted."""

import re
from collections import Counter
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kenes.core.door import may, requires
from kenes.core.roles import Permission
from kenes.core.text import fold
from kenes.events.coming.door import actions
from kenes.events.coming.models import Registration
from kenes.events.models import ReachEntry
from kenes.office.event.coming import (
    Place,
    ledger,
    place_of,
    place_of_event,
    private,
    told,
    who_comes,
)

SHOWN = 30
# What a scanner types: the address of somebody's own page.
SCANNED = re.compile(r"/coming/(\w+)")


class WalkInForm(forms.Form):
    """So many of an audience, who had not registered."""

    use_required_attribute = False
    audience = forms.ChoiceField(
        choices=ReachEntry.Audience.choices, initial=ReachEntry.Audience.RESIDENTS
    )
    people = forms.IntegerField(min_value=1, max_value=actions.AT_ONCE, initial=1)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["audience"].label = _("Audience")
        self.fields["people"].label = _("How many")
        wrong = _("From 1 to %s people at once.") % actions.AT_ONCE
        names = ("required", "invalid", "min_value", "max_value")
        self.fields["people"].error_messages |= dict.fromkeys(names, wrong)


def _at_door(request: Any, model: type, key: str) -> Place:
    """Where people are checked in: by whoever keeps the register and may see the names."""
    here = place_of(request, model, key)
    if not may(request, Permission.APPLICANT_SEE):
        raise PermissionDenied
    if not here.room.may_write(request, here.row):
        raise Http404
    return here


@requires(Permission.REGISTER_WRITE)
def door(request: Any, model: type, key: str) -> HttpResponse:
    """The page for a phone at the door: a search, and a large button beside each who is found."""
    return _door(request, _at_door(request, model, key), WalkInForm())


def _door(request: Any, here: Place, form: WalkInForm) -> HttpResponse:
    typed = request.GET.get("q", "").strip()
    found = _found(here, typed)
    last = _last(here, request.GET.get("last", ""))
    context = {
        "record": here.row,
        **who_comes(request, here),
        "asked": typed,
        "found": [told(row) for row in found[:SHOWN]],
        "more": max(len(found) - SHOWN, 0),
        "last": told(last) if last else None,
        "form": form,
        "walked_in": _walked_in(here),
    }
    status = 422 if form.errors else 200
    template = "office/event/door.html"
    answer = here.room.page(request, here.row, here.tab, template, context, status=status)
    return private(answer)


def _rows(here: Place) -> Any:
    rows = Registration.objects.live().filter(event=here.event, forgotten_on=None)
    return rows.exclude(Registration.AT_THE_DOOR)


def _found(here: Place, typed: str) -> list[Registration]:
    """Those whose code begins or ends so, or whose name has all the words."""
    if scanned := SCANNED.search(typed):
        row = Registration.behind(here.row.council, scanned[1])
        return [row] if row is not None and row.event_id == here.event.pk else []
    rows = _rows(here)
    digits = re.sub(r"[\s-]", "", typed)
    if digits.isdecimal():
        begins, ends = rows.filter(code__startswith=digits), rows.filter(code__endswith=digits)
        return list(begins | ends) if len(digits) >= 3 else []
    words = fold(typed).split()
    named = (row for row in rows if all(w in fold(f"{row.name} {row.organisation}") for w in words))
    return list(named) if words else []


def _last(here: Place, key: str) -> Registration | None:
    """The one who was checked in a moment ago: a slip of the hand is undone at once."""
    try:
        found: Registration | None = _rows(here).filter(pk=UUID(key)).first()
    except ValueError:
        return None
    return found


def _walked_in(here: Place) -> list[dict[str, Any]]:
    rows = Registration.objects.live().filter(Registration.AT_THE_DOOR, event=here.event)
    counted = Counter(rows.values_list("audience", flat=True))
    return [
        {"audience": audience, "label": label, "people": counted[audience]}
        for audience, label in ReachEntry.Audience.choices
        if counted[audience]
    ]


@requires(Permission.REGISTER_WRITE)
def person(request: Any, model: type, key: str, pk: UUID) -> HttpResponse:
    """One who registered, with the button that says he is here."""
    here = _at_door(request, model, key)
    row = get_object_or_404(_rows(here), pk=pk)
    context = {"record": here.row, "door_url": here.url("door/"), "base": here.url(), **told(row)}
    answer = here.room.page(request, here.row, here.tab, "office/event/person.html", context)
    return private(answer)


@requires(Permission.REGISTER_WRITE)
@require_POST
def arrived(request: Any, model: type, key: str, pk: UUID) -> HttpResponse:
    """One who had registered is there; asked again, is not."""
    here = place_of(request, model, key)
    if not here.room.may_write(request, here.row):
        raise Http404
    rows = Registration.objects.live().exclude(Registration.AT_THE_DOOR)
    row = get_object_or_404(rows, event=here.event, pk=pk)
    came = request.POST["came"] == "yes" if "came" in request.POST else not row.came
    if came != row.came:
        actions.arrive(row, came=came, by=request.user)
    to_door = request.POST.get("then") == "door"
    return HttpResponseRedirect(here.url(f"door/?last={row.pk}" if to_door else ""))


@requires(Permission.REGISTER_WRITE)
@require_POST
def walked_in(request: Any, model: type, key: str) -> HttpResponse:
    """Some came who had not registered."""
    here = _at_door(request, model, key)
    form = WalkInForm(request.POST)
    if not form.is_valid():
        return _door(request, here, form)
    actions.walk_in(here.event, by=request.user, **form.cleaned_data)
    return HttpResponseRedirect(here.url("door/"))


@requires(Permission.REGISTER_WRITE)
@require_POST
def walked_out(request: Any, model: type, key: str) -> HttpResponse:
    """One of them was counted by mistake."""
    here = _at_door(request, model, key)
    actions.walk_out(here.event, audience=request.POST.get("audience", ""), by=request.user)
    return HttpResponseRedirect(here.url("door/"))


@requires(Permission.REGISTER_WRITE)
def scanned(request: Any, code: str) -> HttpResponse:
    """The code of somebody at the door was scanned: his check-in is shown."""
    rows = Registration.objects.of(request.council).live().filter(code=code).exclude(code="")
    row = rows.select_related("event").first()
    here = place_of_event(row.event) if row is not None else None
    if row is None or here is None:
        raise Http404
    return HttpResponseRedirect(here.url(f"{row.pk}/"))


def patterns(model: type, base: str) -> list[URLPattern]:
    """The addresses below a list of those who come."""
    here = {"model": model}
    return [
        path(f"{base}door/", door, here),
        path(f"{base}door/in/", walked_in, here),
        path(f"{base}door/out/", walked_out, here),
        path(f"{base}ledger/", ledger, here),
        path(f"{base}<uuid:pk>/", person, here),
        path(f"{base}<uuid:pk>/came/", arrived, here),
    ]
