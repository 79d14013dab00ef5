"""`./kenes rehearse`: a whole sitting over HTTP, on a register and a server of its own."""

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from kenes.core.access import console
from kenes.core.refused import Refused
from kenes.demo.gathering import gather
from kenes.demo.rehearsal.course import Course, Rehearsed
from kenes.management.register import RegisterCommand, ready, refusals
from kenes.sittings.ballots.models import Ballot

OWN = "KENES_REHEARSAL"
STARTED_WITHIN = 60


class Command(RegisterCommand):
    help = "Runs a whole sitting over HTTP with invented members; touches no register."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--voters", type=int, default=38)
        parser.add_argument("--watchers", type=int, default=100)
        parser.add_argument("--json", action="store_true")

    def execute(self, *args: Any, **options: Any) -> None:
        """Settings are read once, so the command begins anew with a folder of its own."""
        if OWN not in os.environ:
            _start_again_on_its_own()
        try:
            with override(options["lang"] or "ru"), refusals():
                # Whoever stops the rehearsal stops its server with it.
                signal.signal(signal.SIGTERM, lambda *_told: sys.exit(1))
                self._rehearse(options)
        finally:
            shutil.rmtree(os.environ[OWN], ignore_errors=True)

    def _rehearse(self, options: dict[str, Any]) -> None:
        if options["voters"] < 1 or options["watchers"] < 0:
            raise Refused(_("A rehearsal needs at least one voter."))
        ready()
        gathering = gather(options["voters"], by=console())
        with served() as port:
            course = Course(port, gathering, options["watchers"])
            came_of_it = asyncio.run(course.run())
        counted = _counted()
        self._tell(came_of_it, counted, as_json=options["json"])
        if counted != came_of_it.acknowledged:
            raise Refused(_("Not every vote that was acknowledged was counted."))

    def _tell(self, came_of_it: Rehearsed, counted: int, *, as_json: bool) -> None:
        told = {
            "acknowledged": came_of_it.acknowledged,
            "counted": counted,
            "p95_ms": came_of_it.within(0.95),
        }
        if as_json:
            self.say(told)
            return
        told |= {
            "p50_ms": came_of_it.within(0.5),
            "last_ms": came_of_it.within(1),
            "polls_a_second": round(came_of_it.polls_a_second),
        }
        for name, value in told.items():
            self.stdout.write(f"{name:<16}{value:>8}")


def _counted() -> int:
    ballot = Ballot.objects.get(status=Ballot.Status.PUBLISHED)
    counts = (ballot.votes_for, ballot.votes_against, ballot.abstained)
    return sum(count or 0 for count in counts)


def _start_again_on_its_own() -> None:
    var = tempfile.mkdtemp(prefix="kenes-rehearsal-")
    own = {OWN: var, "KENES_VAR": var, "KENES_DATABASE_URL": f"sqlite:///{var}/kenes.sqlite3"}
    os.environ.update(own)
    os.environ.pop("KENES_KEYS", None)
    os.execv(sys.executable, [sys.executable, "-m", "kenes", *sys.argv[1:]])  # noqa: S606, our own


@contextmanager
def served() -> Iterator[int]:
    """The register is served as `./kenes serve` serves it, at a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [sys.executable, "-m", "kenes", "serve", "--port", str(port)]
    server = subprocess.Popen(  # noqa: S603, our own
        command, stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        _wait(port, server)
        yield port
    finally:
        # It would wait politely for every watcher to hang up; nobody needs this register again.
        os.killpg(server.pid, signal.SIGKILL)
        server.wait(20)


def _wait(port: int, server: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + STARTED_WITHIN
    while time.monotonic() < end and server.poll() is None:
        asked = HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            asked.request("GET", "/health/ready")
            if asked.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            asked.close()
    raise Refused(_("The server of the rehearsal did not start."))
