"""How agencies answer, compared fairly: with denominators, intervals and a least number.

A share of a handful of points says nothing, so an agency with fewer than the norm
`comparison.minimum` is named apart. Agencies are in the order of the alphabet: this is no ranking.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt
from statistics import median
from typing import TYPE_CHECKING
from uuid import UUID

from kenes.core.period import Period
from kenes.core.text import alphabetical
from kenes.norms.models import Norm
from kenes.organs.models import Organisation
from kenes.recommendations import tracking
from kenes.recommendations.models import Point, PointQuerySet

if TYPE_CHECKING:
    from kenes.council.models import Council

MINIMUM = "comparison.minimum"
# The quantile of the normal distribution that leaves 2.5 % on each side.
Z = 1.959963984540054


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share by E. B. Wilson (1927), from 0 to 1; (0, 1) of nothing.

    It stays within 0 and 1, and is honest also for few trials and for shares of none or all.
    """
    if not of:
        return 0.0, 1.0
    share, zz = hits / of, Z * Z
    middle = (share + zz / (2 * of)) / (1 + zz / of)
    half = Z * sqrt(share * (1 - share) / of + zz / (4 * of * of)) / (1 + zz / of)
    low = 0.0 if hits == 0 else max(0.0, middle - half)
    high = 1.0 if hits == of else min(1.0, middle + half)
    return low, high


@dataclass(frozen=True)
class Line:
    """One agency: of the points whose answer was due, how many were answered, and when."""

    agency: Organisation
    in_time: int
    late: int
    unanswered: int
    median_days: float | None

    @property
    def due(self) -> int:
        """The denominator: points whose answer was due."""
        return self.in_time + self.late + self.unanswered

    @property
    def share(self) -> float:
        """The part answered in time, from 0 to 1."""
        return self.in_time / self.due if self.due else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Between what the share lies, were these points a sample of all that might be sent."""
        return wilson(self.in_time, self.due)


@dataclass(frozen=True)
class Comparison:
    """The agencies that can be compared, and those with too few points."""

    lines: Sequence[Line]
    few: Sequence[Line]
    minimum: int


def due_in(council: "Council", period: Period, today: date) -> PointQuerySet:
    """The points whose answer was awaited by a day of the period that has passed.

    One that the council closed of itself before that day, without an answer, asked nothing more.
    """
    points = tracking.seen().filter(council=council).awaited()
    due = points.filter(awaited_on__range=(period.since, period.until), awaited_on__lt=today)
    found: PointQuerySet = due.exclude(tracking.NOT_ASKED)
    return found


def compare(council: "Council", period: Period, today: date) -> Comparison:
    """Every agency with points due in the period, the comparable ones apart from the others.

    What a predecessor was asked counts for the agency that has taken over from it.
    """
    minimum = Norm.objects.nearest(MINIMUM, today, council).value
    lines = sorted(
        _lines(due_in(council, period, today), heirs(council)),
        key=lambda line: (alphabetical(line.agency.title), line.agency.code),
    )
    return Comparison(
        [line for line in lines if line.due >= minimum],
        [line for line in lines if line.due < minimum],
        minimum,
    )


def line_of(agency: Organisation, period: Period, today: date) -> Line:
    """How one agency has answered, its predecessors included."""
    points = due_in(agency.council, period, today)
    keys = agency.with_predecessors()
    own = points.filter(addressee__in=keys)
    return _line(agency, list(own))


def heirs(council: "Council") -> Mapping[UUID, Organisation]:
    """Each organisation with the one that answers for it today."""
    rows = {row.pk: row for row in Organisation.objects.of(council)}
    found = {}
    for key, row in rows.items():
        here, passed = row, {key}
        while here.successor_id and here.successor_id not in passed:
            passed.add(here.successor_id)
            here = rows[here.successor_id]
        found[key] = here
    return found


def _lines(points: Iterable[Point], heirs: Mapping[UUID, Organisation]) -> Iterable[Line]:
    by_agency: dict[UUID, list[Point]] = {}
    for point in points:
        by_agency.setdefault(heirs[point.addressee_id].pk, []).append(point)
    return [_line(heirs[key], asked) for key, asked in by_agency.items()]


def _line(agency: Organisation, points: Sequence[Point]) -> Line:
    """Add up the points of one agency."""
    answered = [point for point in points if point.answered_on]
    late = [point for point in answered if point.answered_late]
    days = [point.days_to_answer for point in answered if point.days_to_answer is not None]
    return Line(
        agency=agency,
        in_time=len(answered) - len(late),
        late=len(late),
        unanswered=len(points) - len(answered),
        median_days=float(median(days)) if days else None,
    )
