"""What every chart has: a title, a language, a table of the same values, a drawing."""

from abc import ABC, abstractmethod
from dataclasses import dataclass

from kenes.report.charts.drawing import Drawing
from kenes.report.charts.theme import Theme
from kenes.report.numerals import Number, number

DESCRIBED = 12


@dataclass(frozen=True)
class Cell:
    """A cell of the table twin: what is written, the value behind it, the rows it opens."""

    text: str
    value: Number | None = None
    url: str = ""


Twin = tuple[list[str], list[list[Cell]]]


@dataclass(frozen=True, kw_only=True)
class Chart(ABC):
    """The definition of a chart, from which the page, the paper and the table are made.

    `heading` names the first column of the table; `empty` is the sentence said when there is
    nothing to show. All words are in the language `lang`: the caller has translated them.
    """

    title: str
    lang: str
    unit: str = ""
    heading: str = ""
    empty: str = ""

    @abstractmethod
    def table(self) -> Twin:
        """Give the same values as a table: its head and its rows."""

    @abstractmethod
    def drawing(self, theme: Theme) -> Drawing:
        """Draw the chart in the sizes of a theme."""

    def sayings(self) -> list[str]:
        """Say each row in words, for those who cannot see the chart."""
        _, rows = self.table()
        return [f"{row[0].text}: {row[1].text}" for row in rows]

    def description(self) -> str:
        """Say in words what the chart shows; of a long one, how it begins."""
        said = self.sayings()
        more = ["…"] if len(said) > DESCRIBED else []
        return "; ".join([*said[:DESCRIBED], *more]) or self.empty or self.title

    def written(self, value: Number) -> str:
        """Write a value in the chart's language."""
        return number(value, self.lang)

    def counted(self, value: Number) -> Cell:
        """Give a cell that holds a value."""
        return Cell(self.written(value), value)


def not_negative(values: list[Number]) -> None:
    """Raise if a value is below zero: our charts count things."""
    if any(value < 0 for value in values):
        raise ValueError("A chart of counted things cannot show a value below zero")
