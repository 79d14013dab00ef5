"""Makes `widths.json`: the widths of letters in the fonts we ship, and which letters they have.

Run by hand after a font changes: `python kenes/report/assets/make_widths.py` (needs fonttools,
which the product itself does not).
"""

import json
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from fontTools.ttLib import TTFont

ASSETS = Path(__file__).parent
FACES = {
    "sans": "NotoSans-Regular",
    "sans-bold": "NotoSans-Bold",
    "serif": "LiberationSerif-Regular",
    "serif-bold": "LiberationSerif-Bold",
}
# Latin, Cyrillic with the Kazakh letters, punctuation, currency and letter-like signs.
MEASURED = [(0x20, 0x24F), (0x400, 0x52F), (0x2000, 0x206F), (0x20A0, 0x20BF), (0x2100, 0x2265)]


def runs(codes: Iterable[int]) -> list[list[int]]:
    """Group sorted codes into unbroken runs."""
    numbered = enumerate(sorted(codes))
    return [[code for _, code in run] for _, run in groupby(numbered, lambda n: n[1] - n[0])]


def advances(font: TTFont) -> list[tuple[int, list[int]]]:
    """Give the advance widths in thousandths of the size, by run of measured codes."""
    glyphs, metrics, em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
    measured = [code for code in glyphs if any(a <= code <= b for a, b in MEASURED)]
    return [
        (run[0], [round(metrics[glyphs[code]][0] * 1000 / em) for code in run])
        for run in runs(measured)
    ]


def main() -> None:
    """Write the table beside this script."""
    fonts = {face: TTFont(ASSETS / "fonts" / f"{name}.ttf") for face, name in FACES.items()}
    regular = set(fonts["sans"].getBestCmap()) | set(fonts["serif"].getBestCmap())
    bold = set(fonts["sans-bold"].getBestCmap()) | set(fonts["serif-bold"].getBestCmap())
    table = {
        "widths": {face: advances(font) for face, font in fonts.items()},
        "covered": [[run[0], run[-1]] for run in runs(regular & bold)],
    }
    text = json.dumps(table, separators=(",", ":"))
    (ASSETS / "widths.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
