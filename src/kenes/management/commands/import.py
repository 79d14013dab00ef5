"""`./kenes import FILE.xlsx`: journals into registers."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from kenes.core.access import console
from kenes.council.models import Council
from kenes.journals import actions, founding
from kenes.journals.catalogue import SHEETS
from kenes.journals.layout import layouts_of
from kenes.journals.preview import preview
from kenes.journals.reading import read
from kenes.management.register import RegisterCommand, council_of


class Command(RegisterCommand):
    help = "Takes the journals of a workbook into the registers; says what was refused and why."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(_("There is no file %s.") % path, returncode=2)
        content = path.read_bytes()
        council = self._council(options["council"], content)
        book = read(content, SHEETS, layouts_of(council))
        shown = preview(book, council, SHEETS)
        if not options["dry_run"]:
            by = console()
            actions.take(shown, council=council, file_name=path.name, digest=book.digest, by=by)
        said: dict[str, Any] = {"sheets": [sheet.as_json() for sheet in shown]}
        if book.unknown:
            said["unknown"] = book.unknown
        if options["json"]:
            self.say(said)
        else:
            self._tell(said)
        if any(sheet["refused"] for sheet in said["sheets"]):
            raise SystemExit(1)

    def _council(self, slug: str | None, content: bytes) -> Council:
        """The council spoken of; an empty register takes it from the sheet «Совет»."""
        if slug or Council.objects.exists():
            return council_of(slug)
        return founding.found_from(content, by=console())

    def _tell(self, said: dict[str, Any]) -> None:
        for sheet in said["sheets"]:
            counted = _("%(taken)s taken, %(changed)s changed, %(same)s the same") % sheet
            self.stdout.write(f"{sheet['name']}: {counted}")
            if extra := sheet.get("extra"):
                alone = _("Columns not known and left alone:")
                self.stdout.write(f"  {alone} {', '.join(extra)}")
            for refusal in sheet["refused"]:
                self.stdout.write(f"  {refusal['cell']}: {refusal['why']}")
        if unknown := said.get("unknown"):
            alone = _("Sheets that are no journal of ours were left alone:")
            self.stdout.write(f"{alone} {', '.join(unknown)}")
