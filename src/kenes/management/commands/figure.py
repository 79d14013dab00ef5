"""`./kenes figure CODE --from D --until D`: one figure, and on demand its rows."""

from argparse import ArgumentParser
from typing import Any

from django.utils.translation import gettext as _

from kenes.core.period import Period, Scope
from kenes.core.refused import Refused
from kenes.management.register import RegisterCommand, council_of, day
from kenes.report.answer import answer, rows_of
from kenes.report.catalogue import figure


class Command(RegisterCommand):
    help = "Prints a figure of the register with its definition; with --rows also its rows."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code")
        parser.add_argument("--from", dest="since", type=day, required=True)
        parser.add_argument("--until", type=day, required=True)
        parser.add_argument("--as-of", type=day)
        parser.add_argument("--district")
        parser.add_argument("--rows", action="store_true")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        filters = {"district": options["district"]} if options["district"] else {}
        scope = Scope(
            council_of(options["council"]),
            Period(options["since"], options["until"]),
            options["as_of"],
            filters,
        )
        for code, key in filters.items():
            indicator = figure(options["code"])
            if not indicator.dimension(code).labels(indicator.model, scope, [key]):
                raise Refused(_("There is no district “%s”.") % key)
        found = answer(options["code"], scope)
        said = found.as_json()
        if options["rows"]:
            said["rows"] = rows_of(options["code"], scope)
        if options["json"]:
            self.say(said)
            return
        of = f" / {found.of}" if found.of is not None else ""
        self.stdout.write(f"{found.value}{of} {found.unit}\n{found.definition}")
        for row in said.get("rows", ()):
            self.stdout.write(f"{row['number']}\t{row['on']}\t{row['title']}")
