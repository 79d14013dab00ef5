"""`./kenes jobs`: does what must be done by itself, again and again, or once."""

import signal
import threading
from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.utils.timezone import make_aware

from kenes.core import clock
from kenes.jobs import duties
from kenes.management.register import RegisterCommand

EVERY_SECONDS = 60


def moment(text: str) -> datetime:
    """A moment of the command line; without a zone it is the council's."""
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else make_aware(at)


class Command(RegisterCommand):
    help = "Does the duties of the moment: seals the journal."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true")
        parser.add_argument("--at", type=moment, help="as if it were this moment; implies --once")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["at"]:
            with clock.standing(options["at"]):
                self._once()
        elif options["once"]:
            self._once()
        else:
            self._until_told()

    def _once(self) -> None:
        for line in duties.run():
            self.stdout.write(line)

    def _until_told(self) -> None:
        """Go on until the system asks to stop; a duty under way is finished first."""
        stop = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stop.set())
        while not stop.is_set():
            self._once()
            stop.wait(EVERY_SECONDS)
