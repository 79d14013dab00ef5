"""Three years of the council as one picture: every sitting, hearing and event is a mark."""

from datetime import date
from typing import Any

from django.utils.dates import MONTHS_3
from django.utils.formats import date_format
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kenes.core import clock
from kenes.core.period import Scope
from kenes.core.text import capital
from kenes.council.models import Body
from kenes.events.kinds import KINDS
from kenes.events.models import Event
from kenes.hearings.models import Hearing
from kenes.report.charts.chart import PHONE, WEB, Lane, Mark, Years, svg


def years(scope: Scope) -> dict[str, Any]:
    """The picture as parts/picture.html takes it, wide and for a phone, with its table twin."""
    language = (get_language() or "ru")[:2]
    lanes = [lane for lane in _lanes(scope, language) if lane.marks]
    chart = Years(
        lanes=lanes,
        since=scope.period.since,
        until=scope.period.until,
        months=[str(MONTHS_3[month]) for month in range(1, 13)],
        title=_("Three years as one picture"),
        lang=language,
        today=clock.today(),
        today_label=_("today"),
        empty=_("Nothing was held in these years yet."),
    )
    head, rows = chart.table()
    # The drawing escapes every word it is given, so its markup is our own.
    return {
        "title": chart.title,
        "wide": mark_safe(svg(chart, WEB, key="years")),
        "phone": mark_safe(svg(chart, PHONE, key="years-phone")),
        "columns": head,
        "rows": rows,
    }


def _lanes(scope: Scope, language: str) -> list[Lane]:
    """A lane for each kind of occasion; sittings by kind of body, reports of agencies apart."""
    period = (scope.period.since, scope.period.until)
    held = Event.objects.of(scope.council).live().filter(status="held", held_on__range=period)
    sittings = held.filter(kind="sitting").values_list(
        "sitting__body__kind", "held_on", "title_ru", "title_kk", "sitting__number"
    )
    by_body: dict[str, list[Mark]] = {}
    for kind, on, ru, kk, number in sittings:
        mark = _mark(on, ru, kk, f"/{language}/sittings/{number}/", language)
        by_body.setdefault(kind, []).append(mark)
    lanes = [
        Lane(
            label=capital(label),
            marks=by_body.get(kind, []),
            colour=1,
            url=f"/{language}/sittings/?kind={kind}",
        )
        for kind, label in Body.Kind.choices
    ]
    lanes.append(_reports(scope, language))
    return [*lanes, *_events(held, language)]


def _reports(scope: Scope, language: str) -> Lane:
    rows = Hearing.objects.of(scope.council).live().select_related("agency")
    heard = rows.filter(heard_on__range=(scope.period.since, scope.period.until))
    marks = [Mark(row.heard_on, row.title, row.get_absolute_url()) for row in heard if row.heard_on]
    return Lane(label=_("Reports of agencies"), marks=marks, colour=2, url=f"/{language}/hearings/")


def _events(held: Any, language: str) -> list[Lane]:
    """The other occasions, kind by kind, in the order of the kinds."""
    found: dict[str, list[Mark]] = {}
    values = held.exclude(kind="sitting").values_list(
        "kind",
        "held_on",
        "title_ru",
        "title_kk",
        "number",
        "public_hearing__number",
        "monitoring__number",
        "public_discussion__number",
    )
    for kind, on, ru, kk, number, hearing, monitoring, discussion in values:
        path = f"events/{number}"
        if hearing:
            path = f"control/hearings/{hearing}"
        if monitoring:
            path = f"control/monitorings/{monitoring}"
        if discussion:
            path = f"control/discussions/{discussion}"
        found.setdefault(kind, []).append(_mark(on, ru, kk, f"/{language}/{path}/", language))
    colours = {"public_hearing": 2, "monitoring": 5}
    return [
        Lane(
            label=str(kind.plural),
            marks=found.get(kind.code, []),
            colour=colours.get(kind.code, 3),
            url=f"/{language}/events/?kind={kind.code}",
        )
        for kind in KINDS.values()
        if kind.code != "sitting"
    ]


def _mark(on: date, ru: str, kk: str, url: str, language: str) -> Mark:
    title = (kk or ru) if language == "kk" else (ru or kk)
    return Mark(on, f"{date_format(on, 'SHORT_DATE_FORMAT')} {title}", url)
