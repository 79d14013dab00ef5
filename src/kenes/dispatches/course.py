"""The course of points as everyone may see it: each date an event, in words.

The public page, the feeds and the letters to followers tell the same events, so what is withheld
is withheld everywhere. It stands here because papers to agencies are among the events.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID, uuid5

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kenes.core import clock
from kenes.core.flow import Step
from kenes.core.journal import Entry
from kenes.core.text import capital
from kenes.dispatches.models import Dispatch, DispatchedPoint
from kenes.recommendations.answers.models import PointAnswer
from kenes.recommendations.deferrals.models import Deferral
from kenes.recommendations.models import Point
from kenes.recommendations.proof.models import Claim, Verification
from kenes.recommendations.silence.models import Silence

S = Point.Status
# Of one day: the order in which things happen.
ORDER = (
    *("sent", "paper", "received", "deferred", "due", "overdue", "pressed", "published"),
    *("answered", "promised", "hollow", "claimed", "verified", "closed"),
)
# What has not come yet stands in the course, and is no news.
AHEAD = frozenset({"due", "promised"})
BAD = frozenset({"overdue", "published", "hollow", "pressed"})


@dataclass(frozen=True)
class Happening:
    """Something that happened to a point on a day; `at` is when the register learned of it."""

    point: Point
    code: str
    on: date
    at: datetime
    what: str
    second: str = ""
    key: UUID | None = None

    @property
    def own_key(self) -> UUID:
        """One key for one event, however often it is told."""
        return uuid5(self.key or self.point.pk, self.code)

    @property
    def place(self) -> str:
        """How parts/course.html marks it."""
        if self.code in AHEAD and self.on > clock.today():
            return "ahead"
        return "late" if self.code in BAD else "done"


def course(points: Sequence[Point]) -> Mapping[UUID, list[Happening]]:
    """What happened to each of the points, in order; points must be ones everyone may see."""
    read = _Read(points)
    found: dict[UUID, list[Happening]] = {point.pk: [] for point in points}
    for each in read.all():
        found[each.point.pk].append(each)
    for happenings in found.values():
        happenings.sort(key=lambda each: (each.on, ORDER.index(each.code), str(each.key)))
    return found


def noon(on: date) -> datetime:
    """The hour of what the register knows only the day of."""
    return datetime.combine(on, time(12), clock.COUNCIL_ZONE)


class _Read:
    """Everything that hangs on some points, read together."""

    def __init__(self, points: Sequence[Point]) -> None:
        self.points = {point.pk: point for point in points}
        self.steps = _by(self._rows(Step, "row_id").order_by("ordinal"), "row_id")
        self.answers = list(self._rows(PointAnswer))
        self.claims = list(self._rows(Claim))
        self.checks = list(self._rows(Verification))
        self.silences = list(self._rows(Silence))
        self.deferrals = list(self._rows(Deferral).filter(Deferral.PUBLIC))
        papers = self._rows(DispatchedPoint).filter(
            dispatch__status__in=Dispatch.GONE, dispatch__struck_at=None
        )
        self.papers = list(papers.select_related("dispatch"))
        told: list[Any] = [*self.answers, *self.claims, *self.checks, *self.silences]
        told += [*self.deferrals, *(part.dispatch for part in self.papers)]
        self.learned = _learned([row.pk for row in told])

    def _rows(self, model: Any, by: str = "point_id") -> Any:
        return model.objects.filter(**{f"{by}__in": list(self.points)}, struck_at=None)

    def all(self) -> Iterator[Happening]:
        for point in self.points.values():
            yield from self._of_point(point)
        yield from self._answered()
        yield from self._proven()
        yield from self._waited()
        yield from self._written()

    def _at(self, row: Any, on: date, *verbs: str) -> datetime:
        """When the register learned of it: the first such line of the journal from that day on."""
        for verb, at in self.learned.get(row.pk, ()):
            if verb in verbs and at.astimezone(clock.COUNCIL_ZONE).date() >= on:
                return at
        return noon(on)

    def _of_point(self, point: Point) -> Iterator[Happening]:
        answered = {(each.point_id, each.given_on) for each in self.answers}
        for step in self.steps.get(point.pk, ()):
            status, on = step.to_status, step.on
            label = capital(dict(S.choices).get(status, status))
            if status == S.SENT:
                said = _("Sent to %s") % point.addressee.title
                yield Happening(point, "sent", on, step.at, said, key=step.pk)
            elif status in S and status in point.GIVEN and (point.pk, on) not in answered:
                what = _("The agency answered: %s") % label.lower()
                yield Happening(point, "answered", on, step.at, what, key=step.pk)
            elif status == S.HOLLOW:
                what = _("The council found the answer without substance")
                why = next((a.hollow_because for a in self.answers
                            if a.point_id == point.pk and a.hollow_because), "")  # fmt: skip
                yield Happening(point, "hollow", on, step.at, what, why, step.pk)
            elif status in point.CLOSED:
                what = _("The council: %s") % label.lower()
                why = point.closed_because if status == point.status else ""
                yield Happening(point, "closed", on, step.at, what, why, step.pk)
        yield from self._terms(point)

    def _terms(self, point: Point) -> Iterator[Happening]:
        if point.received_on:
            what = _("Received by the agency")
            yield Happening(point, "received", point.received_on, noon(point.received_on), what)
        if point.due_on:
            what = _("The answer is due by law")
            yield Happening(point, "due", point.due_on, noon(point.due_on), what)
        if point.promised_on:
            what = _("Promised by this day")
            yield Happening(point, "promised", point.promised_on, noon(point.promised_on), what)

    def _answered(self) -> Iterator[Happening]:
        for row in self.answers:
            point, on = self.points[row.point_id], row.given_on
            what = _("The agency answered: %s") % row.get_kind_display()
            second = _withheld(row) or row.signed_then
            at = self._at(row, on, "pointanswer.registered")
            yield Happening(point, "answered", on, at, what, second, row.pk)

    def _proven(self) -> Iterator[Happening]:
        for row in self.claims:
            point, on = self.points[row.point_id], row.claimed_on
            at = self._at(row, on, "claim.registered")
            what = _("The agency reports what it has done")
            yield Happening(point, "claimed", on, at, what, _withheld(row), row.pk)
        for row in self.checks:
            point, on = self.points[row.point_id], row.verified_on
            at = self._at(row, on, "verification.registered")
            what = _("The council checked: %s") % row.get_outcome_display()
            yield Happening(point, "verified", on, at, what, key=row.pk)

    def _waited(self) -> Iterator[Happening]:
        for row in self.silences:
            point, on = self.points[row.point_id], row.since_on
            at = self._at(row, on, "silence.registered")
            yield Happening(point, "overdue", on, at, _("Overdue since this day"), key=row.pk)
            if row.published_on:
                on = row.published_on
                at = self._at(row, on, "silence.corrected")
                what = _("Published as unanswered")
                yield Happening(point, "published", on, at, what, key=row.pk)
        for row in self.deferrals:
            point, on = self.points[row.point_id], row.decided_on
            at = self._at(row, on, "deferral.granted")
            what = _("The council agreed to wait until %s") % date_format(
                row.until_on, "DATE_FORMAT"
            )
            yield Happening(point, "deferred", on, at, what, key=row.pk)

    def _written(self) -> Iterator[Happening]:
        for part in self.papers:
            point, paper = self.points[part.point_id], part.dispatch
            code = "pressed" if paper.kind in Dispatch.PRESSING else "paper"
            what = f"{capital(paper.get_kind_display())}, № {paper.number}"
            at = self._at(paper, paper.sent_on, "dispatch.sent")
            yield Happening(point, code, paper.sent_on, at, what, key=part.pk)


def _withheld(row: Any) -> str:
    """That a text is not shown, and why; empty where it is."""
    return _("The text is not shown: %s") % row.withheld if row.withheld else ""


def _by(rows: Iterable[Any], name: str) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = {}
    for row in rows:
        found.setdefault(getattr(row, name), []).append(row)
    return found


def _learned(keys: Sequence[UUID]) -> dict[UUID, list[tuple[str, datetime]]]:
    """The lines of the journal about each row: what was done, and when."""
    found: dict[UUID, list[tuple[str, datetime]]] = {}
    lines = Entry.objects.filter(row_id__in=keys).order_by("at", "pk")
    for key, verb, at in lines.values_list("row_id", "verb", "at"):
        found.setdefault(key, []).append((verb, at))
    return found
