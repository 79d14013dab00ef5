"""One snapshot per document, so that 795 and 891 always belong together."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection, transaction

_KEPT: ContextVar[dict[Any, Any] | None] = ContextVar("_KEPT", default=None)


def kept() -> dict[Any, Any]:
    """What is to be read once in a snapshot; outside of one nothing is kept.

    Nor is it in a transaction that others began: in that one they may write.
    """
    found = _KEPT.get()
    return {} if found is None else found


@contextmanager
def snapshot() -> Iterator[None]:
    """Inside, every read sees the register as it stood at the first; nothing may be written.

    `atomic` would take SQLite's write lock for a read (our transactions begin IMMEDIATE), so the
    transaction is begun by hand as a deferred one. Within a transaction already begun, that one
    holds.
    """
    connection.ensure_connection()
    if connection.in_atomic_block or getattr(connection.connection, "in_transaction", False):
        yield
    elif connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                with _keeping():
                    yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            with _keeping():
                yield


@contextmanager
def _keeping() -> Iterator[None]:
    before = _KEPT.set({})
    try:
        yield
    finally:
        _KEPT.reset(before)
