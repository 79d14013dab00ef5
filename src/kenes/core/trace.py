"""What is remembered for a while against abuse: how often something came by."""

from datetime import datetime

from django.db import connection, models

from kenes.core import clock
from kenes.core.secret import blind


class Trace(models.Model):
    """A spent proof of work, or how often one network wrote within an hour, one address in a day.

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
    with connection.cursor() as cursor:
        cursor.execute(sql, [blind(what), *moments])
        return int(cursor.fetchone()[0])


def forget(now: datetime) -> int:
    """Delete what has been remembered long enough; says how much."""
    return Trace.objects.filter(until__lte=now).delete()[0]
