"""Words: folded to be compared, begun with a capital, in whose language; lines and addresses."""

import re
import unicodedata
from typing import Any

from django.utils.translation import get_language

_APOSTROPHES = re.compile(r"[\"'«»“”„‘’`]")


def fold(text: str) -> str:
    """The text without case, quotation marks, ё or doubled spaces: a key to compare by."""
    # Normalized, the sign of a number would be two letters.
    plain = unicodedata.normalize("NFKC", text.replace("№", " ")).casefold().replace("ё", "е")
    return " ".join(_APOSTROPHES.sub("", plain).split())


def lines(text: str) -> str:
    """The text with its lines ended in one way, whatever program wrote it."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def owner_of(address: str) -> str:
    """Whose e-mail address this is: `Name+shop@host` is one more address of `name@host`.

    Every limit by address counts by it; a letter goes to the address as it was given.
    """
    local, _at, host = address.strip().casefold().rpartition("@")
    # Of «+7701…@host», which begins with the plus, nothing would be left.
    return f"{local.partition('+')[0] or local}@{host}"


# The Kazakh alphabet: its own letters stand beside the Russian ones they grew out of.
_ALPHABET = "аәбвгғдежзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
_PLACES = {letter: chr(0x2000 + at) for at, letter in enumerate(_ALPHABET)}


def alphabetical(text: str) -> str:
    """A key that sorts names as a Kazakh or a Russian reader expects them."""
    return "".join(_PLACES.get(letter, letter) for letter in fold(text))


def capital(words: Any) -> str:
    """The words with their first letter large and the others as they were."""
    text = str(words)
    return text[:1].upper() + text[1:]


def language() -> str:
    """The reader's language: kk, ru or en."""
    return (get_language() or "ru")[:2]


# Kazakh and Russian letters in Latin, for codes and addresses alone; not for people to read.
_LATIN = {
    **dict(zip("абвгдезийклмнопрстуфхыэ", "abvgdeziyklmnoprstufhye", strict=True)),
    **dict(zip("әғқңөұүһі", "agqnouuhi", strict=True)),
    "ж": "zh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ю": "yu",
    "я": "ya",
    "ъ": "",
    "ь": "",
}


def code_of(name: str) -> str:
    """A short code for addresses out of a name: «Медеуский район» → «medeuskiy-rayon»."""
    latin = "".join(_LATIN.get(letter, letter) for letter in fold(name))
    return re.sub(r"[^a-z0-9]+", "-", latin).strip("-")[:80] or "x"
