"""Figures divided by dimensions, all those of one register in few scans of it.

What runs of an index tell (core/by_runs.py) needs no scan. All else is grouped: figures of one
register by several dimensions at once, from whose small answer every table is added up.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kenes.core.action import looking
from kenes.core.by_runs import fits, told
from kenes.core.dimension import Dimension, Many, Related, StateAsOf
from kenes.core.indicator import Indicator, State, common_clauses, shares, total
from kenes.core.measure import Distinct, Median
from kenes.core.period import Scope
from kenes.core.reading import held
from kenes.core.row import Row, live

Sizes = Mapping[str, int]
# Beyond so many possible groups a grouping may be as long as the register itself.
GROUPS_AT_MOST = 1_000_000


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
        return partition and not isinstance(self.indicator.measure, Distinct | Median)

    @property
    def by_runs(self) -> bool:
        """Whether runs of an index may tell it, without any grouping."""
        return fits(self.indicator, self.scope, self.by)

    @property
    def column(self) -> str:
        """What tells one column of a grouping from another; a state is read as of a day."""
        day = self.scope.as_of if isinstance(self.by, StateAsOf) else ""
        return f"{type(self.by).__name__}:{self.by.path}:{day}"

    @property
    def fields(self) -> set[str]:
        """The fields of the register that every row of it is asked for."""
        counted = self.indicator.counted_on
        days = {counted} if counted else {"since_on", "ended_on"}
        flows = [self.indicator.state.at] if self.indicator.state else []
        flows += [self.by.path] if isinstance(self.by, StateAsOf) else []
        states = {f"{path}{name}" for path in flows for name in ("status", "status_on")}
        own = set() if isinstance(self.by, StateAsOf) else {self.by.path}
        return {"council", "struck_at"} | days | states | own


def divided(wanted: Sequence[Wanted]) -> list[Sizes]:
    """The parts of each figure asked for, by key; empty parts are left out."""
    with looking():
        return _divided(wanted)


def _divided(wanted: Sequence[Wanted]) -> list[Sizes]:
    found: dict[int, Sizes] = {}
    registers: dict[type[Row], dict[int, Wanted]] = defaultdict(dict)
    for at, each in enumerate(wanted):
        registers[each.indicator.model][at] = each
    for model, members in registers.items():
        codes = _codes(each for each in members.values() if each.simple or each.by_runs)
        found |= told(
            {at: (each.indicator, each.scope, each.by) for at, each in members.items()},
            {at: codes[each.column] for at, each in members.items() if each.column in codes},
        )
        shared = {at: each for at, each in members.items() if at not in found and each.simple}
        for bundle in _bundles(shared, codes):
            found |= _scan(model, bundle, codes)
    for at, each in enumerate(wanted):
        if at not in found:
            found[at] = each.indicator.told(each.indicator.sizes(each.scope, each.by))
    return [found[at] for at in range(len(wanted))]


def _codes(wanted: Iterable[Wanted]) -> dict[str, Mapping[Any, str]]:
    """The codes of the directories that dimensions lead to, by the keys of their rows."""
    leading = {each.column: each for each in wanted if isinstance(each.by, Related)}
    return {
        column: {row.pk: row.code for row in each.by.among(each.indicator.model, each.scope)}
        for column, each in leading.items()
        if isinstance(each.by, Related)
    }


def _bundles(
    wanted: Mapping[int, Wanted], codes: Mapping[str, Mapping[Any, str]]
) -> Iterator[Mapping[int, Wanted]]:
    """What one grouping may answer: dimensions held by one index, and not too many parts.

    A grouping that an index holds reads no rows; one column that it does not hold makes it read
    them all.
    """
    columns: dict[str, dict[int, Wanted]] = defaultdict(dict)
    for at, each in wanted.items():
        columns[each.column][at] = each
    open_by_index: dict[str, tuple[int, dict[int, Wanted]]] = {}
    for column, members in columns.items():
        index = _index(members.values())
        groups = _groups_at_most(members.values(), codes.get(column))
        so_far, bundle = open_by_index.get(index, (1, {}))
        if bundle and so_far * groups > GROUPS_AT_MOST:
            yield bundle
            so_far, bundle = 1, {}
        open_by_index[index] = so_far * groups, bundle | members
    yield from (bundle for _groups, bundle in open_by_index.values())


def _index(wanted: Iterable[Wanted]) -> str:
    """The index of the register that holds every field asked for; empty where none does."""
    [*members] = wanted
    asked = set().union(*(each.fields for each in members))
    model = members[0].indicator.model
    indexes = (each for each in model._meta.indexes if each.condition in {None, live(model)})
    return next((index.name for index in indexes if asked <= held(index, model)), "")


def _groups_at_most(wanted: Iterable[Wanted], codes: Mapping[Any, str] | None) -> int:
    """How many parts a dimension may have."""
    if codes is not None:
        return max(1, len(codes))
    known = [each.by.parts_at_most(each.indicator.model, each.scope) for each in wanted]
    return GROUPS_AT_MOST if None in known else max(filter(None, known))


def _scan(
    model: type[Row], wanted: Mapping[int, Wanted], codes: Mapping[str, Mapping[Any, str]]
) -> dict[int, Sizes]:
    """One SELECT over a register, grouped by every dimension that any figure is divided by."""
    reading = _shared_state(list(wanted.values()))
    names, expressions = _grouped(wanted.values(), reading=bool(reading))
    # Once for each figure: what asks of other rows is known to be the same if it is the very same.
    once = {(id(each.indicator), id(each.scope)): each for each in wanted.values()}
    clauses_of = {key: each.indicator.clauses(each.scope) for key, each in once.items()}
    for clauses in clauses_of.values() if reading else ():
        clauses.pop("state", None)
    demanded = {at: clauses_of[id(each.indicator), id(each.scope)] for at, each in wanted.items()}
    common = common_clauses(list(demanded.values()))
    states = [each.indicator.state for each in wanted.values()]
    rows = model.objects.order_by().annotate(**expressions)
    found: dict[int, dict[Any, int]] = {at: defaultdict(int) for at in wanted}
    for part, condition in shares(rows, common, reading, states):
        sizes = {
            at: total(
                wanted[at].indicator, (q for n, q in clauses.items() if n not in common), condition
            )
            for at, clauses in demanded.items()
        }
        columns = {size: f"size_{n}" for n, size in enumerate(dict.fromkeys(sizes.values()))}
        groups = part.values(*expressions, *(["stood"] if reading else []))
        groups = groups.annotate(**{name: size for size, name in columns.items()})
        asked = [
            (found[at], each.indicator.state, names[each.column], columns[sizes[at]])
            for at, each in wanted.items()
        ]
        _add_up(groups.iterator(), asked)
    return {
        at: _keyed(sizes, wanted[at].by, codes.get(wanted[at].column))
        for at, sizes in found.items()
    }


def _shared_state(wanted: Sequence[Wanted]) -> Any:
    """The state to group by, when figures differ by it and all read it on one day.

    It is then worked out once for each row, not once for each figure.
    """
    read = {(each.indicator.state.at, each.scope.as_of) for each in wanted if each.indicator.state}
    read |= {(each.by.path, each.scope.as_of) for each in wanted if isinstance(each.by, StateAsOf)}
    if len(read) != 1 or any("state" in each.indicator.without for each in wanted):
        return None
    path, day = read.pop()
    return day, path


def _grouped(wanted: Iterable[Wanted], *, reading: bool) -> tuple[dict[str, str], dict[str, Any]]:
    """The name of each dimension's column, and what must be computed for it."""
    names: dict[str, str] = {}
    expressions: dict[str, Any] = {}
    for each in wanted:
        if each.column in names:
            continue
        if reading and isinstance(each.by, StateAsOf):
            names[each.column] = "stood"
        else:
            names[each.column] = name = f"part_{len(names)}"
            expressions[name] = each.by.column(each.scope)
    return names, expressions


def _add_up(
    groups: Iterable[Mapping[str, Any]],
    asked: Sequence[tuple[dict[Any, int], State | None, str, str]],
) -> None:
    """Add each group to the parts of every figure that counts its state."""
    for group in groups:
        stated = "stood" in group
        for sizes, state, column, size in asked:
            if state is None or not stated or state.counts(group["stood"]):
                sizes[group[column]] += group[size] or 0


def _keyed(sizes: Mapping[Any, int], by: Dimension, codes: Mapping[Any, str] | None) -> Sizes:
    """The parts by their keys: days are added up to months, directory rows have their codes."""
    found: dict[str, int] = defaultdict(int)
    for value, size in sizes.items():
        if size:
            found[by.key(codes[value] if codes and value is not None else value)] += size
    return dict(found)
