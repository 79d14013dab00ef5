"""The index of words: which records hold a word, in whatever form it was written.

An entry of the index holds stems (core/stems.py), so both engines find the same. What everyone may
read goes in as it is; what is sealed goes in as keyed digests, which are asked for on behalf of
those alone who may read it. Why so: docs/decisions/0030.
"""

import re
from abc import abstractmethod
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from django.apps import apps
from django.db import connection, models

from kenes.core.row import Row
from kenes.core.secret import blind
from kenes.core.stems import of_word
from kenes.core.text import fold

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# The name under which a row found by words says its place.
PLACE = "found_at"
# Longer words are no words; of a longer question the first words are asked.
LONGEST, ASKED = 40, 8
# A text of more different words than this is found by its first ones.
MOST = 5_000
DIGEST = 10
_WORD = re.compile(r"[^\W_]+")
_EPOCH = date(1970, 1, 1)
BATCH = 500


@dataclass(frozen=True)
class Told:
    """What a record says: by which day it stands in a list, and what it is found by."""

    on: date
    openly: str
    sealed: str = ""


class Index(models.Model):
    """An entry of the index: a record, and its place among the others by day.

    It says nothing that its record does not: `./kenes reindex` makes all of them anew. The words
    stand beside it where each engine looks for them best: in a table of FTS5, in a `tsvector`.
    """

    # The record; each index names its own kind.
    row: ClassVar[Any]
    DERIVED: ClassVar[bool] = True

    place = models.BigIntegerField(editable=False)

    class Meta:
        abstract = True
        indexes: ClassVar[tuple[models.Index, ...]] = (
            models.Index(fields=["place"], name="%(class)s_by_place"),
        )

    @classmethod
    @abstractmethod
    def rows(cls) -> Any:
        """The records with everything they tell."""

    @classmethod
    @abstractmethod
    def told(cls, row: Any, *, fresh: bool) -> Told:
        """What a record says; one that is just made has nothing beside it yet."""

    @classmethod
    def words(cls) -> str:
        """The table of FTS5 that holds the words."""
        return f"{cls._meta.db_table}_words"


def lay(schema: "BaseDatabaseSchemaEditor", table: str) -> None:
    """Lay beside the table of an index the place for its words."""
    if schema.connection.vendor == "sqlite":
        schema.execute(
            f"CREATE VIRTUAL TABLE {table}_words USING fts5(words, tokenize=ascii, detail=none)"
        )
        return
    schema.execute(f"ALTER TABLE {table} ADD COLUMN words tsvector NOT NULL DEFAULT ''")
    # With more words counted it is known that a rare one is rare, and is not looked for row by row.
    schema.execute(f"ALTER TABLE {table} ALTER COLUMN words SET STATISTICS 300")
    # What was written last is read through at each question, so it is not let grow.
    few = "WITH (gin_pending_list_limit = 256)"
    schema.execute(f"CREATE INDEX {table}_words ON {table} USING gin (words) {few}")


@lru_cache(maxsize=20_000)
def _digest(stem: str, council: str) -> str:
    return f"x{blind(f'stem {council} {stem}')[:DIGEST]}"


def _openly(stem: str, council: str) -> str:
    # Told apart by council, so that one need not read through the words of the others.
    return f"w{council[-4:]}{stem}"


def _stems(word: str) -> tuple[str, ...]:
    return of_word(word[:LONGEST])


def words_of(told: Told, council: UUID) -> list[str]:
    """What an entry holds of a record, each word once."""
    found: dict[str, None] = {}
    for text, name in ((told.openly, _openly), (told.sealed, _digest)):
        for word in list(dict.fromkeys(_WORD.findall(fold(text))))[:MOST]:
            found |= dict.fromkeys(name(stem, council.hex) for stem in _stems(word))
    return list(found)


def asked(text: str, council: UUID, *, sealed: bool) -> list[list[str]]:
    """What is looked for: of each word the ways in which an entry may hold it.

    What is `sealed` is looked into for those who may read it.
    """
    ways = (_openly, _digest) if sealed else (_openly,)
    words = dict.fromkeys(_WORD.findall(fold(text)))
    return [
        [name(stem, council.hex) for name in ways for stem in _stems(word)]
        for word in list(words)[:ASKED]
    ]


def refresh(
    rows: Iterable[Row], changed: Collection[str] | None = None, *, fresh: bool = False
) -> None:
    """Write anew what these rows are found by, where that is what changed.

    The verbs of core/record.py have it called, and so nothing else need think of it. A part
    speaks for the record it belongs to.
    """
    known: dict[str, dict[UUID, Row | None]] = defaultdict(dict)
    for row in rows:
        if not row.FOUND_IN or not (changed is None or row.FOUND_BY.intersection(changed)):
            continue
        if not row.PART_OF:
            known[row.FOUND_IN][row.pk] = row if fresh else None
        elif not fresh or any(getattr(row, name) for name in row.FOUND_BY):
            known[row.FOUND_IN][getattr(row, f"{row.PART_OF}_id")] = None
    for name, told in known.items():
        index: Any = apps.get_model("kenes", name)
        _write(index, [row for row in told.values() if row is not None], fresh=True)
        if keys := [key for key, row in told.items() if row is None]:
            anew(index, keys)


def anew(index: type[Index], keys: Sequence[UUID]) -> None:
    """Write the entries of these records anew, which nobody else does meanwhile."""
    if connection.features.has_select_for_update:
        model = index.row.field.related_model
        list(
            model.objects.filter(pk__in=keys)
            .order_by("pk")
            .select_for_update(no_key=True)
            .values("pk")
        )
    _write(index, list(index.rows().filter(pk__in=keys)), fresh=False)


def _write(index: type[Index], rows: Sequence[Any], *, fresh: bool) -> None:
    """Write the entries of these records, whatever stood there before."""
    for since in range(0, len(rows), BATCH):
        some = rows[since : since + BATCH]
        lines = []
        for row in some:
            told = index.told(row, fresh=fresh)
            lines.append((row.pk, _place(told.on, row.pk), words_of(told, row.council_id)))
        _WRITERS[connection.vendor](index, lines, fresh)


def _place(on: date, key: UUID) -> int:
    """A number that grows with the day, and within a day with the moment the key was made at."""
    day = min(max((on - _EPOCH).days, 0), 2**16 - 1)
    moment = (key.int >> 80) % 2**41
    return day << 47 | moment << 6 | (key.int >> 70) % 2**6


_Lines = Sequence[tuple[UUID, int, list[str]]]


def _on_sqlite(index: type[Index], lines: _Lines, fresh: bool) -> None:
    """An entry's place is the number of its words, and no two have the same."""
    table, beside = index._meta.db_table, index.words()
    with connection.cursor() as cursor:
        old = {} if fresh else _standing(cursor, table, [key for key, _place, _words in lines])
        if old:
            cursor.executemany(
                f"DELETE FROM {beside} WHERE rowid = %s", [(p,) for p in old.values()]
            )
            cursor.executemany(f"DELETE FROM {table} WHERE row_id = %s", [(key,) for key in old])
        free = _free(cursor, table, [place for _key, place, _words in lines])
        cursor.executemany(
            f"INSERT INTO {table} (row_id, place) VALUES (%s, %s)",
            [(key.hex, at) for at, (key, _place, _words) in zip(free, lines, strict=True)],
        )
        cursor.executemany(
            f"REPLACE INTO {beside} (rowid, words) VALUES (%s, %s)",
            [(at, " ".join(words)) for at, (_key, _place, words) in zip(free, lines, strict=True)],
        )


def _standing(cursor: Any, table: str, keys: Sequence[UUID]) -> dict[str, int]:
    blanks = ", ".join(["%s"] * len(keys))
    cursor.execute(
        f"SELECT row_id, place FROM {table} WHERE row_id IN ({blanks})", [key.hex for key in keys]
    )
    return dict(cursor.fetchall())


def _free(cursor: Any, table: str, wanted: Sequence[int]) -> list[int]:
    """For each place wanted the nearest after it that nobody has."""
    blanks = ", ".join(["%s"] * len(wanted))
    cursor.execute(f"SELECT place FROM {table} WHERE place IN ({blanks})", wanted)
    taken = {place for (place,) in cursor.fetchall()}
    free = []
    for at in wanted:
        place = at
        while place in taken or (place != at and _taken(cursor, table, place)):
            place += 1
        taken.add(place)
        free.append(place)
    return free


def _taken(cursor: Any, table: str, place: int) -> bool:
    cursor.execute(f"SELECT 1 FROM {table} WHERE place = %s", [place])
    return cursor.fetchone() is not None


def _on_postgres(index: type[Index], lines: _Lines, fresh: bool) -> None:
    table = index._meta.db_table
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} (row_id, place, words) VALUES (%s, %s, array_to_tsvector(%s))"
            " ON CONFLICT (row_id) DO UPDATE SET place = EXCLUDED.place, words = EXCLUDED.words",
            lines,
        )


_WRITERS = {"sqlite": _on_sqlite, "postgresql": _on_postgres}


def tidy(index: type[Index]) -> None:
    """Tell the engine what it holds now; SQLite also lets go of words of no record."""
    table, beside = index._meta.db_table, index.words()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"DELETE FROM {beside} WHERE rowid NOT IN (SELECT place FROM {table})")
        else:
            cursor.execute(f"SELECT gin_clean_pending_list('{table}_words'::regclass)")
            cursor.execute(f"ANALYZE {table}")
