"""The year of the council: all that was planned, held, put off and called off, form by form."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from kenes.core import clock
from kenes.core.door import public
from kenes.core.text import capital, fold, language
from kenes.council.models import Body
from kenes.events.kinds import KINDS
from kenes.events.models import Event
from kenes.hearings.models import Hearing
from kenes.portal import year_strip
from kenes.portal.calendar import (
    FIRST_YEAR,
    LAST_YEAR,
    Asked,
    filters,
    page_of,
    public_events,
)

E, H = Event.Status, Hearing.Status
DRAWN = {
    E.PLANNED: "planned",
    E.HELD: "held",
    E.ADJOURNED: "adjourned",
    E.FAILED: "cancelled",
    E.CANCELLED: "cancelled",
}
DRAWN_REPORTS = {
    H.PLANNED: "planned",
    H.HEARD: "held",
    H.POSTPONED: "adjourned",
    H.CANCELLED: "cancelled",
}


def _year(get: Any) -> int:
    said = get.get("year", "") or str(clock.today().year)
    if not said.isdecimal() or not FIRST_YEAR <= int(said) <= LAST_YEAR:
        raise Http404
    return int(said)


@public
def year(request: Any) -> HttpResponse:
    """A year as strips of months, a lane for each form; every mark leads to its record."""
    asked, shown = Asked.of(request.GET), _year(request.GET)
    between = (date(shown, 1, 1), date(shown, 12, 31))
    rows = public_events(request.council).filter(asked.condition(), held_on__range=between)
    lanes = [*_lanes(asked, rows.order_by("held_on", "starts_at", "pk"))]
    if not asked.narrowed:
        lanes += _reports(request.council, between)
    context = {
        "title": _("The year %s") % shown,
        "year": shown,
        "before": asked.year_url(shown - 1),
        "after": asked.year_url(shown + 1),
        "months": year_strip.months(),
        "lanes": lanes,
        "says": _says(lanes),
        "filters": filters(request.council, asked),
        "list_url": f"/{language()}/calendar/",
        "map": asked.map_url(year=str(shown)),
    }
    return render(request, "calendar/year.html", context)


def _lanes(asked: Asked, events: Sequence[Event]) -> Iterator[dict[str, Any]]:
    """A lane for each kind, of sittings for each body: general sittings before commissions."""
    lanes: dict[tuple[int, int, str], list[Event]] = {}
    for event in events:
        lanes.setdefault(_place(event), []).append(event)
    for _at, found in sorted(lanes.items()):
        first = found[0]
        body = first.sitting.body if hasattr(first, "sitting") else None
        narrowed = {"body": body.code} if body else {"kind": first.kind}
        # A kind that is no longer on the list is still called as it was written down.
        kind = KINDS.get(first.kind)
        label = str(body or (kind.plural if kind else first.kind))
        url = asked.year_url(first.held_on.year, **narrowed)
        yield _lane(label, url, [_mark(event) for event in found])


def _place(event: Event) -> tuple[int, int, str]:
    """Where the lane of an event stands: kinds as they are written, bodies as their kinds are."""
    at = [*KINDS, event.kind].index(event.kind)
    if not hasattr(event, "sitting"):
        return at, 0, ""
    body = event.sitting.body
    return at, Body.Kind.values.index(body.kind), fold(str(body))


def _lane(label: str, url: str, marks: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {
        "named": {"text": capital(label)},
        "url": url,
        "second": str(len(marks)),
        "marks": Counter(each["status"] for each in marks),
        "cells": year_strip.cells(marks),
    }


def _mark(event: Event) -> dict[str, Any]:
    said = f"{event.title}, {event.get_status_display()}"
    return year_strip.mark(event.held_on, DRAWN[E(event.status)], said, page_of(event))


def _reports(council: Any, between: tuple[date, date]) -> Iterator[dict[str, Any]]:
    """The lane of agencies' reports: heard on its day, before that planned for it."""
    days = Q(heard_on__range=between) | Q(heard_on=None, planned_on__range=between)
    rows = Hearing.objects.of(council).live().filter(Hearing.PUBLIC).filter(days)
    marks = [
        year_strip.mark(
            row.heard_on or row.planned_on,
            DRAWN_REPORTS[H(row.status)],
            f"{row.agency}, {row.get_status_display()}",
            row.get_absolute_url(),
        )
        for row in rows.select_related("agency", "council")
    ]
    if marks:
        url = f"/{language()}/hearings/plan/?year={between[0].year}"
        yield _lane(_("Reports of agencies"), url, marks)


def _says(lanes: Sequence[dict[str, Any]]) -> str:
    total: Counter[str] = sum((lane["marks"] for lane in lanes), Counter())
    said = {name: total[name] for name in ("planned", "held", "adjourned", "cancelled")}
    sentence = _("Held %(held)s, planned %(planned)s, put off %(adjourned)s, off %(cancelled)s.")
    return sentence % said


urlpatterns = [path("calendar/year/", year, name="calendar-year")]
