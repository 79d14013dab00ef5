"""Who was heard when and who never: all agencies of a year, drawn and as a table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kenes.core import clock
from kenes.core.door import public
from kenes.core.period import Period, Scope
from kenes.core.text import language
from kenes.hearings.models import Hearing
from kenes.hearings.plan import KINDS, Line, by_kind, lines, months_before
from kenes.organs.models import Organisation
from kenes.portal import year_strip
from kenes.portal.agencies import address
from kenes.portal.face import words
from kenes.portal.hearing_view import View
from kenes.portal.listing import office_url
from kenes.portal.taking import hand_out
from kenes.report.catalogue import CATALOGUE
from kenes.report.cube import Wanted
from kenes.report.figure_address import figure_url
from kenes.report.small import told, why

S = Hearing.Status
APPEALS, POSTPONEMENTS = "appeals.received", "hearings.postponements"
GROUPS = {
    Organisation.Kind.AKIMAT: gettext_lazy("Akimats"),
    Organisation.Kind.STATE_BODY: gettext_lazy("State bodies"),
    Organisation.Kind.SUBORDINATE: gettext_lazy("Subordinate organisations"),
}


@dataclass(frozen=True)
class Board:
    """The lines of a view; the office sees them with its own addresses."""

    council: Any
    view: View
    office: bool
    all: Sequence[Line]
    # Numbers of appeals that are not told to everyone, by the code of the agency.
    hidden: Mapping[str, str]

    @classmethod
    def of(cls, council: Any, view: View, *, office: bool) -> "Board":
        """Read how all agencies stand, together with the appeals about them in the last year."""
        today = clock.today()
        figure, scope = CATALOGUE[APPEALS], Scope(council, last_year(today))
        [found] = told([Wanted(figure, scope, figure.dimension("agency"))], own=office)
        rows = lines(council, view.year, today, appeals=found.sizes)
        return cls(council, view, office, rows, found.hidden)

    @property
    def lines(self) -> list[Line]:
        """Those that the view asks for, in its order."""
        return self.view.narrowed(self.all)

    def context(self) -> dict[str, Any]:
        """What hearings/plan_body.html takes."""
        found = self.lines
        view = self.view
        groups = [
            {
                "label": str(GROUPS[Organisation.Kind(kind)]),
                "rows": [self.row(line) for line in group],
            }
            for kind, group in by_kind(found).items()
        ]
        return {
            "view": view,
            "title": _("Hearing of agencies: %s") % view.year,
            "says": self._says(),
            "before": view.url(year=view.year - 1),
            "after": view.url(year=view.year + 1),
            "months": year_strip.months(),
            "lanes": self._lanes(found),
            "groups": groups,
            "small": why(self.hidden.values()),
            "columns": self.columns(),
            "filters": view.filters(),
            "pager": self._pager(len(found)),
        }

    def _says(self) -> str:
        """How many were heard in the year, how many never, in one sentence."""
        year = self.view.year
        heard = sum(any(h.heard_on for h in line.hearings) for line in self.all)
        never = sum(line.heard_on is None for line in self.all)
        said = {"all": len(self.all), "year": year, "heard": heard, "never": never}
        return (
            _("Of %(all)s agencies %(heard)s were heard in %(year)s; %(never)s were never heard.")
            % said
        )

    def _lanes(self, found: Sequence[Line]) -> list[dict[str, Any]]:
        """A strip of months for each agency that has something in the year."""
        return [self._lane(line) for line in found if line.hearings or line.put_off]

    def _lane(self, line: Line) -> dict[str, Any]:
        cells = year_strip.cells(self._marks(line))
        return {"named": words(line.agency), "url": address(line.agency), "cells": cells}

    def _marks(self, line: Line) -> Iterator[dict[str, Any]]:
        names = {S.HEARD: "held", S.PLANNED: "planned", S.CANCELLED: "cancelled"}
        for row in line.hearings:
            # One that stands put off is drawn by its postponements.
            if row.status in names:
                said = str(row.get_status_display())
                yield self._mark(row, row.heard_on or row.planned_on, names[S(row.status)], said)
        for each in line.put_off:
            yield self._mark(each.hearing, each.postponed_on, "adjourned", _("put off"))

    def _mark(self, row: Hearing, on: date, status: str, said: str) -> dict[str, Any]:
        return year_strip.mark(on, status, said, self.url(row))

    def url(self, row: Hearing) -> str:
        """The page of a hearing, in the face the reader looks through."""
        return office_url(row) if self.office else row.get_absolute_url()

    def columns(self) -> list[dict[str, Any]]:
        """The head of the table; its orders are turned by pressing a heading."""
        return [
            {"label": _("Agency"), "kind": "text"},
            self._sorted(_("Last heard on"), "waiting", "date"),
            {"label": _("To be heard"), "kind": "date"},
            self._sorted(_("Put off in the year"), "put_off"),
            self._sorted(_("Answers overdue"), "overdue"),
            self._sorted(_("Promises run out"), "promises"),
            self._sorted(_("Appeals in a year"), "appeals"),
        ]

    def _sorted(self, label: str, order: str, kind: str = "number") -> dict[str, Any]:
        here = self.view.order == order
        url = self.view.url(order="" if here else order)
        sort = {"url": url, "direction": "descending" if here else ""}
        return {"label": label, "kind": kind, "sort": sort}

    def row(self, line: Line) -> dict[str, Any]:
        """One agency as parts/table.html takes it; each number opens as its rows."""
        agency, year = line.agency, self.view.year
        tracker = f"/{language()}/recommendations/?agency={agency.code}"
        whole = Period(date(year, 1, 1), date(year, 12, 31))
        own = sum(each.hearing.agency_id == agency.pk for each in line.put_off)
        said: list[dict[str, Any]] = [
            dict(words(agency)),
            self._last(line),
            self._ahead(line),
            self._counted(own, self._figure(POSTPONEMENTS, agency, whole)),
            self._counted(line.overdue, f"{tracker}&answer=overdue"),
            self._counted(line.promises, f"{tracker}&answer=promise"),
            {"text": self.hidden[agency.code]}
            if agency.code in self.hidden
            else self._counted(line.appeals, self._figure(APPEALS, agency, last_year(line.today))),
        ]
        columns = self.columns()
        cells = [{"column": column, **one} for column, one in zip(columns, said, strict=True)]
        return {"url": address(agency), "cells": cells}

    def _last(self, line: Line) -> dict[str, Any]:
        """When it was heard last, and how long it has not been."""
        if line.last is None:
            return {"text": _("never")}
        return {"text": _day(line.heard_on), "url": self.url(line.last), "second": _waited(line)}

    def _ahead(self, line: Line) -> dict[str, Any]:
        """When it is to be heard; of one put off, that no new day is known."""
        if not line.waiting:
            return {"text": ""}
        row = next((h for h in line.waiting if h.planned_on == line.planned_on), line.waiting[0])
        text = _day(line.planned_on) if line.planned_on else _("put off")
        return {"text": text, "url": self.url(row)}

    def _figure(self, code: str, agency: Organisation, period: Period) -> str:
        scope = Scope(self.council, period, None, {"agency": agency.code})
        return figure_url(code, scope, language())

    def _counted(self, many: int, url: str) -> dict[str, Any]:
        return {"text": number_format(many), "url": url} if many else {"text": ""}

    def _pager(self, total: int) -> dict[str, Any]:
        said = ngettext("%(total)s agency", "%(total)s agencies", total) % {"total": total}
        exports = [
            {"label": "Excel", "url": self.view.url(format="xlsx")},
            {"label": "CSV", "url": self.view.url(format="csv")},
        ]
        return {"words": said, "exports": exports if total else []}

    def export(self, form: str) -> HttpResponse:
        """The same table as a file."""
        head = [column["label"] for column in self.columns()]
        rows = (
            [str(cell.get("text") or "") for cell in self.row(line)["cells"]]
            for line in sorted(self.lines, key=lambda each: KINDS.index(each.agency.kind))
        )
        return hand_out(f"hearings-{self.view.year}", head, rows, form)


def _day(on: date | None) -> str:
    return str(date_format(on, "SHORT_DATE_FORMAT")) if on else ""


def _waited(line: Line) -> str:
    if line.days is None:
        return ""
    said = ngettext("%(days)s day", "%(days)s days", line.days)
    return said % {"days": number_format(line.days, force_grouping=True)}


def last_year(today: date) -> Period:
    """The twelve months until today."""
    return Period(months_before(today, 12), today)


@public
def plan(request: Any) -> HttpResponse:
    """All agencies for everyone to see; with `format` as a file."""
    view = View.of(f"/{language()}/hearings/plan/", request.GET)
    board = Board.of(request.council, view, office=False)
    if form := request.GET.get("format"):
        return board.export(form)
    return render(request, "hearings/plan.html", board.context())


urlpatterns: list[URLPattern] = [path("hearings/plan/", plan)]
