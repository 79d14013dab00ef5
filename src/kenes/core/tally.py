"""How the rows of a register fall into parts as of a day, by runs of its indexes.

All rows are counted as they stand now. Those that moved after the day of reading are few: each is
looked up, and put from where it stands to where it stood.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, DateField, DateTimeField, F, Q, Value, When

from kenes.core.flow import Flow, reached
from kenes.core.row import Row
from kenes.core.runs import Asked, Reading, Run, Weights, runs

# Under this name stand the rows divided by status alone.
STATE = ""
# The rows of each part and status, for each `Asked`.
Table = Mapping[tuple[Any, str | None], Sequence[Weights]]


@dataclass(frozen=True)
class Way:
    """What an index holds side by side: rows alike in `parts` and in status, by their day."""

    parts: tuple[str, ...]
    held: frozenset[str]


def ways(model: type[Row], day: str) -> list[Way]:
    """The ways in which the indexes of a register let it be counted."""
    counted = model._meta.get_field(day)
    plain = isinstance(counted, DateField) and not isinstance(counted, DateTimeField)
    if not plain or not issubclass(model, Flow) or model.PART_OF:
        return []
    found = []
    for index in model._meta.indexes:
        # Nearly no row is struck: where an index says so is of no account.
        fields = [name for name in index.fields if name != "struck_at"]
        at = fields.index("status") if "status" in fields else 0
        whole = index.condition is None and "struck_at" in index.fields
        if at and whole and [fields[0], *fields[at + 1 : at + 2]] == ["council", day]:
            found.append(Way(tuple(fields[1:at]), frozenset(index.fields)))
    return found


def tallied(read: Reading, wanted: Iterable[str], asked: Sequence[Asked]) -> dict[str, Table]:
    """The rows by each field wanted, by the month of their day, and by `STATE`.

    Nothing is told where no index holds what is asked for; nor of a field that none holds.
    """
    fields = [each.fields for each in asked]
    needed = set().union(*(each or () for each in fields))
    found_in = ways(read.model, read.day) if None not in fields else []
    fit = [way.parts for way in found_in if needed <= way.held]
    if () not in fit:
        return {}
    left = set(wanted) - {STATE, read.day}
    moved = _moved(read, sorted(left), asked)
    spans = read.months if read.day in wanted else [read.period]
    lines = list(runs(read, (), spans, asked))
    found = {STATE: _table(lines, moved, STATE, None), read.day: _table(lines, moved, read.day, -1)}
    for parts in filter(None, fit):
        places = {name: at for at, name in enumerate(parts) if name in left}
        if places:
            lines = list(runs(read, parts, [read.period], asked))
            found |= {name: _table(lines, moved, name, at) for name, at in places.items()}
            left -= set(places)
    return found


def _moved(read: Reading, names: Sequence[str], asked: Sequence[Asked]) -> list[dict[str, Any]]:
    """The rows that moved after the day of reading, each with where it `stood` before.

    Its `weights` are those by which it counts for each that is asked for; None where it does not.
    """
    since, until = read.period.since, read.period.until
    within = Q(**{f"{read.day}__gte": since, f"{read.day}__lte": until})
    # Told as a case, the days do not lead away from the index of those that moved last.
    inside = Case(When(within, then=True), default=False, output_field=BooleanField())
    weights = {f"weight_{at}": _weight(each) for at, each in enumerate(asked)}
    rows = read.rows.filter(status_on__gt=read.as_of).annotate(stood=reached(read.as_of), **weights)
    found = rows.filter(inside).values("status", "stood", read.day, *names, *weights)
    return [row | {"weights": tuple(row[name] for name in weights)} for row in found]


def _weight(asked: Asked) -> Any:
    weight = F(asked.weight) if asked.weight else Value(1)
    return Case(When(asked.condition, then=weight)) if asked.condition else weight


def _table(
    lines: Sequence[Run], moved: Sequence[Mapping[str, Any]], name: str, at: int | None
) -> Table:
    """The rows by one field: the one at that place of the runs, or at none of them."""
    found: dict[tuple[Any, str | None], list[Weights]] = {}
    for values, status, sizes in lines:
        _add(found, None if at is None else values[at], status, sizes)
    alike = Counter((row.get(name), row["status"], row["stood"], row["weights"]) for row in moved)
    for (value, stands, stood, weights), many in alike.items():
        for status, times in ((stands, -many), (stood, many)):
            sizes = [Counter({each: times} if each is not None else {}) for each in weights]
            _add(found, value, status, sizes)
    return found


def _add(
    found: dict[tuple[Any, str | None], list[Weights]],
    value: Any,
    status: str | None,
    sizes: Sequence[Weights],
) -> None:
    key = value.replace(day=1) if isinstance(value, date) else value, status
    own = found.setdefault(key, [])
    own += [Counter() for _each in sizes[len(own) :]]
    for weights, more in zip(own, sizes, strict=True):
        for weight, many in more.items():
            weights[weight] += many
