"""Figures, and figures divided, told by runs of an index where it holds all they ask (runs.py)."""

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from kenes.core.dimension import Choice, Dimension, Month, Related, StateAsOf
from kenes.core.measure import Count, Median, Percentile
from kenes.core.period import Scope
from kenes.core.reading import Asked, Reading
from kenes.core.tally import STATE, Table, tallied, ways

if TYPE_CHECKING:
    from kenes.core.indicator import Indicator

# What a reading says by itself; all else a figure asks of its rows besides.
_READ = {"council", "struck", "since", "until", "state"}
# A figure, of what, and by which dimension; without one it is wanted as a whole.
Part = tuple["Indicator", Scope, Dimension | None]


def fits(indicator: "Indicator", scope: Scope, by: Dimension | None = None) -> bool:
    """Whether runs of an index may tell the figure, so divided."""
    day, measure, state = indicator.counted_on, indicator.measure, indicator.state
    if not day or indicator.without or scope.filters or (state and state.at):
        return False
    if type(measure) not in {Count, Median, Percentile}:
        return False
    if by is None:
        return bool(ways(indicator.model, day))
    own = {
        Choice: "__" not in by.path,
        Related: "__" not in by.path,
        Month: by.path == day,
        StateAsOf: by.path == STATE,
    }
    return own.get(type(by), False) and bool(ways(indicator.model, day))


def told(
    wanted: Mapping[int, Part], codes: Mapping[int, Mapping[Any, str]]
) -> dict[int, Mapping[str, int]]:
    """The parts, by their keys, of the figures that runs of an index tell; one that is whole has
    the key "". Those that they do not tell are left out.

    `codes` are those of the directory that a dimension leads to, by the keys of its rows.
    """
    alike: dict[Any, dict[int, Part]] = defaultdict(dict)
    for at, (indicator, scope, by) in wanted.items():
        if fits(indicator, scope, by):
            read = (scope.council.pk, indicator.counted_on, scope.period, scope.as_of)
            alike[indicator.model, *read][at] = indicator, scope, by
    found: dict[int, Mapping[str, int]] = {}
    for members in alike.values():
        found |= _told(members, codes)
    return found


def _told(
    wanted: Mapping[int, Part], codes: Mapping[int, Mapping[Any, str]]
) -> dict[int, Mapping[str, int]]:
    """All figures are of one register and one scope."""
    [(first, scope, _by), *_others] = wanted.values()
    figures = {id(indicator): indicator for indicator, _scope, _by in wanted.values()}
    rows = {key: _asked(indicator, scope) for key, indicator in figures.items()}
    # What asks other rows is left to others, and holds up nobody.
    asked = [each for each in dict.fromkeys(rows.values()) if each.fields is not None]
    if not asked:
        return {}
    read = Reading(first.model, scope.council, first.counted_on, scope.period, scope.as_of)
    fields = {by.path if by else STATE for _figure, _scope, by in wanted.values()}
    tables = tallied(read, fields, asked)
    found = {}
    for at, (indicator, _scope, by) in wanted.items():
        field = by.path if by else STATE
        if field in tables and rows[id(indicator)] in asked:
            column = asked.index(rows[id(indicator)])
            found[at] = _sizes(indicator, by, tables[field][column], codes.get(at))
    return found


def _asked(indicator: "Indicator", scope: Scope) -> Asked:
    own = [clause for name, clause in indicator.clauses(scope).items() if name not in _READ]
    measure = indicator.measure
    return Asked(Q(*own), measure.field if isinstance(measure, Median) else "")


def _sizes(
    indicator: "Indicator",
    by: Dimension | None,
    table: Table,
    codes: Mapping[Any, str] | None,
) -> Mapping[str, int]:
    """The parts that hold rows."""
    parts: dict[str, dict[int, int]] = defaultdict(dict)
    for (value, stood, weight), many in table.items():
        if indicator.state is None or indicator.state.counts(stood):
            found = stood if isinstance(by, StateAsOf) else value
            if codes is not None and found is not None:
                found = codes[found]
            own = parts[by.key(found) if by else ""]
            own[weight] = own.get(weight, 0) + many
    measure = indicator.measure
    made = measure.of_many if isinstance(measure, Median) else lambda rows: sum(rows.values())
    return {key: made(rows) for key, rows in parts.items() if sum(rows.values())}
