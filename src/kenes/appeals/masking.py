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
_AT = r"(?:@|[\[(]\s?(?:at|dog|собака|ит)\s?[\])])"
_EMAIL = re.compile(
    rf"(?<![\w.+-])[\w.+-]{{1,64}}\s?{_AT}\s?[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,5}}", re.IGNORECASE
)
# An account of a bank of Kazakhstan, a card, or a number called an account.
_ACCOUNT = re.compile(
    r"\bKZ\s?\d{2}(?:\s?[A-Z0-9]){16}\b|(?<!\d)\d{4}([ -]?)\d{4}\1\d{4}\1\d{4}(?!\d)"
    r"|(?:лицев\w+\s+сч[её]т\w*|\bл/с|\bшот\w*|\bесепшот\w*)\s*(?:№|:)?\s*\d[\d-]{4,}",
    re.IGNORECASE,
)
_TWELVE = re.compile(r"(?<![\d+])(?<!\d[ -])\d(?:[ -]?\d){11}(?![ -]?\d)")
# A date and an hour are twelve digits too, in other groups.
_GROUPED = re.compile(r"\d{3,}(?:[ -]\d{3,})*|\d\d[ -]\d\d[ -]\d\d[ -](?:\d{6}|\d{3}[ -]\d{3})")
_CALLED = re.compile(r"(?:ИИН|БИН|ЖСН|БСН)\w{0,4}[\s:№—–-]{0,5}$", re.IGNORECASE)
_GAP = r"[\s().\u2010-\u2014-]{0,3}"
_PHONE = re.compile(
    rf"(?<![\d№])(?:\+?\s?7|8)?{_GAP}7\d\d{_GAP}\d{{3}}{_GAP}\d\d{_GAP}\d\d(?!\d)"
    r"|(?<![\d-])\d{3}-\d\d-\d\d(?![\d-])|(?<![\d-])\d\d-\d\d-\d\d(?![\d-])"
    r"|(?<!\w)тел(?:ефон\w*)?\.?\s*:?\s*\+?\d[\d\s()-]{4,}\d",
    re.IGNORECASE,
)
_PLATE = re.compile(
    r"(?<![\w№])\d{3}\s?[A-ZА-Я]{2,3}\s?(?:0[1-9]|1\d|20)(?!\w)"
    r"|(?<![\w№])\d{3}(?:[a-zа-я]{2,3}|\s[a-z]{3}\s)(?:0[1-9]|1\d|20)(?!\w)"
    r"|(?<!\w)[A-ZА-Я]\s?\d{3}\s?[A-ZА-Я]{2,3}(?!\w)"
)

_STREET = (
    r"(?:ул\.?|улиц\w+|пр\.|пр-т\w*|просп\.?|проспект\w*|пер\.|переул\w+|б-р\w*|бульвар\w*|мкр\.?"
    r"|мкрн\.?|микрорайон\w*|ш/а|тупик\w*)"
)
_KOSHE = r"(?:көше\w*|даңғыл\w*|бульвар\w*|ықшамаудан\w*|ықш\.|ш/а|тұйығ\w*|мөлтек\s?аудан\w*)"
_SECOND = rf"(?:[{CAPITAL}][\w-]{{0,40}}|би|батыра?|хана?|ана|марта)"
_PART = rf"(?:\d{{1,4}}(?:-\w{{1,5}})?\s+)?[{CAPITAL}][\w.-]{{0,40}}(?:\s+{_SECOND}){{0,3}}"
# Units after a bare number show that it counts something and is no house.
_UNITS = (
    r"(?!\s*(?:дн|ден|раз|лет|год|меся|час|недел|этаж|человек|ям|фонар|светоф|останов|магаз|машин|"
    r"дерев|люк|тыс|мың|күн|рет|ай\b|айд|жыл|адам|сағат|шұңқ|минут|метр|км|%|тенге|теңге|подъезд|"
    r"контейн|двор|аула|бақ|апта|шам|подр|стол|бағд))"
)
# Paragraphs of acts and hours are numbered like flats.
_NO_STREET = (
    r"(?!Стат|Пункт|Закон|Постан|Решен|Приказ|Распор|Граф|Рейс|Бап|Тарма|Қаулы|Бұйр|Шешім|Автобус|Маршрут"
    r"|Школ|Мектеп|С\b|В\b|На\b|От\b|До\b|По\b|Около\b|Более\b)"
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
    re.compile(
        rf"(?<!\w)(?:\d{{1,4}}\s?-?\s?{_STREET}|{_PART}),?\s+{_DOM}\d{{1,4}}(?!\d){_LETTER}"
        rf"(?!\s+квартир\b){_FLAT}?"
    ),
    re.compile(
        rf"(?<!\w){_NO_STREET}{_PART},?\s*\d{{1,3}}[а-г]?\s?[-–]\s?\d{{1,3}}(?![\w-]){_UNITS}"
    ),
    re.compile(rf"(?<!\w){_DOM}\d{{1,4}}{_LETTER}{_FLAT}", re.IGNORECASE),
    re.compile(rf"(?<!\w)\d{{1,4}}{_LETTER}\s?-?\s?үй\w*{_FLAT}", re.IGNORECASE),
    re.compile(r"(?<!\w)(?:кв\.?|квартир\w*|пәтер\w*)\s*№?\s*\d{1,4}(?!\w)", re.IGNORECASE),
    re.compile(r"(?<![\w№])\d{1,4}\s?-?\s?пәтер\w*", re.IGNORECASE),
    # «Из 12 квартиры» is a flat, «12 квартир» is how many there are.
    re.compile(
        r"(?<!\w)(?<=\b(?:из|от|во|со|ко|за) )\d{1,4}\s?-?\s?квартир(?:ы|е|у|ой|а)\b"
        r"|(?<=\b[вскуо] )\d{1,4}\s?-?\s?квартир(?:ы|е|у|ой|а)\b"
        r"|(?<![\w№])\d{1,4}\s?-\s?(?:ой|ей|й|я|ая|ю|ую)\s+квартир(?:ы|е|у|ой|а)\b"
        r"|(?<![\w№])\d{1,4}\s?-?\s?кв(?!\w)\.?(?!\s*(?:к?м|метр))",
        re.IGNORECASE,
    ),
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
        digits = re.sub(r"\D", "", found[0])
        likely = check_holds(digits) or _begins_with_a_day(digits)
        called = _CALLED.search(text[max(0, found.start() - 15) : found.start()])
        if called or (likely and _GROUPED.fullmatch(found[0])):
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
    taken = bytearray(len(text))
    for each in sorted(found, key=lambda one: (order.index(one.kind), one.start - one.end)):
        for start, end in _free(taken, each):
            kept.append(Find(each.kind, start, end))
            taken[start:end] = b"\x01" * (end - start)
    return sorted(kept, key=lambda one: one.start)


def _free(taken: bytearray, find: Find) -> Iterator[tuple[int, int]]:
    """The span of a find where nothing of it is masked yet; of a name, what sticks out."""
    first, last = (look(1, find.start, find.end) for look in (taken.find, taken.rfind))
    if first < 0:
        yield find.start, find.end
    elif find.kind == Kind.NAME:
        if find.start < first:
            yield find.start, first
        if last + 1 < find.end:
            yield last + 1, find.end


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
