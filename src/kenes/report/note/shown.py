"""What a table or a chart of a note shows, said in one line:

    appeals.considered, appeals.resolved by topic top 10     one row for each topic, a column for
                                                             each figure; the largest ten
    appeals.resolved, appeals.explained                      one row for each figure
    rows of control.public_hearings                          the records themselves
    overlaps control.monitorings, events.round_tables        how many stand in both lines
    programme tasks          programme events                lines of the funded programme
    figures                                                  every figure with its period, defined

A chart says first how it is drawn: `columns … by month`, `bars … by agency`, `share …`,
`tiles … by district`. A letter after a figure names its period: `events.platforms B`.

The text of such a block is its caption; in the second line the names of its columns (of the
series of a chart) with «|» between; where figures are the rows, in the third line their names;
what follows is the note under it.
"""

import re
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from kenes.core.refused import Refused

SHAPES: Final = ("columns", "bars", "share", "tiles")
_FIGURE: Final = re.compile(r"([a-z_]+\.[a-z_]+)(?:\s+([A-Z]))?")
_BY: Final = re.compile(r"^(.*?)\s+by\s+([a-z_]+)(?:\s+top\s+(\d+))?$")


@dataclass(frozen=True)
class Shown:
    """What to show. `shape` is table, columns, bars, share, tiles, rows, overlaps, programme or
    figures; `figures` are codes with the letters of their periods."""

    shape: str
    figures: tuple[tuple[str, str], ...] = ()
    by: str = ""
    top: int = 0
    part: str = ""

    @property
    def figures_are_rows(self) -> bool:
        return self.shape in {"table", "share", "bars"} and not self.by


def read(text: str) -> Shown:
    """Read the line. Refused when it makes no sense."""
    said = " ".join(text.split())
    if said == "figures":
        return Shown("figures")
    if said in {"programme tasks", "programme events"}:
        return Shown("programme", part=said.split()[1].rstrip("s"))
    if said.startswith("rows of "):
        return Shown("rows", _figures(said.removeprefix("rows of "), text))
    if said.startswith("overlaps "):
        return Shown("overlaps", _figures(said.removeprefix("overlaps "), text))
    first, _space, rest = said.partition(" ")
    shape, said = (first, rest) if first in SHAPES else ("table", said)
    by, top = "", 0
    if found := _BY.match(said):
        said, by, top = found[1], found[2], int(found[3] or 0)
    if shape in {"columns", "tiles"} and not by:
        raise _refused(text)
    return Shown(shape, _figures(said, text), by, top)


def _figures(said: str, text: str) -> tuple[tuple[str, str], ...]:
    found = [_FIGURE.fullmatch(part.strip()) for part in said.split(",")]
    if not all(found):
        raise _refused(text)
    return tuple((each[1], each[2] or "A") for each in found if each)


def _refused(text: str) -> Refused:
    return Refused(_("“%s” does not say what to show.") % text, field="figure")
