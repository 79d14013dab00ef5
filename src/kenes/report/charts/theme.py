"""The looks a chart can be drawn in: a wide page, a phone, a sheet of paper."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Theme:
    """Sizes of one look; `styled` means that a stylesheet may recolour it through classes."""

    name: str
    width: int
    broad: int  # the width of a picture that takes the whole page
    size: float
    small: float
    styled: bool
    slack: float  # the page's own font may be a little wider than the one we measured
    font: str = ""

    @property
    def phone(self) -> bool:
        """Whether labels must stand above what they name, for want of width."""
        return self.width < 480


WEB: Final = Theme("wide", 720, 1120, 14, 12, styled=True, slack=1.05)
PHONE: Final = Theme("phone", 340, 340, 13, 11.5, styled=True, slack=1.05)
PAPER: Final = Theme("paper", 640, 640, 13.5, 12, styled=False, slack=1.0, font="Noto Sans")

# Neighbours differ in lightness, so that a black and white print still tells them apart.
COLOURS: Final = {
    "c1": "#1f5b8f",
    "c2": "#d9992b",
    "c3": "#2a8c82",
    "c4": "#b4472f",
    "c5": "#8f7fb8",
    "c6": "#5d6f1e",
    "c7": "#93a5b5",
    "c8": "#7a3b5e",
    "ink": "#1c2229",
    "soft": "#5a6571",
    "line": "#d5dbe1",
    "today": "#b4472f",
    "paper": "#ffffff",
}


def colour(number: int) -> str:
    """Name the class of the n-th colour of data; the ninth is the first again."""
    return f"c{(number - 1) % 8 + 1}"
