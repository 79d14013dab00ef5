"""Numbers typed by hand into a note, which no figure backs."""

import re
from dataclasses import dataclass
from typing import Final

from kenes.report.note.tags import Literal, parse
from kenes.report.wording import WORDING, Lang

_MONTHS: Final = "|".join(month for words in WORDING.values() for month in words.months)
_YEAR: Final = r"(?:19|20)\d\d"

# What is let be: years, dates, articles and points of acts, numbers of papers, names like COVID-19.
_LAWFUL: Final = re.compile(
    rf"""
    \b\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}\b
    | \b\d{{1,2}}\s(?:{_MONTHS})\w*(?:\s{_YEAR}\b)?
    | (?<![\d\s.,]){_YEAR}(?:\s?[–-]\s?(?:{_YEAR}|\d\d))?(?!\d)
    | (?<=\s){_YEAR}(?:\s?[–-]\s?(?:{_YEAR}|\d\d))?(?!\d)
    | (?:№|N|No\.|п\.|пп\.|пункт\w*|подпункт\w*|ст\.|стать\w*|част\w*|глав\w*|раздел\w*
        |приложени\w*|article|section|paragraph|annex|chapter|table|figure|таблиц\w*|рисун\w*)
      \s*\d+(?:[-.,–]\d+|\(\d+\))*
    | \b\d+(?:[-–]\d+)?-?\s?(?:тарма[қғ]|ба[пб]|бөлім|тарау|қосымша|кесте|сурет)\w*
    | (?<=[^\W\d])[-–]?\d+\b
    | (?m:^)\s*\d+[.)]\s
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"\d+(?:[\s\u00a0.,]\d+)*")


@dataclass(frozen=True)
class Warned:
    """A number in a block that no figure backs."""

    digits: str
    position: int
    lang: Lang


def unbacked(text: str, lang: Lang, position: int) -> list[Warned]:
    """The numbers a person typed into a text where a tag could stand."""
    words = "\0".join(p.text if isinstance(p, Literal) else "" for p in parse(text, lang))
    rest = _LAWFUL.sub("\0", words)
    return [Warned(found.group(), position, lang) for found in _NUMBER.finditer(rest)]
