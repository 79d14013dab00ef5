"""What was found in a file: lines under known columns, of which nothing is understood yet."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kenes.core.cell import words
from kenes.core.secret import blind
from kenes.core.sheet import Sheet
from kenes.core.text import fold

# Within so many lines from the top the headings must stand.
HEADINGS_WITHIN = 20
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
# `safe` puts an apostrophe before what a program might take for a formula; here it is taken away.
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_LETTERS = 26
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass
class RawLine:
    """One line of a sheet: its number in the file and what stands under each known column."""

    at: int
    cells: dict[str, Any]
    # Why the line cannot be taken, whatever its cells say; empty where it can.
    why_not: str = ""

    def fingerprint(self) -> str:
        """Equal for lines that say the same in the same words.

        It is keyed, for a line may name a person, and a bare digest could be guessed.
        """
        said = {code: words(raw) for code, raw in self.cells.items()}
        text = json.dumps(said, sort_keys=True, ensure_ascii=False)
        return blind(hashlib.sha256(text.encode()).hexdigest())


@dataclass
class RawSheet:
    """A sheet that was recognised: where each column stands, what was left alone, the lines.

    `faults` holds the cells that have an error in the place of a value: `C12` → `#REF!`.
    """

    sheet: Sheet
    title: str
    letters: Mapping[str, str] = field(default_factory=dict)
    extra: Sequence[str] = ()
    faults: Mapping[str, str] = field(default_factory=dict)
    lines: list[RawLine] = field(default_factory=list)
    # The layout it was read by, name and key; empty where it bears our own headings.
    by: tuple[str, str] = ("", "")
    # Why nothing of the sheet can be taken; empty where it can.
    broken: str = ""

    def cell(self, at: int, code: str) -> str:
        """The address of a cell as a person sees it: «C12»."""
        return f"{self.letters.get(code) or self.first_letter}{at}"

    @property
    def first_letter(self) -> str:
        return next(iter(self.letters.values()), "A")


@dataclass
class RawBook:
    """What was found in a file, and the names of the sheets that are no journal of ours."""

    digest: str
    sheets: list[RawSheet] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many lines the journals have."""
        return sum(len(raw.lines) for raw in self.sheets)

    @property
    def broken(self) -> list[tuple[str, str]]:
        """The journals of which nothing can be taken, and why."""
        return [(raw.title, raw.broken) for raw in self.sheets if raw.broken]


def tidy(value: Any) -> Any:
    """A cell without blanks around, marks nobody sees and the guard against formulas."""
    if not isinstance(value, str):
        return value
    value = _UNSEEN.sub("", value)
    return (value[1:] if _GUARDED.match(value) else value).strip()


def heading_of(cell: Any) -> str:
    """A heading for comparison: without the star or the colon behind it."""
    return fold(str(cell)).rstrip(" *:.")


def safe(value: Any) -> Any:
    """A value that no program will take for a formula: `=1+1` becomes words.

    The apostrophe in front is taken away when the cell is read in again, and only then, so that
    what was written comes back letter by letter.
    """
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def told_apart(cells: Sequence[Any]) -> list[str]:
    """The headings of a line as people read them; one that repeats has its count behind it."""
    met: Counter[str] = Counter()
    found = []
    for cell in cells:
        said = words(tidy(cell))
        met[heading_of(said)] += 1
        again = met[heading_of(said)]
        found.append(f"{said} ({again})" if said and again > 1 else said)
    return found


def letters_of(place: int) -> str:
    """What a workbook calls the column at a place: A for 0, AA for 26."""
    ahead, last = divmod(place, _LETTERS)
    return (letters_of(ahead - 1) if ahead else "") + chr(ord("A") + last)


def place_of(letters: str) -> int:
    """The place of a column by its letters; the way back of `letters_of`."""
    place = 0
    for letter in letters:
        place = place * _LETTERS + ord(letter) - ord("A") + 1
    return place - 1
