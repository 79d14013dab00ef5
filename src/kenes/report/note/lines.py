"""A note as a neutral tree: what the page, Word, PDF and a frozen edition are all made from."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Final


@dataclass(frozen=True)
class Words:
    """Plain words; `lang` is said where they are not in the note's language."""

    text: str
    lang: str = ""


@dataclass(frozen=True)
class Number:
    """A figure in the text: as written, with a Kazakh ending, and the address of its rows."""

    text: str
    suffix: str = ""
    url: str = ""
    wording: str = ""
    stated: str = ""


Run = Words | Number


@dataclass(frozen=True)
class Grid:
    """A table: its cells are runs, numbers ranged right."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[Run]]
    note: str = ""
    last_is_total: bool = False

    @property
    def numeric(self) -> list[bool]:
        """For each column, whether it holds numbers alone."""
        columns = [[row[n] for row in self.rows] for n in range(len(self.head))]
        return [
            n > 0
            and any(said(cell) for cell in column)
            and all(_figure_like(said(cell).replace(" / ", "")) for cell in column)
            for n, column in enumerate(columns)
        ]


_FIGURE_LIKE: Final = re.compile(r"[\d\s,.]*%?|–")
_DAY: Final = re.compile(r"\d\d\.\d\d\.\d{4}")


def _figure_like(text: str) -> bool:
    """Whether a cell is a number: a date is none."""
    return bool(_FIGURE_LIKE.fullmatch(text)) and not _DAY.search(text)


@dataclass(frozen=True)
class Part:
    """One bar, column, tile or share: its values in the order of the series.

    `hidden` says, in the same order, what stands for a value that is not told to everyone.
    """

    label: str
    values: Sequence[int]
    url: str = ""
    group: str = ""
    hidden: Sequence[str] = ()

    @property
    def told(self) -> list[str]:
        """Its values as one reads them."""
        marks = self.hidden or [""] * len(self.values)
        return [mark or str(value) for mark, value in zip(marks, self.values, strict=True)]


@dataclass(frozen=True)
class Drawn:
    """A chart before it is drawn; `shape` is columns, bars, share or tiles."""

    shape: str
    title: str
    series: Sequence[str]
    parts: Sequence[Part]
    heading: str = ""
    unit: str = ""
    note: str = ""


@dataclass(frozen=True)
class Line:
    """One evaluated block.

    `periods` are the letters of the periods its figures are for, `named` of those it says itself.
    """

    kind: str
    position: int = 0
    level: int = 1
    runs: Sequence[Run] = ()
    items: Sequence[Sequence[Run]] = ()
    grid: Grid | None = None
    drawn: Drawn | None = None
    periods: Sequence[str] = ()
    named: Sequence[str] = ()
    lang: str = ""

    @property
    def plain(self) -> str:
        """The words of the block, as one reads them."""
        if self.grid:
            return "\n".join(
                [self.grid.caption, *(" | ".join(map(said, row)) for row in self.grid.rows)]
            )
        if self.drawn:
            rows = (f"{p.label}: {', '.join(p.told)}" for p in self.drawn.parts)
            return "\n".join([self.drawn.title, *rows])
        if self.items:
            return "\n".join("".join(map(said, item)) for item in self.items)
        return "".join(map(said, self.runs))


def said(run: Run) -> str:
    """A run as one reads it."""
    return run.text + run.suffix if isinstance(run, Number) else run.text


@dataclass(frozen=True)
class Told:
    """One figure of a note, as its JSON and its appendix tell it."""

    code: str
    letter: str
    value: int
    of: int | None
    unit: str
    since: str
    until: str
    as_of: str
    wording: str
    definition: str
    stated: str
    url: str
    filters: Mapping[str, str] = field(default_factory=dict)
    hidden: str = ""

    def as_json(self) -> dict[str, Any]:
        """The figure in the note's JSON: as `./kenes figure --json` says it."""
        about: dict[str, Any] = {"code": self.code, "value": self.value}
        if self.hidden:
            about |= {"value": None, "hidden": self.hidden}
        if self.of is not None:
            about["of"] = self.of
        if self.filters:
            about["filters"] = dict(self.filters)
        return about | {
            "unit": self.unit,
            "period": {"from": self.since, "until": self.until},
            "as_of": self.as_of,
            "definition": self.definition,
            "stated": self.stated or None,
        }


def frozen(line: Line) -> dict[str, Any]:
    """The line as data for an edition; what is empty is left out."""
    return {name: value for name, value in asdict(line).items() if value not in ("", (), [], None)}


def thawed(data: Mapping[str, Any]) -> Line:
    """The line that was frozen as these data."""
    told = dict(data)
    told["runs"] = [_run(run) for run in data.get("runs", ())]
    told["items"] = [[_run(run) for run in item] for item in data.get("items", ())]
    if grid := data.get("grid"):
        rows = [[_run(run) for run in row] for row in grid["rows"]]
        told["grid"] = Grid(**{**grid, "rows": rows})
    if drawn := data.get("drawn"):
        told["drawn"] = Drawn(**{**drawn, "parts": [Part(**part) for part in drawn["parts"]]})
    return Line(**told)


def _run(data: Mapping[str, Any]) -> Run:
    return Number(**data) if "suffix" in data else Words(**data)
