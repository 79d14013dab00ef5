"""One snapshot per document, so that 795 and 891 always belong together."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from kenes.core.action import looking


@contextmanager
def snapshot() -> Iterator[None]:
    """Inside, every read sees the register as it stood at the first; nothing may be written.

    What was looked up is therefore kept to its end (`looked`), and no longer. `atomic` would take
    SQLite's write lock for a read (our transactions begin IMMEDIATE), so the transaction is begun
    by hand as a deferred one. Within a transaction already begun, that one holds.
    """
    connection.ensure_connection()
    if connection.in_atomic_block or getattr(connection.connection, "in_transaction", False):
        yield
    elif connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                with looking():
                    yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            with looking():
                yield
