"""A figure divided by each of its dimensions, as bars and numbers in one table."""

from typing import Any

from django.utils.formats import number_format
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kenes.core.dimension import Dimension, Month, Part
from kenes.core.indicator import Indicator
from kenes.core.period import Scope
from kenes.portal.addresses import figure_address
from kenes.report.chart import Column, Columns, svg
from kenes.report.numerals import percents

# A longer breakdown is folded under a line that opens.
SHOWN = 8


def breakdowns(indicator: Indicator, scope: Scope) -> list[dict[str, Any]]:
    """The breakdowns of a figure, those alone in which there is something to divide."""
    found = []
    for dimension in indicator.dimensions:
        if dimension.code in scope.filters:
            continue
        parts = indicator.breakdown(scope, dimension.code)
        if len(parts) > 1:
            found.append(_breakdown(indicator, scope, dimension, parts))
    return found


def _breakdown(
    indicator: Indicator, scope: Scope, dimension: Dimension, parts: list[Part]
) -> dict[str, Any]:
    months = isinstance(dimension, Month)
    if not months:
        parts = sorted(parts, key=lambda part: -part.value)
    most = max(part.value for part in parts)
    shares = percents([part.value for part in parts])
    rows = [
        {
            "label": part.label,
            "value": number_format(part.value, force_grouping=True),
            "value_url": _url(indicator, scope, dimension, part),
            "percent": round(100 * part.value / most, 2),
            "share": "" if dimension.overlapping else f"{share} %",
            "colour": 1,
        }
        for part, share in zip(parts, shares, strict=True)
    ]
    said = {
        "code": dimension.code,
        "caption": str(dimension.wording).capitalize(),
        "part_label": str(dimension.wording).capitalize(),
        "rows": rows[:SHOWN],
        "rest": rows[SHOWN:],
        "overlapping": _("One record may fall into several parts.")
        if dimension.overlapping
        else "",
    }
    if months:
        said["svg"] = _columns(indicator, parts, str(dimension.wording))
    return said


def _url(indicator: Indicator, scope: Scope, dimension: Dimension, part: Part) -> str:
    if not part.key:
        return ""
    filters = dict(scope.filters) | {dimension.code: part.key}
    return figure_address(
        indicator.code, Scope(scope.council, scope.period, scope.read_as_of, filters)
    )


def _columns(indicator: Indicator, parts: list[Part], wording: str) -> str:
    series = str(indicator.wording)
    columns = [
        Column(part.key[5:], {series: part.value}, group=part.key[:4]) for part in parts if part.key
    ]
    chart = Columns(
        columns=columns,
        series=[series],
        title=f"{series.capitalize()}, {wording}",
        lang=(get_language() or "ru")[:2],
    )
    # The drawing escapes every word it is given, so its markup is our own.
    return mark_safe(svg(chart))
