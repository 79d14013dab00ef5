"""How a figure measures the rows it counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models.expressions import Combinable


@dataclass(frozen=True)
class Count:
    """Each row is one."""


@dataclass(frozen=True)
class Sum:
    """Each row weighs as much as its field says."""

    field: str

    def made_of(self, weights: Iterable[int]) -> int:
        """What rows of these weights make together."""
        return sum(weights)


@dataclass(frozen=True)
class Median:
    """The value that half of the rows do not exceed: half were answered within so many days.

    It is a value that one of the rows has, never one between two; of no rows it is 0, and the
    number of rows beside it says so. Medians of parts do not sum to that of the whole.
    """

    field: str
    share: int = 50

    def made_of(self, weights: Iterable[int]) -> int:
        """What rows of these weights make together."""
        known = sorted(weights)
        return known[self._place(len(known))] if known else 0

    def of_many(self, rows: Mapping[int, int]) -> int:
        """What so many rows of each weight make together."""
        place, passed = self._place(sum(rows.values())), 0
        for weight in sorted(rows):
            passed += rows[weight]
            if passed > place >= 0:
                return weight
        return 0

    def of(self, rows: Any) -> int:
        """The median of these rows: engines reckon one differently, but all put rows in order."""
        weights = rows.order_by(self.field).values_list(self.field, flat=True)
        place = self._place(weights.count())
        return int(weights[place]) if place >= 0 else 0

    def _place(self, many: int) -> int:
        """Which of so many rows in order has the value: the first that reaches the share."""
        return -(-many * self.share // 100) - 1


@dataclass(frozen=True)
class Percentile(Median):
    """The value that so many of a hundred rows do not exceed; it adds up as little as a median."""

    share: int = 90


@dataclass(frozen=True)
class Distinct:
    """Rows alike in `fields` are one: two sittings of a commission in a month are one pair.

    An expression is named by its key in `expressions`; a plain field stands in `fields`.
    """

    fields: tuple[str, ...] = ()
    expressions: Mapping[str, Combinable] = field(default_factory=dict)

    def of(self, rows: Any) -> int:
        """How many things these rows are."""
        return int(self.groups(rows).count())

    def groups(self, rows: Any, *more: str) -> Any:
        """One dictionary for each group; `more` names what else tells groups apart."""
        names = {f"by_{name}": expression for name, expression in self.expressions.items()}
        return rows.order_by().annotate(**names).values(*self.fields, *names, *more).distinct()


Measure = Count | Sum | Median | Distinct
