"""`./kenes note --format FORM --out FILE`: the note as a file."""

import re
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from kenes.management.register import RegisterCommand, council_of, day
from kenes.report.note import setting
from kenes.report.note.blueprint import DEFAULT, plan
from kenes.report.note.note import canonical, compose
from kenes.report.note.sheet import sheet
from kenes.report.papers.file import made

SHEETS = ("tokens", "type", "layout", "table", "figure", "chart", "note", "print")


def style() -> str:
    """Our style sheets as one text without fonts, for a page that stands alone."""
    folder = settings.BASE / "static" / "kenes" / "css"
    text = "\n".join((folder / f"{name}.css").read_text(encoding="utf-8") for name in SHEETS)
    return mark_safe(re.sub(r"@font-face \{.*?\n\}", "", text, flags=re.DOTALL))


class Command(RegisterCommand):
    help = "Writes the note of a council: a web page, Word, PDF, or JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--blueprint", metavar="CODE", default=DEFAULT)
        parser.add_argument("--format", choices=("html", "docx", "pdf", "json"), required=True)
        parser.add_argument("--out", type=Path, required=True)
        parser.add_argument("--as-of", type=day, help="read states as of this day")

    def handle(self, *args: Any, **options: Any) -> None:
        council = council_of(options["council"])
        note = compose(plan(council, options["blueprint"]), options["lang"], as_of=options["as_of"])
        host = next(iter(council.hosts.split()), "")
        site = f"https://{host}" if host else ""
        match options["format"]:
            case "json":
                content = canonical(note.as_json()) + b"\n"
            case "html":
                context = {"note": sheet(note), "style": style(), "site": site}
                content = render_to_string("note/alone.html", context).encode()
            case form:
                signed = setting.signatories(council, note)
                content = made(form, setting.to_paper(note, site=site, signed=signed), council)
        options["out"].write_bytes(content)
        self.stdout.write(str(options["out"]))
