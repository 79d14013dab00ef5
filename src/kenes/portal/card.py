"""One record: its facts, its course, its parts, and what it came from and led to."""

from collections.abc import Sequence
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from kenes.core.flow import Flow, Step
from kenes.core.link import consequences, origins
from kenes.core.row import Row
from kenes.core.text import capital
from kenes.portal.face import Cell, Face, PartsTable, Said, words
from kenes.portal.linked import linked


def card(face: Face, row: Any, *, office: bool) -> dict[str, Any]:
    """Everything the page of a record shows."""
    flow = face.flow(row)
    facts = [
        fact
        for cell in face.shown(office=office, listed=False)
        if (fact := _fact(str(cell.label), cell.says(row))) is not None
    ]
    opened = office or getattr(row, "opened", True)
    return {
        "row": row,
        "named": words(row),
        "stands": next((fact["state"] for fact in facts if _stands(fact)), None),
        "facts": [fact for fact in facts if not _stands(fact) and not _in_the_head(fact, row)],
        "steps": course(flow) if flow is not None else [],
        "parts": [table for part in face.parts if (table := _parts(part, row, office))["rows"]],
        # What it is about would be told by what it led to.
        "origins": linked(origins(row), "from", office) if opened else [],
        "consequences": linked(consequences(row), "to", office) if opened else [],
    }


def _fact(name: str, said: Any) -> dict[str, Any] | None:
    value = said.get("text")
    if not value and "state" not in said:
        return None
    fact = {"name": name, "value": value, **said}
    if isinstance(value, str) and value.startswith(("https://", "http://")):
        fact["url"] = value
    return fact


def _stands(fact: dict[str, Any]) -> bool:
    """Whether this is how the record stands, which its head says."""
    return "state" in fact and fact["name"] == _("State")


def _in_the_head(fact: dict[str, Any], row: Any) -> bool:
    """Whether the fact only repeats the number or the name above it."""
    return fact["value"] in {row.reference, row.title}


def course(row: Flow) -> list[dict[str, Any]]:
    """The states a record came through, each with its day; the last is how it stands."""
    status: Any = row._meta.get_field("status")
    labels = dict(status.flatchoices)
    made = list(Step.objects.filter(row_id=row.pk, struck_at=None).order_by("ordinal"))
    return [
        {
            "on": date_format(step.on, "DATE_FORMAT"),
            "on_iso": step.on.isoformat(),
            "what": capital(labels.get(step.to_status, step.to_status)),
            "place": "current" if step is made[-1] else "done",
        }
        for step in made
    ]


def _parts(part: PartsTable, row: Row, office: bool) -> dict[str, Any]:
    rows: Any = getattr(row, part.relation).live()
    if not office:
        rows = rows.filter(rows.model.PUBLIC)
    shown = list(rows.select_related(*part.select).order_by(*part.order))
    part.gathers(shown, office)
    cells = [
        cell
        for cell in part.cells
        if (office or not cell.office) and not (cell.spare and _silent(cell, shown))
    ]
    columns = [{"label": str(cell.label), "kind": cell.kind} for cell in cells]
    return {
        "label": str(part.label),
        "columns": columns,
        "foot": _sums(cells, columns, shown) if len(shown) > 1 else [],
        "rows": [
            {
                "struck": each.struck,
                "anchor": getattr(each, "anchor", ""),
                "cells": [
                    {"column": column, **cell.says(each)}
                    for column, cell in zip(columns, cells, strict=True)
                ],
            }
            for each in shown
        ],
    }


def _silent(cell: Cell, rows: Sequence[Any]) -> bool:
    """Whether the cell says nothing of any of the rows."""
    return not any(cell.says(row).get("text") for row in rows)


def _sums(cells: Sequence[Cell], columns: Sequence[Said], rows: Sequence[Any]) -> list[Said]:
    """The row under a table of parts, where a column of it is summed."""
    if not any(cell.sums for cell in cells):
        return []
    found: list[Said] = []
    for at, (cell, column) in enumerate(zip(cells, columns, strict=True)):
        text = "" if at else _("Together")
        if cell.sums:
            total = sum(getattr(row, cell.sums) for row in rows)
            text = number_format(total, force_grouping=True)
        found.append({"column": column, "text": text})
    return found
