"""The note: a blueprint evaluated in one snapshot of the register."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from kenes.core import clock
from kenes.core.period import Period
from kenes.core.refused import Refused
from kenes.core.snapshot import snapshot
from kenes.report.figure_address import figure_url
from kenes.report.models import Block
from kenes.report.note.blueprint import Plan
from kenes.report.note.drawings import Drawer
from kenes.report.note.facts import Asked, Facts, find
from kenes.report.note.grids import Gridder
from kenes.report.note.lines import Line, Told
from kenes.report.note.phrases import PHRASES, period_bare
from kenes.report.note.shown import Shown
from kenes.report.note.shown import read as read_shown
from kenes.report.note.tags import Piece, SpokenTag, parse
from kenes.report.note.telling import Teller
from kenes.report.note.unbacked import Warned, unbacked
from kenes.report.wording import Lang

TEXTS = (Block.Kind.HEADING, Block.Kind.PARAGRAPH, Block.Kind.BULLETS)


@dataclass(frozen=True)
class Note:
    """A note in one language, ready to be set on a page or a sheet."""

    blueprint: str
    lang: Lang
    title: str
    council: str
    day: date
    periods: Mapping[str, Period]
    lines: Sequence[Line]
    figures: Sequence[Told]
    mixed: str = ""

    def as_json(self) -> dict[str, Any]:
        """The note as data: no keys of rows, no instants."""
        return {
            "format": 1,
            "blueprint": self.blueprint,
            "lang": self.lang,
            "figures": [told.as_json() for told in self.figures],
        }


def canonical(data: Any) -> bytes:
    """JSON that is the same bytes on every machine: keys sorted, no spaces, letters as they are."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


@dataclass(frozen=True)
class _Read:
    """A block read in one language: its pieces line by line, or what it shows."""

    block: Block
    tongue: Lang
    text: str
    pieces: Sequence[Sequence[Piece]] = ()
    shown: Shown | None = None

    @property
    def of_programme(self) -> bool:
        """Whether it speaks of the programme, and so is left out where there is none."""
        if self.shown:
            return self.shown.shape == "programme"
        spoken = [piece for line in self.pieces for piece in line if isinstance(piece, SpokenTag)]
        return any(piece.name == "programme" for piece in spoken)


def read(block: Block, lang: Lang) -> _Read:
    """Read the text of a block. Refused, naming the tag or the block, when it makes no sense."""
    text, tongue = block.written("text", lang)
    if tongue not in PHRASES:
        tongue = lang
    if block.kind not in TEXTS:
        return _Read(block, tongue, text, shown=read_shown(block.figure))
    whole = block.kind != Block.Kind.BULLETS
    lines = [text] if whole else [line for line in text.split("\n") if line.strip()]
    return _Read(block, tongue, text, [parse(line, tongue) for line in lines])


def compose(plan: Plan, lang: Lang, *, as_of: date | None = None) -> Note:
    """Evaluate a blueprint in one language; all figures in few queries of one snapshot."""
    return compose_all(plan, (lang,), as_of=as_of)[lang]


def compose_all(
    plan: Plan, langs: Sequence[Lang], *, as_of: date | None = None
) -> dict[Lang, Note]:
    """Evaluate a blueprint in several languages from the same facts."""
    with snapshot():
        facts = gather(plan, langs, as_of=as_of)
        return {lang: _told(plan, facts, lang) for lang in langs}


def gather(plan: Plan, langs: Sequence[Lang], *, as_of: date | None = None) -> Facts:
    """Ask the register for everything that the blocks name."""
    asked = Asked()
    for block in plan.blocks:
        for lang in langs:
            said = read(block, lang)
            for pieces in said.pieces:
                asked.take_text(pieces)
            if said.shown:
                asked.take_shown(said.shown)
    return find(asked, plan.scopes(as_of))


def _told(plan: Plan, facts: Facts, lang: Lang) -> Note:
    day = clock.today()
    figures = _figures(facts, lang)
    lines = [_line(read(block, lang), facts, figures, lang, day) for block in plan.blocks]
    periods = plan.periods()
    with override(lang):
        council = plan.blueprint.council.title
    kept = _without_bare_headings(lines)
    return Note(
        blueprint=plan.blueprint.code,
        lang=lang,
        title=plan.title(lang),
        council=council,
        day=day,
        periods=periods,
        lines=kept,
        figures=figures,
        mixed=_mixed(kept, periods, lang),
    )


def _figures(facts: Facts, lang: Lang) -> list[Told]:
    told = []
    with override(lang):
        for (_code, letter, filters), answer in facts.answers.items():
            period = answer.scope.period
            told.append(
                Told(
                    code=answer.code,
                    letter=letter,
                    value=answer.value,
                    of=answer.of,
                    unit=answer.unit,
                    since=period.since.isoformat(),
                    until=period.until.isoformat(),
                    as_of=answer.scope.as_of.isoformat(),
                    wording=answer.wording,
                    definition=answer.definition,
                    stated=answer.stated,
                    url=figure_url(answer.code, answer.scope, lang),
                    filters=dict(filters),
                    hidden=answer.hidden,
                )
            )
    return told


def _line(said: _Read, facts: Facts, figures: Sequence[Told], lang: Lang, day: date) -> Line | None:
    """Evaluate one block; none when it is left out for want of what it speaks of."""
    if said.of_programme and facts.programme is None:
        return None
    tongue = "" if said.tongue == lang else said.tongue
    line = Line(said.block.kind, said.block.position, lang=tongue)
    if said.shown:
        return _shown_line(line, said, said.shown, facts, figures)
    teller = Teller(facts, said.tongue, day)
    items = [teller.runs(pieces) for pieces in said.pieces]
    line = replace(line, periods=list(teller.periods), named=list(teller.named))
    if said.block.kind == Block.Kind.BULLETS:
        return replace(line, items=items)
    level = int(said.block.figure) if said.block.figure.isdigit() else 1
    return replace(line, runs=items[0] if items else [], level=level)


def _shown_line(
    line: Line, said: _Read, shown: Shown, facts: Facts, figures: Sequence[Told]
) -> Line | None:
    letters = list(dict.fromkeys(letter for _code, letter in shown.figures))
    if said.block.kind == Block.Kind.CHART:
        drawn = Drawer(facts, said.tongue).drawn(shown, said.text)
        return replace(line, drawn=drawn, periods=letters)
    grid = Gridder(facts, said.tongue, figures).grid(shown, said.text)
    return replace(line, grid=grid, periods=letters) if grid else None


def _without_bare_headings(lines: Sequence[Line | None]) -> list[Line]:
    """Drop what was left out, and the headings under which nothing is left."""
    kept: list[Line] = []
    left_out = False
    for line in lines:
        if line is None:
            left_out = True
            continue
        if left_out and line.kind == Block.Kind.HEADING:
            while kept and kept[-1].kind == Block.Kind.HEADING and kept[-1].level >= line.level:
                kept.pop()
        left_out = False
        kept.append(line)
    while left_out and kept and kept[-1].kind == Block.Kind.HEADING:
        kept.pop()
    return kept


def _mixed(lines: Sequence[Line], periods: Mapping[str, Period], lang: Lang) -> str:
    """The sentence of a note whose figures are for several periods."""
    used = {letter for line in lines for letter in line.periods}
    letters = [letter for letter in periods if letter in used]
    if len(letters) < 2:
        return ""
    told = {letter: period_bare(periods[letter], lang) for letter in letters}
    return PHRASES[lang].mixed.format(periods="; ".join(told.values()), main=told[letters[0]])


def warnings(plan: Plan, langs: Sequence[Lang]) -> list[Warned]:
    """The numbers typed by hand into the texts of a blueprint, for the office to see."""
    found: list[Warned] = []
    for block in plan.blocks:
        for lang in langs:
            found += unbacked(getattr(block, f"text_{lang}"), lang, block.position)
    return found


def check(plan: Plan, block: Block) -> None:
    """Refuse a block whose text or line of what to show cannot be evaluated."""
    alone = Plan(plan.blueprint, [block], kept=False)
    for lang in PHRASES:
        if getattr(block, f"text_{lang}").strip():
            compose(alone, lang)
    if not block.title.strip():
        raise Refused(_("The block has no words in any language."), field="text_ru")
