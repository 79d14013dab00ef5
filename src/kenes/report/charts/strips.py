"""The narrow layout of the picture of years: kinds one under another, a strip for each year."""

from calendar import monthrange
from typing import TYPE_CHECKING

from kenes.report.charts.drawing import Drawing
from kenes.report.charts.packing import Packing
from kenes.report.charts.theme import COLOURS, colour
from kenes.report.typeface import wrap

if TYPE_CHECKING:
    from kenes.report.charts.picture import Lane, Mark, Years

YEAR = 38.0  # the room of a year's number before its months
AIR = 9.0


def draw(years: "Years", drawing: Drawing) -> float:
    """Draw each kind as a block: its name, a strip for each year, the months; give the height."""
    y = 0.0
    packing = Packing.of(years.fullest, (drawing.width - YEAR) / 12)
    for lane in years.lanes:
        y = _block(years, drawing, packing, lane, y) + drawing.theme.size * 0.9
    if years.day is None:
        return y
    size = drawing.theme.small
    drawing.line(1, y, 1, y + size * 1.3, "today", 1.5)
    drawing.text(size * 0.7, y + size, years.today_label, kind="today-label", size=size)
    return y + size * 1.6


def _block(years: "Years", drawing: Drawing, packing: Packing, lane: "Lane", top: float) -> float:
    theme, cell = drawing.theme, (drawing.width - YEAR) / 12
    by_month, name = years.by_month(lane), colour(lane.colour)
    count = years.written(years.count(lane))
    figure = drawing.measure(count, theme.size, bold=True)
    room = (drawing.width - figure - theme.size) / theme.slack
    lines, cut = wrap(lane.label, room, theme.size)
    # Touched by a finger: a line of the register's name is at least 24 high.
    y = top + max(len(lines) * theme.size * 1.3, 24)
    with drawing.item(f"{lane.label}: {count}", lane.url):
        if lane.url:
            drawing.rect(0, top, drawing.width, y - top, "hit")
        for n, line in enumerate(lines):
            at = top + theme.size * (1 + 1.3 * n)
            drawing.text(0, at, line, full=lane.label if cut else "")
        drawing.text(drawing.width, top + theme.size, count, kind="value", anchor="end")
    for year in dict.fromkeys(year for year, _ in years.span):
        strip = {month: by_month.get((year, month), []) for month in range(1, 13)}
        with drawing.group(f"marks {name}", fill=COLOURS[name]):
            y = _strip(drawing, packing, strip, y)
        _margin(years, drawing, year, y)
    size = theme.small * 0.88
    for month, word in enumerate(years.months):
        shown = word if drawing.measure(word, size) <= cell - 1 else word[:1]
        x = YEAR + cell * (month + 0.5)
        drawing.text(x, y + size * 1.2, shown, kind="soft", size=size, anchor="middle")
    return y + size * 1.6


def _strip(drawing: Drawing, packing: Packing, strip: dict[int, list["Mark"]], top: float) -> float:
    """Draw the marks of the twelve months of one year; give their base line."""
    cell = (drawing.width - YEAR) / 12
    high = packing.height(max(map(len, strip.values())))
    base = top + max(high, drawing.theme.small) + AIR
    for month, marks in strip.items():
        packing.draw(drawing, marks, YEAR + cell * (month - 1), base - 2, cell)
    return base


def _margin(years: "Years", drawing: Drawing, year: int, base: float) -> None:
    """Write the year before its strip, draw its base line, and today if it falls here."""
    cell, small = (drawing.width - YEAR) / 12, drawing.theme.small
    drawing.text(0, base - 2, str(year), kind="soft", size=small)
    drawing.line(YEAR, base, drawing.width, base, "grid")
    day = years.day
    if day and day.year == year:
        along = (day.day - 0.5) / monthrange(day.year, day.month)[1]
        x = YEAR + cell * (day.month - 1 + along)
        drawing.line(x, base - small - 4, x, base, "today", 1.5)
