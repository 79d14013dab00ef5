"""`./kenes demo`: the demo register, made ready and served."""

import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import override

from kenes.demo import examples
from kenes.demo.accounts import ACCOUNTS, PASSWORD
from kenes.demo.ready import make_ready
from kenes.management.register import RegisterCommand, refusals
from kenes.management.server import serve

URL = "KENES_DATABASE_URL"


class Command(RegisterCommand):
    help = "Makes the demo register ready and serves it; a register that is no demo is left alone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-serve", action="store_true")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--fresh", action="store_true", help="begin anew")
        parser.add_argument(
            "--write-examples", action="store_true", help="write examples/ anew and do nothing else"
        )

    def execute(self, *args: Any, **options: Any) -> None:
        """Unlike other commands, touch no database before it is known to be a demo's."""
        if options["write_examples"]:
            for path in examples.write():
                self.stdout.write(str(path))
            return
        if not os.environ.get(URL):
            _start_again_in_own_file()
        with override(options["lang"] or "ru"), refusals():
            make_ready(fresh=options["fresh"])
            self._tell(options["port"])
            if not options["no_serve"]:
                self.stdout.flush()
                serve(options["port"])

    def _tell(self, port: int) -> None:
        self.stdout.write(f"http://localhost:{port}/   http://kokshe.localhost:{port}/")
        for account in ACCOUNTS:
            self.stdout.write(f"  {account.email:<32} {PASSWORD}   {account.name}")
        self.stdout.write(f"  {URL}={os.environ[URL]}")


def _start_again_in_own_file() -> None:
    """Settings are read once, so the command begins anew with the demo's own file."""
    os.environ[URL] = f"sqlite:///{Path(settings.VAR).absolute() / 'demo.sqlite3'}"
    os.execv(sys.executable, [sys.executable, "-m", "kenes", *sys.argv[1:]])  # noqa: S606, our own command
