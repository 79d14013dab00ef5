"""Names of people written in Latin letters: Russian, and Kazakh in either of its Latin scripts."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

Span = tuple[int, int]
_WORD = re.compile(r"(?<![\w@.-])[^\W\d_a-z][^\W\d_]+(?:-[^\W\d_]+)?(?![\w@-])")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f-]+")
# One sound is written in many ways; by these it is written in one.
_SPELLINGS = (
    ("shch", "s"), ("sh", "s"), ("ch", "c"), ("zh", "j"), ("kh", "h"), ("gh", "g"), ("ks", "x"),
    ("q", "k"), ("w", "v"), ("y", "i"), ("ii", "i"), ("ia", "a"), ("iu", "u"), ("ie", "e"),
)  # fmt: skip
_GIVEN = """
    abai adil aibek aida aidana aidar aidin aidos aigerim aigul ainur aizhan akmaral alia alibek
    alma alua aliia anuar arman arujan asel asem aset askar aslan azamat bagdat baurjan beibit
    bekzat bibigul bolat botagoz damir dana daniiar darhan dastan daulet dias dimash dinara
    erasil erbol erjan erlan ernar gaukhar gulim gulmira gulnar gulnara ilias indira jandos janar
    janna jansaia kairat kamila kanat karlygash laura liazzat madi madina maksat marat meruert
    mukhtar murat nazim nurgul nurlan nurjan nursultan olzhas perizat rauan rustem sabina sabit
    saltanat samal sandugash sanzhar saule serik sholpan sinar talgat temirlan timur togzhan
    tolegen ulan zarina zhanar zhandos zhanna zhuldyz
    aleksandr alexander alexandr aleksei alexei alla anastasia anatolii andrei anna anton artem
    boris vadim valentina valerii vasilii viktor viktoria vitalii vladimir galina gennadii grigorii
    daria denis dmitrii evgenii evgenia ekaterina elena ivan igor irina kirill ksenia larisa lidia
    liubov liudmila maksim maxim marina maria mikhail nadezhda natalia nikolai nina oksana oleg olga
    pavel petr polina svetlana sergei stanislav stepan tamara tatiana fedor iulia julia iurii iana
"""
# How surnames and patronymics end.
_ENDS = re.compile(
    r".{2,}(?:ov|ova|ev|eva|yov|yova|enko|skii|sky|skaia|skaya|bekov|baev|uly|ulı|qyzy|qyzı|kyzy|kizi"
    r"|tegi|ovich|evich|ovna|evna)",
    re.IGNORECASE,
)
_KAZAKH_ENDS = re.compile(r".{3,}(?:bai|bay|bek|khan|han|jan|zhan|gul|gali|ğali)", re.IGNORECASE)
# What is named after people, and what only looks like a name.
_PLACES = "almaty astana kazakhstan air smart bazaar street avenue district city hotel mega park"
_NO_NAME = frozenset(_PLACES.split())


def _key(word: str) -> str:
    """A word as it is written in one way, without signs over letters."""
    plain = unicodedata.normalize("NFKD", word.casefold().replace("ı", "i"))
    said = "".join(letter for letter in plain if not unicodedata.combining(letter))
    for written, meant in _SPELLINGS:
        said = said.replace(written, meant)
    return said


_KEYS = frozenset(_key(name) for name in _GIVEN.split())


def latin_names(text: str) -> Iterator[Span]:
    """Where two or more words in capital letters are a person's, and where one alone is.

    One alone is a patronymic or a surname that ends as no other word does.
    """
    words = [each for each in _WORD.finditer(text) if _LATIN.fullmatch(each[0])]
    for each in words:
        if _of_people(each[0]):
            yield each.span()
    for one, two in pairwise(words):
        if text[one.end() : two.start()].strip(" ") or {one[0].lower(), two[0].lower()} & _NO_NAME:
            continue
        if any(_of_people(each[0]) or _KAZAKH_ENDS.fullmatch(each[0]) for each in (one, two)):
            yield one.start(), two.end()


def _of_people(word: str) -> bool:
    return word.lower() not in _NO_NAME and (_key(word) in _KEYS or bool(_ENDS.fullmatch(word)))
