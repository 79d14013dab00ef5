"""Problems voiced at events of which nothing came: a sitting may decide on them and give tasks."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kenes.core.agenda_source import AgendaSource, Waiting
from kenes.events.models import Event
from kenes.events.problems.models import Problem
from kenes.portal.voiced import RECORDS, came_to_something
from kenes.sittings.models import AgendaItem

if TYPE_CHECKING:
    from kenes.council.models import Council

# A council may have hundreds of them; no agenda is made of more than the oldest.
AT_MOST = 60


def _waiting(council: "Council", today: date) -> Iterator[Waiting]:
    rows = Problem.objects.of(council).live().filter(event__status=Event.Status.HELD)
    idle = rows.exclude(came_to_something(office=True, of=RECORDS)).select_related("event")
    for row in idle.order_by("event__held_on", "pk")[:AT_MOST]:
        said = {"day": date_format(row.event.held_on, "DATE_FORMAT"), "event": row.event.number}
        yield Waiting(
            origin=row,
            kind=AgendaItem.Kind.QUESTION,
            title_kk=row.text_kk[:500],
            title_ru=row.text_ru[:500],
            why=_("voiced on %(day)s at the event %(event)s") % said,
        )


SOURCE = AgendaSource(
    code="problems", wording=gettext_lazy("Problems of which nothing came"), waiting=_waiting
)
