"""`./kenes check`: is everything as it must be."""

from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core import checks
from django.utils.translation import gettext as _

from kenes.core import attachment
from kenes.core.measure import Count, Distinct
from kenes.core.period import Period, Scope
from kenes.core.seal import faults
from kenes.council.models import Council
from kenes.management.register import RegisterCommand
from kenes.management.status import status
from kenes.report.answer import answers
from kenes.report.catalogue import CATALOGUE

ALWAYS = Period(date(1990, 1, 1), date(2100, 1, 1))


class Command(RegisterCommand):
    help = "Looks through configuration, database, figures against rows, journal against seals."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        found = {
            "configuration": [str(message) for message in checks.run_checks()],
            "figures": list(_unequal()),
            "journal": list(faults()),
            "files": list(attachment.faults()),
        }
        right = not any(found.values())
        how = status()
        if options["json"]:
            known = [
                {"code": f.code, "tone": f.tone, "said": f.said, "advice": f.advice} for f in how
            ]
            self.say({"right": right, "found": found, "status": known})
        else:
            for what, said in found.items():
                self.stdout.write(f"{what}: {len(said)}")
                for sentence in said:
                    self.stdout.write(f"  {sentence}")
            for fact in how:
                self.stdout.write(f"{fact.label}: {fact.said} {fact.advice}".rstrip())
        if not right:
            raise SystemExit(1)


def _unequal() -> Iterator[str]:
    """Figures that differ from the rows they open, which must never be."""
    for council in Council.objects.order_by("pk"):
        scope = Scope(council, ALWAYS)
        for found in answers([(code, scope) for code in CATALOGUE]):
            indicator = found.indicator
            if isinstance(indicator.measure, Count):
                rows = indicator.rows(scope).count()
            elif isinstance(indicator.measure, Distinct):
                rows = len(indicator.groups(scope))
            else:
                weights = indicator.rows(scope).values_list(indicator.weight, flat=True)
                rows = indicator.measure.made_of(weights)
            if not found.stated and rows != found.value:
                sentence = _("%(code)s is %(value)s, but its rows make %(rows)s")
                yield sentence % {"code": found.code, "value": found.value, "rows": rows}
