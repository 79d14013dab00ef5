"""Columns along time: how many each month, single or stacked by series."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from kenes.report.charts import furniture
from kenes.report.charts.definition import Cell, Chart, Twin, not_negative
from kenes.report.charts.drawing import Drawing
from kenes.report.charts.theme import Theme, colour
from kenes.report.numerals import Number
from kenes.report.typeface import shorten

# Every label, every second, every third: steps that fall on the same months each year.
STEPS = (1, 2, 3, 4, 6, 12, 24)


@dataclass(frozen=True)
class Column:
    """One column: a short label under it, the year it stands in, its value in each series.

    `hidden` says what stands for a value that is not told; nothing is drawn for it.
    """

    label: str
    values: Mapping[str, Number]
    group: str = ""
    url: str = ""
    hidden: Mapping[str, str] = field(default_factory=dict)

    @property
    def total(self) -> Number:
        """The height of the whole column."""
        return sum(self.values.values())

    @property
    def name(self) -> str:
        """The label with its year, as the table and the tooltip say it."""
        return f"{self.label} {self.group}".strip()


@dataclass(frozen=True)
class _Plot:
    """The field of the columns and the scale it has."""

    left: float
    top: float
    bottom: float
    step: float
    highest: float

    def y(self, value: Number) -> float:
        """The height of a value."""
        return self.bottom - (self.bottom - self.top) * float(value) / self.highest

    def middle(self, n: int) -> float:
        """The middle of the n-th column."""
        return self.left + self.step * (n + 0.5)


@dataclass(frozen=True, kw_only=True)
class Columns(Chart):
    """Columns in the order given; `series` are their parts from the bottom up.

    `total` heads the table's last column when there are several series.
    """

    columns: Sequence[Column]
    series: Sequence[str]
    total: str = ""

    def __post_init__(self) -> None:
        not_negative([value for column in self.columns for value in column.values.values()])
        known = set(self.series)
        if any(set(column.values) - known for column in self.columns):
            raise ValueError("A column has a value of a series that the chart does not name")

    def table(self) -> Twin:
        """Give one row for each column, with its series and their total."""
        head = [self.heading, *self.series]
        summed = bool(self.total) and len(self.series) > 1
        rows = []
        for column in self.columns:
            cells = [
                Cell(column.hidden[series])
                if column.hidden.get(series)
                else self.counted(column.values.get(series, 0))
                for series in self.series
            ]
            if summed and column.hidden:
                cells.append(Cell(""))
            elif summed:
                cells.append(Cell(self.written(column.total), column.total, column.url))
            elif cells:
                cells[0] = Cell(cells[0].text, cells[0].value, column.url)
            rows.append([Cell(column.name), *cells])
        return [*head, self.total] if summed else head, rows

    def sayings(self) -> list[str]:
        """Say from when to when, and the sum of each series."""
        if not self.columns:
            return []
        sums = [
            (series, sum(column.values.get(series, 0) for column in self.columns))
            for series in self.series
            if not any(series in column.hidden for column in self.columns)
        ]
        span = dict.fromkeys([self.columns[0].name, self.columns[-1].name])
        return [" – ".join(span), *(f"{series}: {self.written(total)}" for series, total in sums)]

    def drawing(self, theme: Theme) -> Drawing:
        """Draw the key, the grid, the columns and what stands under them."""
        drawing = Drawing(theme, theme.width)
        if not self.columns:
            return furniture.nothing(drawing, self.empty)
        top = furniture.unit(drawing, self.unit)
        if len(self.series) > 1:
            top = furniture.key(drawing, self.series, top)
        plot = self._plot(drawing, top)
        for n, column in enumerate(self.columns):
            self._column(drawing, plot, n, column)
        self._totals(drawing, plot)
        drawing.line(plot.left, plot.bottom, drawing.width, plot.bottom, "axis")
        drawing.height = self._labels(drawing, plot)
        if not any(column.total for column in self.columns) and self.empty:
            drawing.height = furniture.sentence(drawing, self.empty, drawing.height)
        return drawing

    def _plot(self, drawing: Drawing, top: float) -> _Plot:
        """Draw the grid and its numbers; give the field that is left."""
        small = drawing.theme.small
        marks = furniture.ticks(max(column.total for column in self.columns))
        words = [self.written(mark) for mark in marks]
        left = max(drawing.measure(word, small) for word in words) + small * 0.7
        high = 170 if drawing.theme.phone else 220
        field = top + small * 1.9
        plot = _Plot(left, field, field + high, (drawing.width - left) / len(self.columns),
                     marks[-1])  # fmt: skip
        for mark, word in zip(marks, words, strict=True):
            y = plot.y(mark)
            if mark:
                drawing.line(left, y, drawing.width, y, "grid")
            at = y + small * 0.36
            drawing.text(left - small * 0.7, at, word, kind="soft", size=small, anchor="end")
        return plot

    def _column(self, drawing: Drawing, plot: _Plot, n: int, column: Column) -> None:
        wide = min(plot.step * 0.74, 52)
        left, base = plot.middle(n) - wide / 2, plot.bottom
        said = {
            name: column.hidden.get(name) or self.written(column.values.get(name, 0))
            for name in self.series
        }
        told = [f"{name} {value}" for name, value in said.items()]
        if len(self.series) == 1:
            told = [*said.values()]
        with drawing.item(f"{column.name}: {', '.join(told)}", column.url):
            drawing.rect(plot.left + plot.step * n, plot.top, plot.step, plot.bottom - plot.top,
                         "hit")  # fmt: skip
            for number, name in enumerate(self.series, start=1):
                high = plot.bottom - plot.y(column.values.get(name, 0))
                if not high:
                    continue
                # A hair of ground between the parts keeps them apart in print.
                gap = 1 if base < plot.bottom and high > 3 else 0
                shade = colour(number)
                drawing.rect(left, base - high, wide, high - gap, f"mark {shade}", fill=shade)
                base -= high

    def _totals(self, drawing: Drawing, plot: _Plot) -> None:
        """Write totals over all columns if they fit, otherwise over the highest only."""
        small = drawing.theme.small
        totals = [
            "".join({*column.hidden.values()}) if column.hidden else self.written(column.total)
            for column in self.columns
        ]
        widest = max(drawing.measure(total, small, bold=True) for total in totals)
        shown = list(range(len(totals)))
        if widest > plot.step - 2:
            shown = [max(shown, key=lambda n: (self.columns[n].total, -n))]
        for n in shown:
            half = drawing.measure(totals[n], small, bold=True) / 2
            x = min(max(plot.middle(n), plot.left + half), drawing.width - half)
            y = plot.y(self.columns[n].total) - small * 0.4
            drawing.text(x, y, totals[n], kind="value", size=small, anchor="middle")

    def _labels(self, drawing: Drawing, plot: _Plot) -> float:
        """Write labels, thinned to those that fit, and years under them; give the height below."""
        small = drawing.theme.small
        widest = max(drawing.measure(column.label, small) for column in self.columns)
        every = next((step for step in STEPS if widest <= plot.step * step - 5), STEPS[-1])
        y = plot.bottom + small * 1.4
        for n in range(0, len(self.columns), every):
            words = self.columns[n].label
            shown = shorten(words, plot.step * every / drawing.theme.slack, small)
            half = drawing.measure(shown, small) / 2
            x = min(max(plot.middle(n), half), drawing.width - half)
            drawing.text(x, y, shown, kind="soft", size=small, anchor="middle", full=words)
        return self._groups(drawing, plot, y)

    def _groups(self, drawing: Drawing, plot: _Plot, y: float) -> float:
        small = drawing.theme.small
        if not any(column.group for column in self.columns):
            return y + small * 0.6
        for group, run in groupby(range(len(self.columns)), lambda n: self.columns[n].group):
            members = list(run)
            start = plot.left + plot.step * members[0]
            end = plot.left + plot.step * (members[-1] + 1)
            if members[0]:
                drawing.line(start, y + small * 0.45, start, y + small * 1.8, "grid")
            if drawing.measure(group, small, bold=True) <= end - start - 4:
                middle = (start + end) / 2
                drawing.text(middle, y + small * 1.6, group, kind="value", size=small,
                             anchor="middle")  # fmt: skip
        return y + small * 2.2
