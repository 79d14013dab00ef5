"""How all agencies stand with the council: who was heard when, who never, who should be next."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kenes.core.period import last_of_month
from kenes.core.text import alphabetical, capital
from kenes.hearings.models import Hearing
from kenes.hearings.postponements.models import Postponement
from kenes.norms.models import Norm
from kenes.organs.models import Organisation
from kenes.recommendations import tracking
from kenes.recommendations.comparison import heirs

if TYPE_CHECKING:
    from kenes.council.models import Council

S = Hearing.Status
KINDS = (
    Organisation.Kind.AKIMAT,
    Organisation.Kind.STATE_BODY,
    Organisation.Kind.SUBORDINATE,
)


@dataclass(frozen=True)
class Limits:
    """What the council has set for itself: heard at least since that day, from so many appeals."""

    heard_since: date
    appeals: int


@dataclass
class Line:
    """One agency of today, with what was heard of those whose work it has taken over."""

    agency: Organisation
    today: date
    limits: Limits
    # The last report it gave.
    last: Hearing | None = None
    # Its hearings of the year looked at, and those that wait to be heard, of whichever year.
    hearings: list[Hearing] = field(default_factory=list)
    waiting: list[Hearing] = field(default_factory=list)
    put_off: list[Postponement] = field(default_factory=list)
    overdue: int = 0
    promises: int = 0
    appeals: int = 0

    @property
    def heard_on(self) -> date | None:
        """The day on which it was heard last."""
        return self.last.heard_on if self.last else None

    @property
    def days(self) -> int | None:
        """How many days it has not been heard; None where it never was."""
        return (self.today - self.heard_on).days if self.heard_on else None

    @property
    def planned_on(self) -> date | None:
        """The next day on which it is to be heard."""
        days = [row.planned_on for row in self.waiting if row.status == S.PLANNED]
        return min(days, default=None)

    @property
    def grounds(self) -> list[str]:
        """Why it should be heard: each ground in a few words."""
        said = []
        if self.heard_on is None:
            said.append(_("never heard"))
        elif self.heard_on < self.limits.heard_since:
            on = date_format(self.heard_on, "DATE_FORMAT")
            said.append(_("not heard since %s") % on)
        if self.overdue:
            text = ngettext("%d answer overdue", "%d answers overdue", self.overdue)
            said.append(text % self.overdue)
        if self.promises:
            text = ngettext("%d promise run out", "%d promises run out", self.promises)
            said.append(text % self.promises)
        if self.appeals >= self.limits.appeals:
            text = ngettext("%d appeal in a year", "%d appeals in a year", self.appeals)
            said.append(text % self.appeals)
        return said

    @property
    def why(self) -> str:
        """The grounds as one sentence."""
        # A date may end with a full stop of its own.
        return capital("; ".join(self.grounds)).rstrip(".") + "."


def lines(council: "Council", year: int, today: date, *, appeals: Mapping[str, int]) -> list[Line]:
    """Every agency that exists today, by kind and name; `appeals` are counted by its code."""
    days = (date(year, 1, 1), date(year, 12, 31))
    directory = list(Organisation.objects.of(council).live().select_related("district"))
    answering = heirs(council)
    limits = _limits(council, today)
    found = {
        row.pk: Line(row, today, limits, appeals=appeals.get(row.code, 0))
        for row in directory
        if row.kind in KINDS and _exists(row, today)
    }

    def line(key: UUID) -> Line | None:
        return found.get(answering[key].pk)

    rows = Hearing.objects.of(council).live().select_related("agency")
    for row in rows.order_by("planned_on", "pk"):
        if (of := line(row.agency_id)) is not None:
            _note(of, row, days)
    put_off = Postponement.objects.of(council).live().filter(postponed_on__range=days)
    for each in put_off.select_related("hearing").order_by("postponed_on", "pk"):
        if (of := line(each.hearing.agency_id)) is not None:
            of.put_off.append(each)
    for key, many in _counted(council, tracking.overdue(today)).items():
        if (of := line(key)) is not None:
            of.overdue += many
    for key, many in _counted(council, tracking.promise_over(today)).items():
        if (of := line(key)) is not None:
            of.promises += many
    order: dict[str, int] = {kind: at for at, kind in enumerate(KINDS)}
    return sorted(
        found.values(),
        key=lambda each: (order[each.agency.kind], alphabetical(each.agency.title)),
    )


def _note(line: Line, row: Hearing, days: tuple[date, date]) -> None:
    if row.heard_on and row.heard_on <= line.today and row.heard_on >= (line.heard_on or date.min):
        line.last = row
    if row.status in (S.PLANNED, S.POSTPONED):
        line.waiting.append(row)
    if days[0] <= (row.heard_on or row.planned_on) <= days[1]:
        line.hearings.append(row)


def _counted(council: "Council", which: Q) -> Mapping[UUID, int]:
    points = tracking.seen().filter(council=council).awaited().filter(which)
    return Counter(points.values_list("addressee_id", flat=True))


def _exists(row: Organisation, today: date) -> bool:
    begun = row.since_on is None or row.since_on <= today
    return begun and (row.ended_on is None or row.ended_on > today)


def _limits(council: "Council", today: date) -> Limits:
    interval = Norm.objects.nearest("hearing.interval", today, council)
    appeals = Norm.objects.nearest("hearing.appeals", today, council)
    return Limits(months_before(today, interval.value), appeals.value)


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    first = date(year, month + 1, 1)
    return first.replace(day=min(day.day, last_of_month(first).day))


def proposed(found: Sequence[Line], year: int) -> list[Line]:
    """Who should be heard next: the more grounds the higher, then who has waited longest.

    Left out are those who wait to be heard already or were heard in the year that is planned.
    """
    wanted = [
        line
        for line in found
        if not line.waiting and not (line.heard_on and line.heard_on.year >= year) and line.grounds
    ]
    return sorted(wanted, key=lambda each: (-len(each.grounds), each.heard_on or date.min))


def by_kind(found: Iterable[Line]) -> Mapping[str, list[Line]]:
    """The agencies grouped by their kind, in the order in which the law names them."""
    groups: dict[str, list[Line]] = defaultdict(list)
    for line in found:
        groups[line.agency.kind].append(line)
    return {kind: groups[kind] for kind in KINDS if kind in groups}
