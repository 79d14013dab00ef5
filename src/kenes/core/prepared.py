"""A question that is put together once and asked many times, each time with other values.

Django makes the SQL of a question anew at each asking; in a hall of three hundred, who all vote
within ten seconds, that was nearly all the work of a vote. The question stays a QuerySet, written
where its other questions stand.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Generic, Self, TypeVar
from uuid import UUID, uuid4

from django.db import connection
from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)
Value = UUID | date | str | int


@dataclass(frozen=True)
class _Asked:
    """A statement as one engine is asked it."""

    sql: str
    params: tuple[Any, ...]
    # At which of the parameters which of the values stands.
    places: Mapping[int, int]

    @classmethod
    def of(cls, sql: str, params: Sequence[Any], stand_ins: Sequence[Value]) -> Self:
        sent = [_as_sent(each) for each in stand_ins]
        places = {n: sent.index(param) for n, param in enumerate(params) if param in sent}
        if set(places.values()) != set(range(len(sent))):
            raise TypeError("a stand-in was not compared as it stands")
        return cls(sql, tuple(params), places)

    def ask(self, values: Sequence[Value]) -> list[Sequence[Any]]:
        told = [
            _as_sent(values[self.places[n]]) if n in self.places else param
            for n, param in enumerate(self.params)
        ]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, told)
            return list(cursor.fetchall())


@dataclass(frozen=True)
class _Made(Generic[M]):
    """A question and how its answer becomes rows."""

    model: type[M]
    asked: _Asked
    names: tuple[str, ...]
    # Which columns are not yet what Python works with, and what makes them so.
    converted: Mapping[int, tuple[Sequence[Callable[..., Any]], Any]]

    def ask(self, values: Sequence[Value]) -> list[M]:
        found = self.asked.ask(values)
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
        columns = [each for each, _sql, _alias in compiler.select]
        return _Made(
            asked.model,
            _Asked.of(sql, params, stand_ins),
            tuple(column.target.attname for column in columns),
            compiler.get_converters(columns),
        )


class Counts:
    """How many rows several questions find, asked all together in one statement.

    `questions` is called as that of `Prepared`, and names the QuerySets.
    """

    def __init__(
        self, *kinds: type[Value], questions: Callable[..., Mapping[str, QuerySet[Any]]]
    ) -> None:
        self._kinds = kinds
        self._questions = questions
        # For each engine, as it is first asked.
        self._made: dict[str, tuple[Sequence[str], _Asked]] = {}

    def __call__(self, *values: Value) -> dict[str, int]:
        """The number of rows of each question for these values."""
        if connection.vendor not in self._made:
            self._made[connection.vendor] = self._make()
        names, asked = self._made[connection.vendor]
        [found] = asked.ask(values)
        return dict(zip(names, found, strict=True))

    def _make(self) -> tuple[Sequence[str], _Asked]:
        stand_ins = [_stand_in(kind, n) for n, kind in enumerate(self._kinds)]
        questions = self._questions(*stand_ins)
        said, told = [], []
        for question in questions.values():
            # One that is cut off at so many rows is counted to there.
            rows = question if question.query.is_sliced else question.order_by()
            sql, params = rows.values("pk").query.get_compiler(connection=connection).as_sql()
            said.append(" ".join(("(SELECT COUNT(*) FROM", f"({sql})", "AS rows_found)")))
            told += params
        sql = " ".join(("SELECT", ", ".join(said)))
        return tuple(questions), _Asked.of(sql, told, stand_ins)


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
