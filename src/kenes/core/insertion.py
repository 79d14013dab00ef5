"""New rows, written by a statement that is put together once for each table.

Django makes the SQL of an insertion anew each time. One act of a resident writes eight rows into
seven tables, and the making of the SQL was more work than the writing.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import Model
from django.db.models.sql import InsertQuery

# Several rows go by Django's own way, so many at a time.
BATCH = 2000
# For each engine and table: the statement and its fields; no statement where Django must make it.
_made: dict[tuple[str, type[Model]], tuple[str, Sequence[Any]]] = {}


def insert(rows: Sequence[Model]) -> None:
    """Insert new rows of one model."""
    if not rows:
        return
    model = type(rows[0])
    sql, fields = _statement(rows[0])
    if len(rows) > 1 or not sql:
        model._default_manager.bulk_create(rows, batch_size=BATCH)
        return
    [row] = rows
    said = [field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(sql, said)
    row._state.adding, row._state.db = False, connection.alias


def _statement(row: Model) -> tuple[str, Sequence[Any]]:
    """The statement as Django makes it for a row; none where its values do not stand by itself."""
    model = type(row)
    key = connection.vendor, model
    if key not in _made:
        fields = model._meta.concrete_fields
        query = InsertQuery(model)
        query.insert_values(fields, [row])
        [(sql, said)] = query.get_compiler(connection=connection).as_sql()
        plain = not model._meta.db_returning_fields and len(said) == len(fields)
        _made[key] = (sql if plain else "", fields)
    return _made[key]
