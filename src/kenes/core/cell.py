"""How a cell of a journal becomes a value."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import override

from kenes.core.refused import Refused
from kenes.core.text import fold

if TYPE_CHECKING:
    from kenes.core.row import Row
    from kenes.core.sheet import Lookup

# The roots by which a month is known, whatever its ending: «марта», «наурызда».
MONTHS = (
    ("январ", "қаңтар"),
    ("феврал", "ақпан"),
    ("март", "наурыз"),
    ("апрел", "сәуір"),
    ("мая", "май", "мамыр"),
    ("июн", "маусым"),
    ("июл", "шілде"),
    ("август", "тамыз"),
    ("сентябр", "қыркүйек"),
    ("октябр", "қазан"),
    ("ноябр", "қараша"),
    ("декабр", "желтоқсан"),
)
_DOTTED = re.compile(r"(\d{1,2}) ?[./-] ?(\d{1,2}) ?[./-] ?(\d{4})")
# Not with hyphens: 05-03-23 may begin with the year.
_SHORT_YEAR = re.compile(r"(\d{1,2}) ?[./] ?(\d{1,2}) ?[./] ?(\d\d)")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ t]\d{2}:\d{2}(?::\d{2}(?:\.0+)?)?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[ -]([^\W\d_]+),? (\d{4})")
_YEAR_FIRST = re.compile(
    r"(\d{4}) ?(?:жылғы|жылдың|жылы|жыл|ж\.?|г\.?)?,? (\d{1,2})[ -]([^\W\d_]+)"
)
_YEAR_WORD = re.compile(r"\s*(?:года|г|жылғы|жылы|жыл|ж)?\.?$")
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?::00)?")
_WHOLE = re.compile(r"(\d{1,18})(?:[.,]0+)?")
_FULL = re.compile(r"((?:19|20|21)\d\d)-(\w+)")
_BLANKS = re.compile(r"[\s\u00a0\u202f]")

# Excel counts days from here. A council's journal holds no date outside these years.
_EXCEL_BEGAN = date(1899, 12, 30)
FIRST_YEAR, LAST_YEAR = 1990, 2100
# A year of two digits is of this century before this one, and of the last from FIRST_YEAR on.
FUTURE_ENDS = 50


def words(raw: Any) -> str:
    """What a person sees in a cell: no decimals behind a whole number, dates as people write them.

    The same words come from a cell that was typed as text and one that Excel made a date of.
    """
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    if isinstance(raw, datetime):
        return f"{raw:%d.%m.%Y}" if raw.time() == time() else f"{raw:%d.%m.%Y %H:%M}"
    if isinstance(raw, date):
        return f"{raw:%d.%m.%Y}"
    if isinstance(raw, time):
        return f"{raw:%H:%M}"
    return " ".join(str(raw).split())


@dataclass(frozen=True)
class Text:
    """Words as they stand, doubled spaces gone."""

    def read(self, raw: Any, lookup: "Lookup") -> str:
        if isinstance(raw, bool):
            raise Refused(_("The cell holds TRUE or FALSE, not words."))
        return words(raw)


@dataclass(frozen=True)
class Day:
    """A date: a real one, `05.03.2023`, `2023-03-05`, `5 марта 2023 г.`, `2023 жылғы 5 наурыз`.

    Between full stops or slashes the year may have two digits.
    """

    def read(self, raw: Any, lookup: "Lookup") -> date:
        day = _day(raw)
        if day is None:
            raise Refused(_("“%s” is not a date. Write it like 05.03.2023.") % words(raw))
        see_year(day)
        return day


def see_year(day: date) -> None:
    """Refuse a day outside the years of any council, in a journal or a form: 0025, 9999."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        sentence = _("The year %(year)s is not between %(first)s and %(last)s.")
        years = {"year": day.year, "first": FIRST_YEAR, "last": LAST_YEAR}
        raise Refused(sentence % years)


def _day(raw: Any) -> date | None:
    """The date a cell holds, whatever its year; None when it is none."""
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    try:
        if isinstance(raw, int | float) and not isinstance(raw, bool):
            return _of_serial(float(raw))
        return _of_words(" ".join(fold(str(raw)).split()))
    except (ValueError, OverflowError):
        return None


def _of_serial(number: float) -> date | None:
    """The date that Excel keeps as a number, where a cell lost its format: 45000 is 15.03.2023."""
    day = _EXCEL_BEGAN + timedelta(days=int(number))
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def _of_words(text: str) -> date | None:
    if found := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
        return date(year, month, day)
    if found := _YEAR_FIRST.fullmatch(text.rstrip(".")):
        year_said, day_said, name = found.groups()
        return _with_month(year_said, name, day_said)
    text = _YEAR_WORD.sub("", text)
    if found := _DOTTED.fullmatch(text) or _SHORT_YEAR.fullmatch(text):
        return date(_full_year(found[3]), int(found[2]), int(found[1]))
    if found := _DAY_FIRST.fullmatch(text):
        day_said, name, year_said = found.groups()
        return _with_month(year_said, name, day_said)
    return None


def _full_year(year: str) -> int:
    """«23» is 2023 and «98» is 1998; no journal of ours has a day of 2050, so «50» is no year."""
    if len(year) == 4:
        return int(year)
    short = int(year)
    if FUTURE_ENDS <= short < FIRST_YEAR % 100:
        raise ValueError(year)
    return 2000 + short if short < FUTURE_ENDS else 1900 + short


def _with_month(year: str, name: str, day: str) -> date | None:
    for number, roots in enumerate(MONTHS, start=1):
        if name.startswith(roots):
            return date(int(year), number, int(day))
    return None


@dataclass(frozen=True)
class Clock:
    """A time of day: `10:30`, `10.30` or a real time."""

    def read(self, raw: Any, lookup: "Lookup") -> time:
        if isinstance(raw, datetime):
            return raw.time()
        if isinstance(raw, time):
            return raw
        # Excel tells a time that is formatted as a count of hours as a length of time.
        found = _CLOCK.fullmatch(words(raw) if not isinstance(raw, timedelta) else str(raw))
        if found and int(found[1]) < 24 and int(found[2]) < 60:
            return time(int(found[1]), int(found[2]))
        raise Refused(_("“%s” is not a time. Write it like 10:30.") % words(raw))


@dataclass(frozen=True)
class Whole:
    """A whole number, not negative; spaces between thousands are let be."""

    def read(self, raw: Any, lookup: "Lookup") -> int:
        text = _BLANKS.sub("", words(raw))
        if found := _WHOLE.fullmatch(text):
            return int(found[1])
        if _WHOLE.fullmatch(text.lstrip("-−")):
            raise Refused(_("“%s” is less than nothing.") % words(raw))
        raise Refused(_("“%s” is not a whole number.") % words(raw))


@dataclass(frozen=True)
class YesNo:
    """Yes or no, in any of the three languages."""

    YES = frozenset({"да", "иә", "ия", "yes", "1", "true", "истина", "+", "x", "х"})
    NO = frozenset({"нет", "жоқ", "no", "0", "false", "ложь", "-"})

    def read(self, raw: Any, lookup: "Lookup") -> bool:
        text = fold(words(raw))
        if text in self.YES:
            return True
        if text in self.NO:
            return False
        raise Refused(_("“%s” is neither yes nor no.") % words(raw))


@dataclass(frozen=True)
class OneOf:
    """One of the values of a list, written as its code or its label in any of the languages."""

    choices: type[models.TextChoices] | Any

    def read(self, raw: Any, lookup: "Lookup") -> str:
        found = spellings(self.choices).get(fold(words(raw)))
        if found is None:
            known = ", ".join(str(label) for _value, label in pairs(self.choices))
            sentence = _("“%(said)s” is not on the list: %(known)s.")
            raise Refused(sentence % {"said": words(raw), "known": known})
        return found


def pairs(choices: Any) -> list[tuple[str, Any]]:
    """Value and label of each choice."""
    return list(choices.choices if hasattr(choices, "choices") else choices())


@cache
def spellings(choices: Any) -> Mapping[str, str]:
    """Every way a value may be written → the value."""
    spoken = {fold(value): value for value, _label in pairs(choices)}
    for language in ("kk", "ru", "en"):
        with override(language):
            spoken |= {fold(str(label)): value for value, label in pairs(choices)}
    return spoken


@dataclass(frozen=True)
class Named:
    """A row of a directory, by any of its names."""

    model: type["Row"]

    def read(self, raw: Any, lookup: "Lookup") -> Any:
        return lookup.named(self.model, words(raw))


@dataclass(frozen=True)
class NamedMany:
    """Several rows of a directory, divided by semicolons or line breaks."""

    model: type["Row"]

    def read(self, raw: Any, lookup: "Lookup") -> list[Any]:
        names = [words(name) for name in re.split(r"[;\n]", str(raw)) if name.strip()]
        found = [lookup.named(self.model, name) for name in names]
        return list({row.pk: row for row in found}.values())


def numeral(raw: Any) -> str:
    """The № in a cell: «№ 12» is 12, and so is 12.0; «2023-0012» and «12/2023» are one.

    Excel makes the date 1 December 2023 of a typed 12/2023; it is read back as what was typed.
    """
    if isinstance(raw, date) and raw.day == 1:
        return f"{raw.month}/{raw.year}"
    text = words(raw).lstrip("№# ").strip()
    if found := _FULL.fullmatch(text):
        text = f"{found[2]}/{found[1]}"
    short, slash, year = text.partition("/")
    return f"{short.lstrip('0') or '0'}{slash}{year}" if short.isdecimal() else text


@dataclass(frozen=True)
class Own:
    """The № of the line itself."""

    def read(self, raw: Any, lookup: "Lookup") -> str:
        if isinstance(raw, bool):
            raise Refused(_("The cell holds TRUE or FALSE, not words."))
        return numeral(raw)


@dataclass(frozen=True)
class Number:
    """The number of a line of another journal: `12`, or `12/2023` when years could be confused."""

    sheet: str

    def read(self, raw: Any, lookup: "Lookup") -> Any:
        return lookup.numbered(self.sheet, numeral(raw))


Reader = Text | Day | Clock | Whole | YesNo | OneOf | Named | NamedMany | Own | Number
