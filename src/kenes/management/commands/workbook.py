"""`./kenes workbook --out FILE.xlsx`: the empty journals."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from kenes.journals import workbook
from kenes.management.register import RegisterCommand


class Command(RegisterCommand):
    help = "Writes the empty workbook: headings, lists of values, an example row in each sheet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--out", type=Path, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        content = workbook.empty(options["lang"])
        options["out"].write_bytes(content)
        self.stdout.write(str(options["out"]))
