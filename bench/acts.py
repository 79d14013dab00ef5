"""Acts of the public, readers beside: `PYTHONPATH=src .venv/bin/python bench/acts.py [SECONDS]`.

A server of two processes over a register of its own. For a minute, where nothing is said, 25 acts
begin each second whatever the server does: one in two writes an appeal, one in two says “me too”
of an appeal that everyone may read, each from a device of its own. Eight readers open lists and
cards meanwhile, four pages a second each. Measured is the time of each act from the moment it was
due, so that a server which falls behind is seen to; every act must be in the register afterwards.

With `KENES_BENCH_ENGINE=postgres` the register lies on PostgreSQL (bench/README.md).
The goal: 1,500 acts a minute with none lost, and p95 at most a second.
"""

import statistics
import sys
import tempfile
import threading
import time
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import submissions

A_SECOND, HANDS, READERS = 25, 16, 8
READS_EVERY = 0.25
GOAL_MS = 1000
PAGES = ("/ru/appeals/", "/kk/appeals/?state=registered", "/ru/appeals/2026-0001/", "/ru/")


def main() -> int:
    """1 where an act was lost, or the goal is missed."""
    seconds = int(sys.argv[1]) if sys.argv[1:] else 60
    folder = Path(tempfile.mkdtemp(prefix="kenes-acts-"))
    submissions.settle(folder)
    city = submissions.founded()
    number = _published(city[0][0])
    from kenes.management.commands.rehearse import served

    before = _kept()
    with served() as port:
        plan = _Plan(time.perf_counter() + 1, seconds * A_SECOND)
        hands = [
            threading.Thread(target=_act, args=(plan, port, city, number)) for _n in range(HANDS)
        ]
        readers = [
            threading.Thread(target=_read, args=(plan, port, number)) for _n in range(READERS)
        ]
        for each in (*hands, *readers):
            each.start()
        for each in hands:
            each.join()
        plan.over = True
        for each in readers:
            each.join()
    kept = _kept() - before
    p95 = statistics.quantiles(plan.took, n=20)[-1] * 1000
    read = statistics.quantiles(plan.read, n=20)[-1] * 1000
    print(f"acts {len(plan.took)}  kept {kept}  p50 {statistics.median(plan.took) * 1000:.0f} ms  "
          f"p95 {p95:.0f} ms  pages read {len(plan.read)}, p95 {read:.0f} ms")  # fmt: skip
    met = kept == len(plan.took) == seconds * A_SECOND and p95 <= GOAL_MS
    print(f"goal {A_SECOND * 60} acts a minute, p95 {GOAL_MS} ms: {'met' if met else 'missed'}")
    return int(not met)


class _Plan:
    """Which act is next and when it is due, and how long those before it took."""

    def __init__(self, start: float, many: int) -> None:
        self.start, self.many = start, many
        self.at, self.over = 0, False
        self.took: list[float] = []
        self.read: list[float] = []
        self.lock = threading.Lock()

    def next(self) -> int | None:
        """The number of the next act; None once all were given out."""
        with self.lock:
            if self.at == self.many:
                return None
            self.at += 1
            return self.at - 1


def _act(plan: _Plan, port: int, city: submissions.City, number: str) -> None:
    line = HTTPConnection("127.0.0.1", port)
    while (at := plan.next()) is not None:
        due = plan.start + at / A_SECOND
        time.sleep(max(0.0, due - time.perf_counter()))
        if at % 2:
            address, said = f"/ru/appeals/{number}/join/", {"address": ""}
        else:
            address = "/ru/appeals/new/"
            said = submissions.written(f"a{at}", city) | {"looked": "1"}
        line.request("POST", address, urlencode(said).encode(), submissions.head(port))
        answer = line.getresponse()
        page = answer.read()
        if answer.status != 200:
            raise SystemExit(f"{answer.status}: {page[:300].decode(errors='replace')}")
        plan.took.append(time.perf_counter() - due)


def _read(plan: _Plan, port: int, number: str) -> None:
    line = HTTPConnection("127.0.0.1", port)
    turn = 0
    while not plan.over:
        began = time.perf_counter()
        turn += 1
        page = PAGES[turn % len(PAGES)].replace("2026-0001", number)
        line.request("GET", page, headers={"Host": f"localhost:{port}"})
        answer = line.getresponse()
        answer.read()
        assert answer.status == 200, (page, answer.status)
        plan.read.append(time.perf_counter() - began)
        time.sleep(max(0.0, READS_EVERY - (time.perf_counter() - began)))


def _published(topic: str) -> str:
    """An appeal that everyone may read and join: its number."""
    from kenes.appeals.applicants.models import Applicant
    from kenes.appeals.intake import actions
    from kenes.appeals.models import Appeal
    from kenes.appeals.publication import actions as publication
    from kenes.appeals.publication.models import Publication
    from kenes.core import clock
    from kenes.core.access import console
    from kenes.core.filing import Filing
    from kenes.council.models import Council

    by, [council] = console(), Council.objects.all()
    applicant = Applicant(council=council, kind=Applicant.Kind.PERSON, name="Сейткали Айгуль")
    row = Appeal(council=council, applicant=applicant, applicant_kind_then=applicant.kind)
    row.channel, row.kind, row.language = "portal", "application", "ru"
    row.topic_id, row.text = topic, submissions.TEXT
    course = [(Appeal.Status.REGISTERED.value, clock.today())]
    kept = actions.receive(Filing(row, path=course, within=Filing(applicant)), by=by)
    publication.consent(kept, by=by)
    publication.publish(Publication.objects.get(appeal=kept), text=submissions.TEXT, by=by)
    return str(kept.number)


def _kept() -> int:
    from kenes.appeals.models import Appeal
    from kenes.appeals.supports.models import Support

    return Appeal.objects.count() + Support.objects.count()


if __name__ == "__main__":
    sys.exit(main())
