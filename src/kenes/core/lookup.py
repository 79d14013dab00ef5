"""Records looked for by the words that the index holds of them (core/search.py)."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import F
from django.db.models.expressions import RawSQL

from kenes.core.search import PLACE, Index

Words = Sequence[Sequence[str]]


def found(rows: Any, index: type[Index], words: Words) -> Any:
    """Of these records those that hold each of the words; `PLACE` orders them by day."""
    if not words:
        return rows.none()
    path = index.row.field.remote_field.related_name
    rows = rows.filter(**{f"{path}__isnull": False})
    table, beside = index._meta.db_table, index.words()
    if connection.vendor == "sqlite":
        match = _joined(words, '"', " OR ", " AND ")
        # The sign keeps SQLite from asking anew for each record; it walks the words from the last.
        where = [f"{beside} MATCH %s", f'+{beside}.rowid = "{table}"."place"']
        rows = rows.extra(tables=[beside], where=where, params=[match])
        return rows.annotate(**{PLACE: RawSQL(f"{beside}.rowid", [])})
    match = _joined(words, "'", " | ", " & ")
    rows = rows.extra(where=[f'"{table}"."words" @@ %s::tsquery'], params=[match])
    return rows.annotate(**{PLACE: F(f"{path}__place")})


def total(
    rows: Any, index: type[Index], words: Words, most: int, *, narrowed: bool
) -> tuple[int, bool]:
    """How many of these rows, found by the words, there are, and whether there may be more.

    No more than the newest so many entries are looked through, however few of their rows are left
    where they are `narrowed` by more than the words.
    """
    among = _NEWEST[connection.vendor](rows.order_by(), index, words, most) if words else None
    if among is None:
        return int(rows.order_by().count()), False
    return (int(among.count()) if narrowed else most), True


def _newest_on_sqlite(rows: Any, index: type[Index], words: Words, most: int) -> Any:
    """Of these rows those of the newest so many entries that hold the words; None: all are.

    Only the index is asked for it: what makes a count dear are the records behind it.
    """
    beside = index.words()
    held = f"SELECT rowid FROM {beside} WHERE {beside} MATCH %s ORDER BY rowid DESC"
    with connection.cursor() as cursor:
        match = _joined(words, '"', " OR ", " AND ")
        cursor.execute(f"{held} LIMIT 1 OFFSET %s", [match, most])
        last = cursor.fetchone()
    return None if last is None else rows.filter(**{f"{PLACE}__gt": last[0]})


def _newest_on_postgres(rows: Any, index: type[Index], words: Words, most: int) -> Any:
    """The same. By their places the words of all entries between would be compared once more."""
    table = index._meta.db_table
    held = f"SELECT row_id FROM {table} WHERE words @@ %s::tsquery ORDER BY place DESC LIMIT %s"
    with connection.cursor() as cursor:
        cursor.execute(held, [_joined(words, "'", " | ", " & "), most + 1])
        keys = [key for (key,) in cursor.fetchall()]
    if len(keys) <= most:
        return None
    return rows.extra(where=[f'"{table}"."row_id" = ANY(%s)'], params=[keys[:most]])


_NEWEST = {"sqlite": _newest_on_sqlite, "postgresql": _newest_on_postgres}


def order() -> tuple[str, ...]:
    """What brings rows found by words into order by their day.

    On SQLite no two have the same place, and it walks them only where nothing more is asked.
    """
    return (PLACE,) if connection.vendor == "sqlite" else (PLACE, "pk")


def _joined(words: Words, quote: str, either: str, both: str) -> str:
    """The question in the engine's own signs; a stem holds letters and figures alone."""
    ways = (either.join(f"{quote}{way}{quote}" for way in each) for each in words)
    return both.join(f"({each})" for each in ways)
