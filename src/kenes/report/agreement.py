"""How words agree with numbers: plural forms, and the endings a Kazakh number takes.

Russian has three forms (1 вопрос, 2 вопроса, 5 вопросов), English two. A Kazakh noun stays as it
is after a number, but the number itself takes endings that follow its last word as one says it:
795 ends in «бес», so «795-і», «795-ке», «795-тен».
"""

from dataclasses import dataclass
from typing import Final

from kenes.report.wording import Lang

# How many forms a tag must give in each language.
FORMS: Final[dict[Lang, int]] = {"kk": 1, "ru": 3, "en": 2}

UNITS: Final = ("нөл", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз")
TENS: Final = (
    "", "он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан",
)  # fmt: skip
SCALES: Final = ((1_000_000_000, "миллиард"), (1_000_000, "миллион"), (1_000, "мың"), (100, "жүз"))

BACK: Final = frozenset("аоұы")
FRONT: Final = frozenset("әөүіе")
NASALS: Final = frozenset("мнң")
# У stands here with the consonants: «елудің», «елуі».
SONORANTS: Final = frozenset("рлйу")
BUZZING: Final = frozenset("зж")

CASES: Final = ("gen", "dat", "acc", "loc", "abl", "ins")


def plural(value: int, lang: Lang) -> int:
    """Which of the language's forms goes with a number, from zero (the CLDR rules)."""
    if lang == "en":
        return 0 if value == 1 else 1
    if lang == "kk":
        return 0
    tens, ones = abs(value) % 100, abs(value) % 10
    if ones == 1 and tens != 11:
        return 0
    return 1 if 2 <= ones <= 4 and not 12 <= tens <= 14 else 2


def last_word(value: int) -> str:
    """The last word of a number as it is said in Kazakh: 795 → «бес», 3000 → «мың»."""
    rest = abs(value)
    if rest % 10 or not rest:
        return UNITS[rest % 10]
    if rest % 100:
        return TENS[rest % 100 // 10]
    return next(
        word
        for unit, word in reversed(SCALES)
        if rest % unit == 0 and (unit == SCALES[0][0] or rest // unit % _within(unit))
    )


def _within(unit: int) -> int:
    """How many of a scale make up the next one: ten hundreds are a thousand."""
    return 10 if unit == 100 else 1000


@dataclass(frozen=True)
class Stem:
    """What an ending looks at: is the last vowel a back one, how does the word end."""

    back: bool
    end: str

    @property
    def vowel(self) -> bool:
        return self.end in BACK | FRONT

    @property
    def voiceless(self) -> bool:
        """Whether the ending begins with a voiceless sound; «миллиард» counts as one."""
        return not self.vowel and self.end not in NASALS | SONORANTS | BUZZING

    def choose(self, back: str, front: str) -> str:
        return back if self.back else front


def stem(word: str) -> Stem:
    """Look at the sounds of a word."""
    vowels = [letter for letter in word if letter in BACK | FRONT]
    return Stem(vowels[-1] in BACK if vowels else False, word[-1])


def suffix(value: int, ending: str) -> str:
    """The ending of a number with its hyphen: suffix(795, "poss") → «-і».

    `ending` is poss (third person), gen, dat, acc, loc, abl, ins, or both: «poss.dat».
    """
    sounds = stem(last_word(value))
    owned, _dot, case = ending.rpartition(".")
    if ending == "poss":
        return f"-{_possessive(sounds)}"
    if owned == "poss":
        return f"-{_possessive(sounds)}{_owned_case(sounds, case)}"
    return f"-{_case(sounds, case)}"


def known(ending: str) -> bool:
    """Whether there is an ending of that name."""
    return ending == "poss" or ending.removeprefix("poss.") in CASES


def _possessive(sounds: Stem) -> str:
    vowel = sounds.choose("ы", "і")
    return f"с{vowel}" if sounds.vowel else vowel


def _case(sounds: Stem, case: str) -> str:
    hard = sounds.voiceless
    nasal = sounds.end in NASALS
    a, y = sounds.choose("а", "е"), sounds.choose("ы", "і")
    match case:
        case "gen":
            return f"{'т' if hard else 'н' if nasal or sounds.vowel else 'д'}{y}ң"
        case "dat":
            return sounds.choose("қа", "ке") if hard else sounds.choose("ға", "ге")
        case "acc":
            return f"{'т' if hard else 'н' if sounds.vowel else 'д'}{y}"
        case "loc":
            return f"{'т' if hard else 'д'}{a}"
        case "abl":
            return f"{'т' if hard else 'н' if nasal else 'д'}{a}н"
    return "пен" if hard else "бен" if sounds.end in BUZZING else "мен"


def _owned_case(sounds: Stem, case: str) -> str:
    """The case after the possessive, which ends in a vowel: «795-іне», «6-сынан»."""
    a, y = sounds.choose("а", "е"), sounds.choose("ы", "і")
    after = {"gen": f"н{y}ң", "dat": f"н{a}", "acc": "н", "loc": f"нд{a}", "abl": f"н{a}н"}
    return after.get(case, "мен")
