"""The acts the rules come from, and the first data: rules and days off as the law has them."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

LANGUAGES = ("kk", "ru", "en")
DATA = Path(__file__).parent / "data"
# What stands for the article of an act whose text we have not read.
UNREAD = "?"
# The act of a value a council has set for itself.
OWN = "own"


class InThreeLanguages:
    """A thing whose words stand in columns `…_kk`, `…_ru` and `…_en`."""

    def in_language(self, name: str, language: str = "") -> str:
        """The words `name` in the reader's language; where they are missing, in another one."""
        wanted = (language or get_language() or "ru")[:2]
        for tongue in dict.fromkeys((wanted, "ru", "kk", "en")):
            if words := str(getattr(self, f"{name}_{tongue}", "")):
                return words
        return ""


@dataclass(frozen=True)
class LegalAct(InThreeLanguages):
    """A law, a code or an order, and the redaction of it that was read."""

    code: str
    name_kk: str
    name_ru: str
    name_en: str
    number: str = ""
    adopted_on: date | None = None
    redaction: str = ""

    def cite(self, article: str, language: str = "") -> str:
        """The act and the article; of an act whose text is not known, that it is not."""
        with translation.override(language or translation.get_language()):
            name = self.in_language("name", language)
            if self.number:
                name = _("%(act)s No. %(number)s") % {"act": name, "number": self.number}
            if article == UNREAD:
                return _("not known, a setting of the council (%(act)s)") % {"act": name}
            if self.code == OWN:
                return f"{name}: {article}"
            return _("%(act)s, article %(article)s") % {"act": name, "article": article}


def _read(name: str) -> dict[str, Any]:
    with (DATA / name).open("rb") as file:
        return tomllib.load(file)


@cache
def acts() -> Mapping[str, LegalAct]:
    """Every act a rule may name, by its short code."""
    return {code: LegalAct(code=code, **facts) for code, facts in _read("acts.toml").items()}


@cache
def norms_of_law() -> tuple[Mapping[str, Any], ...]:
    """The rules of law of the first load, as the fields of a `Norm`."""
    found = _read("norms.toml")
    since = found["valid_from"]
    return tuple({"valid_from": since} | facts for facts in found["norm"])


@cache
def days_of_law() -> tuple[Mapping[str, Any], ...]:
    """The days off and the worked weekends of the first load, as the fields of a `DayMark`."""
    found = _read("days.toml")
    return tuple(_days(found["day"], found["name"], found["source"]))


def _days(
    days: list[dict[str, Any]], names: Mapping[str, Mapping[str, str]], sources: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    for day in days:
        words = {f"name_{tongue}": names[day["name"]][tongue] for tongue in LANGUAGES}
        rest = {key: value for key, value in day.items() if key not in {"name", "source"}}
        yield {"status": "official"} | rest | words | {"source": sources[day["source"]]}
