"""The tags by which the text of a note names figures. A clerk learns them in a minute:

    [[sittings.general]]                         the figure: 40
    [[sittings.general | вопрос | вопроса | вопросов]]
                                                 with the word that agrees: 61 вопрос
    [[sittings.general word | рассмотрен | рассмотрено | рассмотрено]]
                                                 the word alone: рассмотрен
    [[events.platform_reach B]]                  for the period B; without a letter, A
    [[sittings.commission_months of]]            160 из 160
    [[events.joint_maslikhat kind=monitoring]]   that part of the figure
    [[control.monitorings + events.round_tables]]
                                                 together, each occasion once
    [[appeals.resolved % appeals.considered]]    the share: 89,2 %
    [[control.public_hearings names topic]]      the names of its parts, with commas
    [[appeals.resolved :poss]]                   Kazakh endings: 795-і; also :gen :dat :acc :loc
                                                 :abl :ins and :poss.dat …
    {{period B}} {{since B}} {{until B}} {{years A}} {{day}} {{council}}
                                                 the period, its ends, its years; a capital letter
                                                 ({{Period B}}) begins a sentence
    {{programme name}} {{programme body}} {{programme goal}} {{programme years}}
    {{programme tenge}}                          the funded programme of the period A

Russian takes three words after «|» (1, 2, 5), English two, Kazakh one. A backslash before the
brackets leaves them as they are.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from django.utils.translation import gettext as _

from kenes.core.refused import Refused
from kenes.report.agreement import FORMS, known
from kenes.report.wording import Lang

_OPEN: Final = re.compile(r"\\(?=\[\[|\{\{)|\[\[|\{\{")
_CODE: Final = re.compile(r"[a-z_]+\.[a-z_]+")
_LETTER: Final = re.compile(r"[A-Z]")
_PART: Final = re.compile(r"([a-z_]+)=(\S+)")
_SPOKEN: Final = ("period", "since", "until", "years", "day", "council", "programme")
_PROGRAMME: Final = ("name", "body", "goal", "years", "tenge")


@dataclass(frozen=True)
class Literal:
    """Words as they stand."""

    text: str


@dataclass(frozen=True)
class FigureTag:
    """One figure in the text, or several: together, or one as a share of another."""

    codes: tuple[str, ...]
    letter: str = "A"
    forms: tuple[str, ...] = ()
    filters: tuple[tuple[str, str], ...] = ()
    ending: str = ""
    names: str = ""
    of: bool = False
    word: bool = False
    share: bool = False


@dataclass(frozen=True)
class SpokenTag:
    """Something said of the note itself: its period, its day, the council, the programme."""

    name: str
    argument: str = ""
    capital: bool = False


Piece = Literal | FigureTag | SpokenTag


@dataclass
class _Reading:
    """What has been read of a tag so far."""

    codes: list[str] = field(default_factory=list)
    joined: str = ""
    letter: str = "A"
    ending: str = ""
    names: str = ""
    filters: list[tuple[str, str]] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)


def parse(text: str, lang: Lang) -> list[Piece]:
    """Read a text into words and tags. Refused, naming the tag, when one makes no sense."""
    pieces: list[Piece] = []
    for piece in _pieces(text, lang):
        if isinstance(piece, Literal) and pieces and isinstance(pieces[-1], Literal):
            pieces[-1] = Literal(pieces[-1].text + piece.text)
        elif piece != Literal(""):
            pieces.append(piece)
    return pieces


def _pieces(text: str, lang: Lang) -> Iterator[Piece]:
    at = 0
    while found := _OPEN.search(text, at):
        yield Literal(text[at : found.start()])
        opening = found.group()
        if opening == "\\":
            yield Literal(text[found.end() : found.end() + 2])
            at = found.end() + 2
            continue
        closing = "]]" if opening == "[[" else "}}"
        end = text.find(closing, found.end())
        if end < 0:
            shown = text[found.start() : found.start() + 40]
            raise Refused(_("The tag “%s” is not closed.") % shown)
        tag, at = text[found.start() : end + 2], end + 2
        inside = text[found.end() : end].strip()
        yield _figure(tag, inside, lang) if opening == "[[" else _spoken(tag, inside)
    yield Literal(text[at:])


def _figure(tag: str, inside: str, lang: Lang) -> FigureTag:
    said, *forms = (part.strip() for part in inside.split("|"))
    reading = _Reading()
    words = said.split()
    for at, word in enumerate(words):
        before = words[at - 1] if at else ""
        if not _take(reading, word, before, tag):
            raise Refused(
                _("The tag “%(tag)s”: “%(word)s” is not understood.") % {"tag": tag, "word": word}
            )
    if not reading.codes or (reading.joined and len(reading.codes) < 2):
        raise Refused(_("The tag “%s” names no figure.") % tag)
    if forms and (len(forms) != FORMS[lang] or not all(forms)):
        raise Refused(_forms_sentence(tag, lang))
    if "word" in reading.flags and not forms:
        raise Refused(_forms_sentence(tag, lang))
    return _made(reading, tuple(forms))


def _take(reading: _Reading, word: str, before: str, tag: str) -> bool:
    """Take one word of a tag; False when it has no place there."""
    if _CODE.fullmatch(word) and bool(reading.codes) == (before in {"+", "%"}):
        reading.codes.append(word)
    elif word in {"+", "%"} and reading.codes and reading.joined in {"", "+"}:
        if reading.joined and word == "%":
            return False
        reading.joined = word
    elif _LETTER.fullmatch(word) and reading.codes:
        reading.letter = word
    elif word in {"of", "word"} and reading.codes:
        reading.flags.add(word)
    elif word.startswith(":") and known(word[1:]):
        reading.ending = word[1:]
    elif part := _PART.fullmatch(word):
        reading.filters.append((part[1], part[2]))
    elif before == "names" and word.isidentifier():
        reading.names = word
    else:
        return word == "names" and bool(reading.codes)
    return True


def _made(reading: _Reading, forms: tuple[str, ...]) -> FigureTag:
    return FigureTag(
        codes=tuple(reading.codes),
        letter=reading.letter,
        forms=forms,
        filters=tuple(reading.filters),
        ending=reading.ending,
        names=reading.names,
        of="of" in reading.flags,
        word="word" in reading.flags,
        share=reading.joined == "%",
    )


def _forms_sentence(tag: str, lang: Lang) -> str:
    sentences = {
        "ru": _("The tag “%s”: Russian takes three words, for 1, 2 and 5."),
        "en": _("The tag “%s”: English takes two words, for 1 and 2."),
        "kk": _("The tag “%s”: Kazakh takes one word, the same for every number."),
    }
    return sentences[lang] % tag


def _spoken(tag: str, inside: str) -> SpokenTag:
    name, _space, argument = inside.partition(" ")
    argument = argument.strip()
    spoken = SpokenTag(name.lower(), argument, capital=name[:1].isupper())
    if spoken.name not in _SPOKEN:
        raise Refused(_("There is no tag “%s”.") % tag)
    if spoken.name == "programme":
        lawful = argument in _PROGRAMME
    elif spoken.name in {"day", "council"}:
        lawful = not argument
    else:
        lawful = not argument or bool(_LETTER.fullmatch(argument))
    if not lawful:
        raise Refused(
            _("The tag “%(tag)s”: “%(word)s” is not understood.") % {"tag": tag, "word": argument}
        )
    return spoken


def write(pieces: list[Piece]) -> str:
    """The text from which these pieces would be read: the opposite of `parse`."""
    return "".join(_written(piece) for piece in pieces)


def _written(piece: Piece) -> str:
    if isinstance(piece, Literal):
        return re.sub(r"\[\[|\{\{", r"\\\g<0>", piece.text)
    if isinstance(piece, SpokenTag):
        name = piece.name.capitalize() if piece.capital else piece.name
        return f"{{{{{f'{name} {piece.argument}'.strip()}}}}}"
    said = [(" % " if piece.share else " + ").join(piece.codes)]
    said += [piece.letter] if piece.letter != "A" else []
    said += ["of"] if piece.of else []
    said += ["word"] if piece.word else []
    said += [f"{code}={key}" for code, key in piece.filters]
    said += [f"names {piece.names}"] if piece.names else []
    said += [f":{piece.ending}"] if piece.ending else []
    return f"[[{' | '.join([' '.join(said), *piece.forms])}]]"
