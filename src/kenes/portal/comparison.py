"""How agencies answer, compared fairly: with denominators and intervals, in alphabetical order."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.formats import date_format
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from kenes.core import clock
from kenes.core.door import public
from kenes.core.period import Period, Scope, span
from kenes.core.text import language
from kenes.portal.agencies import address, asked, statement_of
from kenes.portal.figures import last_three_years, period_form
from kenes.recommendations.comparison import Comparison, Line, compare
from kenes.report.charts.chart import PHONE, WEB, Interval, Intervals, svg
from kenes.report.numerals import number

DAY = timedelta(days=1)


@public
def comparison(request: Any) -> HttpResponse:
    """The share of points each agency answered in time, and what that does not say."""
    period = _period(request.GET)
    found = compare(request.council, period, clock.today())
    context = {
        "period": period_form(request, Scope(request.council, period), states=False),
        "period_words": " – ".join(
            date_format(on, "DATE_FORMAT") for on in (period.since, period.until)
        ),
        "comparison": found,
        "picture": _picture(found, period) if found.lines else None,
        "columns": _columns(),
        "rows": [_row(line, period) for line in found.lines],
        "few": [_row(line, period) for line in found.few],
        "statements": _statements(found),
    }
    return render(request, "agencies/comparison.html", context)


def _period(get: Any) -> Period:
    """The days asked for, at most until yesterday; without a wish the last three whole years."""
    if not (get.get("from") or get.get("until")):
        return last_three_years()
    wished = span(get.get("from"), get.get("until"))
    yesterday = clock.today() - DAY
    until = max(wished.since, min(wished.until, yesterday))
    return Period(max(wished.since, date(1990, 1, 1)), until)


def _picture(found: Comparison, period: Period) -> dict[str, Any]:
    chart = Intervals(
        title=_("Points answered in time, with an interval of 95 %"),
        lang=language(),
        unit=_("answered in time, % · of how many points"),
        heading=_("Agency"),
        of=_("points due"),
        between=_("interval of 95 %"),
        rows=[
            Interval(line.agency.title, line.share, *line.interval, line.due, address(line.agency))
            for line in found.lines
        ],
    )
    # The drawing escapes every word it is given, so its markup is our own.
    drawn = mark_safe(svg(chart, WEB) + svg(chart, PHONE))
    return {"svg": drawn, "title": chart.title}


def _columns() -> list[dict[str, str]]:
    named = (
        (_("Agency"), "text"),
        (_("In time"), "number"),
        (_("interval of 95 %"), "number"),
        (_("Points due"), "number"),
        (_("Late"), "number"),
        (_("Not answered"), "number"),
        (_("Median days to the answer"), "number"),
    )
    return [{"label": label, "kind": kind} for label, kind in named]


def _row(line: Line, period: Period) -> dict[str, Any]:
    """One agency as parts/table.html takes it; each number opens as its points."""
    here: Any = language()
    low, high = (number(round(100 * each), here) for each in line.interval)
    days = "" if line.median_days is None else number(round(line.median_days, 1), here)
    counted = (
        (line.due, ""),
        (line.late, "late"),
        (line.unanswered, "none"),
    )
    due, late, none = (
        {"text": number(value, here), "url": asked(line.agency, period, **_answer(answer))}
        for value, answer in counted
    )
    share = f"{number(round(100 * line.share), here)} %"
    in_time = {"text": share, "url": asked(line.agency, period, answer="in_time")}
    cells = [
        {"text": line.agency.title},
        {**in_time, "second": _("%(hits)s of %(of)s") % {"hits": line.in_time, "of": line.due}},
        {"text": f"{low}–{high} %"},
        due,
        late,
        none,
        {"text": days},
    ]
    columns = _columns()
    return {
        "url": address(line.agency),
        "cells": [{"column": column, **cell} for column, cell in zip(columns, cells, strict=True)],
    }


def _answer(code: str) -> dict[str, str]:
    return {"answer": code} if code else {}


def _statements(found: Comparison) -> Sequence[dict[str, Any]]:
    """What the agencies themselves say of these figures."""
    said = [
        {"agency": line.agency, "url": address(line.agency), "statement": statement_of(line.agency)}
        for line in (*found.lines, *found.few)
    ]
    return [each for each in said if each["statement"]]


urlpatterns = [path("agencies/comparison/", comparison, name="comparison")]
