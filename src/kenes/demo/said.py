"""The text of an appeal as people really write: two troubles at once, in two tongues, misspelt."""

import re
from random import Random
from types import ModuleType

from kenes.demo import said_kk, said_ru
from kenes.demo.days import chance
from kenes.demo.places import IN_KAZAKH, STREETS

_TONGUES: dict[str, ModuleType] = {"kk": said_kk, "ru": said_ru}
# Dice of their own: how a trouble is worded moves no other row of the demo.
_DICE = chance("the words of appeals")
_EITHER = re.compile(r"\(([^()]*\|[^()]*)\)")
# Whoever has no Kazakh keyboard writes with the nearest letters.
_NEAREST = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноууhиАГКНОУУHИ")
_HEARD = str.maketrans("оаеиіұ", "аоиеыу")


def written(language: str, about: str, where: str | None, plain: str) -> str:
    """What a person of this language writes of a topic; now and then as plainly as `plain`."""
    dice = _DICE
    text = plain if dice.random() < 0.25 else _letter(dice, language, about, where)
    if language == "kk" and dice.random() < 0.14:
        text = text.translate(_NEAREST)
    return _misspelt(dice, text) if dice.random() < 0.55 else text


def _letter(dice: Random, language: str, about: str, where: str | None) -> str:
    """A letter put together: who writes, what troubles them and where, what else, what they ask."""
    tongue = _TONGUES[language]
    told = [_trouble(dice, about, language)]
    if dice.random() < 0.45:
        told.append(_trouble(dice, about, language))
    place = dice.choice(STREETS)[0 if language == "kk" else 1]
    named = {"place": place, "n": dice.randint(3, 140), "district": _district(where, language)}
    parts = [dice.choice(tongue.OPENINGS), *(f"{_capital(each)}." for each in told)]
    parts.insert(dice.randint(1, len(parts)), dice.choice(tongue.PLACES).format(**named))
    if dice.random() < 0.28:
        other = dice.choice([topic for topic in tongue.PARTS if topic != about])
        aside = dice.choice(tongue.ASIDE).format(other=_trouble(dice, other, language))
        parts.append(_capital(aside))
    parts.append(dice.choice(tongue.CLOSINGS).format(**named))
    return " ".join(part for part in parts if part)


def _trouble(dice: Random, about: str, language: str) -> str:
    """One trouble; now and then in the other tongue, as in talk."""
    if dice.random() < 0.09:
        language = "ru" if language == "kk" else "kk"
    sentence = dice.choice(_TONGUES[language].PARTS[about])
    return _EITHER.sub(lambda either: dice.choice(either[1].split("|")), sentence)


def _district(where: str | None, language: str) -> str:
    """The district as people name it."""
    if where is None:
        return "Алматы"
    return IN_KAZAKH[where] if language == "kk" else where


def _misspelt(dice: Random, text: str) -> str:
    """The text with some words misspelt: a letter lost, doubled, swapped, or written as heard."""
    words = text.split(" ")
    for at, word in enumerate(words):
        if len(word) < 5 or dice.random() > 0.12:
            continue
        cut = dice.randint(1, len(word) - 3)
        words[at] = dice.choice(
            (
                word[:cut] + word[cut + 1 :],
                word[:cut] + word[cut] + word[cut:],
                word[:cut] + word[cut + 1] + word[cut] + word[cut + 2 :],
                word[0] + word[1:].translate(_HEARD),
            )
        )
    return " ".join(words)


def _capital(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]
