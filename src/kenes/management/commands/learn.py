"""`./kenes learn`: learns from the council's appeals and says how good the suggestions are."""

from argparse import ArgumentParser
from typing import Any

from django.utils.translation import gettext as _

from kenes.appeals.suggestions.models import Measure, Training
from kenes.appeals.suggestions.reach import LEAST
from kenes.core import clock
from kenes.core.access import console
from kenes.core.refused import Refused
from kenes.management.register import RegisterCommand, council_of


class Command(RegisterCommand):
    help = "Learns what appeals are about, and prints how good it is on a fifth it has not seen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        # Large, and wanted by this command alone.
        from kenes.appeals.suggestions import reading

        council = council_of(options["council"])
        training = reading.train(council, clock.today(), by=console())
        if training is None:
            raise Refused(_("There are fewer than %d closed appeals to learn from.") % LEAST)
        measures = [_said(each) for each in training.measures.select_related("topic")]
        measures.sort(key=lambda each: (each["about"], each["topic"], each["language"]))
        if options["json"]:
            self.say(_told(training) | {"measures": measures})
            return
        for name, value in _told(training).items():
            self.stdout.write(f"{name}: {value}")
        for each in measures:
            of = " ".join(part for part in (each["about"], each["language"], each["topic"]) if part)
            self.stdout.write(f"{each['first']}\t{each['three']}\t{each['asked']}\t{of}")


def _told(training: Training) -> dict[str, Any]:
    return {
        "learned_on": str(training.trained_on),
        "appeals": training.appeals,
        "near_copies_left_out": training.copies,
    }


def _said(measure: Measure) -> dict[str, Any]:
    return {
        "about": measure.about,
        "language": measure.language,
        "topic": measure.topic.title if measure.topic else "",
        "asked": measure.asked,
        "first": measure.first,
        "three": measure.three,
    }
