"""What waits for an agenda, register by register, in the order in which the page shows it."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from kenes.acts.agenda import SOURCE as DRAFTS
from kenes.appeals.agenda import SOURCE as APPEALS
from kenes.appeals.campaigns.agenda import SOURCE as CAMPAIGNS
from kenes.appeals.supports.agenda import SOURCE as JOINED
from kenes.core.agenda_source import AgendaSource, Waiting, taken
from kenes.events.models import Event
from kenes.hearings.agenda import SOURCE as HEARINGS
from kenes.office.event.agenda import SOURCE as PROBLEMS
from kenes.recommendations.agenda import ADOPTION
from kenes.recommendations.agenda import SOURCE as RECOMMENDATIONS
from kenes.sittings.decisions.agenda import SOURCE as TASKS
from kenes.sittings.models import AgendaItem, Sitting

if TYPE_CHECKING:
    from kenes.council.models import Council

SOURCES: Sequence[AgendaSource] = (
    *(HEARINGS, DRAFTS, ADOPTION, APPEALS, CAMPAIGNS, JOINED),
    *(RECOMMENDATIONS, TASKS, PROBLEMS),
)

# What a sitting looked into may come before another one only after a while.
REST = timedelta(days=90)


# What appeals have come to by their number.
PAST_THRESHOLD: Sequence[AgendaSource] = (APPEALS, CAMPAIGNS, JOINED)


def waiting(
    council: "Council", today: date, sources: Sequence[AgendaSource] = SOURCES
) -> list[tuple[AgendaSource, list[Waiting]]]:
    """The matters of each register, less those on an agenda to come or looked into lately."""
    standing = taken(_standing(council, today))
    found = ((source, source.waiting(council, today)) for source in sources)
    return [
        (source, [each for each in matters if each.origin.pk not in standing])
        for source, matters in found
    ]


def _standing(council: "Council", today: date) -> Any:
    """The items that keep a matter from being offered again."""
    ahead = Q(sitting__event__status__in=Sitting.AHEAD)
    lately = Q(
        sitting__event__status=Event.Status.HELD,
        sitting__event__held_on__gt=today - REST,
        taken_up=True,
    )
    return AgendaItem.objects.of(council).live().filter(ahead | lately)
