"""Agencies: all whom the council may ask, and the dossier of each."""

from datetime import date, timedelta
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kenes.core import clock
from kenes.core.door import public
from kenes.core.period import Period
from kenes.core.text import alphabetical, capital, fold, language
from kenes.organs.models import Organisation
from kenes.portal import heard
from kenes.portal.face import state, words
from kenes.recommendations import tracking
from kenes.recommendations.comparison import Line, line_of
from kenes.recommendations.models import Point
from kenes.recommendations.statements.models import Statement


@public
def agencies(request: Any) -> HttpResponse:
    """All agencies in the order of the alphabet, of one kind or found by a word."""
    kind, sought = request.GET.get("kind", ""), request.GET.get("q", "")
    rows = tracking.agencies(request.council)
    if kind:
        rows = rows.filter(kind=kind)
    held = fold(sought).split()
    found = [row for row in rows if all(any(w in n for n in row.names()) for w in held)]
    found.sort(key=lambda row: (alphabetical(row.title), row.code))
    letters = [
        {"letter": letter, "rows": [_entry(row) for row in group]}
        for letter, group in groupby(found, key=lambda row: _letter(row.title))
    ]
    filters = _filters(request, kind, sought)
    return render(request, "agencies/list.html", {"letters": letters, "filters": filters})


def _letter(name: str) -> str:
    return next((sign.upper() for sign in name if sign.isalnum()), "")


def _entry(row: Organisation) -> dict[str, Any]:
    notes = [capital(row.get_kind_display())]
    if row.successor:
        notes.append(_("now %s") % row.successor.title)
    elif row.ended_on:
        notes.append(_("until %s") % date_format(row.ended_on, "DATE_FORMAT"))
    return {"named": words(row), "url": address(row), "notes": ", ".join(notes)}


def address(row: Organisation) -> str:
    """The dossier of an agency."""
    return f"/{language()}/agencies/{row.code}/"


def _filters(request: Any, kind: str, sought: str) -> dict[str, Any]:
    labels = dict(Organisation.Kind.choices)
    options = [{"value": "", "label": _("any"), "selected": not kind}]
    options += [
        {"value": value, "label": labels[value], "selected": value == kind}
        for value in ("akimat", "state_body", "subordinate")
    ]
    field = {"name": "kind", "id": "filter-kind", "label": _("Kind"), "kind": "select"}
    chip = {"label": _("Kind"), "value": labels.get(kind, kind)}
    rest = f"?{urlencode({'q': sought})}" if sought else request.path
    return {
        "action": request.path,
        "q": sought,
        "fields": [{**field, "options": options}],
        "applied": [{**chip, "remove_url": rest}] if kind else [],
        "count": 1 if kind else 0,
    }


def found_agency(request: Any, code: str) -> Organisation:
    """The agency of that code; 404 where there is none."""
    row: Organisation | None = tracking.agencies(request.council).filter(code=code).first()
    if row is None:
        raise Http404
    return row


@public
def dossier(request: Any, code: str) -> HttpResponse:
    """What the council heard from an agency, what it advised it, and how that was answered."""
    row = found_agency(request, code)
    points = tracking.seen().filter(council=request.council, addressee__in=row.with_predecessors())
    context = {
        "agency": row,
        "named": words(row),
        "facts": _facts(row),
        **counted(row),
        "newest": heard.newest(request, points),
        "hearings": heard.dossier(row),
        "statement": statement_of(row),
        "feed_url": f"/feed/agencies/{row.code}.atom?lang={language()}",
    }
    return render(request, "agencies/one.html", context)


def _facts(row: Organisation) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [{"name": _("Kind"), "value": capital(row.get_kind_display())}]
    if row.parent:
        found.append(_linked(_("Subordinate to"), row.parent))
    if row.ended_on:
        found.append({"name": _("Ended on"), "value": date_format(row.ended_on, "DATE_FORMAT")})
    if row.successor:
        found.append(_linked(_("Its work was taken over by"), row.successor))
    before = Organisation.objects.of(row.council).live()
    taken = before.filter(pk__in=row.with_predecessors()).exclude(pk=row.pk)
    return found + [_linked(_("Has taken over the work of"), each) for each in taken]


def _linked(name: str, row: Organisation) -> dict[str, Any]:
    said = words(row)
    return {"name": name, "value": said["text"], "lang": said.get("lang"), "url": address(row)}


def counted(row: Organisation) -> dict[str, Any]:
    """How the agency answered and what became of the advice, each number as its rows."""
    keys = row.with_predecessors()
    points = tracking.seen().filter(council=row.council, addressee__in=keys)
    return {"answered": _answered(row), "states": _states(row, points)}


def _answered(row: Organisation) -> dict[str, Any]:
    """How the agency answered from the first point until yesterday, each number as its rows."""
    period = Period(date(2000, 1, 1), clock.today() - timedelta(days=1))
    line = line_of(row, period, clock.today())
    return {"line": line, "figures": figures_of(line, period)}


def figures_of(line: Line, period: Period) -> list[dict[str, Any]]:
    """In time, late, not answered: large numbers that open in the tracker."""
    named = (
        ("in_time", line.in_time, _("answered in time")),
        ("late", line.late, _("answered late")),
        ("none", line.unanswered, _("not answered")),
    )
    return [
        {"value": value, "wording": wording, "url": asked(line.agency, period, answer=answer)}
        for answer, value, wording in named
    ]


def asked(row: Organisation, period: Period, **more: str) -> str:
    """The tracker, narrowed to the points of an agency whose answer was due in a period."""
    return _list_of(row, **more, due=f"{period.since}_{period.until}")


def _list_of(row: Organisation, **more: str) -> str:
    """The tracker, narrowed to an agency."""
    return f"/{language()}/recommendations/?{urlencode({'agency': row.code, **more})}"


def _states(row: Organisation, points: Any) -> list[dict[str, Any]]:
    labels = dict(Point.Status.choices)
    return [
        {
            "many": many,
            "url": _list_of(row, state=code),
            **state(code, capital(labels[code])),
        }
        for code, many in tracking.by_state(points)
    ]  # fmt: skip


def statement_of(row: Organisation) -> dict[str, Any] | None:
    """What the agency says publicly of how the council counts it; the newest that stands."""
    found = Statement.objects.live().filter(Statement.PUBLIC, agency__in=row.with_predecessors())
    newest = found.order_by("-stated_on", "-pk").first()
    if newest is None:
        return None
    lang = "" if newest.language == language() else newest.language
    on = date_format(newest.stated_on, "DATE_FORMAT")
    return {"text": newest.text, "lang": lang, "on": on, "signed": newest.signed_then}


urlpatterns = [
    path("agencies/", agencies, name="agencies"),
    path("agencies/<str:code>/", dossier, name="agency"),
]
