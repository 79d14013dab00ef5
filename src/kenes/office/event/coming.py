"""Who comes to an event: the list of those who registered, what they need, the reach ledger."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kenes.core.door import may, requires
from kenes.core.roles import Permission
from kenes.events.coming.door import actions
from kenes.events.coming.models import Registration
from kenes.events.models import Event
from kenes.office.control.room import ROOMS
from kenes.office.deed import Deed
from kenes.office.event.room import ROOM
from kenes.office.room import Room
from kenes.portal.face import state
from kenes.portal.occasion import standing


@dataclass(frozen=True)
class Place:
    """Where those who come to an event are worked at: its own room, or that of what hangs on it."""

    room: Room
    row: Any
    event: Event
    tab: str

    def url(self, more: str = "") -> str:
        """The address of the list, or of a page below it."""
        return f"{self.room.url(self.row, self.tab)}{more}"


def place_of(request: Any, model: Any, key: str) -> Place:
    """The event under this address, or that of a form of public control; 404 for any other."""
    room = ROOM if model is Event else ROOMS[model]
    row = room.of(request, key)
    if model is Event and row.hung is not None:
        raise Http404
    return place(row, room)


def place(row: Any, room: Room) -> Place:
    """The same of a record that was found already."""
    alone = isinstance(row, Event)
    return Place(room, row, row if alone else row.event, "coming" if alone else "participants")


def place_of_event(event: Event) -> Place | None:
    """Where those who come to it are worked at; None where a record hangs on it without a list."""
    home: Any = event.hung
    if home is None:
        return place(event, ROOM)
    room = ROOMS.get(type(home))
    return place(home, room) if room and "participants" in dict(room.pages) else None


@requires(Permission.OFFICE_ENTER)
def shown(request: Any, model: type, key: str) -> HttpResponse:
    """Those who registered for an event, with what they need; names for few."""
    here = place_of(request, model, key)
    context = {"record": here.row, **who_comes(request, here)}
    template = "office/event/coming.html"
    return private(here.room.page(request, here.row, here.tab, template, context))


def private(answer: HttpResponse) -> HttpResponse:
    """A page with names is kept nowhere on the way."""
    answer["Cache-Control"] = "no-store"
    return answer


def who_comes(request: Any, here: Place) -> dict[str, Any]:
    """What a page says of those who come; as much of it as this person may see."""
    rows = Registration.objects.live().filter(event=here.event)
    registered = list(rows.exclude(Registration.AT_THE_DOOR))
    writes = here.room.may_write(request, here.row)
    held = here.event.status == Event.Status.HELD
    came = rows.filter(came=True).count()
    return {
        "registered": [told(row) for row in registered],
        "came": came,
        "standing": standing(here.event),
        "needs": [row.needs for row in registered if row.needs and row.gave_up_at is None],
        "sees_names": may(request, Permission.APPLICANT_SEE),
        "writes": writes,
        "base": here.url(),
        "door_url": here.url("door/") if writes else "",
        "ledger_url": here.url("ledger/") if writes and held and came else "",
    }


def told(row: Registration) -> dict[str, Any]:
    """One who registered, and how it stands with the place."""
    if row.came:
        said = state("held", _("is here"))
    elif row.gave_up_at is not None:
        said = state("cancelled", _("place given up"))
    elif row.waits:
        said = state("partly", _("waits for a place"))
    else:
        said = state("planned", _("has a place"))
    return {"row": row, **said}


def _written_down(row: Any, *, by: Any) -> None:
    event = row if isinstance(row, Event) else row.event
    actions.write_down(event, by=by)


LEDGER = Deed(
    gettext_lazy("Write those who came into the reach ledger"), _written_down, dated=False
)


@requires(Permission.REGISTER_WRITE)
def ledger(request: Any, model: type, key: str) -> HttpResponse:
    """The number of those who came goes into the reach ledger, by audience."""
    here = place_of(request, model, key)
    if not here.room.may_write(request, here.row):
        raise Http404
    lines = ", ".join(_lines(actions.came(here.event).items()))
    deed = replace(LEDGER, follows=lines)
    return here.room.carry_out(request, deed, here.row, here.tab)


def _lines(came: Iterable[tuple[str, int]]) -> Iterable[str]:
    for audience, people in came:
        yield f"{actions.A(audience).label}: {people}"
