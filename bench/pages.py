"""Pages over many appeals: `PYTHONPATH=src .venv/bin/python bench/pages.py [THOUSANDS …]`.

Measures whole requests through the middleware with Django's test client over registers of 10
thousand, 100 thousand and 1 million appeals (see registers.py, which makes them): the home page,
the public list of appeals (first page, a page deep inside by its cursor, narrowed by state, by
topic, by a word), a card, the page of the figure appeals.resolved, and the office's list as its
secretary sees it. For each: the median of the seconds of five requests after a first one, the
queries, and the kilobytes answered; for each register the peak of memory of the process that did
it. The goal: a deep page takes at most 1.5 times what the first one takes.
"""

import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

from django.core.management import call_command
from measure import Watch, megabytes
from registers import CITY, SIZES, settle

RUNS = 5
GOAL_TIMES = 1.5


def main() -> int:
    """Each register in a process of its own; 1 where deep pages miss their goal."""
    if sys.argv[1:2] == ["--here"]:
        return _here(int(sys.argv[2]))
    missed = 0
    for thousands in [int(word) for word in sys.argv[1:]] or SIZES:
        asked = [sys.executable, __file__, "--here", str(thousands)]
        missed |= subprocess.run(asked, check=False).returncode
    return missed


def _here(thousands: int) -> int:
    """Measure over one register, in this very process."""
    settle(thousands * 1000)
    call_command("collectstatic", interactive=False, verbosity=0)
    print(f"\n{thousands} thousand appeals\n{'page':<28}{'seconds':>9}{'queries':>9}{'KiB':>7}")
    took = {}
    for name, client, url in pages():
        seconds, queries, size = measured(client, url)
        took[name] = seconds
        print(f"{name:<28}{seconds:>9.3f}{queries:>9}{size / 1024:>7.0f}", flush=True)
    print(f"peak of memory: {megabytes():.0f} MB", flush=True)
    return int(took["list, deep"] > GOAL_TIMES * took["list, page 1"])


def pages() -> Iterator[tuple[str, Any, str]]:
    """Each page by name, with the client that asks for it and its address."""
    from django.test import Client

    from kenes.appeals.models import Appeal
    from kenes.organs.models import Topic

    guest, keeper = Client(SERVER_NAME="localhost"), _keeper()
    live = Appeal.objects.filter(council__slug=CITY, struck_at=None)
    deep = live.filter(received_on__lte="2022-06-15").order_by("-received_on", "-pk").first()
    topic = Topic.objects.filter(council__slug=CITY).order_by("code").first()
    assert deep is not None
    assert topic is not None
    cursor = f"older={deep.received_on}_{deep.pk}"
    yield "home", guest, "/ru/"
    yield "list, page 1", guest, "/ru/appeals/"
    yield "list, deep", guest, f"/ru/appeals/?{cursor}"
    yield "list, deep, backwards", guest, f"/ru/appeals/?{cursor.replace('older', 'newer')}"
    yield "list, resolved", guest, "/ru/appeals/?state=resolved"
    yield "list, refused", guest, "/ru/appeals/?state=refused"
    yield "list, one topic", guest, f"/ru/appeals/?topic={topic.code}"
    yield "list, two months", guest, "/ru/appeals/?from=2023-03-01&until=2023-04-30"
    yield "list, a word", guest, "/ru/appeals/?q=экология"
    yield "list, a number", guest, f"/ru/appeals/?q={deep.number}"
    yield "card", guest, f"/ru/appeals/{deep.number}/"
    yield "figure appeals.resolved", guest, "/ru/figures/appeals.resolved/"
    yield "figure, rows deep", guest, "/ru/figures/appeals.resolved/?at=5000"
    yield "office list, page 1", keeper, "/office/appeals/"
    yield "office list, deep", keeper, f"/office/appeals/?{cursor}"
    yield "office list, by deadline", keeper, "/office/appeals/?order=due"


def _keeper() -> Any:
    """The secretary of the demo, signed in."""
    from django.test import Client

    from kenes.core.access import User
    from kenes.demo.accounts import ACCOUNTS

    [secretary] = [each for each in ACCOUNTS if each.role == "secretary"]
    client = Client(SERVER_NAME="localhost")
    backend = "allauth.account.auth_backends.AuthenticationBackend"
    client.force_login(User.objects.get(email=secretary.email), backend=backend)
    return client


def measured(client: Any, url: str) -> tuple[float, int, int]:
    """Seconds, queries and bytes of one page."""
    took, watch, size = [], Watch(), 0
    for _run in range(RUNS + 1):
        watch = Watch()
        began = time.perf_counter()
        with watch:
            answer = client.get(url)
        took.append(time.perf_counter() - began)
        size = len(answer.content)
        if answer.status_code != 200:
            sys.exit(f"{url}: {answer.status_code} {re.sub('<[^>]+>', ' ', answer.text)[:300]}")
        if took[-1] > 20:
            break
    return statistics.median(took[1:] or took), watch.queries, size


if __name__ == "__main__":
    sys.exit(main())
