"""How points stand with their answers: in time, late, not answered; how long each has waited."""

from datetime import date
from typing import Any

from django.db.models import (
    Case,
    Count,
    DateField,
    Exists,
    F,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)

from kenes.organs.models import Organisation
from kenes.recommendations.models import Point
from kenes.recommendations.proof.models import Claim
from kenes.recommendations.silence.models import Silence

# What no longer waits stands behind all that waits.
_NEVER = date(9999, 12, 31)

# These read `awaited_on`, which `Point.objects.awaited()` adds.
IN_TIME = Q(answered_on__isnull=False) & (Q(awaited_on=None) | Q(answered_on__lte=F("awaited_on")))
LATE = Q(answered_on__gt=F("awaited_on"))


# What the council closed of itself before that day asks for no answer any more.
NOT_ASKED = Q(status__in=Point.CLOSED, answered_on__isnull=True, status_on__lte=F("awaited_on"))


def unanswered(today: date) -> Q:
    """No answer came by the day it was awaited by, nor since."""
    return Q(answered_on__isnull=True, awaited_on__lt=today) & ~NOT_ASKED


def overdue(today: date) -> Q:
    """Still waits for an answer after the day it was awaited by."""
    return Q(status=Point.Status.SENT, answered_on__isnull=True, awaited_on__lt=today)


def promise_over(today: date) -> Q:
    """What the agency promised by a day that has gone by, and has not reported since."""
    reported = Claim.objects.filter(point=OuterRef("pk"), struck_at=None)
    accepted = Q(status__in=(Point.Status.ACCEPTED, Point.Status.PARTLY))
    return accepted & Q(promised_on__lt=today) & ~Q(Exists(reported))


def seen() -> Any:
    """The points that everyone may see: sent, under a paper that the council has adopted."""
    return Point.objects.live().filter(Point.PUBLIC, recommendation__status="adopted")


def tracked(points: Any) -> Any:
    """Points with the day each is awaited by, since when it waits, and its published silence."""
    silences = Silence.objects.filter(
        point=OuterRef("pk"), struck_at=None, published_on__isnull=False
    )
    waits = When(status=Point.Status.SENT, then=F("sent_on"))
    return points.awaited().annotate(
        waits_since=Case(waits, default=Value(_NEVER), output_field=DateField()),
        published_on=Subquery(silences.order_by("-published_on").values("published_on")[:1]),
    )


def days_waited(point: Point, today: date) -> int | None:
    """Calendar days from sending to the first answer, or until today while there is none."""
    if point.days_to_answer is not None:
        return point.days_to_answer
    waits = point.status == Point.Status.SENT and point.sent_on is not None
    return (today - point.sent_on).days if waits and point.sent_on else None


def is_overdue(point: Any, today: date) -> bool:
    """Whether its answer has not come after the day it was awaited by."""
    waits = point.status == Point.Status.SENT and point.awaited_on is not None
    return bool(waits and point.awaited_on < today)


def by_state(points: Any) -> list[tuple[str, int]]:
    """How many of the points stand in each state, in the order of a point's life."""
    found = dict(points.order_by().values_list("status").annotate(many=Count("pk")))
    return [(status, found[status]) for status in Point.Status.values if status in found]


def agencies(council: Any) -> Any:
    """Whom the council may ask: akimats, state bodies, what is under them, and all it has asked."""
    kinds = (Organisation.Kind.AKIMAT, Organisation.Kind.STATE_BODY, Organisation.Kind.SUBORDINATE)
    asked = seen().filter(council=council).values("addressee")
    rows = Organisation.objects.of(council).live()
    return rows.filter(Q(kind__in=kinds) | Q(pk__in=asked)).select_related("successor", "parent")
