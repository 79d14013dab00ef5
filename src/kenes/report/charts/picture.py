"""Years of a council as one drawn picture: every sitting, hearing and event is a mark."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kenes.report.charts import furniture, lanes, strips
from kenes.report.charts.definition import Cell, Chart, Twin
from kenes.report.charts.drawing import Drawing
from kenes.report.charts.theme import Theme

MonthOf = tuple[int, int]


@dataclass(frozen=True)
class Mark:
    """One occasion: its day, what its tooltip says, its page."""

    on: date
    title: str
    url: str = ""


@dataclass(frozen=True)
class Lane:
    """All occasions of one kind, with the page of their register."""

    label: str
    marks: Sequence[Mark]
    url: str = ""
    colour: int = 1


@dataclass(frozen=True, kw_only=True)
class Years(Chart):
    """Marks placed by month and kind, from the month of `since` to the month of `until`.

    `months` are the twelve short names; `today_label` is said at the line of today. On a wide
    page kinds are lanes over all months; on a phone each kind is a strip for each year.
    """

    lanes: Sequence[Lane]
    since: date
    until: date
    months: Sequence[str]
    today: date | None = None
    today_label: str = ""

    def __post_init__(self) -> None:
        if len(self.months) != 12:
            raise ValueError("A year has twelve months")
        if self.until < self.since:
            raise ValueError("The picture ends before it begins")

    @property
    def span(self) -> list[MonthOf]:
        """Every month of the picture as (year, month)."""
        first = self.since.year * 12 + self.since.month - 1
        last = self.until.year * 12 + self.until.month - 1
        return [(n // 12, n % 12 + 1) for n in range(first, last + 1)]

    @property
    def day(self) -> date | None:
        """Today, if the picture reaches it."""
        if self.today and (self.today.year, self.today.month) in set(self.span):
            return self.today
        return None

    def by_month(self, lane: Lane) -> dict[MonthOf, list[Mark]]:
        """Sort the marks of a lane into the months of the picture; others fall away."""
        inside = set(self.span)
        sorted_marks: dict[MonthOf, list[Mark]] = defaultdict(list)
        for mark in sorted(lane.marks, key=lambda mark: (mark.on, mark.title, mark.url)):
            month = (mark.on.year, mark.on.month)
            if month in inside:
                sorted_marks[month].append(mark)
        return dict(sorted_marks)

    @property
    def fullest(self) -> int:
        """The number of marks in the fullest month of any kind."""
        months = [marks for lane in self.lanes for marks in self.by_month(lane).values()]
        return max(map(len, months), default=0)

    def count(self, lane: Lane) -> int:
        """Count the marks of a lane that the picture shows."""
        return sum(len(marks) for marks in self.by_month(lane).values())

    def table(self) -> Twin:
        """Give one row for each month, one column for each kind."""
        sorted_lanes = [self.by_month(lane) for lane in self.lanes]
        rows = [
            [
                Cell(f"{self.months[month - 1]} {year}"),
                *(self.counted(len(lane.get((year, month), []))) for lane in sorted_lanes),
            ]
            for year, month in self.span
        ]
        return [self.heading, *(lane.label for lane in self.lanes)], rows

    def records(self) -> list[list[Cell]]:
        """Give every mark as a row (day, kind, title with its page), in the order of days.

        It is the way to the marks by keyboard: in the picture they are not stops of the Tab key.
        """
        found = [
            (mark.on, lane.label, mark.title, mark.url)
            for lane in self.lanes
            for marks in self.by_month(lane).values()
            for mark in marks
        ]
        return [
            [Cell(on.isoformat()), Cell(label), Cell(title, url=url)]
            for on, label, title, url in sorted(found)
        ]

    def sayings(self) -> list[str]:
        """Say how many marks each kind has."""
        return [f"{lane.label}: {self.written(self.count(lane))}" for lane in self.lanes]

    def drawing(self, theme: Theme) -> Drawing:
        """Draw lanes on a wide page or on paper, strips on a phone."""
        drawing = Drawing(theme, theme.broad)
        if not self.lanes:
            return furniture.nothing(drawing, self.empty)
        draw = strips.draw if theme.phone else lanes.draw
        height = draw(self, drawing)
        if not any(self.count(lane) for lane in self.lanes) and self.empty:
            height = furniture.sentence(drawing, self.empty, height)
        drawing.height = height
        return drawing
