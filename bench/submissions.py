"""Appeals sent from the portal: `PYTHONPATH=src .venv/bin/python bench/submissions.py [SECONDS]`.

A server of two processes over a register of its own; sixteen people at a time send the form of an
appeal, each the next one as soon as the receipt of the last is there, for ten seconds where nothing
is said. Measured is the time from sending the form to the whole page of the receipt, and how many
receipts came a second. Every receipt must be an appeal in the register afterwards, and no more.
The people take a part of the machine too: they run on it beside the server.

With `KENES_BENCH_ENGINE=postgres` the register lies on PostgreSQL (bench/README.md).
The goal: 250 a second, with p95 at most 60 ms.
"""

import os
import random
import statistics
import sys
import tempfile
import threading
import time
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

import postgres

AT_ONCE = 16
GOAL_A_SECOND, GOAL_MS = 250, 60
# The keys of a city's topics and districts.
City = tuple[list[str], list[str]]
TOKEN = "submissions" * 2 + "benchmark0"
TEXT = "У школы № 12 нет перехода, дети перебегают дорогу. Просим нарисовать зебру. " * 4


def main() -> int:
    """1 where the goal is missed, or a receipt stands for no appeal."""
    seconds = float(sys.argv[1]) if sys.argv[1:] else 10
    folder = Path(tempfile.mkdtemp(prefix="kenes-submissions-"))
    settle(folder)
    city = founded()
    from kenes.management.commands.rehearse import served

    with served() as port:
        _send(port, city, 2)
        before = _kept()
        took = _send(port, city, seconds)
        after = _kept()
    a_second, p95 = len(took) / seconds, statistics.quantiles(took, n=20)[-1] * 1000
    print(f"receipts {len(took)}  kept {after - before}  a second {a_second:.0f}  "
          f"p50 {statistics.median(took) * 1000:.0f} ms  p95 {p95:.0f} ms")  # fmt: skip
    whole = after - before == len(took)
    met = a_second >= GOAL_A_SECOND and p95 <= GOAL_MS
    print(f"goal {GOAL_A_SECOND} a second, p95 {GOAL_MS} ms: {'met' if met else 'missed'}")
    return int(not (whole and met))


def settle(folder: Path) -> None:
    """A register of the script's own, before Kenes reads its settings."""
    own = {
        "KENES_VAR": str(folder),
        "KENES_DATABASE_URL": f"sqlite:///{folder}/kenes.sqlite3",
        "KENES_WORKERS": "2",
        # All the people write and join from one machine.
        "KENES_APPEALS_AN_HOUR": str(10**9),
        "KENES_JOINS_AN_HOUR": str(10**9),
        "DJANGO_SETTINGS_MODULE": "kenes.settings",
    }
    if os.environ.get("KENES_BENCH_ENGINE") == "postgres":
        own["KENES_DATABASE_URL"] = postgres.settled(folder / f"submissions-{os.getpid()}.sqlite3")
    os.environ.update(own)
    import django

    django.setup()


def founded() -> City:
    """A council with twelve topics and eight districts."""
    from kenes.core import record
    from kenes.core.access import console
    from kenes.core.filing import Filing
    from kenes.council import actions as councils
    from kenes.management.register import ready
    from kenes.norms import actions as norms
    from kenes.organs.models import District, Topic

    ready()
    by = console()
    norms.load_law(by=by)
    said = {"slug": "bench", "title_kk": "Кеңес", "title_ru": "Совет", "hosts": "localhost"}
    council = councils.found(by=by, **said)
    topics = [
        Topic(council=council, code=f"t{n}", title_ru=f"Тема {n}", title_kk=f"Тақырып {n}")
        for n in range(12)
    ]
    districts = [
        District(council=council, code=f"d{n}", title_ru=f"Район {n}", title_kk=f"Аудан {n}")
        for n in range(8)
    ]
    record.register([Filing(each) for each in (*topics, *districts)], by=by)
    return [str(each.pk) for each in topics], [str(each.pk) for each in districts]


def _kept() -> int:
    from kenes.appeals.models import Appeal

    return Appeal.objects.count()


def _send(port: int, city: City, seconds: float) -> list[float]:
    """Send appeals for so long; how long each took until its receipt was there."""
    took: list[float] = []
    until = time.perf_counter() + seconds
    people = [
        threading.Thread(target=_person, args=(at, port, city, until, took))
        for at in range(AT_ONCE)
    ]
    for each in people:
        each.start()
    for each in people:
        each.join()
    return took


def head(port: int) -> dict[str, str]:
    """What a browser sends above a form."""
    return {
        "Host": f"localhost:{port}",
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"csrftoken={TOKEN}",
        "X-CSRFToken": TOKEN,
    }


def written(who: str, city: City) -> dict[str, str]:
    """The form as one person fills it in, somewhere in the city."""
    topic, district = (random.choice(each) for each in city)
    said = {"key": str(uuid4()), "text": TEXT, "kind": "application", "topic": topic}
    said |= {"district": district, "place": "ул. Абая, 10", "who": "person"}
    return said | {"name": "Сейткали Айгуль", "email": f"{who}@example.kz"}


def _person(at: int, port: int, city: City, until: float, took: list[float]) -> None:
    line = HTTPConnection("127.0.0.1", port)
    sent = 0
    while time.perf_counter() < until:
        sent += 1
        said = written(f"a{at}.{sent}", city)
        body = urlencode(said).encode()
        began = time.perf_counter()
        line.request("POST", "/ru/appeals/new/", body, head(port))
        answer = line.getresponse()
        page = answer.read()
        if answer.status != 200:
            raise SystemExit(f"{answer.status}: {page[:300].decode(errors='replace')}")
        took.append(time.perf_counter() - began)


if __name__ == "__main__":
    sys.exit(main())
