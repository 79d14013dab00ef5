"""What each register calls open work, for the handover from one convocation to the next."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from kenes.acts.models import DraftAct
from kenes.appeals.models import Appeal
from kenes.core.having import Having
from kenes.core.row import Row
from kenes.council.disputes.models import Dispute
from kenes.council.handover.actions import OpenWork
from kenes.events.models import Event
from kenes.hearings.models import Hearing
from kenes.recommendations.models import Point
from kenes.recommendations.urgent.models import UrgentQuestion
from kenes.sittings.decisions.models import Task

if TYPE_CHECKING:
    from kenes.council.models import Council

H, P, U = Hearing.Status, Point.Status, UrgentQuestion.Status
# A point is closed when the council says what came of it, or was never adopted.
CLOSED_POINTS = (P.IMPLEMENTED, P.NOT_IMPLEMENTED, P.DROPPED)


def _points(council: "Council", on: date) -> Iterator[Row]:
    rows = Point.objects.of(council).live().exclude(status__in=CLOSED_POINTS)
    yield from rows.select_related("recommendation", "addressee").order_by("due_on")


def _appeals(council: "Council", on: date) -> Iterator[Row]:
    rows = Appeal.objects.of(council).live().filter(status__in=Appeal.OPEN)
    yield from rows.select_related("topic", "district").order_by("received_on")


def _hearings(council: "Council", on: date) -> Iterator[Row]:
    rows = Hearing.objects.of(council).live().filter(status__in=(H.PLANNED, H.POSTPONED))
    yield from rows.select_related("agency").order_by("planned_on")


def _drafts(council: "Council", on: date) -> Iterator[Row]:
    rows = DraftAct.objects.of(council).live().exclude(Having("reviews").on(DraftAct))
    yield from rows.order_by("received_on")


def _tasks(council: "Council", on: date) -> Iterator[Row]:
    rows = Task.objects.of(council).live().filter(status=Task.Status.OPEN)
    yield from rows.select_related("decision").order_by("due_on")


def _events(council: "Council", on: date) -> Iterator[Row]:
    waiting = (Event.Status.PLANNED, Event.Status.ADJOURNED)
    rows = Event.objects.of(council).live().filter(status__in=waiting)
    yield from rows.order_by("held_on")


def _urgent(council: "Council", on: date) -> Iterator[Row]:
    yield from UrgentQuestion.objects.of(council).live().filter(status=U.RAISED)


def _disputes(council: "Council", on: date) -> Iterator[Row]:
    rows = Dispute.objects.of(council).live().filter(status=Dispute.Status.OPEN)
    yield from rows.select_related("person")


OPEN_WORK = (
    OpenWork("points", _("Points of recommendations"), _points),
    OpenWork("appeals", _("Appeals"), _appeals),
    OpenWork("tasks", _("Tasks of decisions"), _tasks),
    OpenWork("hearings", _("Reports to hear"), _hearings),
    OpenWork("drafts", _("Draft acts without a conclusion"), _drafts),
    OpenWork("events", _("Sittings and events ahead"), _events),
    OpenWork("urgent", _("Urgent questions"), _urgent),
    OpenWork("disputes", _("Disputed facts"), _disputes),
)
