"""Small numbers about people that everyone may not read, and what keeps them from subtraction.

A figure that is about people says so (`Indicator.people`), and of which figure it is a part
(`Indicator.within`). Everyone gets its total. Of its parts those from one up to the council's
threshold are hidden, and as many others as it takes that none can be found by subtraction: not
within the figure, nor between figures that make one another up. Page, chart, file and note ask
here; the council's own people are told everything.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from kenes.core import clock
from kenes.core.dimension import Dimension, StateAsOf
from kenes.core.indicator import Indicator
from kenes.core.kept import kept
from kenes.core.measure import Count, Median
from kenes.core.period import Scope
from kenes.norms.models import Norm
from kenes.report.answer import Answer, answers
from kenes.report.catalogue import CATALOGUE, figure
from kenes.report.cube import Sizes, Wanted, divided
from kenes.report.hiding import Marks, beneath, first

RULE = "figures.least"
# What stands for a number that is hidden because of another one.
BESIDE = "…"
# What of each figure is hidden; None where none of its parts may be told.
Decided = dict[Any, Marks | None]


@dataclass(frozen=True)
class Divided:
    """A figure divided as its reader may know it: what is told, and what stands for the rest.

    A hidden part has no size; `rest` is what the hidden ones make together.
    """

    sizes: Sizes
    hidden: Mapping[str, str] = field(default_factory=dict)
    rest: int = 0
    # Where the whole is so small that no part may be told, not even that it is none.
    silent: bool = False

    @property
    def keys(self) -> list[str]:
        """Every part there is to show."""
        return [*self.sizes, *(key for key in self.hidden if key not in self.sizes)]


def too_small(council: Any) -> int:
    """The largest number that is too small to be told to everyone; nought where none is."""
    today = clock.today()
    name = (RULE, council.pk)
    return kept(name, lambda: int(Norm.objects.nearest(RULE, today, council).value) - 1, on=today)


def below(small: int) -> str:
    """What stands for a number that is too small: «<5»."""
    return f"<{small + 1}"


def why(hidden: Iterable[str]) -> str:
    """The sentences under a table with such cells; empty where there are none."""
    marks = set(hidden)
    said = [
        _("“%s” stands for numbers so small that they could tell who is meant.") % mark
        for mark in sorted(marks - {BESIDE})
    ]
    if BESIDE in marks:
        said.append(_("“…” stands for numbers by which such a small one could be found."))
    if said:
        said.append(_("The council's own people see all of them."))
    return " ".join(said)


def guards(indicator: Indicator, by: Dimension) -> bool:
    """Whether parts of this figure may be hidden. By state they are figures of their own."""
    return indicator.people and not isinstance(by, StateAsOf)


def told(wanted: Sequence[Wanted], *, own: bool = False) -> list[Divided]:
    """The figures divided: everything to the council's `own` people, to others what they may know.

    Of a figure that is narrowed already others are told no parts: tables of two ways to divide
    people are the council's own.
    """
    asks = {_key(each): each for each in wanted}
    guarded = [] if own else [each for each in wanted if _guarded(each)]
    for each in guarded:
        asks |= {_key(more): more for more in _needed(each)}
    found = dict(zip(asks, divided(list(asks.values())), strict=True))
    decided: Decided = {}
    small = too_small(guarded[0].scope.council) if guarded else 0
    return [
        _hidden(each, found, decided, small) if each in guarded else Divided(found[_key(each)])
        for each in wanted
    ]


def _guarded(wanted: Wanted) -> bool:
    """Whether parts of it may be hidden, or all of them as it is narrowed to some people."""
    indicator = wanted.indicator
    ways = (wanted.by, *(indicator.dimension(code) for code in wanted.scope.filters))
    return any(guards(indicator, by) for by in ways)


def public_answers(asked: Sequence[tuple[str, Scope]]) -> list[Answer]:
    """Figures as everyone may know them: one that is narrowed to a hidden part has no value.

    Nor has one of too few people that tells more of each than everyone is told (`tells_more`).
    """
    return [_answered(each) for each in answers(asked)]


def _answered(answer: Answer) -> Answer:
    mark = mark_of(answer.indicator, answer.scope) or (BESIDE if _of_few(answer) else "")
    return replace(answer, value=0, of=None, hidden=mark) if mark else answer


def mark_of(indicator: Indicator, scope: Scope) -> str:
    """What stands for the value of a narrowed figure to everyone; empty where it is told."""
    ways = {code: indicator.dimension(code) for code in scope.filters}
    if not any(guards(indicator, by) for by in ways.values()):
        return ""
    if len(ways) > 1:
        return BESIDE
    [(code, by)] = ways.items()
    whole = Scope(scope.council, scope.period, scope.read_as_of)
    [found] = told([Wanted(indicator, whole, by)])
    return BESIDE if found.silent else found.hidden.get(scope.filters[code], "")


def tells_more(indicator: Indicator) -> bool:
    """Whether to be counted says more of a person than that they came, when, and how it stands.

    Who is late tells by its day of what kind it is.
    """
    return indicator.people and bool(indicator.where)


def _of_few(answer: Answer) -> bool:
    """Whether those who might be counted are too few for that to be told of them."""
    indicator, scope = answer.indicator, answer.scope
    if not tells_more(indicator) or scope.filters:
        return False
    small = too_small(scope.council)
    if isinstance(indicator.measure, Count) and answer.value > small:
        return False
    everyone = replace(indicator, where={}, measure=Count(), within=None)
    return 0 < everyone.value(scope) <= small


def _key(wanted: Wanted) -> tuple[Any, ...]:
    scope, indicator = wanted.scope, wanted.indicator
    narrowed = tuple(sorted(scope.filters.items()))
    asked = (scope.council.pk, scope.period, scope.as_of, narrowed)
    return (indicator.code, type(indicator.measure), *asked, wanted.by.code)


def _needed(wanted: Wanted) -> list[Wanted]:
    """What must be known beside a figure to decide which of its parts are hidden."""
    indicator, by = wanted.indicator, wanted.by
    if isinstance(indicator.measure, Median):
        counted = replace(indicator, measure=Count())
        return [replace(wanted, indicator=counted, by=replace(by, overlapping=False))]
    return [
        replace(wanted, indicator=each, by=each.dimension(by.code))
        for above in _line(indicator)
        for each in (above, *_beside(above))
    ]


def _line(indicator: Indicator) -> list[Indicator]:
    """The figure, what it is a part of, and so on up to the whole."""
    within = indicator.within
    return [indicator, *_line(figure(within[0]))] if within else [indicator]


def _beside(indicator: Indicator) -> list[Indicator]:
    """The figures that are parts of the same whole in the same way, this one among them."""
    if not indicator.within:
        return [indicator]
    return [each for each in CATALOGUE.values() if each.within == indicator.within]


def _hidden(wanted: Wanted, found: Mapping[Any, Sizes], decided: Decided, small: int) -> Divided:
    sizes = found[_key(wanted)]
    if wanted.scope.filters:
        return Divided({})
    if isinstance(wanted.indicator.measure, Median):
        [counted] = _needed(wanted)
        few = {key for key, many in found[_key(counted)].items() if many <= small}
        told = {key: size for key, size in sizes.items() if key not in few}
        return Divided(told, dict.fromkeys(sorted(few), BESIDE))
    marks = _decide(wanted, found, decided, small)
    if marks is None:
        return Divided({}, silent=True)
    shown = {key: size for key, size in sizes.items() if key not in marks}
    hidden = {key: below(small) if few else BESIDE for key, few in sorted(marks.items())}
    return Divided(shown, hidden, sum(sizes.get(key, 0) for key in marks))


def _decide(
    wanted: Wanted, found: Mapping[Any, Sizes], decided: Decided, small: int
) -> Marks | None:
    """Which parts of a figure are hidden, and whether for being small; None where all must be."""
    key = _key(wanted)
    if key in decided:
        return decided[key]
    indicator, by = wanted.indicator, wanted.by
    if not indicator.within:
        decided[key] = first(found[key], small)
        return decided[key]
    whole = figure(indicator.within[0])
    above = replace(wanted, indicator=whole, by=whole.dimension(by.code))
    over = _decide(above, found, decided, small)
    group = {each.code: replace(wanted, indicator=each) for each in _beside(indicator)}
    keys = {code: _key(each) for code, each in group.items()}
    sizes = {code: found[at] for code, at in keys.items()}
    off = {each.code for each in _beside(indicator) if each.taken_off}
    made = None if over is None else beneath(found[_key(above)], over, sizes, small, off)
    decided |= {at: None if made is None else made[code] for code, at in keys.items()}
    return decided[key]
