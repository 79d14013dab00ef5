"""Figures divided by dimensions, all those of one register in one scan of it.

A note over a million appeals shows them by topic and by district, in five columns each: that is
one GROUP BY over topic, district and state, from whose small answer every table is added up.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Model, Q, Sum, Value

from kenes.core import indicator as measures
from kenes.core.dimension import Dimension, Many, Month, Related, field_at
from kenes.core.flow import halves
from kenes.core.indicator import Indicator
from kenes.core.period import Scope
from kenes.core.row import Row

Sizes = Mapping[str, int]


@dataclass(frozen=True, eq=False)
class Wanted:
    """One figure to be divided by one of its dimensions."""

    indicator: Indicator
    scope: Scope
    by: Dimension

    @property
    def simple(self) -> bool:
        """Whether it can be added up from smaller groups."""
        partition = not self.by.overlapping and not isinstance(self.by, Many)
        return partition and not isinstance(self.indicator.measure, measures.Distinct)


def divided(wanted: Sequence[Wanted]) -> list[Sizes]:
    """The parts of each figure asked for, by key; empty parts are left out."""
    found: dict[int, Sizes] = {}
    shared: dict[type[Row], list[int]] = defaultdict(list)
    for at, each in enumerate(wanted):
        if each.simple:
            shared[each.indicator.model].append(at)
        else:
            parts = each.indicator.breakdown(each.scope, each.by.code)
            found[at] = {part.key: part.value for part in parts}
    for model, places in shared.items():
        found |= _scan(model, {at: wanted[at] for at in places})
    return [found[at] for at in range(len(wanted))]


def _scan(model: type[Row], wanted: Mapping[int, Wanted]) -> dict[int, Sizes]:
    """One SELECT over a register, grouped by every dimension that any figure is divided by."""
    dimensions = {_column(each.by): each for each in wanted.values()}
    names = {column: f"part_{at}" for at, column in enumerate(dimensions)}
    expressions = {
        names[column]: _expression(each.by, each.scope) for column, each in dimensions.items()
    }
    demanded = {at: each.indicator.clauses(each.scope) for at, each in wanted.items()}
    reading = _shared_state(list(wanted.values()))
    for clauses in demanded.values() if reading else ():
        clauses.pop("state", None)
    common = _common(list(demanded.values()))
    # Grouped by state, days are no reason to leave the index that is in the order of states.
    apart = [common.pop(name) for name in ("since", "until") if reading and name in common]
    rows: Any = model.objects.filter(*common.values()).order_by().annotate(**expressions)
    grouped = [*expressions, "stood"] if reading else [*expressions]
    groups: list[Mapping[str, Any]] = []
    for part, still in halves(rows, *reading, within=Q(*apart)) if reading else [(rows, Q())]:
        sizes = {
            at: _total(wanted[at].indicator, clauses, common, still)
            for at, clauses in demanded.items()
        }
        columns = {size: f"size_{n}" for n, size in enumerate(dict.fromkeys(sizes.values()))}
        found = part.values(*grouped).annotate(**{name: size for size, name in columns.items()})
        groups += (
            group | {f"of_{at}": group[columns[size]] for at, size in sizes.items()}
            for group in found
        )
    return {
        at: _added(_standing(groups, each), names[_column(each.by)], f"of_{at}", each)
        for at, each in wanted.items()
    }


def _shared_state(wanted: Sequence[Wanted]) -> Any:
    """The state to group by, when figures differ by it and all read it on one day.

    It is then worked out once for each row, not once for each figure.
    """
    read = {(each.indicator.state.at, each.scope.as_of) for each in wanted if each.indicator.state}
    if len(read) != 1 or any("state" in each.indicator.without for each in wanted):
        return None
    path, day = read.pop()
    return day, path


def _standing(groups: Sequence[Mapping[str, Any]], each: Wanted) -> list[Mapping[str, Any]]:
    """The groups whose state the figure counts."""
    state = each.indicator.state
    if state is None or not groups or "stood" not in groups[0]:
        return list(groups)
    return [
        group
        for group in groups
        if group["stood"] is not None and (group["stood"] in state.among) != state.but
    ]


def _column(by: Dimension) -> str:
    """What tells one column of the grouping from another."""
    return f"{type(by).__name__}:{by.path}"


def _expression(by: Dimension, scope: Scope) -> Any:
    """What to group by; a directory's row by its key, which needs no join."""
    return F(by.path) if isinstance(by, Related) else by.expression(scope)


def _common(demanded: Sequence[Mapping[str, Q]]) -> dict[str, Q]:
    """The clauses that every figure shares; they go into WHERE."""
    first = demanded[0]
    return {name: q for name, q in first.items() if all(each.get(name) == q for each in demanded)}


def _total(
    indicator: Indicator, clauses: Mapping[str, Q], common: Mapping[str, Q], still: Q
) -> Any:
    own = [q for name, q in clauses.items() if name not in common]
    condition = Q(*own) & still or None
    if isinstance(indicator.measure, measures.Sum):
        return Sum(indicator.measure.field, filter=condition)
    return Count(Value(1), filter=condition)


def _added(
    groups: Iterable[Mapping[str, Any]], column: str, size: str, each: Wanted
) -> dict[str, int]:
    """Add the groups up to the parts of one dimension, told by their keys."""
    sizes: dict[Any, int] = defaultdict(int)
    for group in groups:
        sizes[group[column]] += group[size] or 0
    codes = _codes(each, [key for key in sizes if key is not None])
    return {_key(each.by, key, codes): value for key, value in sizes.items() if value}


def _codes(each: Wanted, keys: Sequence[Any]) -> Mapping[Any, str]:
    """The codes of the directory's rows that a dimension leads to."""
    if not isinstance(each.by, Related):
        return {}
    directory: type[Model] = field_at(each.indicator.model, each.by.path).related_model
    rows = directory._default_manager.filter(pk__in=keys)
    return dict(rows.values_list("pk", "code"))


def _key(by: Dimension, key: Any, codes: Mapping[Any, str]) -> str:
    if key is None:
        return ""
    if isinstance(by, Month):
        return f"{key:%Y-%m}"
    return codes[key] if isinstance(by, Related) else str(key)
