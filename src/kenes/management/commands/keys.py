"""`./kenes keys rotate`: a new key, and everything personal sealed anew with it."""

from argparse import ArgumentParser
from typing import Any

from django.utils.translation import gettext as _

from kenes.core.access import console
from kenes.management import rotation
from kenes.management.register import RegisterCommand


class Command(RegisterCommand):
    help = "Adds a key and seals everything personal anew with it; stopped midway, it goes on."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("act", choices=["rotate"])

    def handle(self, *args: Any, **options: Any) -> None:
        # What an earlier run left behind is finished first; only then is a new key due.
        if not rotation.behind():
            self.stdout.write(_("A new key: %s") % rotation.add_key())
        self.stdout.write(_("Sealed anew: %s") % rotation.reseal(by=console()))
