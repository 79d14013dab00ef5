"""The members of the council, now and before."""

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kenes.core import clock
from kenes.core.door import public
from kenes.council.models import Mandate, Office, Person
from kenes.events.models import Event
from kenes.publications.models import Post


@public
def members(request: Any) -> HttpResponse:
    """Who holds a seat today, by quota; and who held one before."""
    today = clock.today()
    mandates = Mandate.objects.of(request.council).live()
    mandates = mandates.select_related("person", "seat", "nominated_by").order_by("seat__ordinal")
    sitting = mandates.filter(since_on__lte=today).filter(Q(ended_on=None) | Q(ended_on__gt=today))
    left = mandates.filter(ended_on__lte=today).order_by("-ended_on")
    offices = Office.objects.of(request.council).live().select_related("body")
    held: dict[Any, list[str]] = {}
    for office in offices.filter(since_on__lte=today, ended_on=None):
        held.setdefault(office.person_id, []).append(f"{office.body}: {office.get_role_display()}")
    context = {
        "civil": [_person(each, held) for each in sitting if each.seat.quota == "civil"],
        "state": [_person(each, held) for each in sitting if each.seat.quota == "state"],
        "left": [_person(each, {}) for each in left],
    }
    return render(request, "members/list.html", context)


def _person(mandate: Mandate, held: dict[Any, list[str]]) -> dict[str, Any]:
    second = "; ".join(held.get(mandate.person_id, ()))
    if mandate.ended_on:
        second = _("until %s") % date_format(mandate.ended_on, "DATE_FORMAT")
    name = mandate.person.title
    return {
        "name": name,
        "initials": "".join(word[0] for word in name.split()[:2]),
        "second": second,
        "url": mandate.get_absolute_url(),
    }


@public
def member(request: Any, code: str) -> HttpResponse:
    """One member: mandates, roles, what he took part in, what he posted."""
    person = Person.objects.of(request.council).live().filter(code=code).first()
    if person is None:
        raise Http404
    events = Event.objects.of(request.council).live().filter(status=Event.Status.HELD)
    took_part = events.filter(participants__person=person, participants__struck_at=None)
    posts = Post.objects.of(request.council).live().filter(channel__member=person)
    context = {
        "person": person,
        "mandates": person.mandates.live().select_related("seat", "nominated_by"),
        "offices": person.offices.live().select_related("body").order_by("since_on"),
        "events_total": took_part.count(),
        "events": took_part.order_by("-held_on")[:10],
        "posts_total": posts.count(),
        "posts": posts.select_related("channel").order_by("-posted_on")[:5],
    }
    return render(request, "members/one.html", context)


urlpatterns = [
    path("members/", members, name="members"),
    path("members/<str:code>/", member, name="member"),
]
