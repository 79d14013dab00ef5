"""The members of the council, now and before."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kenes.core import clock
from kenes.core.door import may, public
from kenes.core.roles import Permission
from kenes.council.contest.models import Contest
from kenes.council.models import Mandate, Office, Person
from kenes.portal.member_record import record_of
from kenes.portal.seats import seats
from kenes.portal.succession import successions


@public
def members(request: Any) -> HttpResponse:
    """Who holds a seat today, by quota; and who held one before."""
    today = clock.today()
    mandates = Mandate.objects.of(request.council).live()
    mandates = mandates.select_related("person", "seat", "nominated_by").order_by("seat__ordinal")
    sitting = mandates.on(today)
    left = mandates.filter(ended_on__lte=today).order_by("-ended_on")
    offices = Office.objects.of(request.council).live().select_related("body")
    held: dict[Any, list[str]] = {}
    for office in offices.on(today):
        held.setdefault(office.person_id, []).append(f"{office.body}: {office.get_role_display()}")
    context = {
        "seats": seats(request.council, today),
        "contests": Contest.objects.of(request.council)
        .live()
        .filter(Contest.PUBLIC)
        .order_by("-opened_on"),
        "civil": [_person(each, held) for each in sitting if each.seat.quota == "civil"],
        "state": [_person(each, held) for each in sitting if each.seat.quota == "state"],
        "left": [_person(each, {}) for each in left],
    }
    return render(request, "members/list.html", context)


def _person(mandate: Mandate, held: dict[Any, list[str]]) -> dict[str, Any]:
    ended = mandate.ended_on
    name = mandate.person.title
    return {
        "name": name,
        "initials": "".join(word[0] for word in name.split()[:2]),
        "second": _("until %s") % date_format(ended, "DATE_FORMAT") if ended else "",
        "offices": held.get(mandate.person_id, []),
        "url": mandate.get_absolute_url(),
    }


@public
def member(request: Any, code: str) -> HttpResponse:
    """One member: mandates, roles, and what the public registers hold of him."""
    person = Person.objects.of(request.council).live().filter(code=code).first()
    if person is None:
        raise Http404
    inner = may(request, Permission.OFFICE_ENTER)
    context = {
        **told(person, office=False),
        "inner_url": f"/office/council/members/{person.code}/" if inner else "",
    }
    return render(request, "members/one.html", context)


def told(person: Person, *, office: bool) -> dict[str, Any]:
    """The record of a member as members/record.html takes it."""
    mandates = person.mandates.live()
    return {
        "person": person,
        "sitting": mandates.on(clock.today()).exists(),
        "mandates": mandates.select_related("seat", "nominated_by").order_by("-since_on"),
        "offices": person.offices.live().select_related("body").order_by("-since_on"),
        "sections": record_of(person, office=office),
    }


@public
def rotation(request: Any) -> HttpResponse:
    """Who replaced whom in this convocation, why, and by which decision."""
    found = [
        {
            "seat": each.entered.seat.ordinal,
            "left": each.left.person.title,
            "left_url": each.left.get_absolute_url(),
            "ground": each.left.get_ground_display(),
            "entered": each.entered.person.title,
            "entered_url": each.entered.get_absolute_url(),
            "how": each.entered.get_entered_display(),
            "on": each.entered.decided_on,
            "decision": each.decision if each.decision and each.decision.published_on else None,
        }
        for each in successions(request.council, clock.today())
    ]
    return render(request, "members/rotation.html", {"passed": found})


urlpatterns = [
    path("members/", members, name="members"),
    path("members/rotation/", rotation, name="rotation"),
    path("members/<str:code>/", member, name="member"),
]
