"""`./kenes restore FILE.zip`: an exported register back into an empty database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from kenes.core import outbox
from kenes.core.access import console
from kenes.core.letter import Letter
from kenes.management import archive
from kenes.management.register import RegisterCommand


class Command(RegisterCommand):
    help = "Reads an exported register into an empty database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(str(archive.restore(options["file"])))
        # The register they come from may have sent them: a copy must not do so again by itself.
        waiting = list(Letter.objects.live().filter(status=Letter.Status.WAITING))
        if waiting:
            outbox.cancel(waiting, by=console())
            self.stdout.write(_("Letters not sent and cancelled: %s") % len(waiting))
