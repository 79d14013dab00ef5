"""The page of a figure: its value, its definition, how it divides, and the very rows."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kenes.core import clock
from kenes.core.door import may, public
from kenes.core.indicator import Indicator
from kenes.core.period import Period, Scope
from kenes.core.refused import Refused
from kenes.core.roles import Permission
from kenes.core.snapshot import snapshot
from kenes.core.text import capital, language
from kenes.portal.breakdown import breakdowns
from kenes.portal.counted import Counted
from kenes.portal.taking import hand_out
from kenes.report.answer import Answer, answer, answers
from kenes.report.catalogue import CATALOGUE, SLICES, figure
from kenes.report.figure_address import figure_url
from kenes.report.small import public_answers, why

# What a group of figures is called, by the first word of their codes.
HEADINGS = {
    "sittings": gettext_lazy("Sittings"),
    "council": gettext_lazy("The council"),
    "hearings": gettext_lazy("Reports of agencies"),
    "events": gettext_lazy("Events"),
    "control": gettext_lazy("Public control"),
    "acts": gettext_lazy("Draft acts"),
    "appeals": gettext_lazy("Appeals"),
    "recommendations": gettext_lazy("Recommendations"),
    "publications": gettext_lazy("Publications"),
    "surveys": gettext_lazy("Surveys"),
}


def last_three_years() -> Period:
    """The three whole years before this one."""
    year = clock.today().year - 1
    return Period(date(year - 2, 1, 1), date(year, 12, 31))


def scope_of(request: Any, indicator: Indicator) -> Scope:
    """The scope an address asks for; where it names no days, the last three whole years."""
    get = request.GET
    default = last_three_years()
    try:
        since = date.fromisoformat(get["from"]) if get.get("from") else default.since
        until = date.fromisoformat(get["until"]) if get.get("until") else default.until
        as_of = date.fromisoformat(get["as_of"]) if get.get("as_of") else None
    except ValueError:
        raise Refused(_("This is not a date."), field="from") from None
    codes = {dimension.code for dimension in indicator.dimensions}
    filters = {code: get[code] for code in codes if get.get(code)}
    return Scope(request.council, Period(since, until), as_of, filters)


@public
def figures(request: Any) -> HttpResponse:
    """All figures of the catalogue for one period, slice by slice."""
    period = scope_of(request, next(iter(CATALOGUE.values()))).period
    scope = Scope(request.council, period)
    found = {each.code: each for each in answers([(code, scope) for code in CATALOGUE])}
    groups = [
        {
            "title": HEADINGS[module.INDICATORS[0].code.partition(".")[0]],
            "figures": [large(found[indicator.code]) for indicator in module.INDICATORS],
        }
        for module in SLICES
    ]
    context = {"groups": groups, "period": period_form(request, scope, states=False)}
    return render(request, "figures/index.html", context)


@public
def one(request: Any, code: str) -> HttpResponse:
    """One figure, opened."""
    indicator = figure(code)
    scope = scope_of(request, indicator)
    own = may(request, Permission.OFFICE_ENTER)
    counted = Counted(indicator, scope, request)
    if form := request.GET.get("format"):
        return hand_out(code, counted.head(), counted.lines(), form)
    # One reading of the register: what it is divided into says what it is.
    with snapshot():
        divided = breakdowns(indicator, scope, own=own)
        [found] = [answer(code, scope)] if own else public_answers([(code, scope)])
    context = {
        "answer": found,
        "figure": large(found),
        "period": period_form(request, scope, states=indicator.state is not None),
        "period_words": period_words(scope, states=indicator.state is not None),
        "narrowed": _narrowed(indicator, scope, request),
        "definition": _definition(found),
        "breakdowns": [] if found.stated or found.hidden else divided,
        "small": why([found.hidden] if found.hidden else []),
        **counted.page(None if found.stated or found.hidden else found.value),
    }
    return render(request, "figures/one.html", context)


def large(found: Answer) -> dict[str, Any]:
    """A figure as parts/figure_large.html takes it."""
    return {
        "code": found.code,
        "value": found.hidden or number_format(found.value, force_grouping=True),
        "of": "" if found.of is None else number_format(found.of, force_grouping=True),
        "wording": found.wording,
        "url": figure_url(found.code, found.scope, language()),
        "stated": bool(found.stated),
        "source": found.stated,
    }


def period_words(scope: Scope, *, states: bool) -> str:
    """«1 January 2022 – 31 December 2024; states as of 31 December 2024»."""
    since, until = (
        date_format(on, "DATE_FORMAT") for on in (scope.period.since, scope.period.until)
    )
    said = f"{since} – {until}"
    if not states:
        return said
    return _("%(period)s; states as of %(day)s") % {
        "period": said,
        "day": date_format(scope.as_of, "DATE_FORMAT"),
    }


def period_form(request: Any, scope: Scope, *, states: bool) -> dict[str, Any]:
    """The choice of a period as parts/period.html takes it."""
    year = clock.today().year
    three = last_three_years()
    presets = [
        (_("Three years"), three),
        *((str(y), Period(date(y, 1, 1), date(y, 12, 31))) for y in (year - 3, year - 2, year - 1)),
        (_("This year"), Period(date(year, 1, 1), clock.today())),
    ]
    return {
        "action": request.path,
        "from": scope.period.since.isoformat(),
        "until": scope.period.until.isoformat(),
        "as_of": scope.as_of.isoformat() if states else "",
        "presets": [
            {
                "label": label,
                "url": f"?from={period.since}&until={period.until}",
                "current": period == scope.period,
            }
            for label, period in presets
        ],
    }


def _narrowed(indicator: Indicator, scope: Scope, request: Any) -> list[dict[str, str]]:
    found = []
    for code, key in scope.filters.items():
        dimension = indicator.dimension(code)
        label = dimension.labels(indicator.model, scope, [key]).get(key, key)
        rest = {k: v for k, v in scope.filters.items() if k != code}
        wide = Scope(scope.council, scope.period, scope.read_as_of, rest)
        found.append(
            {
                "label": capital(dimension.wording),
                "value": str(label),
                "remove_url": figure_url(indicator.code, wide, language()),
            }
        )
    return found


def _definition(found: Answer) -> dict[str, Any]:
    return {
        "text": found.definition,
        "facts": [
            {"name": _("Code"), "value": found.code},
            {"name": _("Declared in the source"), "value": found.indicator.declared_at},
        ],
    }


urlpatterns = [
    path("figures/", figures, name="figures"),
    path("figures/<str:code>/", one, name="figure"),
]
