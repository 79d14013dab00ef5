"""A declared figure: which rows count, by which date, in which state, measured how.

Value, rows, groups and breakdown are all derived from the one declaration, so a figure cannot
differ from the list it opens. The engine itself adds: the rows of one council, and none struck.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.db.models.lookups import In
from django.utils.translation import gettext as _

from kenes.core.by_runs import told
from kenes.core.dimension import Dimension, Part
from kenes.core.flow import halves, status_as_of
from kenes.core.having import Having
from kenes.core.measure import Count, Distinct, Measure, Median, Sum
from kenes.core.period import Scope
from kenes.core.refused import Refused
from kenes.core.row import Row, live

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


# The clauses that keep a row inside the period.
_DAYS = ("since", "until")
Clause = Q | Having | Callable[[Scope], Q]


@dataclass(frozen=True)
class State:
    """The status as of the scope's day is one of `among`; or, turned round, none of them."""

    among: frozenset[str]
    at: str = ""
    but: bool = False

    def __call__(self, scope: Scope) -> Q:
        within = Q(In(status_as_of(scope.as_of, self.at), sorted(self.among)))
        if self.but:
            reached = Q(**{f"{self.at}status_on__isnull": False})
            return reached & ~within
        return within

    def counts(self, stood: str | None) -> bool:
        """Whether a row that stood so is counted; one that had no status yet never is."""
        return stood is not None and (stood in self.among) != self.but


def state(*among: str, at: str = "") -> State:
    """Counted only while the flow at `at` stands in one of these."""
    return State(frozenset(among), at)


def state_but(*among: str, at: str = "") -> State:
    """Counted unless the flow at `at` stands in one of these."""
    return State(frozenset(among), at, but=True)


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """One figure. `code` is «plural.participle»; wording and definition are what a person reads.

    With `counted_on` a row counts by that date when it falls into the period. Without it rows
    count that exist as of the scope's day, from `since_on` until before `ended_on`.
    """

    code: str
    model: type[Row]
    wording: "_StrPromise"
    definition: "_StrPromise"
    unit: "_StrPromise"
    counted_on: str = ""
    where: Mapping[str, Clause] = field(default_factory=dict)
    state: State | None = None
    measure: Measure = field(default_factory=Count)
    dimensions: tuple[Dimension, ...] = ()
    of: Callable[[Scope], int] | None = None
    # About people: small parts of it are not told to everyone (report/small.py).
    people: bool = False
    # The figure that it makes up together with others, in which way, and whether it is taken off.
    within: tuple[str, str] | None = None
    taken_off: bool = False
    # Names of clauses left out; the mutation test leaves out each in turn.
    without: frozenset[str] = frozenset()
    declared_at: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if not self.declared_at:
            object.__setattr__(self, "declared_at", _declaration())

    def clauses(self, scope: Scope) -> dict[str, Q]:
        """Every condition a row must meet, by name."""
        named = {"council": Q(council=scope.council), "struck": live(self.model)}
        named |= self._days(scope)
        if self.state:
            named["state"] = self.state(scope)
        for name, clause in self.where.items():
            named[name] = self._resolved(clause, scope)
        for code, key in scope.filters.items():
            narrowed = self.dimension(code).narrow(scope, key)
            named[f"filter:{code}"] = self._resolved(narrowed, scope)
        return {name: q for name, q in named.items() if name not in self.without}

    def _days(self, scope: Scope) -> dict[str, Q]:
        if self.counted_on:
            return {
                "since": Q(**{f"{self.counted_on}__gte": scope.period.since}),
                "until": Q(**{f"{self.counted_on}__lte": scope.period.until}),
            }
        return {
            "begun": Q(since_on__lte=scope.as_of),
            "not ended": Q(ended_on=None) | Q(ended_on__gt=scope.as_of),
        }

    def _resolved(self, clause: Clause, scope: Scope) -> Q:
        if isinstance(clause, Q):
            return clause
        return clause.on(self.model) if isinstance(clause, Having) else clause(scope)

    @property
    def weight(self) -> str:
        """The field that says what each row weighs; empty where each is one."""
        return self.measure.field if isinstance(self.measure, Sum | Median) else ""

    def dimension(self, code: str) -> Dimension:
        """The dimension of that code. Refused when the figure has none such."""
        for dimension in self.dimensions:
            if dimension.code == code:
                return dimension
        raise Refused(_("This figure cannot be narrowed so."), field=code)

    def but_without(self, clause: str) -> "Indicator":
        """The same figure with one of its conditions left out."""
        return replace(self, without=self.without | {clause})

    def rows(self, scope: Scope) -> Any:
        """The very rows counted, oldest first, each with the date it counts by as `counted`."""
        rows: Any = self.model.objects.filter(*self.clauses(scope).values())
        by = self.counted_on or "since_on"
        return rows.annotate(counted=models.F(by)).order_by(by, "pk")

    def value(self, scope: Scope) -> int:
        """The figure itself."""
        return values([(self, scope)])[0]

    def groups(self, scope: Scope) -> list[dict[str, Any]]:
        """For a Distinct figure, its groups; a list of them counts the figure."""
        assert isinstance(self.measure, Distinct)
        rows = self.model.objects.filter(*self.clauses(scope).values())
        return list(self.measure.groups(rows).order_by(*self._group_names()))

    def _group_names(self) -> list[str]:
        assert isinstance(self.measure, Distinct)
        return [*self.measure.fields, *(f"by_{name}" for name in self.measure.expressions)]

    def breakdown(self, scope: Scope, dimension: str) -> list[Part]:
        """The figure divided; parts of a partition sum to the whole. Empty ones are left out."""
        by = self.dimension(dimension)
        return self.parts(scope, by, self.sizes(scope, by))

    def parts(
        self, scope: Scope, by: Dimension, sizes: Mapping[str, int], also: Iterable[str] = ()
    ) -> list[Part]:
        """The parts of these sizes in their order, each as a person reads it.

        Those in `also` have no size that may be told, yet are there.
        """
        told = {*self.told(sizes), *also}
        keys = sorted(key for key in told if key)
        labels = by.labels(self.model, scope, keys)
        if "" in told:
            keys.append("")
        return [Part(key, labels.get(key, _("not stated")), sizes.get(key, 0)) for key in keys]

    def told(self, sizes: Mapping[str, int]) -> Mapping[str, int]:
        """The parts that hold something; rows whose median is nought are something."""
        median = isinstance(self.measure, Median)
        return {key: size for key, size in sizes.items() if size or median}

    def sizes(self, scope: Scope, by: Dimension) -> Mapping[str, int]:
        """How much of the figure falls to each part, by its key."""
        rows = self.model.objects.filter(*self.clauses(scope).values()).order_by()
        split = by.split(rows, scope)
        if isinstance(self.measure, Median):
            return self._medians(split, by)
        found: Counter[str] = Counter()
        for key, size in self._groups(split):
            found[by.key(key)] += size
        return found

    def _medians(self, split: "QuerySet[Row]", by: Dimension) -> Mapping[str, int]:
        """The median of each part: medians cannot be added up, so each needs its rows."""
        assert isinstance(self.measure, Median)
        weights: dict[str, list[int]] = defaultdict(list)
        for key, weight in split.values_list("part", self.measure.field):
            weights[by.key(key)].append(weight)
        return {key: self.measure.made_of(found) for key, found in weights.items()}

    def _groups(self, split: "QuerySet[Row]") -> Any:
        if isinstance(self.measure, Distinct):
            return ((group["part"], 1) for group in self.measure.groups(split, "part"))
        size: Any = models.Count("pk", distinct=True)
        if isinstance(self.measure, Sum):
            size = Coalesce(models.Sum(self.measure.field), 0)
        grouped: Any = split
        return grouped.values_list("part").annotate(size=size)


def values(asked: Sequence[tuple[Indicator, Scope]]) -> list[int]:
    """Answer many figures at once: those of one register in one scan of it."""
    whole = told({at: (*each, None) for at, each in enumerate(asked)}, {})
    answers = {at: found.get("", 0) for at, found in whole.items()}
    shared: dict[type[Row], list[int]] = {}
    left = {at: each for at, each in enumerate(asked) if at not in answers}
    for at, (indicator, scope) in left.items():
        if isinstance(indicator.measure, Distinct | Median):
            rows = indicator.model.objects.filter(*indicator.clauses(scope).values())
            answers[at] = indicator.measure.of(rows)
        else:
            shared.setdefault(indicator.model, []).append(at)
    for model, places in shared.items():
        answers |= _one_scan(model, [(at, *asked[at]) for at in places])
    return [answers[at] for at in range(len(asked))]


def _one_scan(model: type[Row], asked: Sequence[tuple[int, Indicator, Scope]]) -> dict[int, int]:
    """The figures of one register in one scan of it; where they read states, see `halves`."""
    demanded = {at: indicator.clauses(scope) for at, indicator, scope in asked}
    states = {at: each.state if "state" in demanded[at] else None for at, each, _scope in asked}
    read = {(scope.as_of, state.at) for at, _one, scope in asked if (state := states[at])}
    reading = read.pop() if len(read) == 1 else None
    for clauses in demanded.values() if reading else ():
        clauses.pop("state", None)
    common = common_clauses(list(demanded.values()))
    found = dict.fromkeys(demanded, 0)
    for part, condition in shares(model.objects.order_by(), common, reading, states.values()):
        sizes = {
            at: total(indicator, (q for n, q in demanded[at].items() if n not in common), condition)
            for at, indicator, _scope in asked
        }
        columns = {size: f"size_{n}" for n, size in enumerate(dict.fromkeys(sizes.values()))}
        totals = {name: size for size, name in columns.items()}
        groups = part.values("stood").annotate(**totals) if reading else [part.aggregate(**totals)]
        for group, (at, size) in product(groups, sizes.items()):
            state = states[at]
            if not reading or state is None or state.counts(group["stood"]):
                found[at] += group[columns[size]] or 0
    return found


def shares(
    rows: Any, common: Mapping[str, Q], reading: Any, states: Iterable[State | None]
) -> list[tuple[Any, Q]]:
    """The rows that meet what all figures share, in parts, and which of each part to count.

    There is more than one part where states are read as of a day; `states` are those counted.
    """
    if not reading:
        return [(rows.filter(*common.values()), Q())]
    within = Q(*(q for name, q in common.items() if name in _DAYS))
    rows = rows.filter(*(q for name, q in common.items() if name not in _DAYS))
    known = [each.among if each and not each.but else frozenset() for each in states]
    among: frozenset[str] = frozenset().union(*known) if all(known) else frozenset()
    return halves(rows, *reading, within=within, among=among)


def common_clauses(demanded: Sequence[Mapping[str, Q]]) -> dict[str, Q]:
    """The clauses that all figures share; they stand in WHERE."""
    first = demanded[0]
    return {name: q for name, q in first.items() if all(each.get(name) == q for each in demanded)}


def total(indicator: Indicator, own: Iterable[Q], counted: Q) -> Any:
    """What a figure adds up: its own conditions stand in the FILTER of its column."""
    condition = Q(*own) & counted or None
    if isinstance(indicator.measure, Sum):
        return models.Sum(indicator.measure.field, filter=condition)
    return models.Count(models.Value(1), filter=condition)


def _declaration() -> str:
    """File and line where an indicator is declared, not those of what puts several together."""
    frame = sys._getframe(1)
    while frame.f_back and frame.f_code.co_name != "<module>":
        frame = frame.f_back
    source = Path(frame.f_code.co_filename)
    root = Path(__file__).parents[2]
    shown = source.relative_to(root) if source.is_relative_to(root) else source.name
    return f"{shown}:{frame.f_lineno}"
