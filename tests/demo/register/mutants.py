"""Leaves out each clause of each figure in turn; a figure that does not notice has a survivor."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from kenes.core.indicator import Indicator
from kenes.core.measure import Count, Distinct, Median
from kenes.core.period import Period, Scope
from kenes.council.models import Council
from kenes.demo.days import NOW, A, B
from kenes.recommendations.models import Point
from kenes.report.catalogue import CATALOGUE
from tests.demo.values import period_of

COUNTED_PLAINLY = "plain count"


@dataclass(frozen=True)
class Mutant:
    """A figure with one clause left out, or with distinct things counted as they come."""

    indicator: Indicator
    clause: str

    def mutated(self) -> Indicator:
        if self.clause == COUNTED_PLAINLY:
            return replace(self.indicator, measure=Count())
        return self.indicator.but_without(self.clause)

    def noticed(self, scope: Scope) -> bool:
        """Whether the figure differs without the clause."""
        before, after = self.indicator, self.mutated()
        if isinstance(before.measure, Median):
            # A median hardly moves when some rows more are counted; its rows do.
            before, after = (replace(each, measure=Count()) for each in (before, after))
        return before.value(scope) != after.value(scope)


def mutants(council: Council) -> Iterator[Mutant]:
    """Every mutant of every figure."""
    for code, indicator in CATALOGUE.items():
        for clause in indicator.clauses(Scope(council, period_of(code))):
            yield Mutant(indicator, clause)
        if isinstance(indicator.measure, Distinct):
            yield Mutant(indicator, COUNTED_PLAINLY)


def own(council: Council, mutant: Mutant) -> Scope:
    """The scope in which the note prints the figure."""
    return Scope(council, period_of(mutant.indicator.code))


def others(council: Council) -> list[Scope]:
    """Scopes that show what the note's own cannot: read later, cut in mid-month, longer."""
    return [
        Scope(council, A, NOW.date()),
        Scope(council, Period(A.since, date(2024, 12, 18))),
        Scope(council, Period(date(2021, 1, 1), NOW.date())),
        Scope(council, B),
        Scope(council, B, NOW.date()),
        Scope(council, Period(A.since, date(2024, 11, 27))),
    ]


def survivors(council: Council) -> list[tuple[str, str, bool]]:
    """(code, clause, noticed in another scope) of mutants that the note's own scope misses."""
    return [
        (m.indicator.code, m.clause, any(m.noticed(scope) for scope in others(council)))
        for m in mutants(council)
        if not m.noticed(own(council, m))
    ]


# Conditions that others of the same figure already imply, whatever the rows.
REDUNDANT = {
    ("sittings.commission_months", "until"),  # whole months end inside the period
    ("sittings.committee_months", "until"),
    ("publications.member_weeks", "since"),  # whole weeks lie inside the period
    ("publications.member_weeks", "until"),
    ("publications.member_weeks", "members' pages"),  # nobody holds a mandate of no one
    ("publications.member_authors", "members' pages"),
    ("control.expertises", "state"),  # what is not concluded has no day of a conclusion
}

# Noticed, but not in the scope in which the note prints the figure: there eight of eight akimats
# reported once each, a period of whole years ends with a whole month, and the law by which an
# answer is due is known from the first day of the period on, so no point was sent before it.
ONLY_ELSEWHERE = {
    ("sittings.commission_months", "whole months"),
    ("sittings.committee_months", "whole months"),
    ("hearings.akimats_agencies", COUNTED_PLAINLY),
    ("hearings.subordinate_agencies", COUNTED_PLAINLY),
    *((code, "since") for code, indicator in CATALOGUE.items()
      if indicator.model is Point and indicator.counted_on == "sent_on"),
}  # fmt: skip
