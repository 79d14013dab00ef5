"""A figure answered: its value, where it was stated, and its rows as data."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kenes.core.indicator import Indicator, values
from kenes.core.period import Scope
from kenes.report.catalogue import figure
from kenes.report.models import StatedFigure


@dataclass(frozen=True)
class Answer:
    """One figure for one scope. `stated` is the paper it was taken over from, if any; `hidden`
    is what everyone reads in the place of a value that is too small."""

    indicator: Indicator
    scope: Scope
    value: int
    of: int | None
    stated: str = ""
    hidden: str = ""

    @property
    def code(self) -> str:
        return self.indicator.code

    @property
    def definition(self) -> str:
        return str(self.indicator.definition)

    @property
    def unit(self) -> str:
        return str(self.indicator.unit)

    @property
    def wording(self) -> str:
        return str(self.indicator.wording)

    def as_json(self) -> dict[str, Any]:
        """The answer of `./kenes figure --json`."""
        said: dict[str, Any] = {"code": self.code, "value": self.value}
        if self.of is not None:
            said["of"] = self.of
        period = self.scope.period
        return said | {
            "unit": self.unit,
            "period": {"from": period.since.isoformat(), "until": period.until.isoformat()},
            "as_of": self.scope.as_of.isoformat(),
            "definition": self.definition,
            "stated": self.stated or None,
            "rows_count": 0 if self.stated else self.indicator.rows(self.scope).count(),
        }


def answers(asked: Sequence[tuple[str, Scope]]) -> list[Answer]:
    """Answer many figures at once, those of one register in one scan."""
    pairs = [(figure(code), scope) for code, scope in asked]
    counted = values(pairs)
    stated = _stated([scope for _indicator, scope in pairs])
    found = []
    for (indicator, scope), value in zip(pairs, counted, strict=True):
        of = indicator.of(scope) if indicator.of and not scope.filters else None
        paper = stated.get((indicator.code, scope.period.since, scope.period.until))
        if paper and not value and not scope.filters and scope.read_as_of is None:
            found.append(Answer(indicator, scope, paper.value, None, paper.title))
        else:
            found.append(Answer(indicator, scope, value, of))
    return found


def answer(code: str, scope: Scope) -> Answer:
    """Answer one figure. Refused when there is none of that code."""
    return answers([(code, scope)])[0]


def _stated(scopes: Sequence[Scope]) -> dict[tuple[str, Any, Any], StatedFigure]:
    councils = {scope.council.pk for scope in scopes}
    rows = StatedFigure.objects.live().filter(council__in=councils)
    return {(row.code, row.since_on, row.until_on): row for row in rows}


def rows_of(code: str, scope: Scope) -> list[dict[str, Any]]:
    """The very rows behind a figure, as data."""
    return list(_rows(figure(code), scope))


def _rows(indicator: Indicator, scope: Scope) -> Iterator[dict[str, Any]]:
    weight = indicator.weight
    for row in indicator.rows(scope):
        line: dict[str, Any] = {
            "number": row.reference,
            "on": row.counted.isoformat(),
            "title": row.title,
            "url": row.get_absolute_url(),
        }
        yield line | {"value": getattr(row, weight)} if weight else line
