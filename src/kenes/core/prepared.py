"""A question that is put together once and asked many times, each time with other values.

Django makes the SQL of a question anew at each asking; in a hall of three hundred, who all vote
within ten seconds, that was nearly all the work of a vote. The question stays a QuerySet, written
where its other questions stand.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Generic, TypeVar
from uuid import UUID, uuid4

from django.db import connection
from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)
Value = UUID | date | str


class Prepared(Generic[M]):
    """`question` is called once with stand-ins of the kinds named, and gives the QuerySet to ask.

    A stand-in may only be compared with a column as it stands. Related rows are not joined in:
    they are read by their keys when they are first used.
    """

    def __init__(self, *kinds: type[Value], question: Callable[..., Any]) -> None:
        self._kinds = kinds
        self._question = question
        # For each engine: the model, its SQL, and the parameters with the places of the values.
        self._made: dict[str, tuple[type[M], str, list[Any], dict[int, int]]] = {}

    def __call__(self, *values: Value) -> list[M]:
        """The rows for these values."""
        if connection.vendor not in self._made:
            self._made[connection.vendor] = self._make()
        model, sql, params, places = self._made[connection.vendor]
        told = [
            _as_sent(values[places[n]]) if n in places else param for n, param in enumerate(params)
        ]
        return list(model._default_manager.raw(sql, told))

    def _make(self) -> tuple[type[M], str, list[Any], dict[int, int]]:
        stand_ins = [_stand_in(kind, n) for n, kind in enumerate(self._kinds)]
        asked: QuerySet[M] = self._question(*stand_ins)
        sql, params = asked.query.sql_with_params()
        sent = [_as_sent(each) for each in stand_ins]
        places = {n: sent.index(param) for n, param in enumerate(params) if param in sent}
        if set(places.values()) != set(range(len(sent))):
            raise TypeError("a stand-in was not compared as it stands")
        return asked.model, sql, list(params), places


def _stand_in(kind: type[Value], n: int) -> Value:
    if kind is date:
        return date.max - timedelta(days=n)
    return uuid4() if kind is UUID else uuid4().hex


def _as_sent(value: Value) -> Any:
    """A value as the engine takes it: SQLite knows neither keys nor days."""
    if isinstance(value, UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
