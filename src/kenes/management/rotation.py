"""A new key for what is sealed, and everything sealed anew with it, batch by batch."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cryptography.fernet import Fernet
from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models.functions import Cast

from kenes.core import journal
from kenes.core.action import action
from kenes.core.secret import keys, newest, unseal

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
    return sum(_behind(model, field).count() for model, field in sealed_columns())


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
    for pk, old in rows:
        # The old value is asked for as well: a colleague may have written another one meanwhile.
        same = _sealed(model, field).filter(pk=pk, as_it_is=old)
        same.update(**{field.name: unseal(old)})
    name = f"{model._meta.model_name}.{field.name}"
    journal.write("keys.resealed", by, by=by, column=name, values=len(rows), key=newest())
    return len(rows)


def _sealed(model: type[models.Model], field: Any) -> Any:
    """The rows of a table, struck ones too, with a column as it stands in the database."""
    rows = model._base_manager.order_by("pk")
    return rows.annotate(as_it_is=Cast(field.name, models.TextField()))


def _behind(model: type[models.Model], field: Any) -> Any:
    rows = _sealed(model, field).filter(as_it_is__gt="")
    return rows.exclude(as_it_is__startswith=f"{newest()}:")


def _older(model: type[models.Model], field: Any, after: Any) -> list[tuple[Any, str]]:
    """The next values of a column that an older key seals, in the order of the rows' keys."""
    rows = _behind(model, field)
    if after is not None:
        rows = rows.filter(pk__gt=after)
    return list(rows.values_list("pk", "as_it_is")[:BATCH])
