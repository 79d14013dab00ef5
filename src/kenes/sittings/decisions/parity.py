"""Do the Kazakh and the Russian text of a decision say the same: numbers, dates, names.

Both texts are authentic, so what a machine can compare is compared before either is published.
Words are left to people.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from kenes.core.cell import MONTHS
from kenes.core.text import fold

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

_DOTTED = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b")
_DAY_FIRST = re.compile(r"\b(\d{1,2})\s+([^\W\d_]+)\s+(\d{4})\b")
_YEAR_FIRST = re.compile(r"\b(\d{4})\s+(?:жылғы|жылдың|жылы|ж\.)\s+(\d{1,2})[\s-]+([^\W\d_]+)")
_NUMBER = re.compile(r"\d+(?:[\s\u00a0\u202f]\d{3}(?!\d))*(?:[.,]\d+)*")
_LETTER = "[А-ЯЁӘҒҚҢӨҰҮҺІ]"
_INITIALS = rf"({_LETTER})\.\s?(?:({_LETTER})\.\s?)?"
_SURNAME = rf"({_LETTER}[\w-]+)"
_INITIALS_FIRST = re.compile(rf"\b{_INITIALS}{_SURNAME}")
_SURNAME_FIRST = re.compile(rf"\b{_SURNAME}\s{_INITIALS}")
# Both languages decline a surname at its end, Kazakh letters aside its root is spelt alike.
_ROOT = 4


@dataclass(frozen=True)
class Difference:
    """What one text has and the other has not; an empty side is the one that lacks it."""

    what: "_StrPromise"
    kk: str
    ru: str


def differences(kk: str, ru: str) -> list[Difference]:
    """Everything that stands in one text more often than in the other, kind by kind."""
    dates_kk, rest_kk = _without_dates(kk)
    dates_ru, rest_ru = _without_dates(ru)
    found = _compared(_("date"), dates_kk, dates_ru)
    found += _compared(_("number"), _numbers(rest_kk), _numbers(rest_ru))
    return found + _compared(_("name"), _names(kk), _names(ru))


def _compared(what: "_StrPromise", kk: Counter[str], ru: Counter[str]) -> list[Difference]:
    only_kk = [Difference(what, each, "") for each in sorted((kk - ru).elements())]
    return only_kk + [Difference(what, "", each) for each in sorted((ru - kk).elements())]


def _without_dates(text: str) -> tuple[Counter[str], str]:
    """The dates of a text as 03.04.2025, and the text without them."""
    found: Counter[str] = Counter()
    for pattern in (_DOTTED, _YEAR_FIRST, _DAY_FIRST):
        left = []
        end = 0
        for match in pattern.finditer(text):
            day = _date(pattern, match)
            if day is not None:
                found[f"{day:%d.%m.%Y}"] += 1
                left.append(text[end : match.start()])
                end = match.end()
        text = " ".join([*left, text[end:]])
    return found, text


def _date(pattern: re.Pattern[str], match: re.Match[str]) -> date | None:
    if pattern is _DOTTED:
        day, month, year = (int(part) for part in match.groups())
    elif pattern is _DAY_FIRST:
        day, month, year = int(match[1]), _month(match[2]), int(match[3])
    else:
        year, day, month = int(match[1]), int(match[2]), _month(match[3])
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(name: str) -> int:
    """The month a word names, or zero."""
    said = fold(name)
    return next((n for n, roots in enumerate(MONTHS, start=1) if said.startswith(roots)), 0)


def _numbers(text: str) -> Counter[str]:
    """The numbers of a text, thousands joined and decimals after a point."""
    joined = (re.sub(r"\s", "", each.group()) for each in _NUMBER.finditer(text))
    return Counter(each.replace(",", ".") for each in joined)


def _names(text: str) -> Counter[str]:
    """The persons of a text: initials and the root of the surname."""
    return Counter(f"{initials} {root}…" for initials, root in _persons(text))


def _persons(text: str) -> Iterator[tuple[str, str]]:
    taken: set[int] = set()
    for match in _INITIALS_FIRST.finditer(text):
        taken.add(match.start(3))
        yield f"{match[1]}.", match[3][:_ROOT]
    for match in _SURNAME_FIRST.finditer(text):
        if match.start(1) not in taken:
            yield f"{match[2]}.", match[1][:_ROOT]
