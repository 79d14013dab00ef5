"""A paper of the council as a neutral tree, from which Word and PDF are made alike."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import ClassVar, Final, Literal

import segno

from kenes.report.charts.address import checked
from kenes.report.charts.definition import Chart
from kenes.report.charts.theme import PAPER
from kenes.report.typeface import printable
from kenes.report.wording import WORDING, Lang, Wording

# The sheet is A4; the margins are those of official papers: 3 cm left for the binder.
TEXT_WIDTH_CM: Final = 16.5
PICTURE_HEIGHT_CM: Final = 20.5

Align = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Text:
    """Plain words."""

    text: str


@dataclass(frozen=True)
class Figure:
    """A number of the note, set bold, with a link to the rows it counts."""

    text: str
    url: str = ""

    def __post_init__(self) -> None:
        if self.url:
            checked(self.url)


Run = Text | Figure


@dataclass(frozen=True)
class Heading:
    """A heading of level 1, 2 or 3; the title of the paper stands above them all."""

    level: Literal[1, 2, 3]
    text: str

    def __post_init__(self) -> None:
        if not printable(self.text).strip():
            raise ValueError("A heading must have words")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the body."""

    runs: Sequence[Run]


@dataclass(frozen=True)
class Bullets:
    """A list; each item is a line of runs."""

    items: Sequence[Sequence[Run]]


@dataclass(frozen=True)
class Table:
    """A table with its caption over it and a note under it.

    The head repeats on every page; with `header_rows` above one so do the first rows (a row of
    column numbers, say). A cell is words, or a figure that opens its rows.
    """

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str | Figure]]
    align: Sequence[Align] = ()
    note: str = ""
    header_rows: int = 1

    def __post_init__(self) -> None:
        if not self.head:
            raise ValueError(f"The table «{self.caption}» has no columns")
        if any(len(row) != len(self.head) for row in self.rows):
            raise ValueError(f"A row of the table «{self.caption}» has another number of cells")
        if self.align and len(self.align) != len(self.head):
            raise ValueError(f"The table «{self.caption}» does not align every column")
        if not 1 <= self.header_rows <= len(self.rows) + 1:
            raise ValueError(f"The table «{self.caption}» has fewer rows than its head")

    @property
    def header(self) -> list[Sequence[str]]:
        """The rows that repeat, as words."""
        more = self.rows[: self.header_rows - 1]
        return [self.head, *([words(cell) for cell in row] for row in more)]

    @property
    def body(self) -> Sequence[Sequence[str | Figure]]:
        """The rows that do not."""
        return self.rows[self.header_rows - 1 :]

    def alignment(self, column: int) -> Align:
        """Tell how a column is ranged: left, unless said otherwise."""
        return self.align[column] if self.align else "left"


@dataclass(frozen=True)
class Picture:
    """A chart with its title as the caption; `alt` says what it shows to those who cannot see."""

    chart: Chart
    alt: str

    def __post_init__(self) -> None:
        if not printable(self.alt).strip():
            raise ValueError(f"The picture «{self.chart.title}» does not say what it shows")

    @property
    def width_cm(self) -> float:
        """The width at which it fills the text but is not taller than a page."""
        drawing = self.chart.drawing(PAPER)
        full = TEXT_WIDTH_CM * drawing.width / PAPER.width
        return min(full, TEXT_WIDTH_CM, PICTURE_HEIGHT_CM * drawing.width / drawing.height)


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True)
class Signatory:
    """Who signs: the post on the left, the name on the right."""

    post: str
    name: str


@dataclass(frozen=True)
class Signature:
    """The lines where the paper is signed; they stay on one page."""

    lines: Sequence[Signatory]


@dataclass(frozen=True)
class SquareCode:
    """A square code that a phone opens the address from, with words beside it."""

    url: str
    words: str

    # As large as a phone reads from a printed sheet.
    WIDTH_CM: ClassVar[float] = 2.6

    def __post_init__(self) -> None:
        checked(self.url)

    def svg(self) -> str:
        """The code as a drawing."""
        out = BytesIO()
        segno.make(self.url, error="m").save(out, kind="svg", border=0, xmldecl=False)
        return out.getvalue().decode()

    def png(self) -> bytes:
        """The code as a picture."""
        out = BytesIO()
        segno.make(self.url, error="m").save(out, kind="png", border=0, scale=10)
        return out.getvalue()


Block = Heading | Paragraph | Bullets | Table | Picture | PageBreak | Signature | SquareCode


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A whole paper; everything in it is in the language `lang`.

    `letterhead` are the lines under the council's name: address, telephone, site. `date` is the
    day of the paper, and also what Word and PDF say of when they were made.
    """

    lang: Lang
    title: str
    council: str
    date: date
    blocks: Sequence[Block] = field(default_factory=tuple)
    subtitle: str = ""
    letterhead: Sequence[str] = ()
    period_text: str = ""
    number: str = ""
    digest: str = ""

    def __post_init__(self) -> None:
        if not printable(self.title).strip():
            raise ValueError("A paper must have a title")
        level = 0
        for block in self.blocks:
            if isinstance(block, Heading):
                if block.level > level + 1:
                    raise ValueError(f"The heading «{block.text}» skips a level")
                level = block.level

    @property
    def wording(self) -> Wording:
        """The fixed words of the paper's language."""
        return WORDING[self.lang]

    @property
    def date_text(self) -> str:
        """The day of the paper in words."""
        return self.wording.date(self.date)

    @property
    def number_text(self) -> str:
        """The number as it stands on the paper, if it has one."""
        return f"№\u00a0{self.number}" if self.number else ""

    def captions(self) -> Iterator[tuple[Block, int]]:
        """Give every block with its number among the tables or the pictures, else zero."""
        counts = {Table: 0, Picture: 0}
        for block in self.blocks:
            kind = type(block)
            if isinstance(block, Table | Picture):
                counts[kind] += 1
            yield block, counts.get(kind, 0)


def words(cell: str | Figure) -> str:
    """Give the words of a cell."""
    return cell.text if isinstance(cell, Figure) else cell


def grouped(digest: str) -> str:
    """Write a digest in groups of eight, so that two people can compare it aloud."""
    return " ".join(digest[n : n + 8] for n in range(0, len(digest), 8))
