"""`./kenes jobs`: does what must be done by itself, again and again, or once."""

import signal
import threading
from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import CommandError
from django.db import DatabaseError, close_old_connections
from django.utils.timezone import make_aware

from kenes.core.period import FIRST_YEAR, LAST_YEAR
from kenes.jobs import duties
from kenes.management.register import RegisterCommand

EVERY_SECONDS = 60


def moment(text: str) -> datetime:
    """A moment of the command line; without a zone it is the council's."""
    at = datetime.fromisoformat(text)
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise ValueError(text)
    return at if at.tzinfo else make_aware(at)


class Command(RegisterCommand):
    help = "Delivers the outbox, does the duties of the day, seals the journal."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true")
        parser.add_argument("--at", type=moment, help="as if it were this moment; implies --once")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["at"] or options["once"]:
            if self._once(options["at"]):
                raise CommandError("a job broke; the log says why", returncode=1)
        else:
            self._until_told()

    def _once(self, at: datetime | None = None) -> bool:
        """Do everything once; whether something broke."""
        done = duties.run(at)
        for each in done:
            self.stdout.write(each.words)
        self.stdout.flush()
        return any(each.broken for each in done)

    def _until_told(self) -> None:
        """Go on until the system asks to stop; a duty under way is finished first."""
        stop = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stop.set())
        while not stop.is_set():
            # A database that was away for a while is asked for a new connection.
            close_old_connections()
            try:
                self._once()
            except DatabaseError as error:
                self.stderr.write(f"the database: {error}")
            stop.wait(EVERY_SECONDS)
