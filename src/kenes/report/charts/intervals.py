"""Shares with their intervals: a dot where the share lies, a bar where it may lie."""

from collections.abc import Sequence
from dataclasses import dataclass

from kenes.report.charts import furniture
from kenes.report.charts.definition import Cell, Chart, Twin
from kenes.report.charts.drawing import Drawing
from kenes.report.charts.theme import COLOURS, Theme
from kenes.report.numerals import NBSP, number
from kenes.report.typeface import wrap

MARKS = (0, 25, 50, 75, 100)


@dataclass(frozen=True)
class Interval:
    """One row: a share of `of` things and the interval around it, all between 0 and 1."""

    label: str
    share: float
    low: float
    high: float
    of: int
    url: str = ""


@dataclass(frozen=True)
class _Plan:
    """Where things stand: labels before the scale, or on a phone above it."""

    start: float
    room: float
    label: float

    def x(self, share: float) -> float:
        """The place of a share on the scale."""
        return self.start + self.room * share


@dataclass(frozen=True, kw_only=True)
class Intervals(Chart):
    """One row for each thing compared, in the order given, on a scale from 0 to 100 %.

    `of` heads the table's column of denominators, `between` that of intervals.
    """

    rows: Sequence[Interval]
    of: str
    between: str

    def __post_init__(self) -> None:
        if any(not 0 <= row.low <= row.share <= row.high <= 1 for row in self.rows):
            raise ValueError("A share lies inside its interval, and both between 0 and 1")

    def percent(self, share: float) -> str:
        """Write a share in whole percent."""
        return f"{number(round(share * 100), self.lang)}{NBSP}%"

    def table(self) -> Twin:
        """Give label, share, interval and denominator."""
        head = [self.heading, self.unit or self.title, self.between, self.of]
        rows = [
            [
                Cell(row.label),
                Cell(self.percent(row.share), round(row.share * 100), row.url),
                Cell(self._between(row)),
                self.counted(row.of),
            ]
            for row in self.rows
        ]
        return head, rows

    def _between(self, row: Interval) -> str:
        return f"{number(round(row.low * 100), self.lang)}–{self.percent(row.high)}"

    def sayings(self) -> list[str]:
        """Say each row with its interval and denominator."""
        return [self._said(row) for row in self.rows]

    def _said(self, row: Interval) -> str:
        of = f"{self.of}: {self.written(row.of)}"
        return f"{row.label}: {self.percent(row.share)} ({self._between(row)}; {of})"

    def drawing(self, theme: Theme) -> Drawing:
        """Draw the scale and the rows one under another."""
        drawing = Drawing(theme, theme.width)
        if not self.rows:
            return furniture.nothing(drawing, self.empty)
        plan = self._plan(drawing)
        top = self._scale(drawing, plan, furniture.unit(drawing, self.unit))
        heights = [self._high(drawing, plan, row) for row in self.rows]
        for mark in MARKS:
            x = plan.x(mark / 100)
            drawing.line(x, top, x, top + sum(heights), "grid")
        y = top
        for row, high in zip(self.rows, heights, strict=True):
            self._row(drawing, plan, row, y, high)
            y += high
        drawing.height = y + 2
        return drawing

    def _plan(self, drawing: Drawing) -> _Plan:
        size = drawing.theme.size
        words = [self._words(row) for row in self.rows]
        figures = max(drawing.measure(each, size, bold=True) for each in words) + size * 0.8
        half = size * 1.2
        if drawing.theme.phone:
            return _Plan(half, drawing.width - figures - half, drawing.width)
        widest = max(drawing.measure(row.label, size) for row in self.rows)
        label = min(widest, drawing.width * 0.4)
        start = label + size * 1.6
        return _Plan(start, drawing.width - start - figures - half, label)

    def _words(self, row: Interval) -> str:
        return f"{self.percent(row.share)} · {self.written(row.of)}"

    def _scale(self, drawing: Drawing, plan: _Plan, top: float) -> float:
        """Write the percents over the scale; give the height below them."""
        small = drawing.theme.small
        for mark in MARKS:
            words = self.percent(mark / 100) if mark in (0, 100) else self.written(mark)
            x = plan.x(mark / 100)
            drawing.text(x, top + small, words, kind="soft", size=small, anchor="middle")
        return top + small * 1.7

    def _lines(self, drawing: Drawing, plan: _Plan, row: Interval) -> tuple[list[str], bool]:
        room = plan.label / drawing.theme.slack
        lines, cut = wrap(row.label, room, drawing.theme.size, most=3)
        return list(lines), cut

    def _high(self, drawing: Drawing, plan: _Plan, row: Interval) -> float:
        size = drawing.theme.size
        block = len(self._lines(drawing, plan, row)[0]) * size * 1.25
        return block + size * 2.4 if drawing.theme.phone else max(size * 2.2, block + size * 0.9)

    def _row(self, drawing: Drawing, plan: _Plan, row: Interval, top: float, high: float) -> None:
        size, phone = drawing.theme.size, drawing.theme.phone
        lines, cut = self._lines(drawing, plan, row)
        block = len(lines) * size * 1.25
        middle = top + block + size * 1.2 if phone else top + high / 2
        with drawing.item(self._said(row), row.url):
            drawing.rect(0, top, drawing.width, high, "hit")
            y = top + size * 1.1 if phone else middle - block / 2 + size * 0.96
            for line in lines:
                full = row.label if cut else ""
                if phone:
                    drawing.text(0, y, line, full=full)
                else:
                    drawing.text(plan.label, y, line, anchor="end", full=full)
                y += size * 1.25
            self._mark(drawing, plan, row, middle)
            words = self._words(row)
            drawing.text(drawing.width, middle + size * 0.36, words, kind="value", anchor="end")

    def _mark(self, drawing: Drawing, plan: _Plan, row: Interval, middle: float) -> None:
        """Draw the bar of the interval with its two ends, and the dot of the share upon it."""
        left, right, thick = plan.x(row.low), plan.x(row.high), drawing.theme.size * 0.3
        long = max(right - left, 1.5)
        drawing.rect(left, middle - thick / 2, long, thick, "mark c1", fill="c1", rx=thick / 2,
                     opacity=0.32)  # fmt: skip
        for x in (left, right):
            drawing.rect(x - 0.75, middle - thick * 1.2, 1.5, thick * 2.4, "mark c1", fill="c1")
        with drawing.group("marks c1", fill=COLOURS["c1"]):
            drawing.dot(plan.x(row.share), middle, drawing.theme.size * 0.42)
