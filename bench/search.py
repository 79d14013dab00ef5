"""Words looked for: `PYTHONPATH=src .venv/bin/python bench/search.py [THOUSANDS]`, else a million.

Over a register of registers.py, whose appeals are found by the words of words.py, it asks what a
clerk and a visitor ask: words of Russian and Kazakh in a form nobody need have written, frequent
ones, rare ones, two and three together, with a filter, and a page deep inside. Measured is the page
of the list and its count as the database answers them, each word forty times in turn; and the whole
request of a clerk for a few. It prints p50 and p95 in milliseconds for each kind.

With `KENES_BENCH_ENGINE=postgres` the register lies on PostgreSQL (bench/README.md).
The goal: p95 of each kind at most 50 ms, the whole requests among them, though they
also make the page and count for its menu what else waits.
"""

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from random import Random
from types import SimpleNamespace
from typing import Any

import words
from registers import CITY, settle

GOAL_MS = 50
RUNS = 40
# Each is asked in a form of its own.
FREQUENT_RU = ("водой", "улицей", "домам", "дворами", "деньгам", "ночью", "машине", "детям")
FREQUENT_KK = ("көшеге", "үйден", "суды", "жолымыз", "балаларға", "ауламызда", "қоқысқа", "түнде")
RARER_RU = ("карагачей", "асфальту", "кондуктору", "покрышкам", "троллейбусы", "бордюрами")
RARER_KK = ("аялдамалар", "мектебіміздің", "жылытқыш", "жүргізушіге", "ағаштардың", "шамдардан")
TWO = ("воды двору", "дети дорогой", "горячую воду", "суды үйге", "жолдар балаларға", "улица ночь")
THREE = ("вода во дворе", "нет света на улице", "автобус не ходит", "көшеде шам жоқ")


def main() -> int:
    """1 where a kind of question misses the goal."""
    settle(1000 * int(sys.argv[1] if sys.argv[1:] else 1000))
    from kenes.appeals.index.models import AppealIndex
    from kenes.council.models import Council

    council = Council.objects.get(slug=CITY)
    print(f"{AppealIndex.objects.count()} entries\n{'asked':<34}{'found':>8}{'p50':>8}{'p95':>8}")
    missed = False
    for name, texts, asks in kinds(council):
        took, found = timed(texts, asks)
        p50, p95 = statistics.median(took), statistics.quantiles(took, n=20)[-1]
        missed |= p95 > GOAL_MS
        print(f"{name:<34}{found:>8}{p50:>8.1f}{p95:>8.1f}", flush=True)
    print(f"goal: p95 at most {GOAL_MS} ms: {'missed' if missed else 'met'}")
    return int(missed)


Asks = Callable[[str], int]


def kinds(council: Any) -> Iterator[tuple[str, tuple[str, ...], Asks]]:
    """Each kind of question: its name, its words, and what asks for them."""
    dice = Random("asked")
    once = tuple(words.rare(dice.randrange(words.RARE[1])) for _n in range(RUNS))
    some = tuple(words.rare(dice.randrange(words.RARE[0])) for _n in range(RUNS))
    clerk, guest = _list(council, sealed=True), _list(council, sealed=False)
    yield "frequent, Russian", FREQUENT_RU, clerk
    yield "frequent, Kazakh", FREQUENT_KK, clerk
    yield "less frequent, Russian", RARER_RU, clerk
    yield "less frequent, Kazakh", RARER_KK, clerk
    yield "some hundreds", some, clerk
    yield "a few", once, clerk
    yield "two words", TWO, clerk
    yield "three words", THREE, clerk
    yield "a frequent and a rare one", tuple(f"вода {word}" for word in some), clerk
    yield "nobody wrote it", ("синхрофазотрон", "жұлдызнама"), clerk
    yield "a visitor, frequent", FREQUENT_RU + FREQUENT_KK, guest
    yield "a visitor, two words", TWO, guest
    yield "frequent, a filter", FREQUENT_RU, _list(council, sealed=True, kind="complaint")
    yield "two words, a page deep inside", TWO, _list(council, sealed=True, deep=True)
    keeper = _keeper()
    yield "whole request, frequent", FREQUENT_RU, keeper
    yield "whole request, two words", TWO, keeper


def timed(texts: tuple[str, ...], asks: Asks) -> tuple[list[float], int]:
    """How long each question took, in milliseconds; the most rows one of them counted."""
    took, found = [], 0
    for text in texts:
        asks(text)
    for n in range(max(RUNS, len(texts))):
        began = time.perf_counter()
        found = max(found, asks(texts[n % len(texts)]))
        took.append((time.perf_counter() - began) * 1000)
    return took, found


def _list(council: Any, *, sealed: bool, deep: bool = False, **narrowed: str) -> Asks:
    """The page and the count of a list, as portal/listing.py asks for them."""
    from kenes.appeals.index.models import AppealIndex
    from kenes.core.action import looking
    from kenes.core.lookup import total
    from kenes.core.search import PLACE, asked
    from kenes.portal.faces.appeals import APPEALS
    from kenes.portal.listing import FOUND_AT_MOST, PAGE

    request = SimpleNamespace(council=council)

    def asks(text: str) -> int:
        rows = APPEALS.rows(request, office=sealed, listed=True).filter(**narrowed)
        rows = APPEALS.found(rows, text, council, sealed=sealed).defer(*APPEALS.unopened)
        here = rows.filter(**{f"{PLACE}__lte": middle}) if deep else rows
        page = here.order_by(*(f"-{name}" for name in APPEALS.newest(rows)))[: PAGE + 1]
        with looking():
            APPEALS.gather(list(page), sealed)
        if not sealed:
            return int(rows.order_by()[: FOUND_AT_MOST + 1].count())
        said = asked(text, council.pk, sealed=sealed)
        return total(rows, AppealIndex, said, FOUND_AT_MOST, narrowed=bool(narrowed))[0]

    many = AppealIndex.objects.count()
    middle = AppealIndex.objects.order_by("place").values_list("place", flat=True)[many // 2]
    return asks


def _keeper() -> Asks:
    from django.core.management import call_command
    from pages import _keeper as signed_in

    call_command("collectstatic", interactive=False, verbosity=0)
    client = signed_in()

    def asks(text: str) -> int:
        answer = client.get("/office/appeals/", {"q": text})
        assert answer.status_code == 200
        return len(answer.content)

    return asks


if __name__ == "__main__":
    sys.exit(main())
