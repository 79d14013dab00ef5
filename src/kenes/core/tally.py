"""How the rows of a register fall into parts as of a day, by runs of its indexes.

All rows are counted as they stand now. Those that moved after the day of reading are few: each is
looked up, and put from where it stands to where it stood.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import repeat
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Case, DateField, DateTimeField, F, Q, Value, When

from kenes.core.action import looked
from kenes.core.flow import Flow, reached
from kenes.core.reading import Asked, Reading, held
from kenes.core.row import Row, live
from kenes.core.runs import Run, runs, sql_of, to_python
from kenes.core.snapshot import snapshot

# Under this name stand the rows divided by status alone.
STATE = ""
# How many rows there are of each part, status and weight.
Table = Mapping[tuple[Any, str | None, int], int]


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
        at = index.fields.index("status") if "status" in index.fields else 0
        tells = held(index, model)
        whole = "struck_at" in tells and index.condition in {None, live(model)}
        if at and whole and [index.fields[0], *index.fields[at + 1 : at + 2]] == ["council", day]:
            found.append(Way(tuple(index.fields[1:at]), tells))
    return found


def tallied(
    read: Reading, wanted: Iterable[str], asked: Sequence[Asked]
) -> dict[str, Sequence[Table]]:
    """The rows by each field wanted, by the month of their day, and by `STATE`; a table for each
    that is asked for.

    Nothing is told where no index holds what is asked for; nor of a field that none holds. Inside
    a snapshot nothing is counted twice.
    """
    fields = [each.fields for each in asked]
    needed = set().union(*(each or () for each in fields))
    found_in = ways(read.model, read.day) if None not in fields else []
    fit = [way.parts for way in found_in if needed <= way.held]
    if () not in fit:
        return {}
    told = {STATE, read.day}.union(*fit) & set(wanted)
    with snapshot():
        known = looked()
        for name in told:
            if any((read, name, each) not in known for each in asked):
                known |= _tables(read, told, asked, fit)
                break
        return {name: [known[read, name, each] for each in asked] for name in told}


def _tables(
    read: Reading, wanted: set[str], asked: Sequence[Asked], fit: Sequence[tuple[str, ...]]
) -> dict[tuple[Reading, str, Asked], Table]:
    left = wanted - {STATE, read.day}
    moved = _moved(read, sorted(left), asked)
    spans = read.months if read.day in wanted else [read.period]
    lines = list(runs(read, (), spans, asked))
    tables = {STATE: _table(lines, moved, STATE, None)}
    if read.day in wanted:
        tables[read.day] = _table(lines, moved, read.day, -1)
    for parts in filter(None, fit):
        places = {name: at for at, name in enumerate(parts) if name in left}
        if places:
            lines = list(runs(read, parts, [read.period], asked))
            tables |= {name: _table(lines, moved, name, at) for name, at in places.items()}
            left -= set(places)
    return {
        (read, name, each): table
        for name, found in tables.items()
        for each, table in zip(asked, found, strict=True)
    }


@dataclass(frozen=True)
class _Moved:
    """The rows that moved after the day of reading: their columns, as the engine has them.

    Of weights there is one for each that is asked for; None where the row is not.
    """

    fields: Mapping[str, Any]
    columns: Mapping[str, Sequence[Any]]
    stands: Sequence[str]
    stood: Sequence[str | None]
    weights: Sequence[Sequence[int | None]]
    asked: int

    def alike(self, name: str) -> Iterator[tuple[Any, str, str | None, Sequence[int | None], int]]:
        """How many are alike in one field, in where they stand and stood, and in weights."""
        column = self.columns.get(name, repeat(None))
        rows = Counter(zip(column, self.stands, self.stood, self.weights, strict=False))
        for (value, stands, stood, weights), many in rows.items():
            told = None if value is None else to_python(self.fields[name], value)
            told = told.replace(day=1) if isinstance(told, date) else told
            yield told, stands, stood, weights, many


def _moved(read: Reading, names: Sequence[str], asked: Sequence[Asked]) -> _Moved:
    since, until = read.period.since, read.period.until
    within = Q(**{f"{read.day}__gte": since, f"{read.day}__lte": until})
    # Told as a case, the days do not lead away from the index of those that moved last.
    inside = Case(When(within, then=True), default=False, output_field=BooleanField())
    weights = {f"weight_{at}": _weight(each) for at, each in enumerate(asked)}
    rows = read.rows.filter(status_on__gt=read.as_of).annotate(stood=reached(read.as_of), **weights)
    asked_for = ("status", "stood", read.day, *names, *weights)
    with connection.cursor() as cursor:
        cursor.execute(*sql_of(rows.filter(inside).values_list(*asked_for)))
        found = list(zip(*cursor.fetchall(), strict=True)) or [()] * len(asked_for)
    columns = dict(zip(asked_for, found, strict=True))
    return _Moved(
        {name: read.model._meta.get_field(name) for name in (read.day, *names)},
        {name: columns[name] for name in (read.day, *names)},
        columns["status"],
        columns["stood"],
        list(zip(*(columns[name] for name in weights), strict=True)),
        len(asked),
    )


def _weight(asked: Asked) -> Any:
    weight = F(asked.weight) if asked.weight else Value(1)
    return Case(When(asked.condition, then=weight)) if asked.condition else weight


def _table(lines: Sequence[Run], moved: _Moved, name: str, at: int | None) -> list[Table]:
    """The rows by one field: the one at that place of the runs, or at none of them."""
    found: list[dict[tuple[Any, str | None, int], int]] = [{} for _each in range(moved.asked)]
    for values, status, column, weight, many in lines:
        key = (None if at is None else values[at]), status, weight
        found[column][key] = found[column].get(key, 0) + many
    for value, stands, stood, weights, many in moved.alike(name):
        for table, each in zip(found, weights, strict=True):
            if each is not None:
                away, back = (value, stands, each), (value, stood, each)
                table[away] = table.get(away, 0) - many
                table[back] = table.get(back, 0) + many
    return list(found)
