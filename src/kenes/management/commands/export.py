"""`./kenes export --out FILE.zip`: everything, readable without Kenes."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from kenes.jobs.actions import remember
from kenes.management import archive
from kenes.management.register import RegisterCommand


class Command(RegisterCommand):
    help = "Writes the whole register into one archive; personal fields stay encrypted."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--out", type=Path, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        rows = archive.export(options["out"])
        remember("export")
        self.stdout.write(f"{options['out']}: {rows}")
