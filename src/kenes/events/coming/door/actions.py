"""At the door of an event: who had registered is there, others came; all go into the ledger."""

from collections import Counter
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext as _

from kenes.core import record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.events.coming.actions import fill, locked
from kenes.events.coming.models import Registration
from kenes.events.models import Event, ReachEntry

if TYPE_CHECKING:
    from kenes.core.access import User

A, S = ReachEntry.Audience, ReachEntry.Source
# More people than this do not come in at once; a larger number is a slip of the hand.
AT_ONCE = 500


@action
def arrive(registration: Registration, *, by: "User", came: bool = True) -> None:
    """One who had registered is there; or is not, after all.

    Who waited, or had given the place up, and came all the same has a place.
    """
    locked(registration.event)
    registration.refresh_from_db()
    facts: dict[str, Any] = {"came": came}
    if came:
        facts |= {"waits": False, "gave_up_at": None}
    record.correct(registration, version=registration.version, by=by, **facts)


@action
def walk_in(event: Event, *, audience: str, people: int, by: "User") -> None:
    """So many of an audience came without having registered; nothing else is kept of them."""
    if not 1 <= people <= AT_ONCE:
        sentence = _("From 1 to %s people at once.")
        raise Refused(sentence % AT_ONCE, field="people")
    held = locked(event)
    rows = [
        Registration(council_id=held.council_id, event=held, audience=audience, came=True)
        for _one in range(people)
    ]
    record.register([Filing(row) for row in rows], by=by)


@action
def walk_out(event: Event, *, audience: str, by: "User") -> None:
    """One of those who came without having registered was counted by mistake."""
    rows = Registration.objects.live().filter(Registration.AT_THE_DOOR, event=locked(event))
    last = rows.filter(audience=audience).order_by("-registered_at", "-pk").first()
    if last is None:
        raise Refused(_("Nobody of this audience was counted."))
    record.strike([last], reason=_("counted by mistake"), by=by)
    fill(locked(event), by=by)


def came(event: Event) -> Counter[str]:
    """How many came, by audience; who did not say of which he is stands among the others."""
    there = Registration.objects.live().filter(event=event, came=True)
    return Counter(each or A.OTHERS for each in there.values_list("audience", flat=True))


def write_down(event: Event, *, by: "User") -> None:
    """Those who came stand in the reach ledger, a line for each audience; figures count them.

    Done again, the lines say what is so now; nobody is counted twice.
    """
    if event.status != Event.Status.HELD:
        raise Refused(_("It was not held yet."))
    here = Q(source=S.CHECK_IN, district=None)
    lines = event.reach.live()
    # Who watched from afar was not at the door; all others would stand in the ledger twice.
    if lines.exclude(here).exclude(source=S.STREAM).exists():
        raise Refused(_("The ledger names those who came already; they would count twice."))
    standing = {line.audience: line for line in lines.filter(here)}
    found = came(event)
    if {audience: line.people for audience, line in standing.items()} != found:
        _write_down(event, found, standing, by=by)


@action
def _write_down(
    event: Event, found: Counter[str], standing: dict[str, ReachEntry], *, by: "User"
) -> None:
    gone = [line for audience, line in standing.items() if not found[audience]]
    if gone:
        record.strike(gone, reason=_("nobody of them came"), by=by)
    fresh = []
    for audience, people in found.items():
        if line := standing.get(audience):
            record.correct(line, version=line.version, by=by, people=people)
        else:
            said = {"audience": audience, "source": S.CHECK_IN, "people": people}
            fresh.append(ReachEntry(council_id=event.council_id, event=event, **said))
    if fresh:
        record.register([Filing(row) for row in fresh], by=by)
