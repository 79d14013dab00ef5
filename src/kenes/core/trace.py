"""What is remembered for a while against abuse: how often something came by."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import connection, models, transaction

from kenes.core import clock
from kenes.core.secret import blind


class Trace(models.Model):
    """A spent proof of work, or what one network sent within an hour, one address in a day.

    A keyed digest stands for each, so nothing can be read from it. When its time is over it is
    deleted: it is no record of the council.
    """

    digest = models.CharField(primary_key=True, max_length=64)
    count = models.PositiveIntegerField(default=1)
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.digest[:8]}: {self.count}"


def seen(what: str, until: datetime) -> int:
    """How often this came by, this time with it; a digest of it is remembered until a moment."""
    # One statement: what else is done at this very moment can come between no two of them.
    sql = (
        "INSERT INTO kenes_trace (digest, until, count) VALUES (%s, %s, 1) "
        "ON CONFLICT (digest) DO UPDATE SET "
        "count = CASE WHEN kenes_trace.until > %s THEN kenes_trace.count + 1 ELSE 1 END, "
        "until = excluded.until RETURNING count"
    )
    moments = [connection.ops.adapt_datetimefield_value(each) for each in (until, clock.now())]
    with _unhurried() as cursor:
        cursor.execute(sql, [blind(what), *moments])
        return int(cursor.fetchone()[0])


def times(what: str) -> int:
    """How often this came by so far; whoever asks does not come by."""
    found = Trace.objects.filter(digest=blind(what), until__gt=clock.now())
    return found.values_list("count", flat=True).first() or 0


@contextmanager
def _unhurried() -> Iterator[Any]:
    """A cursor for what a power cut may take away: by itself it does not wait for the disk.

    Inside an act it is written with the act.
    """
    with connection.cursor() as cursor:
        if connection.in_atomic_block:
            yield cursor
        elif connection.vendor == "sqlite":
            cursor.execute("PRAGMA synchronous = NORMAL")
            try:
                yield cursor
            finally:
                cursor.execute("PRAGMA synchronous = FULL")
        else:
            with transaction.atomic():
                cursor.execute("SET LOCAL synchronous_commit TO off")
                yield cursor


def forget(now: datetime) -> int:
    """Delete what has been remembered long enough; says how much."""
    return Trace.objects.filter(until__lte=now).delete()[0]
