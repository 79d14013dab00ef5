"""The words by which the appeals of registers.py are found.

Measures nothing. The copies of an appeal share one text, which no search would be measured by; so
the index of words is filled with texts of its own, put together as the demo does it in Russian and
in Kazakh, misspelt and all, each with a few words that hardly any other holds. Of three appeals one
is shown to everyone. The same register always gets the same words. A million takes some minutes.
"""

from collections.abc import Iterator
from random import Random
from typing import Any

TEXTS = 40_000
BATCH = 5_000
# How often each rare word stands in the register, roughly: some hundreds of times, or a few.
RARE = (2_000, 200_000)
SYLLABLES = tuple(f"{one}{two}" for one in "бдгжзклмнпрст" for two in "аеиоуы")


def fill(council: Any) -> None:
    """Fill the index of a council's appeals, unless it is filled."""
    from kenes.appeals.index.models import AppealIndex
    from kenes.appeals.models import Appeal

    rows = Appeal.objects.of(council)
    if AppealIndex.objects.filter(row__council=council).count() == rows.count():
        return
    from django.db import connection

    from kenes.core import search

    dice = Random("words")
    texts = list(_texts(Random("texts")))
    keys = rows.order_by("received_on", "pk").values_list("pk", "received_on", "number")
    lines: list[Any] = []
    for key, on, number in keys.iterator(chunk_size=BATCH):
        text = f"{dice.choice(texts)} {' '.join(rare(dice.randrange(many)) for many in RARE)}"
        openly = f"{number} {text}" if dice.random() < 1 / 3 else number
        told = search.Told(on, openly, text)
        lines.append((key, search._place(on, key), search.words_of(told, council.pk)))
        if len(lines) == BATCH:
            _write(AppealIndex, lines)
            lines = []
    _write(AppealIndex, lines)
    search.tidy(AppealIndex)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _write(index: Any, lines: list[Any]) -> None:
    from django.db import connection, transaction

    from kenes.core import search

    with transaction.atomic():
        search._WRITERS[connection.vendor](index, lines, False)


def rare(n: int) -> str:
    """A word that exists in no language, by its number."""
    said = ""
    n += len(SYLLABLES) ** 2
    while n:
        n, at = divmod(n, len(SYLLABLES))
        said += SYLLABLES[at]
    return f"{said}к"


def _texts(dice: Random) -> Iterator[str]:
    from kenes.demo import said, said_kk, said_ru

    for n in range(TEXTS):
        language = "kk" if n % 3 == 0 else "ru"
        tongue = said_kk if language == "kk" else said_ru
        letter = said._letter(dice, language, dice.choice(list(tongue.PARTS)), None)
        yield said._misspelt(dice, letter) if dice.random() < 0.55 else letter
