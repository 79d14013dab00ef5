"""The bodies of the council: what each is, who is in it and was, when it sat, what it decided."""

from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.dates import MONTHS_3
from django.utils.formats import date_format
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from kenes.core import clock
from kenes.core.door import public
from kenes.core.text import capital, fold, language
from kenes.council.models import Body, Mandate, Office
from kenes.events.models import Event
from kenes.portal.face import state, words
from kenes.report.charts.chart import PHONE, WEB, Lane, Mark, Years, svg
from kenes.sittings.decisions.models import Decision
from kenes.sittings.models import Sitting

SHOWN = 12
ROLES = (Office.Role.CHAIR, Office.Role.DEPUTY, Office.Role.MEMBER)
YEARS_SHOWN = 3


@public
def bodies(request: Any) -> HttpResponse:
    """Every body there is and was, with its next sitting."""
    today = clock.today()
    held = Q(sittings__event__status=Event.Status.HELD, sittings__struck_at=None)
    rows = Body.objects.of(request.council).live().annotate(held=Count("sittings", filter=held))
    order = list(Body.Kind.values)
    told = sorted(rows, key=lambda body: (order.index(body.kind), fold(body.title)))
    ahead = _ahead(request.council)
    lines = [_line(body, ahead.get(body.pk)) for body in told]
    context = {
        "now": [line for line in lines if not line["ended"] or line["ended"] > today],
        "before": [line for line in lines if line["ended"] and line["ended"] <= today],
    }
    return render(request, "bodies/list.html", context)


def _ahead(council: Any) -> dict[Any, Sitting]:
    """The next sitting of each body."""
    rows = _public(council).filter(
        event__status__in=Sitting.AHEAD, event__held_on__gte=clock.today()
    )
    found: dict[Any, Sitting] = {}
    for row in rows.order_by("event__held_on", "event__starts_at"):
        found.setdefault(row.body_id, row)
    return found


def _public(council: Any) -> Any:
    rows = Sitting.objects.of(council).live().filter(Sitting.PUBLIC, event__struck_at=None)
    return rows.select_related("event", "body")


def _line(body: Any, ahead: Sitting | None) -> dict[str, Any]:
    return {
        "name": words(body),
        "url": address(body),
        "kind": capital(body.get_kind_display()),
        "held": body.held,
        "ended": body.ended_on,
        "next": ahead,
    }


def address(body: Body) -> str:
    """The page of a body."""
    return f"/{language()}/bodies/{body.code}/"


@public
def body(request: Any, code: str) -> HttpResponse:
    """One body: its people over time, its sittings, its decisions."""
    one = Body.objects.of(request.council).live().filter(code=code).first()
    if one is None:
        raise Http404
    rows = _public(request.council).filter(body=one)
    held = rows.filter(event__status=Event.Status.HELD)
    ahead = rows.filter(event__status__in=Sitting.AHEAD, event__held_on__gte=clock.today())
    decisions = Decision.objects.of(request.council).live().filter(Decision.PUBLIC)
    decisions = decisions.filter(item__sitting__body=one).order_by("-adopted_on", "-pk")
    context = {
        "body": one,
        "kind": capital(one.get_kind_display()),
        "since": date_format(one.since_on, "DATE_FORMAT"),
        "until": date_format(one.ended_on, "DATE_FORMAT") if one.ended_on else "",
        **_people(one),
        "held_total": held.count(),
        "held": [_sitting(row) for row in held.order_by("-event__held_on", "-pk")[:SHOWN]],
        "ahead": [_sitting(row) for row in ahead.order_by("event__held_on", "event__starts_at")],
        "decisions_total": decisions.count(),
        "decisions": decisions[:SHOWN],
        "picture": _picture(one, rows),
        "here": language(),
    }
    return render(request, "bodies/one.html", context)


def _people(one: Body) -> dict[str, Any]:
    """Who is in it today, and who was: the council's members hold seats, the others roles."""
    today = clock.today()
    offices = list(Office.objects.live().filter(body=one).select_related("person"))
    told = [_role(office) for office in offices]
    if one.kind == Body.Kind.COUNCIL:
        roled = {office.person_id for office in offices if _lasts(office, today)}
        seated = Mandate.objects.of(one.council).live().select_related("person")
        told += [_seat(each) for each in seated if each.person_id not in roled]
    told.sort(key=lambda each: (each["rank"], fold(each["name"])))
    now = [each for each in told if each["since"] <= today and not _ended(each, today)]
    before = [each for each in told if _ended(each, today)]
    before.sort(key=lambda each: each["until"], reverse=True)
    return {"people": now, "former": before}


def _lasts(row: Any, today: date) -> bool:
    return bool(row.since_on <= today and (row.ended_on is None or row.ended_on > today))


def _ended(each: dict[str, Any], today: date) -> bool:
    return each["until"] is not None and each["until"] <= today


def _role(office: Office) -> dict[str, Any]:
    rank = ROLES.index(Office.Role(office.role)) if office.role in ROLES else len(ROLES)
    role = "" if office.role == Office.Role.MEMBER else str(office.get_role_display())
    return _person(office, rank, role)


def _seat(mandate: Mandate) -> dict[str, Any]:
    return _person(mandate, ROLES.index(Office.Role.MEMBER), "")


def _person(row: Any, rank: int, role: str) -> dict[str, Any]:
    name = row.person.title
    return {
        "name": name,
        "initials": "".join(word[0] for word in name.split()[:2]),
        "role": role,
        "url": row.person.get_absolute_url(),
        "rank": rank,
        "since": row.since_on,
        "until": row.ended_on,
    }


def _sitting(row: Sitting) -> dict[str, Any]:
    event = row.event
    return {
        "on": date_format(event.held_on, "DATE_FORMAT"),
        "at": f"{event.starts_at:%H:%M}" if event.starts_at else "",
        "title": words(event),
        "url": row.get_absolute_url(),
        "place": event.place,
        "present": row.present,
        "seats": row.seats_then,
        **state(event.status, event.get_status_display()),
    }


def _picture(one: Body, rows: Any) -> dict[str, Any] | None:
    """Its sittings of the last years as marks on a line of months, with the table twin."""
    today = clock.today()
    since = date(today.year - YEARS_SHOWN + 1, 1, 1)
    held = rows.filter(event__status=Event.Status.HELD, event__held_on__gte=since)
    marks = [
        Mark(row.held_on, f"{date_format(row.held_on, 'SHORT_DATE_FORMAT')} {row.title}",
             row.get_absolute_url())
        for row in held
    ]  # fmt: skip
    if not marks:
        return None
    chart = Years(
        lanes=[
            Lane(
                label=_("Sittings held"),
                marks=marks,
                url=f"/{language()}/sittings/?body={one.code}",
            )
        ],
        since=since,
        until=today,
        months=[str(MONTHS_3[month]) for month in range(1, 13)],
        title=_("Sittings held: %s") % one,
        lang=language(),
        today=today,
        today_label=_("today"),
    )
    head, table = chart.table()
    # The drawing escapes every word it is given, so its markup is our own.
    return {
        "title": chart.title,
        "wide": mark_safe(svg(chart, WEB, key="body")),
        "phone": mark_safe(svg(chart, PHONE, key="body-phone")),
        "columns": head,
        "rows": table,
    }


urlpatterns = [
    path("bodies/", bodies, name="bodies"),
    path("bodies/<str:code>/", body, name="body"),
]
