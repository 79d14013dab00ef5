"""`./kenes mail take FILE.eml …`: letters from files, as if they had come to the mailbox."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from kenes.core.access import console
from kenes.core.incoming import IncomingLetter
from kenes.core.refused import Refused
from kenes.jobs import actions
from kenes.jobs.actions import Taken
from kenes.management.register import RegisterCommand


class Command(RegisterCommand):
    help = "Takes letters in from files, and says what became of each."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=("take",))
        parser.add_argument("files", metavar="FILE.eml", nargs="+", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        refused = False
        for path in options["files"]:
            try:
                said = told(actions.take(path.read_bytes(), by=console()))
            except Refused as why:
                said, refused = str(why), True
            except OSError:
                said, refused = _("The file cannot be read."), True
            self.stdout.write(f"{path}: {said}")
        if refused:
            raise SystemExit(1)


def told(taken: Taken) -> str:
    """What became of a letter, in a sentence."""
    letter = taken.letter
    if not taken.fresh:
        return _("This letter was taken before.")
    if letter.kind == IncomingLetter.Kind.UNCLEAR:
        return _("Taken whole, but not understood.")
    about = letter.about
    if about is None:
        return _("Taken; it answers no record, and waits to be placed.")
    where = about.reference or str(about)
    if letter.kind == IncomingLetter.Kind.BOUNCE:
        return _("A letter about %s came back undelivered.") % where
    return _("Taken; it answers %s.") % where
