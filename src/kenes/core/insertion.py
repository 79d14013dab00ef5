"""New rows, written by a statement that is put together once for each table.

Django makes the SQL of an insertion anew each time. One act of a resident writes eight rows into
seven tables, and the making of the SQL was more work than the writing.
"""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model
from django.db.models.constants import OnConflict
from django.db.models.sql import InsertQuery

M = TypeVar("M", bound=Model)
# Several rows go by Django's own way, so many at a time.
BATCH = 2000
# For each engine and table, and for what is done where a row stands already: the statement and its
# fields; no statement where Django must make it.
_Statement = tuple[str, Sequence[Any]]
_made: dict[tuple[str, type[Model], OnConflict | None], _Statement] = {}


def insert(rows: Sequence[Model]) -> None:
    """Insert new rows of one model."""
    if not rows:
        return
    sql, fields = _statement(rows[0])
    if len(rows) > 1 or not sql:
        type(rows[0])._default_manager.bulk_create(rows, batch_size=BATCH)
        return
    _written(rows[0], sql, fields)


def insert_new(rows: Sequence[M]) -> list[M]:
    """Insert those rows that stand there in no other form yet; they, and no others, are returned.

    What another process writes at this very moment stands there, too.
    """
    new = []
    for row in rows:
        sql, fields = _statement(row, OnConflict.IGNORE)
        if not sql:
            raise TypeError(f"{type(row).__name__} is not written by a statement of its own")
        if _written(row, sql, fields):
            new.append(row)
    return new


def _written(row: Model, sql: str, fields: Sequence[Any]) -> bool:
    """Write one row; whether it is there now by this."""
    said = [field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(sql, said)
        written = bool(cursor.rowcount)
    if written:
        row._state.adding, row._state.db = False, connection.alias
    return written


def _statement(row: Model, conflict: OnConflict | None = None) -> _Statement:
    """The statement as Django makes it for a row; none where its values do not stand by itself."""
    model = type(row)
    key = connection.vendor, model, conflict
    if key not in _made:
        fields = model._meta.concrete_fields
        query = InsertQuery(model, on_conflict=conflict)
        query.insert_values(fields, [row])
        [(sql, said)] = query.get_compiler(connection=connection).as_sql()
        plain = not model._meta.db_returning_fields and len(said) == len(fields)
        _made[key] = (sql if plain else "", fields)
    return _made[key]
