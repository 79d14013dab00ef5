"""Figures divided by what the indexes of their register hold side by side (core/runs.py)."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from kenes.core.dimension import Choice, Month, Related, StateAsOf
from kenes.core.measure import Count, Median, Percentile
from kenes.core.runs import Asked, Reading, Weights
from kenes.core.tally import STATE, Table, tallied, ways

if TYPE_CHECKING:
    from kenes.report.cube import Sizes, Wanted

# What a reading says by itself; all else a figure asks of its rows besides.
_READ = {"council", "struck", "since", "until", "state"}


def fits(wanted: "Wanted") -> bool:
    """Whether some index may hold the rows of the figure so divided side by side."""
    indicator, by = wanted.indicator, wanted.by
    day = indicator.counted_on
    if not day or indicator.without or wanted.scope.filters:
        return False
    if type(indicator.measure) not in {Count, Median, Percentile}:
        return False
    if indicator.state and indicator.state.at:
        return False
    own = {
        Choice: "__" not in by.path,
        Related: "__" not in by.path,
        Month: by.path == day,
        StateAsOf: not by.path,
    }
    return own.get(type(by), False) and bool(ways(indicator.model, day))


def by_runs(
    wanted: Mapping[int, "Wanted"], codes: Mapping[str, Mapping[Any, str]]
) -> "dict[int, Sizes]":
    """The parts of those figures that runs of an index tell; the others are left out."""
    alike: dict[Any, dict[int, Wanted]] = defaultdict(dict)
    for at, each in wanted.items():
        scope, indicator = each.scope, each.indicator
        read = (scope.council.pk, indicator.counted_on, scope.period, scope.as_of)
        alike[indicator.model, *read][at] = each
    found: dict[int, Sizes] = {}
    for members in alike.values():
        found |= _divided(members, codes)
    return found


def _divided(
    wanted: Mapping[int, "Wanted"], codes: Mapping[str, Mapping[Any, str]]
) -> "dict[int, Sizes]":
    """All figures are of one register and one scope."""
    [first, *_others] = wanted.values()
    scope, indicator = first.scope, first.indicator
    asked = {id(each.indicator): each for each in wanted.values()}
    rows = {key: _asked(each) for key, each in asked.items()}
    columns = list(dict.fromkeys(rows.values()))
    read = Reading(indicator.model, scope.council, indicator.counted_on, scope.period, scope.as_of)
    tables = tallied(read, {each.by.path for each in wanted.values()}, columns)
    return {
        at: _sizes(each, tables[each.by.path], columns.index(rows[id(each.indicator)]), codes)
        for at, each in wanted.items()
        if each.by.path in tables
    }


def _asked(wanted: "Wanted") -> Asked:
    clauses = wanted.indicator.clauses(wanted.scope)
    own = Q(*(clause for name, clause in clauses.items() if name not in _READ))
    measure = wanted.indicator.measure
    return Asked(own, measure.field if isinstance(measure, Median) else "")


def _sizes(
    wanted: "Wanted", table: Table, column: int, codes: Mapping[str, Mapping[Any, str]]
) -> "Sizes":
    """The parts of a figure by their keys; parts without rows are left out."""
    by, state = wanted.by, wanted.indicator.state
    own = codes.get(wanted.column)
    parts: dict[str, Weights] = defaultdict(Counter)
    for (value, stood), sizes in table.items():
        if state is None or state.counts(stood):
            found = stood if by.path == STATE else value
            parts[by.key(own[found] if own and found is not None else found)] += sizes[column]
    measure = wanted.indicator.measure
    made = measure.of_many if isinstance(measure, Median) else Counter.total
    return {key: made(rows) for key, rows in parts.items() if rows.total()}
