"""Several figures opened together: every record once, with the lines in which it counts."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from kenes.core.period import Period, Scope
from kenes.core.refused import Refused
from kenes.report.catalogue import figure
from kenes.report.figure_address import figure_url
from kenes.report.note.facts import occasion
from kenes.report.note.phrases import period_bare
from kenes.report.numerals import number
from kenes.report.wording import Lang

if TYPE_CHECKING:
    from kenes.council.models import Council

# More lines than this are no page.
AT_MOST = 2000


def rows_together(council: "Council", asked: Mapping[str, str], lang: Lang) -> dict[str, Any]:
    """What the page shows. Refused when the address does not say figures and days."""
    codes = list(dict.fromkeys(asked.get("figures", "").split()))
    try:
        period = Period(date.fromisoformat(asked["from"]), date.fromisoformat(asked["until"]))
        as_of = date.fromisoformat(asked["as_of"]) if asked.get("as_of") else None
    except (KeyError, ValueError):
        raise Refused(_("This is not a date."), field="from") from None
    if len(codes) < 2:
        raise Refused(_("Name at least two figures."), field="figures")
    scope = Scope(council, period, as_of)
    lines: dict[Any, dict[str, Any]] = {}
    for code in codes:
        _take(lines, code, scope, one_register=_one_register(codes))
    rows = sorted(lines.values(), key=lambda line: (line["on"], line["number"]))
    return {
        "value": number(len(rows), lang),
        "period": period_bare(period, lang),
        "figures": [
            {"wording": str(figure(code).wording), "url": figure_url(code, scope, lang)}
            for code in codes
        ],
        "rows": rows[:AT_MOST],
        "more": max(len(rows) - AT_MOST, 0),
    }


def _one_register(codes: list[str]) -> bool:
    return len({figure(code).model for code in codes}) == 1


def _take(lines: dict[Any, dict[str, Any]], code: str, scope: Scope, *, one_register: bool) -> None:
    """Add the rows of one figure; one that stands there already gets one more line."""
    indicator = figure(code)
    key = "pk" if one_register else occasion(indicator.model)
    rows = indicator.rows(scope).filter(indicator.model.PUBLIC, indicator.model.OPENED)
    for row in rows.select_related(*indicator.model.TITLED_BY):
        line = lines.setdefault(
            getattr(row, key),
            {
                "number": row.reference,
                "on": row.counted,
                "title": row.title,
                "url": row.get_absolute_url(),
                "lines": [],
            },
        )
        line["lines"].append(str(indicator.wording))
