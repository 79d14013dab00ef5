"""The calendar as a map: the districts as equal tiles, with what each had and will have."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.dates import MONTHS
from django.utils.formats import number_format
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from kenes.core import clock
from kenes.core.door import public
from kenes.core.period import last_of_month
from kenes.core.text import capital, language
from kenes.events.models import Event
from kenes.organs.models import District
from kenes.portal.calendar import (
    CITYWIDE,
    FIRST_YEAR,
    LAST_YEAR,
    Asked,
    as_list,
    filters,
    public_events,
)
from kenes.portal.district_map import NARROW, WIDE, places, sentence, shown
from kenes.report.charts.chart import PHONE, WEB, Tile, Tiles, svg

S = Event.Status
HELD, AHEAD, GONE_BY, OFF = "held", "ahead", "gone_by", "off"


@dataclass(frozen=True)
class Span:
    """The month or the year that is looked at."""

    since: date
    until: date
    month: bool

    @classmethod
    def of(cls, get: Any, asked: Asked) -> "Span":
        """A month where the address names one, else a year; 404 for one that cannot be."""
        if get.get("month"):
            return cls(asked.month, last_of_month(asked.month), True)
        said = get.get("year", "") or str(clock.today().year)
        if not said.isdecimal() or not FIRST_YEAR <= int(said) <= LAST_YEAR:
            raise Http404
        return cls(date(int(said), 1, 1), date(int(said), 12, 31), False)

    @property
    def address(self) -> dict[str, str]:
        """How an address names it."""
        if self.month:
            return {"month": self.since.isoformat()[:7]}
        return {"year": str(self.since.year)}

    @property
    def words(self) -> str:
        """How people call it."""
        year = str(self.since.year)
        return f"{capital(MONTHS[self.since.month])} {year}" if self.month else year

    def beside(self, by: int) -> dict[str, str]:
        """The address of the one before or after."""
        if not self.month:
            return {"year": str(self.since.year + by)}
        at = self.since.year * 12 + self.since.month - 1 + by
        return {"month": f"{at // 12}-{at % 12 + 1:02}"}


@public
def districts(request: Any) -> HttpResponse:
    """The districts over a month or a year; one of them, once chosen, with the list of its days."""
    asked = Asked.of(request.GET)
    span = Span.of(request.GET, asked)
    everywhere = replace(asked, district="")
    rows = public_events(request.council).filter(held_on__range=(span.since, span.until))
    counted = _counted(rows.filter(everywhere.condition()))
    # The last tile is of what belongs to no district: to the whole city.
    tiles = [*shown(request.council.pk, counted), None]
    lines = [_line(span, asked, row, counted) for row in tiles]
    chosen = next((line for line in lines if line["code"] == asked.district), None)
    if asked.district and chosen is None:
        raise Http404
    found = rows.filter(asked.condition()).order_by("held_on", "starts_at", "pk")
    context = {
        "title": _("By district: %s") % span.words,
        "span": span,
        "lines": lines,
        "columns": _columns(lines),
        "rows": _rows(lines),
        "picture": _picture(span, lines),
        "chosen": chosen,
        "list": as_list(found) if chosen else [],
        "filters": [each for each in filters(request.council, asked) if each["name"] != "district"],
        **_ways(span, asked),
    }
    return render(request, "calendar/map.html", context)


def _counted(rows: Any) -> Mapping[Any, Counter[str]]:
    """The occasions of each district by how they stand; under None those of the whole city."""
    today = clock.today()
    found: dict[Any, Counter[str]] = {}
    for district, status, on in rows.values_list("district_id", "status", "held_on"):
        stands = HELD if status == S.HELD else OFF
        if status in (S.PLANNED, S.ADJOURNED):
            stands = AHEAD if on >= today else GONE_BY
        found.setdefault(district, Counter())[stands] += 1
    return found


def _line(
    span: Span, asked: Asked, row: District | None, counted: Mapping[Any, Counter[str]]
) -> dict[str, Any]:
    stands: Counter[str] = counted.get(row and row.pk, Counter())
    code = row.code if row else CITYWIDE
    here = {**span.address, **asked.narrowed, "district": code}
    return {
        "row": row,
        "code": code,
        "label": row.title if row else capital(_("the whole city")),
        "stands": stands,
        "total": stands[HELD] + stands[AHEAD],
        "url": f"/{language()}/calendar/map/?{urlencode(here)}#list",
        "file": asked.file_url(district=code),
    }


def _picture(span: Span, lines: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The tiles, as the districts lie."""
    return {
        "title": _("By district: %s") % span.words,
        "told": sentence([line["row"] for line in lines]),
        # The drawing escapes every word it is given, so its markup is our own.
        "wide": mark_safe(svg(_tiles(span, lines, WIDE), WEB, key="map")),
        "phone": mark_safe(svg(_tiles(span, lines, NARROW), PHONE, key="map-phone")),
    }


def _tiles(span: Span, lines: Sequence[dict[str, Any]], in_row: int) -> Tiles:
    tiles = [
        Tile(
            line["label"],
            line["total"],
            *at,
            line["url"],
            (line["stands"][HELD], line["stands"][AHEAD]),
        )
        for line, at in zip(lines, places([line["row"] for line in lines], in_row), strict=True)
    ]
    return Tiles(
        tiles=tiles,
        parts=(_("was"), _("will be")),
        title=_("By district: %s") % span.words,
        heading=_("District"),
        lang=language(),
        empty=_("Nothing in this time."),
    )


def _columns(lines: Sequence[dict[str, Any]]) -> list[dict[str, str]]:
    """The heads of the table; that of days gone by stands only where there are such."""
    said = [{"label": _("District"), "kind": "text"}]
    said += [{"label": label, "kind": "number"} for _code, label in _shown(lines)]
    return [*said, {"label": _("In your own calendar"), "kind": "text"}]


def _shown(lines: Sequence[dict[str, Any]]) -> list[tuple[str, str]]:
    said = [(HELD, _("Held")), (AHEAD, _("Ahead")), (OFF, _("Did not take place"))]
    if any(line["stands"][GONE_BY] for line in lines):
        said.append((GONE_BY, _("Their day went by")))
    return said


def _rows(lines: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The twin of the tiles, for parts/table.html."""
    columns, shown = _columns(lines), _shown(lines)
    made = []
    for line in lines:
        # What came to nothing is told where there is such; else a phone would show mostly noughts.
        numbers = [
            number_format(line["stands"][code], force_grouping=True)
            if line["stands"][code] or code in (HELD, AHEAD)
            else ""
            for code, _label in shown
        ]
        file = {"text": _("Subscribe"), "url": line["file"]}
        said = [{"text": line["label"]}, *({"text": number} for number in numbers), file]
        cells = [{"column": c, **each} for c, each in zip(columns, said, strict=True)]
        made.append({"url": line["url"], "cells": cells})
    return made


def _ways(span: Span, asked: Asked) -> dict[str, str]:
    """The ways from here: the span before and after, the month and the year as they are."""
    kept = {"district": asked.district} if asked.district else {}
    year = str(span.since.year)
    month = asked.month.isoformat()[:7] if span.month else clock.today().isoformat()[:7]
    return {
        "before": asked.map_url(**span.beside(-1), **kept),
        "after": asked.map_url(**span.beside(1), **kept),
        "other": asked.map_url(**({"year": year} if span.month else {"month": month}), **kept),
        "other_label": _("The whole year") if span.month else _("This month"),
        "calendar_url": asked.url() if span.month else asked.year_url(span.since.year),
        "all_url": asked.map_url(**span.address),
    }


urlpatterns = [path("calendar/map/", districts, name="calendar-map")]
