"""A question that is put together once and asked many times, each time with other values.

Django makes the SQL of a question anew at each asking; in a hall of three hundred, who all vote
within ten seconds, that was nearly all the work of a vote. The question stays a QuerySet, written
where its other questions stand.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Generic, TypeVar
from uuid import UUID, uuid4

from django.db import connection
from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)
Value = UUID | date | str | int


@dataclass(frozen=True)
class _Made(Generic[M]):
    """A question as one engine is asked it, and how its answer becomes rows."""

    model: type[M]
    sql: str
    params: tuple[Any, ...]
    # At which of the parameters which of the values stands.
    places: Mapping[int, int]
    names: tuple[str, ...]
    # Which columns are not yet what Python works with, and what makes them so.
    converted: Mapping[int, tuple[Sequence[Callable[..., Any]], Any]]

    def ask(self, values: Sequence[Value]) -> list[M]:
        told = [
            _as_sent(values[self.places[n]]) if n in self.places else param
            for n, param in enumerate(self.params)
        ]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, told)
            found = cursor.fetchall()
        return [self.model.from_db(connection.alias, self.names, self._row(row)) for row in found]

    def _row(self, row: Sequence[Any]) -> Sequence[Any]:
        made = list(row)
        for n, (converters, column) in self.converted.items():
            for convert in converters:
                made[n] = convert(made[n], column, connection)
        return made


class Prepared(Generic[M]):
    """`question` is called once with stand-ins of the kinds named, and gives the QuerySet to ask.

    A stand-in may only be compared with a column as it stands. Related rows are not joined in:
    they are read by their keys when they are first used.
    """

    def __init__(self, *kinds: type[Value], question: Callable[..., Any]) -> None:
        self._kinds = kinds
        self._question = question
        # For each engine, as it is first asked.
        self._made: dict[str, _Made[M]] = {}

    def __call__(self, *values: Value) -> list[M]:
        """The rows for these values."""
        if connection.vendor not in self._made:
            self._made[connection.vendor] = self._make()
        return self._made[connection.vendor].ask(values)

    def _make(self) -> _Made[M]:
        stand_ins = [_stand_in(kind, n) for n, kind in enumerate(self._kinds)]
        asked: QuerySet[M] = self._question(*stand_ins)
        compiler = asked.query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        sent = [_as_sent(each) for each in stand_ins]
        places = {n: sent.index(param) for n, param in enumerate(params) if param in sent}
        if set(places.values()) != set(range(len(sent))):
            raise TypeError("a stand-in was not compared as it stands")
        columns = [each for each, _sql, _alias in compiler.select]
        return _Made(
            asked.model,
            sql,
            tuple(params),
            places,
            tuple(column.target.attname for column in columns),
            compiler.get_converters(columns),
        )


def _stand_in(kind: type[Value], n: int) -> Value:
    if kind is date:
        return date.max - timedelta(days=n)
    if kind is int:
        return 32_000 + n
    return uuid4() if kind is UUID else uuid4().hex


def _as_sent(value: Value) -> Any:
    """A value as the engine takes it: SQLite knows neither keys nor days."""
    if isinstance(value, UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
