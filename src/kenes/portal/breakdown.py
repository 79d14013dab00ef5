"""A figure divided by each of its dimensions, as bars and numbers in one table."""

from collections.abc import Mapping
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
from kenes.portal.blank import Blank
from kenes.report.charts.chart import Column, Columns, svg
from kenes.report.cube import Wanted
from kenes.report.figure_address import figure_url
from kenes.report.numerals import number, percents
from kenes.report.small import Divided, told, why

# A longer breakdown is folded under a line that opens.
SHOWN = 8


def breakdowns(indicator: Indicator, scope: Scope, *, own: bool) -> list[dict[str, Any]]:
    """The breakdowns of a figure, those alone in which there is something to divide.

    The council's `own` people read every number of them.
    """
    left = [each for each in indicator.dimensions if each.code not in scope.filters]
    sizes = told([Wanted(indicator, scope, dimension) for dimension in left], own=own)
    return [
        _breakdown(indicator, scope, dimension, found)
        for dimension, found in zip(left, sizes, strict=True)
        if len(found.keys) > 1
    ]


def _breakdown(
    indicator: Indicator, scope: Scope, dimension: Dimension, found: Divided
) -> dict[str, Any]:
    months = isinstance(dimension, Month)
    parts = indicator.parts(scope, dimension, found.sizes, also=found.hidden)
    if not isinstance(dimension, Month | Year):
        parts = sorted(parts, key=lambda part: (part.key in found.hidden, -part.value))
    most = max(part.value for part in parts) or 1
    language = (get_language() or "ru")[:2]
    # What the hidden parts make together is a share as well, though of none of them.
    shares = percents([*(part.value for part in parts), found.rest])
    rows = [
        Blank(
            label=part.label,
            value=number_format(part.value, force_grouping=True),
            value_url=_url(indicator, scope, dimension, part),
            percent=round(100 * part.value / most, 2),
            share="" if dimension.overlapping else f"{number(share, language, 1)} %",
            colour=1,
        )
        if part.key not in found.hidden
        else Blank(label=part.label, value=found.hidden[part.key], percent=0)
        for part, share in zip(parts, shares[:-1], strict=True)
    ]
    said = Blank(
        code=dimension.code,
        caption=capital(dimension.wording),
        part_label=capital(dimension.wording),
        rows=rows[:SHOWN],
        rest=rows[SHOWN:],
        overlapping=_apart(indicator, dimension),
        small=why(found.hidden.values()),
    )
    if months:
        said["svg"] = _columns(indicator, parts, str(dimension.wording), found.hidden)
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


def _columns(
    indicator: Indicator, parts: list[Part], wording: str, hidden: Mapping[str, str]
) -> str:
    series = str(indicator.wording)
    columns = [
        Column(
            part.key[5:],
            {series: part.value},
            group=part.key[:4],
            hidden={series: hidden[part.key]} if part.key in hidden else {},
        )
        for part in parts
        if part.key
    ]
    chart = Columns(
        columns=columns,
        series=[series],
        title=f"{capital(series)}, {wording}",
        lang=(get_language() or "ru")[:2],
    )
    # The drawing escapes every word it is given, so its markup is our own.
    return mark_safe(svg(chart))
