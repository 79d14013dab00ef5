"""The districts of the city as a map of tiles: each where the caller puts it, shaded by value."""

from collections.abc import Sequence
from dataclasses import dataclass

from kenes.report.charts import furniture
from kenes.report.charts.definition import Cell, Chart, Twin, not_negative
from kenes.report.charts.drawing import Drawing
from kenes.report.charts.theme import Theme
from kenes.report.numerals import Number
from kenes.report.typeface import wrap

GAP = 4
# The darkest shade leaves ink readable on it, in light and in dark colours of the page.
SHADES = (0.08, 0.17, 0.27, 0.38, 0.5)


@dataclass(frozen=True)
class Tile:
    """One district: its name, its value, its place from the left and from the top, from zero.

    `parts` are the numbers its value is made of, in the order in which the chart names them.
    """

    label: str
    value: Number
    column: int
    row: int
    url: str = ""
    parts: Sequence[Number] = ()


@dataclass(frozen=True, kw_only=True)
class Tiles(Chart):
    """A cartogram: tiles are equal, so that a large district does not outweigh a full one."""

    tiles: Sequence[Tile]
    parts: Sequence[str] = ()

    def __post_init__(self) -> None:
        not_negative([value for tile in self.tiles for value in (tile.value, *tile.parts)])
        if any(len(tile.parts) != len(self.parts) for tile in self.tiles):
            raise ValueError("Each tile has every part that the chart names")
        places = {(tile.column, tile.row) for tile in self.tiles}
        if len(places) < len(self.tiles):
            raise ValueError("Two tiles stand in one place")

    def table(self) -> Twin:
        """Give label and value, then the parts of the value."""
        rows = [
            [
                Cell(tile.label),
                Cell(self.written(tile.value), tile.value, tile.url),
                *(self.counted(part) for part in tile.parts),
            ]
            for tile in self.tiles
        ]
        return [self.heading, self.unit or self.title, *self.parts], rows

    def sayings(self) -> list[str]:
        """Say each tile with the parts of its value."""
        return [f"{tile.label}: {self._said(tile)}" for tile in self.tiles]

    def _said(self, tile: Tile) -> str:
        told = self._parts(tile)
        return f"{self.written(tile.value)} ({told})" if told else self.written(tile.value)

    def _parts(self, tile: Tile) -> str:
        """The parts of a tile in words: «held 12, ahead 3»."""
        named = zip(self.parts, tile.parts, strict=True)
        return ", ".join(f"{name} {self.written(value)}" for name, value in named)

    def drawing(self, theme: Theme) -> Drawing:
        """Draw the tiles in their places."""
        drawing = Drawing(theme, theme.width)
        if not self.tiles:
            return furniture.nothing(drawing, self.empty)
        top = furniture.unit(drawing, self.unit)
        columns = max(tile.column for tile in self.tiles) + 1
        side = min((drawing.width - GAP * (columns - 1)) / columns, 176)
        size = self._size(drawing, side)
        high = max(min(max(side * 0.62, theme.size * 5), side), self._needed(drawing, side, size))
        for tile in self.tiles:
            x, y = tile.column * (side + GAP), top + tile.row * (high + GAP)
            self._tile(drawing, tile, x, y, side, high, size)
        rows = max(tile.row for tile in self.tiles) + 1
        drawing.height = top + rows * (high + GAP) - GAP
        if not theme.phone:
            drawing.width = columns * (side + GAP) - GAP
        if not any(tile.value for tile in self.tiles) and self.empty:
            drawing.height = furniture.sentence(drawing, self.empty, drawing.height)
        return drawing

    def _size(self, drawing: Drawing, side: float) -> float:
        """Choose one size of names in which the longest word fits its tile, but not below nine."""
        words = [word for tile in self.tiles for word in tile.label.split()] or [""]
        size = drawing.theme.size
        widest = max(drawing.measure(word, size) for word in words)
        # A hair less than just fits, since letters are measured at whole sizes.
        return max(min(size, size * (side - size) / widest * 0.98 if widest else size), 9)

    def _needed(self, drawing: Drawing, side: float, size: float) -> float:
        """How high a tile must be for the longest name above its value and what that is made of."""
        theme, room = drawing.theme, (side - drawing.theme.size) / drawing.theme.slack
        most = max(len(wrap(tile.label, room, size)[0]) for tile in self.tiles)
        parts = max(len(wrap(self._parts(tile), room, theme.small)[0]) for tile in self.tiles)
        below = theme.size * 1.55 + (theme.small * 1.4 * parts if self.parts else 0)
        return theme.size + size * 1.2 * most + below

    def _tile(
        self,
        drawing: Drawing,
        tile: Tile,
        x: float,
        y: float,
        side: float,
        high: float,
        size: float,
    ) -> None:
        highest = max(each.value for each in self.tiles)
        level = 0 if not tile.value else min(int(float(tile.value) / float(highest) * 4 + 0.999), 4)
        inset = drawing.theme.size * 0.5
        lines, cut = wrap(tile.label, (side - inset * 2) / drawing.theme.slack, size)
        title = f"{tile.label}: {self._said(tile)} {self.unit}".strip()
        with drawing.item(title, tile.url):
            drawing.rect(x, y, side, high, f"tile c1 shade-{level}", fill="c1", rx=4,
                         opacity=SHADES[level])  # fmt: skip
            base = y + inset + size * 0.9
            for line in lines:
                drawing.text(x + inset, base, line, size=size, full=tile.label if cut else "")
                base += size * 1.2
            big = drawing.theme.size * 1.55
            base = y + high - inset - big * 0.08
            if told := self._parts(tile):
                small = drawing.theme.small
                room = (side - inset * 2) / drawing.theme.slack
                lines, cut = wrap(told, room, small)
                for line in reversed(lines):
                    drawing.text(x + inset, base, line, size=small, full=told if cut else "")
                    base -= small * 1.4
            drawing.text(x + inset, base, self.written(tile.value), kind="value", size=big)
