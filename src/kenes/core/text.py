"""Folded text: how words that people write differently are made comparable."""

import re
import unicodedata

_APOSTROPHES = re.compile(r"[\"'«»“”„‘’`]")


def fold(text: str) -> str:
    """The text without case, quotation marks, ё or doubled spaces: a key to compare by."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    return " ".join(_APOSTROPHES.sub("", plain).replace("№", " ").split())


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
