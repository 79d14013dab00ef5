"""How fast a journal is taken in: `python bench/import_rows.py [--rows N] [--profile]`.

Writes a journal of appeals, takes it into an empty register, takes it again unchanged, then once
more with a word changed in every line, and prints rows, seconds (those of the look alone apart),
the peak of memory and the number of queries. The goal on two cores is 10,000 rows
in under 30 seconds and 400 MB.
"""

import argparse
import cProfile
import json
import os
import pstats
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
GOAL_SECONDS, GOAL_MEGABYTES = 30, 400
DIRECTORIES: dict[str, list[dict[str, Any]]] = {
    "districts": [{"title_ru": f"Район {n}", "title_kk": f"{n}-аудан"} for n in range(1, 9)],
    "topics": [{"title_ru": f"Тема {n}", "title_kk": f"{n}-тақырып"} for n in range(1, 21)],
    "organisations": [{"title_ru": f"Управление {n}", "kind": "state_body"} for n in range(1, 41)],
}


def appeals(rows: int, *, changed: bool = False) -> Iterator[dict[str, Any]]:
    """Invented appeals, two in three of them resolved a fortnight later.

    With `changed` each is of another district and its text goes on; one in three is resolved now.
    """
    first = date(2022, 1, 3)
    for n in range(rows):
        day = first + timedelta(days=n * 1000 // rows)
        yield {
            "no": n + 1,
            "received": day,
            "channel": "portal",
            "kind": "application",
            "applicant_kind": "person",
            "applicant": f"Заявитель {n}",
            "contact": f"+7 700 000 {n:05d}",
            "topic": f"Тема {n % 20 + 1}",
            "district": f"Район {(n + changed) % 8 + 1}",
            "agency": f"Управление {n % 40 + 1}",
            "text": f"Просим принять меры по вопросу {n}. " * (5 if changed else 4),
            "taken_on": day + timedelta(days=1),
            "resolved_on": day + timedelta(days=14) if n % 3 or changed else None,
        }


def megabytes() -> float:
    """The most memory this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@contextmanager
def counted(connection: Any) -> Iterator[list[int]]:
    """Counts the queries made inside."""
    queries = [0]

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        queries[0] += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        yield queries


def measure(name: str, content: bytes, council: Any, by: Any) -> dict[str, Any]:
    """Take a workbook in, as the command does, and say what it cost."""
    from django.db import connection

    from kenes.journals import actions
    from kenes.journals.catalogue import SHEETS
    from kenes.journals.preview import preview
    from kenes.journals.reading import read

    began = time.perf_counter()
    with counted(connection) as queries:
        book = read(content, SHEETS)
        shown = preview(book, council, SHEETS)
        looked, asked = time.perf_counter() - began, queries[0]
        actions.take(shown, council=council, file_name=name, digest=book.digest, by=by)
    return {
        "what": name,
        "taken": sum(len(each.new) for each in shown),
        "changed": sum(len(each.changed) for each in shown),
        "same": sum(each.same for each in shown),
        "refused": sum(len(each.refused) for each in shown),
        "look_seconds": round(looked, 2),
        "look_queries": asked,
        "seconds": round(time.perf_counter() - began, 2),
        "queries": queries[0],
        "peak_megabytes": round(megabytes()),
    }


def run(rows: int) -> list[dict[str, Any]]:
    """The three takings, in a register of their own."""
    import django

    django.setup()
    from kenes.core.access import console
    from kenes.council.actions import found
    from kenes.journals import workbook
    from kenes.journals.catalogue import SHEETS
    from kenes.management.register import ready

    ready()
    by = console()
    council = found(by=by, slug="bench", title_kk="Кеңес", title_ru="Совет")
    first, changed = (
        workbook.write(SHEETS, DIRECTORIES | {"appeals": lines}, language="ru")
        for lines in (list(appeals(rows)), list(appeals(rows, changed=True)))
    )
    print(f"before: {megabytes():.0f} MB, the file {len(first) / 1e6:.1f} MB", file=sys.stderr)
    takings = (("first", first), ("again", first), ("changed", changed))
    return [measure(name, content, council, by) for name, content in takings]


def main() -> int:
    """Print what was measured; 1 where the goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT / "src"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kenes.settings")
    with tempfile.TemporaryDirectory() as var:
        os.environ["KENES_VAR"] = var
        profile = cProfile.Profile()
        found = profile.runcall(run, options.rows) if options.profile else run(options.rows)
    if options.profile:
        pstats.Stats(profile, stream=sys.stderr).sort_stats("cumulative").print_stats(45)
    for line in found:
        print(json.dumps(line, ensure_ascii=False))
    met = found[0]["seconds"] < GOAL_SECONDS and found[0]["peak_megabytes"] < GOAL_MEGABYTES
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
