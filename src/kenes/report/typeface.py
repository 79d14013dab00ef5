"""How wide words are in the fonts we ship, and how to fit them into a given width."""

import json
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Literal

ASSETS = Path(__file__).parent / "assets"
FONTS = ASSETS / "fonts"
Face = Literal["sans", "sans-bold", "serif", "serif-bold"]

# A letter outside the table is taken for a wide one, so that it never overflows.
UNMEASURED = 1000
TAIL = " ,.;:–-("


@lru_cache(maxsize=1)
def _advances() -> dict[str, dict[str, int]]:
    table = json.loads((ASSETS / "widths.json").read_text(encoding="utf-8"))
    return {
        face: {chr(first + n): width for first, run in runs for n, width in enumerate(run)}
        for face, runs in table["widths"].items()
    }


@lru_cache(maxsize=1)
def _covered() -> list[tuple[int, int]]:
    table = json.loads((ASSETS / "widths.json").read_text(encoding="utf-8"))
    return [(first, last) for first, last in table["covered"]]


@lru_cache(maxsize=4096)
def _drawable(letter: str) -> bool:
    if unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Me", "Mc"}:
        return False
    return any(first <= ord(letter) <= last for first, last in _covered())


def printable(text: str) -> str:
    """Give the text with white space made plain and letters our fonts lack shown as «�».

    An archival PDF may not hold a letter without a shape: it would be refused whole, for one
    smiling face in a title. Accents are joined to their letters first.
    """
    joined = unicodedata.normalize("NFC", text)
    kept = (" " if mark in "\t\n\r\v\f\u2028\u2029" else mark for mark in joined)
    return "".join(
        mark if _drawable(mark) else "\ufffd"
        for mark in kept
        # A soft hyphen, a joiner or a direction mark has no shape and needs none.
        if unicodedata.category(mark) != "Cf"
    )


def width(text: str, size: float, face: Face = "sans") -> float:
    """Measure a line of text set in the given size."""
    advances = _advances()[face]
    return sum(advances.get(letter, UNMEASURED) for letter in text) * size / 1000


def shorten(text: str, room: float, size: float, face: Face = "sans") -> str:
    """Give the text if it fits the room, otherwise as much of it as does, with «…»."""
    if width(text, size, face) <= room:
        return text
    kept = text
    while kept and width(kept.rstrip(TAIL) + "…", size, face) > room:
        kept = kept[:-1]
    # A whole word is better than a torn one, unless it costs most of the line.
    words = kept if text[len(kept)] == " " else kept.rpartition(" ")[0]
    return (words if len(words) > len(kept) * 0.6 else kept).rstrip(TAIL) + "…"


def wrap(
    text: str, room: float, size: float, face: Face = "sans", most: int = 2
) -> tuple[list[str], bool]:
    """Break the text into at most `most` lines that fit; tell also whether any of it was lost."""
    lines: list[str] = []
    words = text.split(" ")
    while words and len(lines) < most:
        line = words.pop(0)
        while words and width(f"{line} {words[0]}", size, face) <= room:
            line = f"{line} {words.pop(0)}"
        if words and len(lines) == most - 1:
            line = " ".join([line, *words])
            words = []
        lines.append(line)
    fitted = [shorten(line, room, size, face) for line in lines] or [""]
    return fitted, fitted != lines
