"""A note set on a web page: the neutral tree becomes what the template shows."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.safestring import mark_safe

from kenes.core.period import Period
from kenes.report.charts.chart import svg
from kenes.report.note.drawings import chart
from kenes.report.note.lines import Drawn, Grid, Line, Number, Run, said
from kenes.report.note.note import Note
from kenes.report.note.phrases import period_bare, period_short
from kenes.report.wording import Lang


def sheet(note: Note) -> dict[str, Any]:
    """The note as templates/note/body.html takes it."""
    return {
        "lang": note.lang,
        "title": note.title,
        "council": note.council,
        "mixed": note.mixed,
        "period": period_bare(next(iter(note.periods.values())), note.lang),
        **body(note.lines, note.periods, note.lang),
    }


def body(lines: Sequence[Line], periods: Mapping[str, Period], lang: Lang) -> dict[str, Any]:
    """The sections of a note with their blocks, and the contents that lead to them."""
    sections: list[dict[str, Any]] = [{"anchor": "", "title": "", "blocks": []}]
    for line in lines:
        if line.kind == "heading" and line.level == 1:
            title = line.plain
            sections.append({"anchor": f"s{len(sections)}", "title": title, "blocks": []})
        else:
            sections[-1]["blocks"].append(_block(line, periods, lang))
    kept = [section for section in sections if section["title"] or section["blocks"]]
    return {"sections": kept}


def _block(line: Line, periods: Mapping[str, Period], lang: Lang) -> dict[str, Any]:
    block: dict[str, Any] = {
        "kind": line.kind,
        "position": line.position,
        "level": line.level + 1,
        "lang": line.lang,
        "periods": [period_short(periods[letter], lang) for letter in line.periods],
    }
    if line.grid:
        return block | {"grid": _grid(line.grid)}
    if line.drawn:
        return block | {"picture": _picture(line.drawn, lang, line.position)}
    if line.items:
        return block | {"bullets": [_runs(item) for item in line.items]}
    return block | {"runs": _runs(line.runs)}


def _runs(runs: Sequence[Run]) -> list[dict[str, Any]]:
    return [_run(run) for run in runs]


def _run(run: Run) -> dict[str, Any]:
    if not isinstance(run, Number):
        return {"text": run.text, "lang": run.lang}
    return {
        "figure": {
            "value": run.text,
            "suffix": run.suffix,
            "url": run.url,
            "wording": run.wording,
            "stated": bool(run.stated),
        },
        "stated": run.stated,
    }


def _grid(grid: Grid) -> dict[str, Any]:
    kinds = ["number" if numeric else "text" for numeric in grid.numeric]
    rows = [
        [_run(cell) | {"kind": kind} for cell, kind in zip(row, kinds, strict=True)]
        for row in grid.rows
    ]
    total = rows.pop() if grid.last_is_total and rows else None
    return {
        "caption": grid.caption,
        "head": [
            {"label": label, "kind": kind} for label, kind in zip(grid.head, kinds, strict=True)
        ],
        "rows": rows,
        "total": total,
        "note": grid.note,
        "long": len(rows) > 30,
    }


def _picture(drawn: Drawn, lang: Lang, position: int) -> dict[str, Any]:
    """The chart as inline SVG, which we draw ourselves and so may trust, with its table."""
    made = chart(drawn, lang)
    columns, rows = made.table()
    return {
        "title": drawn.title,
        "svg": mark_safe(svg(made, key=f"n{position}")),
        "columns": columns,
        "rows": [[cell.text for cell in row] for row in rows],
        "note": drawn.note,
        "shape": drawn.shape,
    }


def words_of(lines: Sequence[Line]) -> list[str]:
    """The words of each block, for comparing two notes."""
    return [line.plain for line in lines]


def number_words(run: Run) -> str:
    """A run as one reads it."""
    return said(run)
