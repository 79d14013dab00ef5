"""Stems of words, Kazakh and Russian: forms of one word meet in one key.

Russian stems are Snowball's. No library has Kazakh ones, so here suffixes of number, possession,
case, predicate and tense are taken off one after another, while vowel harmony and the letter before
allow it: each form passes through the shorter ones to what is left at last.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

import Stemmer

_WORD = re.compile(r"[^\W_]+")
_KAZAKH = frozenset("әғқңөұүһі")
_RUSSIAN = frozenset("ёщъэц")

_BACK, _FRONT = frozenset("аоұыяё"), frozenset("әөүіеэ")
_NEUTRAL = frozenset("уию")
_VOWELS = _BACK | _FRONT | _NEUTRAL
_VOICELESS = frozenset("пфкқтсшщчцхһ") | frozenset("бвгд")
_VOICED = frozenset("лмнңрйзжғу") | frozenset("вд")
_CONSONANTS = _VOICELESS | _VOICED
_SONANT = frozenset("лмнңзж")
_OPEN = frozenset("аәоөұүыіеэуиюяёрй")
_POSSESSED = frozenset("ыі")

# The letter before decides: what a suffix of a family may follow, and the suffix in back vowels.
_FAMILIES: tuple[tuple[frozenset[str], str], ...] = (
    # number
    (_OPEN, "лар"),
    (_SONANT, "дар"),
    (_VOICELESS, "тар"),
    # case
    (_VOWELS | _SONANT, "ның"),
    (_CONSONANTS, "дың"),
    (_VOICELESS, "тың"),
    (_VOWELS | _VOICED, "ға"),
    (_VOICELESS, "қа"),
    (_POSSESSED, "на"),
    (frozenset("мң"), "а"),
    (_VOWELS, "ны"),
    (_CONSONANTS, "ды"),
    (_VOICELESS, "ты"),
    (_POSSESSED, "н"),
    (_VOWELS | _VOICED, "да"),
    (_VOICELESS, "та"),
    (_POSSESSED, "нда"),
    (_VOWELS | _VOICED, "дан"),
    (_VOICELESS, "тан"),
    (_POSSESSED | frozenset("мнң"), "нан"),
    (_VOWELS | _VOICED, "дағы"),
    (_VOICELESS, "тағы"),
    (_POSSESSED, "ндағы"),
    # possession
    (_CONSONANTS, "ым"),
    (_CONSONANTS, "ың"),
    (_CONSONANTS, "ыңыз"),
    (_CONSONANTS, "ымыз"),
    (_VOWELS, "м"),
    (_VOWELS, "ң"),
    (_VOWELS, "ңыз"),
    (_VOWELS, "мыз"),
    (_CONSONANTS, "ы"),
    (_VOWELS, "сы"),
    # predicate
    (_VOWELS | _VOICED, "мын"),
    (_VOICELESS, "пын"),
    (frozenset("мнңзж"), "бын"),
    (_VOICELESS, "пыз"),
    (_VOWELS | _CONSONANTS, "сың"),
    (_VOWELS | _CONSONANTS, "сыз"),
    (_CONSONANTS, "мыз"),
    # tense, mood and negation of verbs
    (_VOWELS | _VOICED, "ған"),
    (_VOICELESS, "қан"),
    (_CONSONANTS, "ады"),
    (_VOWELS, "йды"),
    (_CONSONANTS, "амыз"),
    (_VOWELS, "ймыз"),
    (_CONSONANTS, "атын"),
    (_VOWELS, "йтын"),
    (_CONSONANTS, "ып"),
    (_VOWELS, "п"),
    (_VOWELS | _CONSONANTS, "са"),
    (_VOWELS | _CONSONANTS, "сын"),
    (_CONSONANTS, "дық"),
    (_VOICELESS, "тық"),
    (_VOWELS, "дық"),
    (_VOWELS, "ды"),
    (_VOWELS | frozenset("лрйу"), "майды"),
    (_SONANT, "байды"),
    (_VOICELESS, "пайды"),
    (_VOWELS | frozenset("лрйу"), "маған"),
    (_SONANT, "баған"),
    (_VOICELESS, "паған"),
    (_VOWELS | frozenset("лрйу"), "мады"),
    (_SONANT, "бады"),
    (_VOICELESS, "пады"),
    (_VOWELS | frozenset("лрйу"), "май"),
    (_SONANT, "бай"),
    (_VOICELESS, "пай"),
    (_VOWELS | _VOICED, "ғалы"),
    (_VOICELESS, "қалы"),
)
_TO_FRONT = str.maketrans({"а": "е", "ы": "і", "ғ": "г", "қ": "к"})
# The instrumental and the infinitive are alike after all vowels.
_ALIKE: tuple[tuple[frozenset[str], str], ...] = (
    (_VOWELS | _VOICED, "мен"),
    (frozenset("зжмнң"), "бен"),
    (_VOICELESS, "пен"),
    (_CONSONANTS | _VOWELS, "у"),
)


def _suffixes() -> Iterator[tuple[str, frozenset[str], frozenset[str]]]:
    """Each suffix: its letters, what may stand before it, the vowels it harmonises with."""
    for before, back in _FAMILIES:
        yield back, before, _BACK
        yield back.translate(_TO_FRONT), before, _FRONT
    for before, alike in _ALIKE:
        yield alike, before, _BACK | _FRONT


_SUFFIXES = sorted(_suffixes(), key=lambda each: -len(each[0]))
# Before a vowel the last letter of a stem is voiced: мектеп, мектебі.
_UNVOICED = str.maketrans("бгғ", "пкқ")
# Words that lose their last vowel before a vowel: орын, орны.
_CONTRACTED = {
    "орн": "орын",
    "халқ": "халық",
    "ерн": "ерін",
    "мурн": "мұрын",
    "мұрн": "мұрын",
    "ауз": "ауыз",
    "аул": "ауыл",
    "көрк": "көрік",
    "құлқ": "құлық",
    "дауз": "дауыз",
    "қарн": "қарын",
    "мойн": "мойын",
    "қойн": "қойын",
    "иығ": "иық",
    "ырқ": "ырық",
    "парқ": "парық",
    "қалп": "қалып",
    "кейп": "кейіп",
    "ғұмр": "ғұмыр",
    "құрқ": "құрық",
}
# Frequent words whose own end looks like a suffix: nothing more is taken off them.
_FREQUENT = (
    "су мектеп жауап орын аудан қоқыс автобус кеңес тұрғын өзен лифт аялдама басқарма алаң "
    "көрші жөнде тазала төле сөйле қара сұра хабарла баста ұста тасы оқы тексер мәселе жағдай "
    "қағаз қазан адам маман орман бағдар жоба жарна учаске қызмет бөлме терезе есік жаз сал кел "
    "бер жүр шық ақ кес күт айт көр тұр отыр кіт кітап заң дерек хат науқас дәрі бюджет маусым "
    "ғимарат құрылыс жылу ас асхана ауыл ауыз мұрын халық ерін көрік"
)
_WHOLE = frozenset(_FREQUENT.split())
_LEAST = 2


def _harmony(stem: str) -> frozenset[str]:
    """Which vowels a suffix takes after the stem; after none of its own, either."""
    for letter in reversed(stem):
        if letter in _BACK:
            return _BACK
        if letter in _FRONT:
            return _FRONT
    return _BACK | _FRONT


def _whole(stem: str) -> str:
    """The stem as it is written alone: with its last vowel, and its last letter voiceless."""
    stem = _CONTRACTED.get(stem, stem)
    return stem[:-1] + stem[-1:].translate(_UNVOICED)


def _shorter(word: str) -> str:
    """The word without its last suffix; itself where there is none."""
    found = [
        _whole(word.removesuffix(suffix))
        for suffix, before, vowels in _SUFFIXES
        if _may(word, suffix, before, vowels)
    ]
    return next((stem for stem in found if stem in _WHOLE), found[0] if found else word)


def _may(word: str, suffix: str, before: frozenset[str], vowels: frozenset[str]) -> bool:
    """Whether these letters at the end of a word may be this suffix."""
    stem = word.removesuffix(suffix)
    if stem == word or len(stem) < _LEAST or stem[-1] not in before:
        return False
    if stem in _WHOLE:
        return True
    if len(stem) == _LEAST and stem[-1] in _VOWELS:
        return False
    return any(letter in _VOWELS for letter in stem) and bool(_harmony(stem) & vowels)


def kazakh(word: str) -> str:
    """The stem of a Kazakh word."""
    word = _whole(word.casefold())
    while word not in _WHOLE and (stem := _shorter(word)) != word:
        word = stem
    return word


_SNOWBALL = Stemmer.Stemmer("russian")


def russian(word: str) -> str:
    """The stem of a Russian word."""
    return str(_SNOWBALL.stemWord(word.casefold().replace("ё", "е")))


@lru_cache(maxsize=50_000)
def of_word(word: str) -> tuple[str, ...]:
    """The stems of a word; a word whose letters do not tell its language keeps both."""
    letters = frozenset(word.casefold())
    if letters & _KAZAKH:
        return (kazakh(word),)
    if letters & _RUSSIAN:
        return (russian(word),)
    return tuple(dict.fromkeys((russian(word), kazakh(word))))


def stems(text: str) -> list[str]:
    """The stems of a text, word by word."""
    return [stem for word in _WORD.findall(text) for stem in of_word(word)]
