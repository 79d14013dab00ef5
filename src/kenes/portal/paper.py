"""A paper of the council shown on a page: its blocks as plain data for a template, and as files."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse

from kenes.council.models import Council
from kenes.report.papers.file import FORMS, made
from kenes.report.papers.paper import Block, Bullets, Heading, Paper, Paragraph, Table, words


def blocks_shown(blocks: Sequence[Block]) -> list[dict[str, Any]]:
    """Blocks as parts/paper.html takes them; signatures and codes belong to paper alone."""
    found: list[dict[str, Any]] = []
    for block in blocks:
        match block:
            case Heading(level, text):
                found.append({"kind": "heading", "level": level, "text": text})
            case Paragraph(runs):
                found.append({"kind": "paragraph", "text": "".join(run.text for run in runs)})
            case Bullets(items):
                lines = ["".join(run.text for run in item) for item in items]
                found.append({"kind": "bullets", "items": lines})
            case Table():
                found.append({"kind": "table", "table": _table(block)})
    return found


def _table(table: Table) -> dict[str, Any]:
    columns = [{"label": label} for label in table.head]
    rows = [
        {
            "cells": [
                {"column": column, "text": words(cell)}
                for column, cell in zip(columns, row, strict=True)
            ]
        }
        for row in table.rows
    ]
    return {"caption": table.caption, "columns": columns, "rows": rows}


def handed(paper: Paper, form: str, name: str, council: Council) -> HttpResponse:
    """A paper as a download, in Word or PDF."""
    answer = HttpResponse(made(form, paper, council), content_type=FORMS[form])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return answer
