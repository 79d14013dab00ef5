"""The plan of sittings: a year or a quarter drawn body by body, the same as a table, as a file."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.urls import URLPattern, path
from django.utils.dates import MONTHS, MONTHS_3
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kenes.core import clock
from kenes.core.door import may, requires
from kenes.core.period import Period, last_of_month
from kenes.core.roles import Permission
from kenes.core.text import capital, fold
from kenes.council.models import Body
from kenes.events.models import Event
from kenes.office.page import page
from kenes.office.register import register_of
from kenes.portal.face import state
from kenes.portal.taking import hand_out
from kenes.sittings.models import Sitting

FIRST_YEAR, LAST_YEAR = 2000, 2100
S = Event.Status
# A sitting that was not, or will not be, leaves its month empty.
GONE = (S.CANCELLED, S.FAILED)


@dataclass(frozen=True)
class View:
    """Which part of the plan is looked at: a year, or one quarter of it; all bodies or some."""

    year: int
    quarter: int
    kind: str
    state: str

    @classmethod
    def of(cls, get: Any) -> "View":
        """What an address asks for; 404 for a year or quarter that cannot be."""
        year, quarter = get.get("year", ""), get.get("quarter", "")
        if not (year or "0").isdecimal() or not (quarter or "0").isdecimal():
            raise Http404
        wanted = int(year) if year else clock.today().year
        if not FIRST_YEAR <= wanted <= LAST_YEAR or int(quarter or 0) > 4:
            raise Http404
        return cls(wanted, int(quarter or 0), get.get("kind", ""), get.get("state", ""))

    @property
    def period(self) -> Period:
        """The days looked at."""
        if not self.quarter:
            return Period(date(self.year, 1, 1), date(self.year, 12, 31))
        last = self.quarter * 3
        until = date(self.year, last, monthrange(self.year, last)[1])
        return Period(date(self.year, last - 2, 1), until)

    def url(self, **change: Any) -> str:
        """The address of the plan with something asked otherwise."""
        asked = {
            "year": self.year,
            "quarter": self.quarter,
            "kind": self.kind,
            "state": self.state,
            **change,
        }
        return f"/office/plan/?{urlencode({k: v for k, v in asked.items() if v})}"


@requires(Permission.OFFICE_ENTER)
def plan(request: Any) -> HttpResponse:
    """The plan of a year or a quarter; with `format` as a file."""
    view = View.of(request.GET)
    sittings = _sittings(request.council, view)
    if form := request.GET.get("format"):
        return hand_out(f"plan-{view.year}", _head(), iter(_lines(sittings)), form)
    lanes = _lanes(request.council, view, sittings)
    gaps = sum(cell["gap"] for lane in lanes for cell in lane["cells"])
    context = {
        "view": view,
        "title": _title(view),
        "tabs": _tabs(view),
        "before": view.url(year=view.year - 1),
        "after": view.url(year=view.year + 1),
        "months": [str((MONTHS if view.quarter else MONTHS_3)[m.month]) for m in _months(view)],
        "lanes": lanes,
        "gaps": _gap_words(gaps),
        "columns": [{"label": label, "kind": kind} for label, kind in _columns()],
        "rows": _table(sittings),
        "filters": _filters(view),
        "pager": _pager(view, len(sittings)),
        "writes": may(request, Permission.REGISTER_WRITE),
    }
    return page(request, "office/plan/year.html", context, crumbs=[(_("Plan of sittings"), "")])


def _sittings(council: Any, view: View) -> list[Sitting]:
    days = (view.period.since, view.period.until)
    rows = Sitting.objects.of(council).live().filter(event__struck_at=None)
    rows = rows.filter(event__held_on__range=days).select_related("event", "body")
    if view.kind in Body.Kind.values:
        rows = rows.filter(body__kind=view.kind)
    if view.state in S.values:
        rows = rows.filter(event__status=view.state)
    return list(rows.order_by("event__held_on", "event__starts_at", "pk"))


def _lanes(council: Any, view: View, sittings: Sequence[Sitting]) -> list[dict[str, Any]]:
    """A lane for each body that exists in these days, or sat in them."""
    period = view.period
    by_body: dict[Any, list[Sitting]] = {}
    for sitting in sittings:
        by_body.setdefault(sitting.body_id, []).append(sitting)
    bodies = Body.objects.of(council).live().filter(since_on__lte=period.until)
    if view.kind in Body.Kind.values:
        bodies = bodies.filter(kind=view.kind)
    lasting = [
        b for b in bodies if b.pk in by_body or b.ended_on is None or b.ended_on > period.since
    ]
    order = list(Body.Kind.values)
    lasting.sort(key=lambda body: (order.index(body.kind), fold(body.title)))
    return [_lane(body, view, by_body.get(body.pk, [])) for body in lasting]


def _lane(body: Body, view: View, sittings: Sequence[Sitting]) -> dict[str, Any]:
    cells = [_cell(body, month, sittings, view) for month in _months(view)]
    held = sum(sitting.event.status == S.HELD for sitting in sittings)
    return {
        "body": body,
        "kind": capital(body.get_kind_display()),
        "cells": cells,
        "held": held,
        "ahead": sum(sitting.ahead for sitting in sittings),
    }


def _cell(body: Body, month: date, sittings: Sequence[Sitting], view: View) -> dict[str, Any]:
    """The sittings of a body in a month; whether a monthly body has none there."""
    here = [s for s in sittings if (s.held_on.year, s.held_on.month) == (month.year, month.month)]
    last = last_of_month(month)
    exists = body.since_on <= last and (body.ended_on is None or body.ended_on > last)
    monthly = body.kind == Body.Kind.COMMISSION and not view.state
    gap = monthly and exists and not any(s.event.status not in GONE for s in here)
    return {
        "month": str(MONTHS[month.month]),
        "marks": [_mark(sitting) for sitting in here],
        "gap": gap,
        "past": last < clock.today(),
    }


def _mark(sitting: Sitting) -> dict[str, Any]:
    event = sitting.event
    on = date_format(event.held_on, "DATE_FORMAT")
    return {
        "day": event.held_on.day,
        "status": event.status,
        "url": register_of(Sitting).url(sitting),
        "words": f"{on}, {event.get_status_display()}: {event.title}",
    }


def _months(view: View) -> list[date]:
    return view.period.months()


def _title(view: View) -> str:
    if view.quarter:
        said = {"quarter": view.quarter, "year": view.year}
        return _("Plan of sittings: quarter %(quarter)s of %(year)s") % said
    return _("Plan of sittings: %s") % view.year


def _tabs(view: View) -> list[dict[str, Any]]:
    labels = [(0, _("The year")), *((n, _("Quarter %s") % n) for n in range(1, 5))]
    return [
        {"label": label, "url": view.url(quarter=n), "current": n == view.quarter}
        for n, label in labels
    ]


def _gap_words(gaps: int) -> str:
    if not gaps:
        return ""
    said = ngettext(
        "%(n)d month of a commission has no sitting, held or planned.",
        "%(n)d months of commissions have no sitting, held or planned.",
        gaps,
    )
    return said % {"n": gaps}


def _columns() -> list[tuple[str, str]]:
    return [
        (_("Date"), "date"),
        (_("Time"), "text"),
        (_("Body"), "text"),
        (_("Title"), "text"),
        (_("Form"), "text"),
        (_("Place"), "text"),
        (_("State"), "text"),
    ]


def _table(sittings: Sequence[Sitting]) -> list[dict[str, Any]]:
    columns = [{"label": label, "kind": kind} for label, kind in _columns()]
    rows = []
    for sitting in sittings:
        texts = _texts(sitting)
        said: list[Any] = [{"text": text} for text in texts[:-1]]
        said.append(state(sitting.event.status, sitting.event.get_status_display()))
        cells = [{"column": column, **one} for column, one in zip(columns, said, strict=True)]
        rows.append({"url": register_of(Sitting).url(sitting), "struck": False, "cells": cells})
    return rows


def _texts(sitting: Sitting) -> list[str]:
    event = sitting.event
    return [
        date_format(event.held_on, "DATE_FORMAT"),
        time_format(event.starts_at, "H:i") if event.starts_at else "",
        str(sitting.body),
        event.title,
        str(sitting.get_form_display()),
        event.place,
        str(event.get_status_display()),
    ]


def _head() -> list[str]:
    return [label for label, _kind in _columns()]


def _lines(sittings: Sequence[Sitting]) -> Iterator[list[str]]:
    return (_texts(sitting) for sitting in sittings)


def _filters(view: View) -> list[dict[str, Any]]:
    """The selects above the picture: kinds of bodies, states of sittings."""
    return [
        _select("kind", _("Bodies"), Body.Kind.choices, view.kind),
        _select("state", _("State"), S.choices, view.state),
    ]


def _select(name: str, label: str, choices: Any, chosen: str) -> dict[str, Any]:
    options = [{"value": "", "label": _("any"), "selected": not chosen}]
    options += [{"value": v, "label": said, "selected": v == chosen} for v, said in choices]
    return {"name": name, "label": label, "options": options}


def _pager(view: View, total: int) -> dict[str, Any]:
    said = ngettext("%(total)s record", "%(total)s records", total) % {"total": total}
    exports = [
        {"label": "Excel", "url": view.url(format="xlsx")},
        {"label": "CSV", "url": view.url(format="csv")},
    ]
    return {"words": said, "exports": exports if total else []}


urlpatterns: list[URLPattern] = [path("plan/", plan)]
