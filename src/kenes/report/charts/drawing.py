"""A drawing under way: the few SVG shapes our charts are made of, in the colours of a theme."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from html import escape
from typing import Final, Literal

from kenes.report.charts.address import checked
from kenes.report.charts.theme import COLOURS, Theme
from kenes.report.typeface import Face, printable, width

Anchor = Literal["start", "middle", "end"]
Attribute = str | float | None

UNLAWFUL: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
INKS: Final = {"label": "ink", "value": "ink", "soft": "soft", "today-label": "today"}


def lawful(text: str) -> str:
    """Drop the characters that XML cannot hold."""
    return UNLAWFUL.sub("", text)


def plain(text: str) -> str:
    """Escape a text for XML."""
    return escape(lawful(text))


def short(value: float) -> str:
    """Write a coordinate with at most two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if value % 1 else str(int(value))


class Drawing:
    """Collects shapes from the top left corner down; `svg` gives the whole."""

    def __init__(self, theme: Theme, width: float) -> None:
        self.theme = theme
        self.width = width
        self.height = 0.0
        self.linked = False
        self._parts: list[str] = []

    def measure(self, words: str, size: float, bold: bool = False) -> float:
        """Tell how wide the words come out, with the theme's allowance for another font."""
        face: Face = "sans-bold" if bold else "sans"
        return width(words, size, face) * self.theme.slack

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        kind: str = "label",
        size: float | None = None,
        anchor: Anchor = "start",
        full: str = "",
    ) -> None:
        """Write a line on the baseline `y`; `full` is what it says when it had to be shortened."""
        words = words if self.theme.styled else printable(words)
        title = f"<title>{plain(full)}</title>" if full and full != words else ""
        attributes = self._attributes(
            x=x,
            y=y,
            font_size=size or self.theme.size,
            font_weight="bold" if kind == "value" else None,
            text_anchor=None if anchor == "start" else anchor,
            fill=COLOURS[INKS[kind]],
        )
        self._parts.append(f"<text{self._class(kind)}{attributes}>{title}{plain(words)}</text>")

    def rect(
        self,
        x: float,
        y: float,
        wide: float,
        high: float,
        kind: str,
        *,
        fill: str = "",
        rx: float = 0,
        opacity: float | None = None,
    ) -> None:
        """Draw a rectangle filled with a named colour; without one it only catches the pointer."""
        attributes = self._attributes(
            x=x,
            y=y,
            width=max(wide, 0),
            height=max(high, 0),
            rx=rx or None,
            fill=COLOURS[fill] if fill else "none",
            fill_opacity=opacity,
            pointer_events=None if fill else "all",
        )
        self._parts.append(f"<rect{self._class(kind)}{attributes}/>")

    def line(self, x1: float, y1: float, x2: float, y2: float, kind: str, thick: float = 1) -> None:
        """Draw a straight line: an axis, a line of the grid, or today."""
        stroke = COLOURS["today" if kind == "today" else "soft" if kind == "axis" else "line"]
        ends = self._attributes(x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke, stroke_width=thick)
        self._parts.append(f"<line{self._class(kind)}{ends}/>")

    def dot(self, x: float, y: float, radius: float) -> None:
        """Draw a mark in the colour of the group it stands in."""
        self._parts.append(f'<circle cx="{short(x)}" cy="{short(y)}" r="{short(radius)}"/>')

    @contextmanager
    def group(self, kind: str, **attributes: Attribute) -> Iterator[None]:
        """Draw what follows inside one group."""
        self._parts.append(f"<g{self._class(kind)}{self._attributes(**attributes)}>")
        yield
        self._parts.append("</g>")

    @contextmanager
    def item(self, title: str, url: str = "") -> Iterator[None]:
        """Draw what follows as one thing with a tooltip, and as a link if it has an address."""
        if url and self.theme.styled:
            self.linked = True
            head = f'<a class="link"{self._attributes(href=checked(url), aria_label=title)}>'
        else:
            head = f"<g{self._class('item')}>"
        self._parts.append(f"{head}<title>{plain(title)}</title>")
        yield
        self._parts.append("</a>" if head.startswith("<a") else "</g>")

    @contextmanager
    def spot(self, title: str, url: str = "") -> Iterator[None]:
        """Draw what follows as one of very many marks, outside the order of the Tab key."""
        tag = "a" if url and self.theme.styled else "g"
        address = self._attributes(href=checked(url), tabindex="-1") if tag == "a" else ""
        self._parts.append(f"<{tag}{address}>")
        yield
        self._parts.append(f"<title>{plain(title)}</title></{tag}>")

    def svg(self, title: str, description: str, key: str = "") -> str:
        """Give the drawing as an SVG element, named and described for those who do not see it.

        A picture made of links may not claim to be an image: its links would be hidden from
        screen readers. It is a group then.
        """
        body = "".join(self._parts)
        seed = f"{key}\0{self.theme.name}\0{title}\0{description}\0{body}"
        name = f"chart-{sha256(seed.encode('utf-8', 'replace')).hexdigest()[:10]}"
        wide, high = short(self.width), short(self.height)
        root = self._attributes(
            viewBox=f"0 0 {wide} {high}",
            width=wide,
            height=high,
            role="group" if self.linked else "img",
            aria_labelledby=f"{name}-title",
            aria_describedby=f"{name}-desc",
            font_family=self.theme.font or None,
        )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg"'
            f"{self._class(f'chart chart-{self.theme.name}')}{root}>"
            f'<title id="{name}-title">{plain(title)}</title>'
            f'<desc id="{name}-desc">{plain(description)}</desc>'
            f"{body}</svg>"
        )

    def _class(self, kind: str) -> str:
        return f' class="{kind}"' if self.theme.styled and kind else ""

    def _attributes(self, **attributes: Attribute) -> str:
        written = (
            (name, short(value) if isinstance(value, int | float) else plain(value))
            for name, value in attributes.items()
            if value is not None
        )
        return "".join(f' {self._dashed(name)}="{value}"' for name, value in written)

    @staticmethod
    def _dashed(name: str) -> str:
        return name.replace("_", "-")
