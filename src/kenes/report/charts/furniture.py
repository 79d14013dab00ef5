"""What stands around the data of a chart: the unit, the key of colours, the empty sentence."""

from collections.abc import Sequence
from math import floor, log10

from kenes.report.charts.drawing import Drawing
from kenes.report.charts.theme import colour
from kenes.report.numerals import Number
from kenes.report.typeface import shorten, wrap

LINE = 1.35  # the distance of base lines, in sizes


def sentence(drawing: Drawing, words: str, top: float) -> float:
    """Write a soft sentence over the whole width; give the height below it."""
    size, y = drawing.theme.size, top
    room = drawing.width / drawing.theme.slack
    for line in wrap(words, room, size, most=6)[0]:
        y += size * LINE
        drawing.text(0, y, line, kind="soft", full=words)
    return y + size * 0.5


def nothing(drawing: Drawing, words: str) -> Drawing:
    """Draw a chart without rows: a quiet field with the sentence in its middle."""
    size, slack = drawing.theme.size, drawing.theme.slack
    lines, _ = wrap(words, (drawing.width - 4 * size) / slack, size, most=6)
    drawing.height = size * (LINE * len(lines) + 4)
    drawing.rect(0, 0, drawing.width, drawing.height, "field", fill="line", rx=6, opacity=0.35)
    y = size * 2.9
    for line in lines:
        drawing.text(drawing.width / 2, y, line, kind="soft", anchor="middle")
        y += size * LINE
    return drawing


def unit(drawing: Drawing, words: str) -> float:
    """Write what is counted over the chart; give the height below it."""
    if not words:
        return 0
    size = drawing.theme.small
    room = drawing.width / drawing.theme.slack
    drawing.text(0, size, shorten(words, room, size), kind="soft", size=size, full=words)
    return size * 1.9


def key(drawing: Drawing, names: Sequence[str], top: float) -> float:
    """Draw the key of colours, as many names in a line as fit; give the height below it."""
    size, box = drawing.theme.small, drawing.theme.small * 0.85
    room = drawing.width - box * 1.6
    x, y = 0.0, top + size
    for n, name in enumerate(names, start=1):
        words = shorten(name, room / drawing.theme.slack, size)
        wide = box * 1.6 + drawing.measure(words, size)
        if x and x + wide > drawing.width:
            x, y = 0.0, y + size * 1.6
        name_of_colour = colour(n)
        drawing.rect(x, y - box, box, box, f"mark {name_of_colour}", fill=name_of_colour, rx=2)
        drawing.text(x + box * 1.6, y, words, kind="soft", size=size, full=name)
        x += wide + size * 1.8
    return y + size * 0.9


def ticks(highest: Number) -> list[int]:
    """Choose round whole numbers from zero to just above the highest value, four or five."""
    top = max(float(highest), 1)
    rough = top / 4
    power = 10 ** floor(log10(rough)) if rough >= 1 else 1
    step = next(int(n * power) for n in (1, 2, 5, 10) if n * power >= rough)
    count = -int(-top // step)
    return [step * n for n in range(count + 1)]
