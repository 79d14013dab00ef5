"""Runs of rows in an index, counted without looking at each row.

An index that holds a register by some of its fields, then by status, then by the day it counts by,
has rows alike side by side. Where such a run begins and ends is all that an engine needs to know to
count it; to group the rows it compares each with the one before.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, CharField, DateField, ExpressionWrapper, F, Func
from django.db.models.expressions import Expression

from kenes.core.period import Period
from kenes.core.reading import Asked, Reading, rows_of
from kenes.core.row import Row

# So many rows of a run: the values it is alike in, its status, for which `Asked`, of which weight.
Run = tuple[Sequence[Any], str, int, int, int]
Said = tuple[str, list[Any]]
_STAND_IN = UUID(int=0)


def runs(
    read: Reading, parts: tuple[str, ...], days: Sequence[Period], asked: Sequence[Asked]
) -> Iterator[Run]:
    """Every run of rows alike in `parts` and in status, within each of the spans of `days`.

    The last of its values is the first day of the month in which the span begins.

    All in one query. The values that there are it finds in the index by itself, each after the one
    before, so that no run is missed and few are looked for in vain.
    """
    fields = [read.model._meta.get_field(name) for name in parts]
    spans, dated = _spans(days)
    question, params = _question(connection.vendor, read.model, read.day, parts, tuple(asked))
    council, stand_in = (_as_sent(read.model, key) for key in (read.council.pk, _STAND_IN))
    told = [council if each == stand_in else each for each in params]
    known: dict[Any, Any] = {None: None}
    months = [span.since.replace(day=1) for span in days]
    with connection.cursor() as cursor:
        cursor.execute(f"WITH RECURSIVE {spans}, {question}", [*dated, *told])
        for *values, status, day, cell in cursor.fetchall():
            if cell:
                for field, value in zip(fields, values, strict=True):
                    if value not in known:
                        known[value] = to_python(field, value)
                alike = (*(known[value] for value in values), months[day])
                for at, weight, many in _weighed(cell, asked):
                    yield alike, status, at, weight, many


def to_python(field: Any, value: Any) -> Any:
    """A value of a column as Python works with it: SQLite knows no keys."""
    return (field.target_field if field.is_relation else field).to_python(value)


def _as_sent(model: type[Row], council: UUID) -> Any:
    return model._meta.get_field("council").get_db_prep_value(council, connection)


def _spans(days: Sequence[Period]) -> Said:
    """The spans of days as a table beside the query, each with its place."""
    dated = [[connection.ops.adapt_datefield_value(on) for on in (p.since, p.until)] for p in days]
    blanks = ", ".join(["(%s, %s, %s)"] * len(days))
    params = [each for at, span in enumerate(dated) for each in (at, *span)]
    return f"span(n, since, until) AS (VALUES {blanks})", params


@lru_cache(maxsize=64)
def _question(
    vendor: str, model: type[Row], day: str, parts: tuple[str, ...], asked: tuple[Asked, ...]
) -> Said:
    """The question for runs, but for the spans of days, with a stand-in for the council."""
    fields = [model._meta.get_field(name) for name in parts]
    # A value is found by comparing, and nothing compares with none: those without are told apart.
    kinds = product(*([False, True] if each.null else [False] for each in fields))
    ways = [_Way(model, day, f"way_{at}", parts, nothing) for at, nothing in enumerate(kinds)]
    levels = [level for way in ways for level in way.levels()]
    selects = [way.counted(asked) for way in ways]
    params = [each for _sql, own in (*levels, *selects) for each in own]
    tables = ", ".join(sql for sql, _params in levels)
    return f"{tables} {' UNION ALL '.join(sql for sql, _params in selects)}", params


@dataclass(frozen=True)
class _Way:
    """The rows that have a value for each of `parts` but for those with `nothing`."""

    model: type[Row]
    day: str
    name: str
    parts: tuple[str, ...]
    nothing: tuple[bool, ...]

    @property
    def columns(self) -> list[str]:
        """What tells its runs from one another, in the order of the index."""
        told = zip(self.parts, self.nothing, strict=True)
        return [*(name for name, nothing in told if not nothing), "status"]

    def levels(self) -> Iterator[Said]:
        """A table for each column: every value that there is beside those of the columns before."""
        for at in range(len(self.columns)):
            here, above = f"{self.name}_{at}", f"{self.name}_{at - 1}"
            first, params = self._next(at, above)
            then, more = self._next(at, here, after=True)
            before = (f" FROM {above} WHERE value_{at - 1} IS NOT NULL",) if at else ()
            sql = (
                *(f"{here}({_names(at + 1)}) AS (", "SELECT", _listed(at, f"({first})"), *before),
                *("UNION ALL", "SELECT", _listed(at, f"({then})")),
                f"FROM {here} WHERE value_{at} IS NOT NULL)",
            )
            yield " ".join(sql), [*params, *more]

    def counted(self, asked: tuple[Asked, ...]) -> Said:
        """What is asked for of each run."""
        last = f"{self.name}_{len(self.parts) - sum(self.nothing)}"
        since, until = (_Value(f"span.{name}", DateField()) for name in ("since", "until"))
        rows = self._alike(len(self.columns), last)
        rows = rows.filter(**{f"{self.day}__gte": since, f"{self.day}__lte": until})
        [shared, *others] = {each.condition for each in asked}
        if not others:
            # Where all ask for the same rows, the others need not be looked at for each of them.
            rows = rows.filter(shared)
            asked = tuple(Asked(weight=each.weight) for each in asked)
        counted, params = sql_of(rows.annotate(cell=_Cells(*map(_Cell, asked))).values_list("cell"))
        places = {name: f"{last}.value_{at}" for at, name in enumerate(self.columns)}
        told = ", ".join(places.get(name, "NULL") for name in (*self.parts, "status"))
        there = (
            f"FROM {last} CROSS JOIN span WHERE {last}.value_{len(self.columns) - 1} IS NOT NULL"
        )
        return " ".join(("SELECT", f"{told}, span.n, ({counted})", there)), params

    def _next(self, at: int, table: str, *, after: bool = False) -> Said:
        """The first value of a column beside those of the columns before; or the one after it."""
        field: Any = self.model._meta.get_field(self.columns[at])
        name = field.attname
        rows = self._alike(at, table)
        if after:
            rows = rows.filter(**{f"{name}__gt": _Value(f"{table}.value_{at}", field)})
        elif field.null:
            rows = rows.filter(**{f"{name}__isnull": False})
        # PostgreSQL sorts by what is empty in all of them, unless that is said as the index has it.
        before = (*self.parts, "status")[: (*self.parts, "status").index(self.columns[at])]
        fields: list[Any] = [self.model._meta.get_field(part) for part in before]
        order = [each.attname for each in fields if each.name not in self.columns]
        return sql_of(rows.order_by(*order, name).values_list(name)[:1])

    def _alike(self, at: int, table: str) -> Any:
        """The rows that have the values of a table in their first columns."""
        same = {
            name: _Value(f"{table}.value_{n}", self.model._meta.get_field(name))
            for n, name in enumerate(self.columns[:at])
        }
        told = zip(self.parts, self.nothing, strict=True)
        return rows_of(self.model, _STAND_IN).filter(
            **same, **{name: None for name, nothing in told if nothing}
        )


def _names(many: int) -> str:
    return ", ".join(f"value_{n}" for n in range(many))


def _listed(many: int, last: str) -> str:
    return ", ".join([*(f"value_{n}" for n in range(many)), last])


def sql_of(rows: Any) -> Said:
    """A QuerySet as the engine is asked it."""
    sql, params = rows.query.get_compiler(connection=connection).as_sql()
    return sql, list(params)


class _Value(Expression):
    """A value of a table beside the query."""

    def __init__(self, name: str, output_field: Any) -> None:
        super().__init__(output_field)
        self._name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        return self._name, ()


class _Cells(Func):
    """What is counted of a run: told together, for a query within a query tells one thing."""

    template = "%(expressions)s"
    arg_joiner = " || ' ' || "
    output_field = CharField()


class _Cell(Func):
    """One number of a run, or the weights of its rows with commas between them."""

    output_field = CharField()

    def __init__(self, asked: Asked) -> None:
        within = [ExpressionWrapper(asked.condition, BooleanField())] if asked.condition else []
        super().__init__(*([F(asked.weight)] if asked.weight else []), *within)
        self._weighed = bool(asked.weight)

    def as_sql(
        self,
        compiler: Any,
        connection: Any,
        function: str | None = None,
        template: str | None = None,
        arg_joiner: str | None = None,
        **extra_context: Any,
    ) -> tuple[str, tuple[str | int, ...]]:
        said = [compiler.compile(each) for each in self.get_source_expressions()]
        params = tuple(param for _sql, own in said for param in own)
        sql = [each for each, _own in said]
        counted = "COUNT(*)"
        if self._weighed:
            weight = sql.pop(0)
            joined = {
                "sqlite": f"GROUP_CONCAT({weight})",
                "postgresql": f"STRING_AGG({weight}::text, ',')",
            }
            counted = joined[connection.vendor]
        if sql:
            counted = f"{counted} FILTER (WHERE {sql[0]})"
        return f"COALESCE({counted}, '')" if self._weighed else counted, params


def _weighed(cell: int | str, asked: Sequence[Asked]) -> Iterator[tuple[int, int, int]]:
    """The cells of a run as they were told: for which `Asked`, of which weight, how many rows."""
    if isinstance(cell, int):
        yield 0, 1, cell
        return
    for at, (each, said) in enumerate(zip(asked, cell.split(" "), strict=True)):
        if not each.weight:
            yield at, 1, int(said)
        elif said:
            for weight, many in Counter(said.split(",")).items():
                yield at, int(weight), many
