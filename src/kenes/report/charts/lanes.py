"""The wide layout of the picture of years: kinds as lanes, months from left to right."""

from calendar import monthrange
from itertools import groupby
from typing import TYPE_CHECKING

from kenes.report.charts.columns import STEPS
from kenes.report.charts.drawing import Drawing
from kenes.report.charts.packing import Packing
from kenes.report.charts.theme import COLOURS, colour
from kenes.report.typeface import wrap

if TYPE_CHECKING:
    from kenes.report.charts.picture import Lane, Years

AIR = 14.0  # between the highest dots of a lane and the line of the lane above


def draw(years: "Years", drawing: Drawing) -> float:
    """Draw labels on the left, years and months on top, lanes below; give the height."""
    left = _label_width(years, drawing)
    cell = (drawing.width - left) / len(years.span)
    top = _calendar(years, drawing, left, cell)
    y = top
    packing = Packing.of(years.fullest, cell)
    for lane in years.lanes:
        y = _lane(years, drawing, packing, lane, left, cell, y)
    _year_lines(years, drawing, left, cell, y)
    return _today(years, drawing, left, cell, top, y)


def _label_width(years: "Years", drawing: Drawing) -> float:
    size = drawing.theme.small
    widest = max(drawing.measure(lane.label, size) for lane in years.lanes)
    return (
        min(widest, drawing.width * (0.21 if drawing.theme.styled else 0.26))
        + _count_width(years, drawing)
        + size * 2
    )


def _count_width(years: "Years", drawing: Drawing) -> float:
    counts = [years.written(years.count(lane)) for lane in years.lanes]
    return max(drawing.measure(count, drawing.theme.small, bold=True) for count in counts)


def _calendar(years: "Years", drawing: Drawing, left: float, cell: float) -> float:
    """Write years over their months, and months thinned to those that fit."""
    theme, small = drawing.theme, drawing.theme.small
    size = small * 0.88
    names = [years.months[month - 1] for _, month in years.span]
    widest = max(drawing.measure(name, size) for name in names)
    every = next((step for step in STEPS if widest <= cell * step - 7), STEPS[-1])
    for n in range(0, len(names), every):
        x = left + cell * n + 5
        if x + drawing.measure(names[n], size) <= drawing.width:
            drawing.text(x, theme.size + small * 1.6, names[n], kind="soft", size=size)
    for year, run in groupby(range(len(names)), lambda n: years.span[n][0]):
        members = list(run)
        x = left + cell * members[0] + 5
        if drawing.measure(str(year), theme.size, bold=True) <= cell * len(members) - 6:
            drawing.text(x, theme.size, str(year), kind="value")
    return theme.size + small * 2.2


def _lane(
    years: "Years",
    drawing: Drawing,
    packing: Packing,
    lane: "Lane",
    left: float,
    cell: float,
    top: float,
) -> float:
    """Draw one lane: its base line, its name and number, its marks; give the base line."""
    by_month = years.by_month(lane)
    fullest = max(map(len, by_month.values()), default=0)
    small, name = drawing.theme.small, colour(lane.colour)
    count = years.written(years.count(lane))
    room = left - _count_width(years, drawing) - small * 2
    lines, cut = wrap(lane.label, room / drawing.theme.slack, small, most=3)
    words = len(lines) * small * 1.25
    base = top + max(packing.height(fullest) + AIR, words + small)
    drawing.line(0, base, drawing.width, base, "grid")
    with drawing.item(f"{lane.label}: {count}", lane.url):
        if lane.url:
            drawing.rect(0, top + 2, left - 4, base - top - 4, "hit")
        y = base - words + small * 0.65
        for line in lines:
            drawing.text(0, y, line, size=small, full=lane.label if cut else "")
            y += small * 1.25
        y -= small * 1.25
        drawing.text(left - small, y, count, kind="value", size=small, anchor="end")
    with drawing.group(f"marks {name}", fill=COLOURS[name]):
        for n, month in enumerate(years.span):
            marks = by_month.get(month, [])
            packing.draw(drawing, marks, left + cell * n, base - 2, cell)
    return base


def _year_lines(years: "Years", drawing: Drawing, left: float, cell: float, bottom: float) -> None:
    for n, (_, month) in enumerate(years.span):
        if month == 1 or not n:
            x = left + cell * n
            drawing.line(x, 2, x, bottom, "grid")


def _today(
    years: "Years", drawing: Drawing, left: float, cell: float, top: float, bottom: float
) -> float:
    """Draw today's line through all lanes, with its words below; give the height."""
    day, size = years.day, drawing.theme.small
    if day is None:
        return bottom + 2
    n = years.span.index((day.year, day.month))
    x = left + cell * (n + (day.day - 0.5) / monthrange(day.year, day.month)[1])
    drawing.line(x, top, x, bottom + size * 0.5, "today", 1.5)
    half = drawing.measure(years.today_label, size) / 2
    middle = min(max(x, half), drawing.width - half)
    at = bottom + size * 1.6
    drawing.text(middle, at, years.today_label, kind="today-label", size=size, anchor="middle")
    return bottom + size * 2.1
