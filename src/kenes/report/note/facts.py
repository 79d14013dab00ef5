"""Everything a note needs to know from the register, asked together and answered at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from kenes.core.period import Scope
from kenes.core.refused import Refused
from kenes.core.row import Row
from kenes.events.models import Event
from kenes.programme.models import Programme, ProgrammeLine
from kenes.report.answer import Answer
from kenes.report.catalogue import figure
from kenes.report.cube import Sizes, Wanted
from kenes.report.note.shown import Shown
from kenes.report.note.tags import FigureTag, Piece, SpokenTag
from kenes.report.small import Divided, public_answers, told

# A figure as a note names it: code, letter of the period, narrowed to.
Key = tuple[str, str, tuple[tuple[str, str], ...]]
Lettered = tuple[str, str]


@dataclass
class Asked:
    """What the blocks of a note ask for; dictionaries keep the order and drop repetitions."""

    figures: dict[Key, None] = field(default_factory=dict)
    divided: dict[tuple[str, str, str], None] = field(default_factory=dict)
    together: dict[tuple[tuple[str, ...], str], None] = field(default_factory=dict)
    occasions: dict[Lettered, None] = field(default_factory=dict)
    rows: dict[Lettered, None] = field(default_factory=dict)
    programme: bool = False

    def take_text(self, pieces: Iterable[Piece]) -> None:
        """Take what the tags of a text ask for."""
        for piece in pieces:
            if isinstance(piece, SpokenTag):
                self.programme |= piece.name == "programme"
            elif isinstance(piece, FigureTag):
                self._take_tag(piece)

    def _take_tag(self, tag: FigureTag) -> None:
        for code in tag.codes:
            self.figures[code, tag.letter, tag.filters] = None
        if tag.names:
            self.divided[tag.codes[0], tag.letter, tag.names] = None
        if len(tag.codes) > 1 and not tag.share:
            self.together[tag.codes, tag.letter] = None

    def take_shown(self, shown: Shown) -> None:
        """Take what a table or a chart asks for."""
        self.programme |= shown.shape == "programme"
        for code, letter in shown.figures:
            self.figures[code, letter, ()] = None
            if shown.by:
                self.divided[code, letter, shown.by] = None
            if shown.shape == "rows":
                self.rows[code, letter] = None
            if shown.shape == "overlaps":
                self.occasions[code, letter] = None


@dataclass
class Facts:
    """The answers, as everyone may know them: a note is a public paper.

    All were read in one snapshot by whoever asked for them.
    """

    scopes: Mapping[str, Scope]
    answers: dict[Key, Answer] = field(default_factory=dict)
    divided: dict[tuple[str, str, str], Divided] = field(default_factory=dict)
    together: dict[tuple[tuple[str, ...], str], int] = field(default_factory=dict)
    occasions: dict[Lettered, frozenset[Any]] = field(default_factory=dict)
    rows: dict[Lettered, Sequence[Any]] = field(default_factory=dict)
    programme: Programme | None = None
    lines: Sequence[ProgrammeLine] = ()

    def sizes(self, code: str, letter: str, by: str) -> Sizes:
        """The parts of a figure by their keys; those hidden from everyone have no size."""
        return self.divided[code, letter, by].sizes

    def keys(self, code: str, letter: str, by: str) -> list[str]:
        """Every part of a figure there is to show."""
        return self.divided[code, letter, by].keys

    def hidden(self, code: str, letter: str, by: str, key: str) -> str:
        """What stands for the number of a part; empty where it is told."""
        return self.divided[code, letter, by].hidden.get(key, "")

    def scope(self, letter: str) -> Scope:
        """The scope of a period. Refused when the blueprint has no such period."""
        return _scope(self.scopes, letter)


def find(asked: Asked, scopes: Mapping[str, Scope]) -> Facts:
    """Answer everything asked: plain figures in one scan of each register, tables in another."""
    facts = Facts(scopes)
    pairs = [(code, _narrowed(scopes, letter, f)) for code, letter, f in asked.figures]
    facts.answers = dict(zip(asked.figures, public_answers(pairs), strict=True))
    wanted = [_wanted(scopes, *each) for each in asked.divided]
    facts.divided = dict(zip(asked.divided, told(wanted), strict=True))
    facts.occasions = {at: occasions(at[0], _scope(scopes, at[1])) for at in asked.occasions}
    facts.together = {at: _together(at[0], _scope(scopes, at[1])) for at in asked.together}
    facts.rows = {each: _rows(each[0], _scope(scopes, each[1])) for each in asked.rows}
    if asked.programme:
        _find_programme(facts)
    return facts


def _scope(scopes: Mapping[str, Scope], letter: str) -> Scope:
    if letter not in scopes:
        raise Refused(_("The note has no period “%s”.") % letter)
    return scopes[letter]


def _narrowed(
    scopes: Mapping[str, Scope], letter: str, filters: tuple[tuple[str, str], ...]
) -> Scope:
    scope = _scope(scopes, letter)
    return Scope(scope.council, scope.period, scope.read_as_of, dict(filters))


def _wanted(scopes: Mapping[str, Scope], code: str, letter: str, by: str) -> Wanted:
    indicator = figure(code)
    return Wanted(indicator, _scope(scopes, letter), indicator.dimension(by))


def occasions(code: str, scope: Scope) -> frozenset[Any]:
    """The keys of the events on which the rows of a figure hang."""
    indicator = figure(code)
    rows = indicator.rows(scope).order_by()
    return frozenset(rows.values_list(occasion(indicator.model), flat=True))


def occasion(model: type[Row]) -> str:
    """The field by which a register's rows hang on events. Refused when they do not."""
    if model is Event:
        return "pk"
    names = {f.name for f in model._meta.concrete_fields}
    if "event" not in names:
        raise Refused(_("The records “%s” are no occasions.") % model._meta.verbose_name_plural)
    return "event_id"


def _together(codes: tuple[str, ...], scope: Scope) -> int:
    """How many records, or occasions of different registers, figures have together."""
    models = {figure(code).model for code in codes}
    if len(models) > 1:
        return len(frozenset().union(*(occasions(code, scope) for code in codes)))
    any_of = Q()
    for code in codes:
        clauses = Q(*figure(code).clauses(scope).values())
        any_of |= clauses
    return models.pop().objects.filter(any_of).count()


def _rows(code: str, scope: Scope) -> Sequence[Any]:
    indicator = figure(code)
    shown = indicator.rows(scope).filter(indicator.model.PUBLIC, indicator.model.OPENED)
    return list(shown.select_related(*indicator.model.TITLED_BY))


def _find_programme(facts: Facts) -> None:
    """The programme that ran in the first period; the latest, where several did."""
    scope = facts.scopes[min(facts.scopes)]
    period = scope.period
    running = Programme.objects.of(scope.council).live()
    running = running.filter(since_on__lte=period.until, until_on__gte=period.since)
    facts.programme = running.select_related("body").order_by("until_on", "code").last()
    if facts.programme:
        lines = ProgrammeLine.objects.live().filter(programme=facts.programme)
        facts.lines = list(lines.order_by("ordinal", "year"))
