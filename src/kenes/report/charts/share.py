"""One bar cut into the parts of a whole: what became of 891 appeals."""

from collections.abc import Sequence
from dataclasses import dataclass

from kenes.report.charts import furniture
from kenes.report.charts.bars import Bar
from kenes.report.charts.definition import Cell, Chart, Twin, not_negative
from kenes.report.charts.drawing import Drawing
from kenes.report.charts.theme import Theme, colour
from kenes.report.numerals import NBSP, number, percents
from kenes.report.typeface import wrap


@dataclass(frozen=True, kw_only=True)
class Share(Chart):
    """A partition: its parts make the whole, and are named under the bar with their shares.

    A part of nothing is named too. `share` is the head of the table's column of percents.
    """

    parts: Sequence[Bar]
    share: str = "%"

    def __post_init__(self) -> None:
        not_negative([part.value for part in self.parts])

    def table(self) -> Twin:
        """Give label, value and share in percent."""
        shares = percents([part.value for part in self.parts])
        rows = [
            [
                Cell(part.label),
                Cell(self.written(part.value), part.value, part.url),
                Cell(number(share, self.lang, places=1), share),
            ]
            for part, share in zip(self.parts, shares, strict=True)
        ]
        return [self.heading, self.unit or self.title, self.share], rows

    def sayings(self) -> list[str]:
        """Say each part with its share."""
        _, rows = self.table()
        return [f"{part.text}: {value.text} ({share.text}{NBSP}%)" for part, value, share in rows]

    def drawing(self, theme: Theme) -> Drawing:
        """Draw the bar and under it one line for each part."""
        drawing = Drawing(theme, theme.width)
        if not self.parts:
            return furniture.nothing(drawing, self.empty)
        y = self._bar(drawing, furniture.unit(drawing, self.unit))
        y = self._parts(drawing, y + theme.size * 0.6)
        drawing.height = y
        if not any(part.value for part in self.parts) and self.empty:
            drawing.height = furniture.sentence(drawing, self.empty, y)
        return drawing

    def _bar(self, drawing: Drawing, top: float) -> float:
        high, gap = drawing.theme.size * 2.4, 2.0
        whole = float(sum(part.value for part in self.parts))
        drawn = [(n, part) for n, part in enumerate(self.parts, start=1) if part.value]
        if not drawn:
            drawing.rect(0, top, drawing.width, high, "track", fill="line", rx=3, opacity=0.45)
            return top + high
        room = drawing.width - gap * (len(drawn) - 1) - 3 * len(drawn)
        x = 0.0
        for n, part in drawn:
            # Three units each beforehand: the smallest part is still seen.
            long = 3 + room * float(part.value) / whole
            name = colour(n)
            with drawing.item(f"{part.label}: {self.written(part.value)}"):
                drawing.rect(x, top, long, high, f"mark {name}", fill=name, rx=2)
            x += long + gap
        return top + high

    def _parts(self, drawing: Drawing, top: float) -> float:
        size = drawing.theme.size
        shares = percents([part.value for part in self.parts])
        written = [number(share, self.lang, places=1) + f"{NBSP}%" for share in shares]
        values = [self.written(part.value) for part in self.parts]
        # Swatch, value, share, label: figures stand in columns, ranged right.
        value = size * 1.5 + max(drawing.measure(text, size, bold=True) for text in values)
        share = value + size * 1.2 + max(drawing.measure(text, size) for text in written)
        label = share + size * 1.2
        y = top
        for n, part in enumerate(self.parts, start=1):
            room = (drawing.width - label) / drawing.theme.slack
            lines, cut = wrap(part.label, room, size, most=3)
            high = size * (0.75 + 1.25 * len(lines))
            with drawing.item(f"{part.label}: {values[n - 1]} ({written[n - 1]})", part.url):
                if part.url:
                    drawing.rect(0, y, drawing.width, high, "hit")
                base, name = y + size * 1.3, colour(n)
                drawing.rect(0, base - size * 0.8, size * 0.85, size * 0.85, f"mark {name}",
                             fill=name, rx=2)  # fmt: skip
                drawing.text(value, base, values[n - 1], kind="value", anchor="end")
                drawing.text(share, base, written[n - 1], kind="soft", anchor="end")
                for step, line in enumerate(lines):
                    at = base + step * size * 1.25
                    drawing.text(label, at, line, full=part.label if cut else "")
            y += high
        return y + size * 0.3
