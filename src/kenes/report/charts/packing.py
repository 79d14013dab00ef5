"""Packing the marks of a month into its cell: rows from the base line up, as dots of one size."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kenes.report.charts.drawing import Drawing

if TYPE_CHECKING:
    from kenes.report.charts.picture import Mark

# Distances of dots, the largest first; below the last they could not be told apart.
PITCHES = (9.0, 8.0, 7.0, 6.0, 5.0, 4.2)
TALLEST = 64.0
EDGE = 1.5


@dataclass(frozen=True)
class Packing:
    """How dots lie in cells of one width: their distance, and how many beside one another."""

    pitch: float
    across: int

    @classmethod
    def of(cls, fullest: int, cell: float) -> "Packing":
        """Choose the largest dots with which the fullest month of all kinds is not too tall.

        One size for the whole picture: a mark is one occasion everywhere.
        """
        choices = [cls(pitch, max(int((cell - EDGE) // pitch), 1)) for pitch in PITCHES]
        fitting = (packing for packing in choices if packing.height(fullest) <= TALLEST)
        return next(fitting, choices[-1])

    def height(self, marks: int) -> float:
        """Tell how high so many marks stand; an empty month is as high as one mark."""
        return max(-(-marks // self.across), 1) * self.pitch

    def draw(self, drawing: Drawing, marks: Sequence["Mark"], left: float, base: float,
             cell: float) -> None:  # fmt: skip
        """Draw the marks of one month over the base line of its cell."""
        inset = (cell - self.across * self.pitch) / 2
        for n, mark in enumerate(marks):
            up, aside = divmod(n, self.across)
            x = left + inset + self.pitch * (aside + 0.5)
            with drawing.spot(mark.title, mark.url):
                drawing.dot(x, base - self.pitch * (up + 0.5), self.pitch * 0.41)
