"""A course: how one value stood from time to time, a line through its marks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from kenes.report.charts import furniture
from kenes.report.charts.definition import Cell, Chart, Twin
from kenes.report.charts.drawing import Drawing
from kenes.report.charts.theme import COLOURS, Theme
from kenes.report.numerals import Number

HIGH = 96.0


@dataclass(frozen=True)
class Reached:
    """The value on one day, as its day is written, and the page it leads to."""

    on: date
    label: str
    value: Number
    url: str = ""


@dataclass(frozen=True)
class _Plot:
    """The field of the course and its scales."""

    left: float
    right: float
    top: float
    bottom: float

    def x(self, share: float) -> float:
        """The place of a share of the time."""
        return self.left + (self.right - self.left) * share

    def y(self, share: float) -> float:
        """The height of a share of the scale."""
        return self.bottom - (self.bottom - self.top) * share


@dataclass(frozen=True, kw_only=True)
class Course(Chart):
    """Values in the order of their days on the scale from `least` to `most`.

    Days stand as far apart as they lie; where they would touch, the words of some are left out.
    """

    reached: Sequence[Reached]
    least: int
    most: int

    def __post_init__(self) -> None:
        if any(not self.least <= each.value <= self.most for each in self.reached):
            raise ValueError("A value of a course lies on its scale")
        days = [each.on for each in self.reached]
        if days != sorted(days):
            raise ValueError("A course goes forward in time")

    def table(self) -> Twin:
        """Give each day with its value."""
        head = [self.heading, self.unit or self.title]
        rows = [[Cell(each.label, url=each.url), self.counted(each.value)] for each in self.reached]
        return head, rows

    def drawing(self, theme: Theme) -> Drawing:
        """Draw the scale, the line and its marks, and the days below."""
        drawing = Drawing(theme, theme.width)
        if not self.reached:
            return furniture.nothing(drawing, self.empty)
        size = theme.size
        plot = _Plot(size * 1.8, drawing.width - size * 2, size * 1.4, size * 1.4 + HIGH)
        self._scale(drawing, plot)
        places = [self._place(plot, each) for each in self.reached]
        for (x1, y1), (x2, y2) in pairwise(places):
            drawing.line(x1, y1, x2, y2, "axis", 1.5)
        self._marks(drawing, plot, places)
        drawing.height = plot.bottom + theme.small * 2.4
        return drawing

    def _place(self, plot: _Plot, each: Reached) -> tuple[float, float]:
        first, last = self.reached[0].on, self.reached[-1].on
        whole = (last - first).days
        along = (each.on - first).days / whole if whole else 0.5
        up = (float(each.value) - self.least) / (self.most - self.least)
        return plot.x(along), plot.y(up)

    def _scale(self, drawing: Drawing, plot: _Plot) -> None:
        small = drawing.theme.small
        for value in range(self.least, self.most + 1):
            y = plot.y((value - self.least) / (self.most - self.least))
            drawing.line(plot.left, y, drawing.width, y, "grid")
            drawing.text(0, y + small * 0.36, self.written(value), kind="soft", size=small)

    def _marks(self, drawing: Drawing, plot: _Plot, places: Sequence[tuple[float, float]]) -> None:
        small, size = drawing.theme.small, drawing.theme.size
        free = free_value = 0.0
        for each, (x, y) in zip(self.reached, places, strict=True):
            words = self.written(each.value)
            with drawing.item(f"{each.label}: {words}", each.url):
                drawing.rect(x - 12, y - 12, 24, 24, "hit")
                with drawing.group("marks c1", fill=COLOURS["c1"]):
                    drawing.dot(x, y, size * 0.36)
                half = drawing.measure(words, size, bold=True) / 2
                if x - half >= free_value:
                    drawing.text(x, y - size * 0.7, words, kind="value", anchor="middle")
                    free_value = x + half + small * 0.4
            wide = drawing.measure(each.label, small)
            left = min(max(x - wide / 2, 0), drawing.width - wide)
            if left >= free:
                at = plot.bottom + small * 1.8
                drawing.text(left, at, each.label, kind="soft", size=small)
                free = left + wide + small
