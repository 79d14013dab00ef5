"""The home page: the living paragraph, three years as one picture, what comes next."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.formats import date_format

from kenes.core import clock
from kenes.core.door import public
from kenes.core.period import Period, Scope
from kenes.events.models import Event
from kenes.norms import calendar
from kenes.norms.calendar import WorkingDays
from kenes.norms.wording import left
from kenes.portal import demo
from kenes.portal.calendar import HUNG, page_of
from kenes.portal.face import Said, state, words
from kenes.portal.figures import last_three_years
from kenes.portal.living import living
from kenes.portal.years import years
from kenes.recommendations.models import Point


@public
def home(request: Any) -> HttpResponse:
    """What the council did, what it will do next, whom it waits for."""
    note = Scope(request.council, last_three_years())
    platforms = Scope(request.council, two_years_to_quarter())
    context = {
        "living": living({"A": note, "B": platforms}),
        "picture": years(note),
        "next_events": _next_events(request.council),
        "waiting": _waiting(request.council),
    }
    return render(request, "home/page.html", context)


def two_years_to_quarter() -> Period:
    """The two years that ended with the last whole quarter."""
    today = clock.today()
    begun = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    return Period(begun.replace(year=begun.year - 2), begun - timedelta(days=1))


def _next_events(council: Any) -> list[dict[str, Any]]:
    events = Event.objects.of(council).live().filter(held_on__gte=clock.today())
    planned = events.filter(status=Event.Status.PLANNED).order_by("held_on")[:5]
    return [
        {
            "day": event.held_on.day,
            "month": date_format(event.held_on, "M"),
            "title": words(event),
            "second": event.place,
            "url": page_of(event),
        }
        for event in planned.select_related(*HUNG)
    ]


def _waiting(council: Any) -> list[dict[str, Any]]:
    """The points that wait for an answer the longest."""
    points = Point.objects.of(council).live().filter(status=Point.Status.SENT)
    points = points.select_related("recommendation", "addressee").order_by("sent_on")[:5]
    days = calendar.load()
    return [
        {
            "title": words(point),
            "second": f"{point.addressee} · {date_format(point.sent_on, 'DATE_FORMAT')}",
            "url": point.get_absolute_url(),
            **_stands(point, days),
        }
        for point in points
    ]


def _stands(point: Point, days: WorkingDays) -> Said:
    """How long a sent point still has, or by how much its answer is late."""
    if point.due_on is None:
        return state("sent", point.get_status_display())
    remaining = left(point.due_on, clock.today(), days)
    return state("rejected" if remaining.overdue else "sent", remaining)


urlpatterns = [path("", home, name="home"), *demo.localised]
