"""What of a register is counted by the runs of its indexes (runs.py), and as of when."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Index, Q

from kenes.core.period import Period, last_of_month
from kenes.core.row import Row, live


def side_by_side(name: str, *parts: str, day: str, read: Sequence[str]) -> Index:
    """An index in which rows alike in `parts` and in status stand side by side, by their day.

    `read` are the fields that figures ask of a row besides. Rows that are struck are not in it:
    with them PostgreSQL would not know that what it reads is in order already.
    """
    way = ("council", *parts, "status", day, "status_on")
    return Index(fields=[*way, *read], name=name, condition=Q(struck_at=None))


def held(index: Index, model: type[Row]) -> frozenset[str]:
    """The fields that an index tells of a row; one of rows that are not struck tells that too."""
    alive = index.condition == live(model)
    return frozenset({*index.fields, *(["struck_at"] if alive else [])})


@dataclass(frozen=True)
class Asked:
    """Which of the rows are counted, and the field each weighs by; without one each is one."""

    condition: Q = field(default_factory=Q)
    weight: str = ""

    @property
    def fields(self) -> set[str] | None:
        """The fields it reads of a row; None where it reads more than the row."""
        own = _read_by(self.condition)
        return own if own is None or not self.weight else own | {self.weight}


@dataclass(frozen=True)
class Reading:
    """The rows of a council that count by `day` within a period, as they stood on `as_of`."""

    model: type[Row]
    council: Any
    day: str
    period: Period
    as_of: date

    @property
    def rows(self) -> Any:
        return rows_of(self.model, self.council.pk)

    @property
    def months(self) -> list[Period]:
        """The months of the period, as much of each as lies within it."""
        since, until = self.period.since, self.period.until
        firsts = self.period.months()
        return [Period(max(since, on), min(until, last_of_month(on))) for on in firsts]


def rows_of(model: type[Row], council: UUID) -> Any:
    """The rows of a council that count for anything."""
    rows: Any = model._default_manager.order_by()
    return rows.filter(live(model), council_id=council)


def _read_by(condition: Q) -> set[str] | None:
    """The fields of a row that a condition reads; None where it reads other rows as well."""
    found: set[str] = set()
    for each in condition.children:
        own: set[str] | None = None
        if isinstance(each, Q):
            own = _read_by(each)
        elif isinstance(each, tuple):
            name, value = each
            # A column is named; whatever else is worked out may look at other rows.
            column = isinstance(value, F)
            own = {name, value.name} if column else {name}
            if not column and hasattr(value, "resolve_expression"):
                return None
        if own is None:
            return None
        found |= {name.partition("__")[0] for name in own}
    return found
