"""Whatever tells who a person is, found in a text in Kazakh or in Russian and masked.

It finds, it decides nothing: a person looks at what is masked and what is not before anyone else
sees the text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import override, pgettext

from kenes.appeals.names import names, own_names


class Kind(StrEnum):
    """What was found. Of two finds that overlap the earlier in this list is believed."""

    EMAIL = "email"
    ACCOUNT = "account"
    NUMBER = "number"
    PHONE = "phone"
    PLATE = "plate"
    ADDRESS = "address"
    NAME = "name"


@dataclass(frozen=True)
class Find:
    """A datum of a person, and where it stands in the text."""

    kind: Kind
    start: int
    end: int


CAPITAL = "А-ЯЁӘҒҚҢӨҰҮҺІ"
_EMAIL = re.compile(r"[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")
# An account of a bank of Kazakhstan, a card, or a number called an account.
_ACCOUNT = re.compile(
    r"\bKZ\s?\d{2}(?:\s?[A-Z0-9]){16}\b|(?<!\d)\d{4}([ -]?)\d{4}\1\d{4}\1\d{4}(?!\d)"
    r"|(?:лицев\w+\s+сч[её]т\w*|\bл/с|\bшот\w*|\bесепшот\w*)\s*(?:№|:)?\s*\d[\d-]{4,}",
    re.IGNORECASE,
)
_TWELVE = re.compile(r"(?<!\d)(\d{6})[ -]?(\d{6})(?!\d)")
_CALLED = re.compile(r"(?:ИИН|БИН|ЖСН|БСН)\w{0,4}[\s:№—–-]*$", re.IGNORECASE)
_GAP = r"[\s()\u2010-\u2014-]{0,3}"
_PHONE = re.compile(
    rf"(?<![\d№])(?:\+?\s?7|8)?{_GAP}7\d\d{_GAP}\d{{3}}{_GAP}\d\d{_GAP}\d\d(?!\d)"
    r"|(?<![\d-])\d{3}-\d\d-\d\d(?![\d-])|(?<![\d-])\d\d-\d\d-\d\d(?![\d-])"
    r"|(?<!\w)тел(?:ефон\w*)?\.?\s*:?\s*\+?\d[\d\s()-]{4,}\d",
    re.IGNORECASE,
)
_PLATE = re.compile(
    r"(?<![\w№])\d{3}\s?[A-ZА-Я]{2,3}\s?(?:0[1-9]|1\d|20)(?!\w)"
    r"|(?<![\w№])\d{3}[a-zа-я]{2,3}(?:0[1-9]|1\d|20)(?!\w)"
    r"|(?<!\w)[A-ZА-Я]\s?\d{3}\s?[A-ZА-Я]{2,3}(?!\w)"
)

_STREET = (
    r"(?:ул\.?|улиц\w+|пр\.|пр-т\w*|просп\.?|проспект\w*|пер\.|переул\w+|б-р\w*|бульвар\w*|мкр\.?"
    r"|мкрн\.?|микрорайон\w*|ш/а|тупик\w*)"
)
_KOSHE = r"(?:көше\w*|даңғыл\w*|бульвар\w*|ықшамаудан\w*|ықш\.|ш/а|тұйығ\w*|мөлтек\s?аудан\w*)"
_SECOND = rf"(?:[{CAPITAL}][\w-]*|би|батыра?|хана?|ана|марта)"
_PART = rf"(?:\d+(?:-\w+)?\s+)?[{CAPITAL}][\w.-]*(?:\s+{_SECOND})*"
# Units after a bare number show that it counts something and is no house.
_UNITS = (
    r"(?!\s*(?:дн|ден|раз|лет|год|меся|час|недел|этаж|человек|ям|фонар|светоф|останов|магаз|машин|"
    r"дерев|люк|тыс|мың|күн|рет|ай\b|айд|жыл|адам|сағат|шұңқ|минут|метр|км|%|тенге|теңге|подъезд|"
    r"контейн|двор|аула|бақ|апта|шам|подр|стол|бағд))"
)
_DOM = r"(?:д\.|дом\w{0,2}|үй\w*)\s*№?\s*"
_LETTER = r"(?:\s?[а-гА-Г](?!\w))?(?:/\d+[а-г]?)?"
_FLAT = (
    r"(?:[,\s]*(?:корп\w*\.?|к\.)\s*\d+)?(?:[,\s]*"
    r"(?:кв\.?|квартир\w*|оф\.|офис\w*|пәт(?:\.|ер\w*))\s*№?\s*\d{1,4}"
    r"|[,\s]*\d{1,4}\s?-?\s?(?:пәтер\w*|кв(?:артира)?\b\.?)|\s?[-–]\s?\d{1,4}(?![\w-]))"
)
_HOUSE = (
    rf"(?:[,\s]*{_DOM}\d{{1,4}}{_LETTER}|[,\s]+\d{{1,4}}{_LETTER}\s?-?\s?үй\w*"
    rf"|[,\s]+№?\s*\d{{1,4}}{_LETTER}(?![\d.]*\d){_UNITS})"
)
_ADDRESS = (
    re.compile(rf"(?<!\w){_STREET}\s*{_PART}{_HOUSE}{_FLAT}?", re.IGNORECASE),
    re.compile(rf"(?<!\w){_PART}\s+{_KOSHE}{_HOUSE}{_FLAT}?"),
    re.compile(rf"(?<!\w)(?:\d+\s?-?\s?{_STREET}|{_PART}),?\s+{_DOM}\d{{1,4}}{_LETTER}{_FLAT}?"),
    re.compile(rf"(?<!\w){_PART},\s*\d{{1,3}}[а-г]?\s?[-–]\s?\d{{1,3}}(?![\w-]){_UNITS}"),
    re.compile(rf"(?<!\w){_DOM}\d{{1,4}}{_LETTER}{_FLAT}", re.IGNORECASE),
    re.compile(rf"(?<!\w)\d{{1,4}}{_LETTER}\s?-?\s?үй\w*{_FLAT}", re.IGNORECASE),
    re.compile(r"(?<!\w)(?:кв\.?|квартир\w*|пәтер\w*)\s*№?\s*\d{1,4}(?!\w)", re.IGNORECASE),
    re.compile(r"(?<![\w№])\d{1,4}\s?-?\s?пәтер\w*", re.IGNORECASE),
)
# By these weights the last digit is reckoned; by the second row where the first gives ten.
_WEIGHTS = (
    (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
    (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2),
)


def check_holds(digits: str) -> bool:
    """Whether the twelfth digit of an IIN or a BIN is the one that its others give."""
    for weights in _WEIGHTS:
        pairs = zip(weights, digits[:11], strict=True)
        rest = sum(weight * int(digit) for weight, digit in pairs) % 11
        if rest < 10:
            return rest == int(digits[11])
    return False


def _begins_with_a_day(digits: str) -> bool:
    """Whether it begins like an IIN, with a day of birth: mistyped, it still tells who it is."""
    year, month, day = (int(digits[at : at + 2]) for at in (0, 2, 4))
    try:
        date(2000 + year, month, day)
    except ValueError:
        return False
    return digits[6] in "123456"


def _numbers(text: str) -> Iterator[Find]:
    for found in _TWELVE.finditer(text):
        digits = found[1] + found[2]
        called = _CALLED.search(text[: found.start()])
        if called or check_holds(digits) or _begins_with_a_day(digits):
            yield Find(Kind.NUMBER, found.start(), found.end())


def finds(text: str, applicant: str = "") -> Sequence[Find]:
    """Everything personal that is found in a text, in its order; nothing overlaps.

    `applicant` is the name of whoever wrote it: its words are found in any form.
    """
    found = [
        Find(kind, each.start(), each.end())
        for kind, patterns in (
            (Kind.EMAIL, (_EMAIL,)),
            (Kind.ACCOUNT, (_ACCOUNT,)),
            (Kind.PHONE, (_PHONE,)),
            (Kind.PLATE, (_PLATE,)),
            (Kind.ADDRESS, _ADDRESS),
        )
        for pattern in patterns
        for each in pattern.finditer(text)
    ]
    found += _numbers(text)
    found += [Find(Kind.NAME, *span) for span in (*names(text), *own_names(text, applicant))]
    order = list(Kind)
    kept: list[Find] = []
    for each in sorted(found, key=lambda one: (order.index(one.kind), one.start - one.end)):
        if all(each.end <= other.start or other.end <= each.start for other in kept):
            kept.append(each)
        elif each.kind == Kind.NAME:
            kept += _rest(each, kept)
    return sorted(kept, key=lambda one: one.start)


def _rest(find: Find, kept: Sequence[Find]) -> Iterator[Find]:
    """What of a name sticks out of what is masked already, before it and after it."""
    beside = [each for each in kept if each.start < find.end and find.start < each.end]
    start, end = min(each.start for each in beside), max(each.end for each in beside)
    if find.start < start:
        yield Find(find.kind, find.start, start)
    if end < find.end:
        yield Find(find.kind, end, find.end)


def mask(text: str, language: str, applicant: str = "") -> str:
    """The text with a word in square brackets in the place of each find, in its own language."""
    made, at = [], 0
    with override(language):
        words = _words()
        for find in finds(text, applicant):
            inner = text[find.start : find.end]
            left = len(inner) - len(inner.lstrip(" ,\n"))
            right = len(inner) - len(inner.rstrip(" ,\n"))
            made += [text[at : find.start], inner[:left], f"[{words[find.kind]}]"]
            made.append(inner[len(inner) - right :] if right else "")
            at = find.end
    return "".join([*made, text[at:]])


def _words() -> dict[Kind, str]:
    return {
        Kind.EMAIL: pgettext("masked", "e-mail"),
        Kind.ACCOUNT: pgettext("masked", "account"),
        Kind.NUMBER: pgettext("masked", "IIN or BIN"),
        Kind.PHONE: pgettext("masked", "phone"),
        Kind.PLATE: pgettext("masked", "car plate"),
        Kind.ADDRESS: pgettext("masked", "address"),
        Kind.NAME: pgettext("masked", "name"),
    }
