"""Horizontal bars: a breakdown by district, by audience, by agency."""

from collections.abc import Sequence
from dataclasses import dataclass

from kenes.report.charts import furniture
from kenes.report.charts.definition import Cell, Chart, Twin, not_negative
from kenes.report.charts.drawing import Drawing
from kenes.report.charts.theme import Theme, colour
from kenes.report.numerals import Number
from kenes.report.typeface import shorten, width, wrap


@dataclass(frozen=True)
class Bar:
    """One row: what is counted, how many, the rows it opens, a short remark."""

    label: str
    value: Number
    url: str = ""
    note: str = ""
    colour: int = 1


@dataclass(frozen=True)
class _Plan:
    """Where things stand: labels before the bars, or on a phone above them."""

    start: float  # where bars begin
    room: float  # how long the longest may be
    label: float  # how wide a label may be
    lines: int
    thick: float


@dataclass(frozen=True, kw_only=True)
class Bars(Chart):
    """One bar for each row, in the order given, with its value at its end."""

    rows: Sequence[Bar]

    def __post_init__(self) -> None:
        not_negative([row.value for row in self.rows])

    def table(self) -> Twin:
        """Give label, value and, where any row has one, the remark."""
        remarks = any(row.note for row in self.rows)
        head = [self.heading, self.unit or self.title, *([""] if remarks else [])]
        rows = [
            [
                Cell(row.label),
                Cell(self.written(row.value), row.value, row.url),
                *([Cell(row.note)] if remarks else []),
            ]
            for row in self.rows
        ]
        return head, rows

    def sayings(self) -> list[str]:
        """Say each row with its remark."""
        said = [f"{row.label}: {self.written(row.value)}" for row in self.rows]
        notes = [f" ({row.note})" if row.note else "" for row in self.rows]
        return [words + note for words, note in zip(said, notes, strict=True)]

    def drawing(self, theme: Theme) -> Drawing:
        """Draw the rows one under another."""
        drawing = Drawing(theme, theme.width)
        if not self.rows:
            return furniture.nothing(drawing, self.empty)
        plan = self._plan(drawing)
        y = furniture.unit(drawing, self.unit)
        top = y
        highest = max(row.value for row in self.rows)
        for row in self.rows:
            y = self._row(drawing, plan, row, y, float(row.value) / float(highest or 1))
        if not theme.phone:
            drawing.line(plan.start, top, plan.start, y, "axis")
        drawing.height = y + 2
        if not highest and self.empty:
            drawing.height = furniture.sentence(drawing, self.empty, y)
        return drawing

    def _plan(self, drawing: Drawing) -> _Plan:
        theme = drawing.theme
        figures = max(self._measured(drawing, row) for row in self.rows) + theme.size * 0.6
        if theme.phone:
            return _Plan(0, drawing.width - figures, drawing.width, 3, 12)
        widest = max(drawing.measure(row.label, theme.size) for row in self.rows)
        label = min(widest, drawing.width * 0.42)
        start = label + theme.size * 0.8
        return _Plan(start, drawing.width - start - figures, label, 3, theme.size * 1.25)

    def _measured(self, drawing: Drawing, row: Bar) -> float:
        """Tell how much room the value and its remark take after the bar."""
        value = drawing.measure(self.written(row.value), drawing.theme.size, bold=True)
        if not row.note or drawing.theme.phone:
            return value
        return value + drawing.measure(" " + self._note(drawing, row), drawing.theme.small)

    @staticmethod
    def _label(drawing: Drawing, row: Bar) -> str:
        """Give the words over or before the bar; a phone has no room for the remark elsewhere."""
        return f"{row.label} ({row.note})" if row.note and drawing.theme.phone else row.label

    @staticmethod
    def _note(drawing: Drawing, row: Bar) -> str:
        return shorten(row.note, drawing.width * 0.22, drawing.theme.small)

    def _row(self, drawing: Drawing, plan: _Plan, row: Bar, top: float, share: float) -> float:
        size, slack = drawing.theme.size, drawing.theme.slack
        label = self._label(drawing, row)
        lines, cut = wrap(label, plan.label / slack, size, most=plan.lines)
        block = len(lines) * size * 1.25
        above = block + size * 0.2 if drawing.theme.phone else 0
        high = above + plan.thick + size * 0.9 if above else max(size * 2, block + size * 0.7)
        middle = top + above + plan.thick / 2 if above else top + high / 2
        unit = f" {self.unit}" if self.unit else ""
        title = f"{row.label}: {self.written(row.value)}{unit}"
        with drawing.item(f"{title} ({row.note})" if row.note else title, row.url):
            if row.url:
                drawing.rect(0, top, drawing.width, high, "hit")
            y = top + size if above else middle - block / 2 + size * 0.96
            for line in lines:
                full = label if cut else ""
                if above:
                    drawing.text(0, y, line, full=full)
                else:
                    drawing.text(plan.start - size * 0.8, y, line, anchor="end", full=full)
                y += size * 1.25
            self._bar(drawing, plan, row, middle, share)
        return top + high

    def _bar(self, drawing: Drawing, plan: _Plan, row: Bar, middle: float, share: float) -> None:
        size = drawing.theme.size
        # A value that is not zero is never so thin that it cannot be seen.
        long = max(plan.room * share, 1.5 if row.value else 0)
        if drawing.theme.phone:
            full = plan.room
            drawing.rect(0, middle - plan.thick / 2, full, plan.thick, "track", fill="line",
                         rx=2, opacity=0.45)  # fmt: skip
        name = colour(row.colour)
        top = middle - plan.thick / 2
        drawing.rect(plan.start, top, long, plan.thick, f"mark {name}", fill=name, rx=2)
        x = (plan.start + plan.room if drawing.theme.phone else plan.start + long) + size * 0.5
        value = self.written(row.value)
        drawing.text(x, middle + size * 0.36, value, kind="value")
        if row.note and not drawing.theme.phone:
            x += drawing.measure(value, size, bold=True)
            x += width(" ", drawing.theme.small)
            small = drawing.theme.small
            words = self._note(drawing, row)
            drawing.text(x, middle + size * 0.36, words, kind="soft", size=small, full=row.note)
