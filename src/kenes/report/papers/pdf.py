"""The paper in PDF: tagged for screen readers and fit for the archive, made by typst."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, time
from functools import lru_cache
from typing import Any

import typst

from kenes.report.charts.chart import svg
from kenes.report.charts.definition import Chart
from kenes.report.charts.theme import PAPER
from kenes.report.papers.measures import column_widths
from kenes.report.papers.paper import (
    Block,
    Bullets,
    Figure,
    Heading,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    Run,
    Signature,
    SquareCode,
    Table,
    grouped,
)
from kenes.report.typeface import ASSETS, FONTS, printable

# The picture is data for this page as well, never a part of its markup.
PICTURE_PAGE = b"""
#set page(width: float(sys.inputs.width) * 1pt, height: auto, margin: 0pt, fill: white)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%)
"""

Json = dict[str, Any]


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """Load the fonts we ship and no others: a paper looks the same on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def to_pdf(paper: Paper) -> bytes:
    """Set the paper as PDF; the same paper gives the same bytes."""
    return typst.compile(
        ASSETS / "paper.typ",
        root=ASSETS,
        format="pdf",
        font_paths=_fonts(),
        sys_inputs={"paper": json.dumps(_tree(paper), ensure_ascii=False)},
        # Readable by everyone (PDF/UA-1) and for decades (PDF/A-2a), both at once.
        pdf_standards=["ua-1", "a-2a"],
        timestamp=datetime.combine(paper.date, time(), UTC),
    )


def png(chart: Chart, width_px: int) -> bytes:
    """Draw a chart in the colours of paper as a PNG of the given width."""
    return typst.compile(
        PICTURE_PAGE,
        format="png",
        font_paths=_fonts(),
        ppi=72 * width_px / PAPER.width,
        sys_inputs={"svg": svg(chart, PAPER), "width": str(PAPER.width)},
    )


def _tree(paper: Paper) -> Json:
    """Give the paper as the data that the page template reads."""
    wording = paper.wording
    return {
        "lang": paper.lang,
        "region": wording.locale[-2:],
        "title": printable(paper.title),
        "subtitle": printable(paper.subtitle),
        "council": printable(paper.council),
        "letterhead": [printable(line) for line in paper.letterhead],
        "period": printable(paper.period_text),
        "number": printable(paper.number_text),
        "date": paper.date_text,
        "day": [paper.date.year, paper.date.month, paper.date.day],
        "digest": grouped(printable(paper.digest)),
        "digest_words": wording.digest,
        "page_words": wording.page,
        "blocks": [_block(paper, block, number) for block, number in paper.captions()],
    }


def _block(paper: Paper, block: Block, number: int) -> Json:
    match block:
        case Heading(level, text):
            return {"kind": "heading", "level": level, "text": printable(text)}
        case Paragraph(runs):
            return {"kind": "paragraph", "runs": _runs(runs)}
        case Bullets(items):
            return {"kind": "bullets", "items": [_runs(item) for item in items]}
        case Table():
            label = paper.wording.numbered("table", number)
            return _table(block, label)
        case Picture(chart, alt):
            return {
                "kind": "picture",
                "label": paper.wording.numbered("picture", number),
                "caption": printable(chart.title),
                "alt": printable(alt),
                "svg": svg(chart, PAPER),
                "width": block.width_cm,
            }
        case PageBreak():
            return {"kind": "break"}
        case Signature(lines):
            signed = [[printable(line.post), printable(line.name)] for line in lines]
            return {"kind": "signature", "lines": signed}
        case SquareCode(url, words):
            return {
                "kind": "code",
                "svg": block.svg(),
                "url": url,
                "text": printable(words),
                "width": block.WIDTH_CM,
            }


def _table(table: Table, label: str) -> Json:
    return {
        "kind": "table",
        "label": label,
        "caption": printable(table.caption),
        "widths": column_widths(table),
        "align": [table.alignment(n) for n in range(len(table.head))],
        "head": [[printable(cell) for cell in row] for row in table.header],
        "rows": [[_cell(cell) for cell in row] for row in table.body],
        "note": printable(table.note),
    }


def _cell(cell: str | Figure) -> Json:
    if isinstance(cell, Figure):
        return _run(cell)
    return {"text": printable(cell), "bold": False, "url": ""}


def _runs(runs: Sequence[Run]) -> list[Json]:
    return [_run(run) for run in runs]


def _run(run: Run) -> Json:
    url = run.url if isinstance(run, Figure) else ""
    return {"text": printable(run.text), "bold": isinstance(run, Figure), "url": url}
