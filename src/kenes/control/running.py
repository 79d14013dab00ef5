"""Forms of public control that are under way, and the steps of theirs that have a day."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from kenes.control.course import course
from kenes.control.documents.models import FinalDocument
from kenes.control.models import Monitoring, PublicDiscussion, PublicExpertise, PublicHearing
from kenes.control.step import Step, law_of
from kenes.events.models import Event

if TYPE_CHECKING:
    from kenes.council.models import Council
    from kenes.norms.calendar import WorkingDays

# How far back a form is still looked after, and how far ahead its first steps may fall due.
BACK, AHEAD = timedelta(days=120), timedelta(days=60)
MOST = 40


def under_way(council: "Council", today: date) -> list[Any]:
    """The forms that are ahead or lately held along their guide, and expertises assigned."""
    written = FinalDocument.objects.of(council).live().values("row_id")
    found: list[Any] = []
    for model in (PublicHearing, Monitoring, PublicDiscussion):
        near = model.objects.of(council).live()
        near = near.filter(event__held_on__range=(today - BACK, today + AHEAD))
        waiting = near.filter(event__status__in=(Event.Status.PLANNED, Event.Status.ADJOURNED))
        held = near.filter(event__status=Event.Status.HELD, pk__in=written)
        if model is PublicHearing:
            held |= near.filter(
                event__status=Event.Status.HELD, protocol_on=None, noticed_on__isnull=False
            )
        if model is Monitoring:
            held |= near.filter(event__status=Event.Status.HELD, concluded_on=None).exclude(
                informed_on=None, consent=""
            )
        rows = (waiting | held).select_related("event", "council")
        found += rows.order_by("-event__held_on", "pk")[:MOST]
    assigned = PublicExpertise.objects.of(council).live().select_related("sitting", "council")
    concluded = assigned.filter(status="concluded", concluded_on__gte=today - BACK)
    return [*found, *assigned.filter(status="assigned"), *concluded][: MOST * 2]


def steps_due(
    council: "Council", today: date, days: "WorkingDays", until: date
) -> list[tuple[Any, Step, date]]:
    """The unsettled steps whose day is `until` at the latest, those gone by included."""
    law = law_of(council, days)
    due = [
        (form, step, step.due_on)
        for form in under_way(council, today)
        for step in course(form, law)
        if not step.settled and step.due_on is not None and step.due_on <= until
    ]
    return sorted(due, key=lambda each: (each[2], str(each[0].pk)))
