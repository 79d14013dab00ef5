"""A figure divided by each of its dimensions, as bars and numbers in one table."""

from typing import Any

from django.utils.formats import number_format
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kenes.core.dimension import Dimension, Month, Part, Year
from kenes.core.indicator import Indicator
from kenes.core.measure import Median, Percentile
from kenes.core.period import Scope
from kenes.core.text import capital
from kenes.report.charts.chart import Column, Columns, svg
from kenes.report.cube import Wanted, divided
from kenes.report.figure_address import figure_url
from kenes.report.numerals import number, percents

# A longer breakdown is folded under a line that opens.
SHOWN = 8


def breakdowns(indicator: Indicator, scope: Scope) -> list[dict[str, Any]]:
    """The breakdowns of a figure, those alone in which there is something to divide."""
    left = [each for each in indicator.dimensions if each.code not in scope.filters]
    sizes = divided([Wanted(indicator, scope, dimension) for dimension in left])
    return [
        _breakdown(indicator, scope, dimension, indicator.parts(scope, dimension, found))
        for dimension, found in zip(left, sizes, strict=True)
        if len(found) > 1
    ]


def _breakdown(
    indicator: Indicator, scope: Scope, dimension: Dimension, parts: list[Part]
) -> dict[str, Any]:
    months = isinstance(dimension, Month)
    if not isinstance(dimension, Month | Year):
        parts = sorted(parts, key=lambda part: -part.value)
    most = max(part.value for part in parts) or 1
    language = (get_language() or "ru")[:2]
    shares = percents([part.value for part in parts])
    rows = [
        {
            "label": part.label,
            "value": number_format(part.value, force_grouping=True),
            "value_url": _url(indicator, scope, dimension, part),
            "percent": round(100 * part.value / most, 2),
            "share": "" if dimension.overlapping else f"{number(share, language, 1)} %",
            "colour": 1,
        }
        for part, share in zip(parts, shares, strict=True)
    ]
    said = {
        "code": dimension.code,
        "caption": capital(dimension.wording),
        "part_label": capital(dimension.wording),
        "rows": rows[:SHOWN],
        "rest": rows[SHOWN:],
        "overlapping": _apart(indicator, dimension),
    }
    if months:
        said["svg"] = _columns(indicator, parts, str(dimension.wording))
    return said


def _apart(indicator: Indicator, dimension: Dimension) -> str:
    """Why the parts do not sum to the whole; empty where they do."""
    if isinstance(indicator.measure, Percentile):
        return _("Percentiles of parts do not sum to that of the whole.")
    if isinstance(indicator.measure, Median):
        return _("Medians of parts do not sum to the median of the whole.")
    return _("One record may fall into several parts.") if dimension.overlapping else ""


def _url(indicator: Indicator, scope: Scope, dimension: Dimension, part: Part) -> str:
    if not part.key:
        return ""
    filters = dict(scope.filters) | {dimension.code: part.key}
    narrowed = Scope(scope.council, scope.period, scope.read_as_of, filters)
    return figure_url(indicator.code, narrowed, get_language() or "ru")


def _columns(indicator: Indicator, parts: list[Part], wording: str) -> str:
    series = str(indicator.wording)
    columns = [
        Column(part.key[5:], {series: part.value}, group=part.key[:4]) for part in parts if part.key
    ]
    chart = Columns(
        columns=columns,
        series=[series],
        title=f"{capital(series)}, {wording}",
        lang=(get_language() or "ru")[:2],
    )
    # The drawing escapes every word it is given, so its markup is our own.
    return mark_safe(svg(chart))
