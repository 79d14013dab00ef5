"""`./kenes restore FILE.zip`: an exported register back into an empty database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from kenes.management import archive
from kenes.management.register import RegisterCommand


class Command(RegisterCommand):
    help = "Reads an exported register into an empty database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(str(archive.restore(options["file"])))
