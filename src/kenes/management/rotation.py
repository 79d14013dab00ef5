"""A new key for what is sealed, and everything sealed anew with it, batch by batch."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cryptography.fernet import Fernet
from django.apps import apps
from django.conf import settings
from django.db import connection, models

from kenes.core import journal
from kenes.core.action import action
from kenes.core.secret import keys, newest, seal, unseal

if TYPE_CHECKING:
    from kenes.core.access import User

BATCH = 1_000


def add_key() -> str:
    """Write a new key behind the others, whole or not at all. Says its id.

    The old ones stay in the file: archives and copies made before are sealed with them.
    """
    known = dict(keys())
    fresh = f"k{max(int(key_id[1:]) for key_id in known if key_id != 'index') + 1}"
    known[fresh] = Fernet.generate_key().decode()
    path = Path(settings.KENES_KEYS)
    beside = path.with_name(f"{path.name}.new")
    beside.touch(mode=0o600)
    with beside.open("w") as file:
        file.write(json.dumps(known, indent=1))
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    return fresh


def sealed_columns() -> Iterator[tuple[type[models.Model], Any]]:
    """Every column that holds something sealed."""
    for model in apps.get_app_config("kenes").get_models():
        for field in model._meta.local_concrete_fields:
            if hasattr(field, "from_db_value") and getattr(field, "secret", False):
                yield model, field


def behind() -> int:
    """How many values are sealed with an older key than the newest."""
    return sum(_count(model, field) for model, field in sealed_columns())


def reseal(*, by: "User") -> int:
    """Seal anew whatever is sealed with an older key. Says how many values it was.

    Each batch is a transaction of its own: stopped in the middle, it goes on the next time. What
    somebody changes meanwhile is left to them. Nothing readable changes, so no version does.
    """
    done = 0
    for model, field in sealed_columns():
        after: Any = None
        while rows := _older(model, field, after):
            done += _batch(model, field, rows, by=by)
            after = rows[-1][0]
    return done


@action
def _batch(
    model: type[models.Model], field: Any, rows: list[tuple[Any, str]], *, by: "User"
) -> int:
    table, key, column = _names(model, field)
    # The old value is asked for as well: a colleague may have written another one meanwhile.
    update = f"UPDATE {table} SET {column} = %s WHERE {key} = %s AND {column} = %s"
    with connection.cursor() as cursor:
        cursor.executemany(update, [(seal(unseal(old)), pk, old) for pk, old in rows])
    name = f"{model._meta.model_name}.{field.name}"
    journal.write("keys.resealed", by, by=by, column=name, values=len(rows), key=newest())
    return len(rows)


def _names(model: type[models.Model], field: Any) -> tuple[str, str, str]:
    pk: Any = model._meta.pk
    names = (model._meta.db_table, pk.column, field.column)
    table, key, column = (connection.ops.quote_name(name) for name in names)
    return table, key, column


def _where(column: str) -> str:
    return f"{column} <> '' AND {column} NOT LIKE %s"


def _count(model: type[models.Model], field: Any) -> int:
    table, _key, column = _names(model, field)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {table} WHERE {_where(column)}", [f"{newest()}:%"])
        return int(cursor.fetchone()[0])


def _older(model: type[models.Model], field: Any, after: Any) -> list[tuple[Any, str]]:
    """The next values of a column that an older key seals, in the order of the rows' keys."""
    table, key, column = _names(model, field)
    further, told = (f"AND {key} > %s", [after]) if after is not None else ("", [])
    asked = f"SELECT {key}, {column} FROM {table} WHERE {_where(column)} {further}"
    with connection.cursor() as cursor:
        cursor.execute(f"{asked} ORDER BY {key} LIMIT {BATCH}", [f"{newest()}:%", *told])
        return list(cursor.fetchall())
