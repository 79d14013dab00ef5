"""`./kenes deadline NORM DATE`: a deadline that explains itself."""

from argparse import ArgumentParser
from typing import Any

from django.utils.translation import get_language

from kenes.management.register import RegisterCommand, day
from kenes.norms import calendar
from kenes.norms.deadline import deadline
from kenes.norms.models import Norm
from kenes.norms.wording import notes, sentence


class Command(RegisterCommand):
    help = "Reckons a term of the law from a day, and says why it ends when it ends."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("norm")
        parser.add_argument("date", type=day)
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        norm = Norm.objects.nearest(options["norm"], options["date"])
        found = deadline(norm, options["date"], calendar.load())
        language = get_language() or "ru"
        if options["json"]:
            self.say(found.as_json())
        else:
            self.stdout.write(sentence(found, language))
        for note in notes(found, language):
            self.stderr.write(note)
