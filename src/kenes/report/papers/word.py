"""The paper in Word: on the letterhead, in real styles, so that a clerk can edit it."""

from collections.abc import Iterable, Sequence
from datetime import datetime, time
from io import BytesIO

from docx.document import Document
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm
from docx.text.paragraph import Paragraph as WordParagraph

from kenes.report.papers import letterhead, word_xml
from kenes.report.papers.letterhead import one_line
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
    Text,
    grouped,
)
from kenes.report.papers.pdf import png

DOTS_PER_CM = 300 / 2.54
SIDES = {"left": "Table Left", "center": "Table Centre", "right": "Table Right"}


def to_docx(paper: Paper, letterhead_docx: bytes | None = None) -> bytes:
    """Set the paper in Word on the given letterhead, or on the one that comes with Kenes.

    The same paper on the same letterhead gives the same bytes.
    """
    document = letterhead.filled(paper, letterhead_docx or letterhead.standard())
    body = _Body(document, paper)
    for block, number in paper.captions():
        body.set(block, number)
    if paper.digest:
        digest = f"{paper.wording.digest}: {grouped(paper.digest)}"
        body.add("Digest", [Text(digest)])
    body.close()
    word_xml.speak(document, paper.wording.locale)
    _describe(document, paper)
    return word_xml.sealed(document, paper.date)


def _describe(document: Document, paper: Paper) -> None:
    """Fill what the file says of itself; its moment is the day of the paper."""
    made = datetime.combine(paper.date, time())
    about = document.core_properties
    about.title, about.subject = one_line(paper.title)[:255], one_line(paper.period_text)[:255]
    about.author = about.last_modified_by = one_line(paper.council)[:255]
    about.created = about.modified = made
    about.language, about.identifier = paper.wording.locale, one_line(paper.number)[:255]
    about.revision, about.comments, about.keywords = 1, "", ""


class _Body:
    """Sets blocks one after another in the place the letterhead keeps for them."""

    def __init__(self, document: Document, paper: Paper) -> None:
        self.document = document
        self.paper = paper
        self.place = next(p for p in document.paragraphs if p.text == letterhead.BODY)
        self.ids = {style.name: style.style_id for style in document.styles}
        self.on_new_page = False

    def close(self) -> None:
        """Take the place mark away."""
        mark = self.place._p
        mark.getparent().remove(mark)

    def set(self, block: Block, number: int) -> None:
        """Set one block; `number` counts tables and pictures."""
        match block:
            case Heading(level, text):
                self.add(f"Heading {level}", [Text(text)])
            case Paragraph(runs):
                self.add("Body Text", runs)
            case Bullets(items):
                for item in items:
                    self.add("List Bullet", item)
            case Table():
                self._table(block, number)
            case Picture():
                self._picture(block, number)
            case PageBreak():
                self.on_new_page = True
            case Signature(lines):
                for line in lines:
                    paragraph = self.add("Signature", [Text(line.post)])
                    paragraph.add_run().add_tab()
                    paragraph._p.append(word_xml.run(one_line(line.name)))
            case SquareCode():
                self._square_code(block)

    def add(self, style: str, runs: Iterable[Run] = ()) -> WordParagraph:
        """Add a paragraph in a style; after a page break it begins a page."""
        paragraph = self.place.insert_paragraph_before(style=style)
        if self.on_new_page:
            paragraph.paragraph_format.page_break_before = True
            self.on_new_page = False
        for run in runs:
            paragraph._p.append(self._run(run))
        return paragraph

    def _run(self, run: Run) -> BaseOxmlElement:
        if isinstance(run, Text):
            return word_xml.run(one_line(run.text))
        made = word_xml.run(one_line(run.text), self.ids["Figure"])
        return word_xml.hyperlink(self.place, run.url, made) if run.url else made

    def _caption(self, style: str, words: tuple[str, str], number: int, text: str) -> None:
        """Add a caption whose number Word counts itself, so that it can list the tables."""
        before, after = words
        paragraph = self.add(style, [Text(before)] if before else [])
        name = (before + after).strip(" -")
        for piece in word_xml.field(f"SEQ {name} \\* ARABIC", str(number)):
            paragraph._p.append(piece)
        tail = after + (f" – {one_line(text)}" if text else "")
        if tail:
            paragraph._p.append(word_xml.run(tail))

    def _picture(self, picture: Picture, number: int) -> None:
        wide = picture.width_cm
        drawn = png(picture.chart, round(wide * DOTS_PER_CM))
        paragraph = self.add("Picture")
        shape = paragraph.add_run().add_picture(BytesIO(drawn), width=Cm(wide))
        words = self.paper.wording
        word_xml.close_set(shape)
        properties = shape._inline.docPr
        properties.set("descr", one_line(picture.alt))
        properties.set("name", words.numbered("picture", number))
        self._caption("Caption", words.picture, number, picture.chart.title)

    def _square_code(self, code: SquareCode) -> None:
        paragraph = self.add("Digest")
        width = Cm(code.WIDTH_CM)
        shape = paragraph.add_run().add_picture(BytesIO(code.png()), width=width)
        word_xml.close_set(shape)
        shape._inline.docPr.set("descr", one_line(code.words))
        self.add("Digest", [Text(code.words)])

    def _table(self, table: Table, number: int) -> None:
        self._caption("Table Caption", self.paper.wording.table, number, table.caption)
        widths = column_widths(table)
        made = word_xml.table(self.ids["Council Table"], one_line(table.caption), widths)
        for head in table.header:
            styles = ["Table Heading"] * len(head)
            made.append(word_xml.row(self._cells(head, styles, widths), header=True))
        styles = [SIDES[table.alignment(n)] for n in range(len(table.head))]
        for row in table.body:
            made.append(word_xml.row(self._cells(row, styles, widths), header=False))
        self.place._p.addprevious(made)
        # Without a paragraph between them Word would join two tables into one.
        self.add("Table Note", [Text(table.note)] if table.note else [])

    def _cells(
        self, row: Sequence[str | Figure], styles: Sequence[str], widths: Sequence[float]
    ) -> list[BaseOxmlElement]:
        cells = []
        for content, style, width in zip(row, styles, widths, strict=True):
            run = content if isinstance(content, Figure) else Text(content)
            paragraph = word_xml.element(
                "p",
                word_xml.element("pPr", word_xml.element("pStyle", val=self.ids[style])),
                self._run(run),
            )
            cells.append(word_xml.cell(paragraph, width))
        return cells
