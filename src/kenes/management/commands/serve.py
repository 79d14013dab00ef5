"""`./kenes serve`: the register over HTTP."""

from argparse import ArgumentParser
from typing import Any

from kenes.management.register import RegisterCommand
from kenes.management.server import serve


class Command(RegisterCommand):
    help = "Serves portal and office of the register."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--host", default="127.0.0.1")

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"http://{options['host']}:{options['port']}/")
        self.stdout.flush()
        serve(options["port"], host=options["host"])
