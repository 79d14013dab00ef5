"""Sittings, events, public hearings, monitorings: what happens at a time and place."""

from typing import Any

from django.db.models import Case, When
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from kenes.core.dimension import Choice, Related
from kenes.events.models import Event, ReachEntry
from kenes.organs.indicators import by_district, by_topic
from kenes.portal import voiced
from kenes.portal.face import Cell, Face, PartsTable, Said, day, state, words
from kenes.sittings.models import Sitting


def number(row: Any) -> Said:
    """The number of a record."""
    return {"text": row.number}


def choice(name: str) -> Any:
    """A field with fixed values, in words."""
    return lambda row: {"text": str(getattr(row, f"get_{name}_display")())}


def related(name: str) -> Any:
    """What a foreign key leads to."""
    return lambda row: words(getattr(row, name))


def whole(name: str) -> Any:
    """A number as people write it."""

    def says(row: Any) -> Said:
        value = getattr(row, name)
        return {"text": "" if value is None else number_format(value, force_grouping=True)}

    return says


NUMBER = Cell(label=_("Number"), says=number, kind="code")


def _source(row: Any) -> Said:
    """How a line of the reach ledger is known."""
    return {"text": str(row.get_source_display() or _("not known"))}


def _estimate(row: Any) -> Said:
    return {"text": str(_("yes") if row.estimated else "")}


# In the order in which audiences are named everywhere, not by their codes.
BY_AUDIENCE = Case(
    *(When(audience=code, then=at) for at, code in enumerate(ReachEntry.Audience.values))
)
REACH = PartsTable(
    label=_("Whom it reached"),
    relation="reach",
    cells=(
        Cell(label=_("Audience"), says=choice("audience")),
        Cell(label=_("District they came from"), says=related("district"), spare=True),
        Cell(label=_("How it is known"), says=_source),
        Cell(label=_("Visits"), says=whole("people"), kind="number", sums="people"),
        Cell(label=_("Different people"), says=whole("persons"), kind="number", spare=True),
        Cell(label=_("Estimate"), says=_estimate, spare=True),
    ),
    select=("district",),
    order=(BY_AUDIENCE, "source", "pk"),
)
COORGANISERS = PartsTable(
    label=_("Held together with"),
    relation="coorganisers",
    cells=(Cell(label=_("Organisation"), says=related("organisation")),),
    select=("organisation",),
)
PARTICIPANTS = PartsTable(
    label=_("Members who took part"),
    relation="participants",
    cells=(Cell(label=_("Member"), says=related("person")),),
    select=("person",),
)
PROBLEMS = PartsTable(
    label=_("Problems voiced"),
    relation="problems",
    cells=(
        Cell(label=_("Problem"), says=lambda row: words(row, "text")),
        Cell(label=_("Voiced by"), says=choice("voice")),
        Cell(label=_("Topic"), says=related("topic")),
        Cell(label=_("What came of it"), says=voiced.became),
    ),
    select=("topic", "event"),
    gathers=voiced.gather,
)


def _event_cells(at: str) -> dict[str, Cell]:
    """The cells of an occasion, for the record itself or for the one that hangs on it."""

    def event(row: Any) -> Any:
        return getattr(row, at) if at else row

    return {
        "on": Cell(label=_("Date"), says=lambda row: day(event(row).held_on), kind="date"),
        "title": Cell(label=_("Title"), says=lambda row: words(event(row))),
        "place": Cell(label=_("Place"), says=lambda row: {"text": event(row).place}, listed=False),
        "district": Cell(label=_("District"), says=lambda row: words(event(row).district)),
        "topic": Cell(label=_("Topic"), says=lambda row: words(event(row).topic), listed=False),
        "state": Cell(
            label=_("State"),
            says=lambda row: state(event(row).status, event(row).get_status_display()),
        ),
    }


E = _event_cells("")
O = _event_cells("event")  # noqa: E741, the occasion another record hangs on
BY_STATE = Choice(code="state", wording=_("by state"), path="status")
BY_EVENT_STATE = Choice(code="state", wording=_("by state"), path="event__status")


def occasion_face(**said: Any) -> Face:
    """The face of what hangs on an event: its day, its words and its course are the event's."""
    return Face(by="event__held_on", words=("event__words",), flow=lambda row: row.event, **said)


EVENTS = Face(
    code="events",
    model=Event,
    plural=_("Events"),
    lead=_("Platforms, round tables, meetings of akims: where the council met the city."),
    by="held_on",
    cells=(
        NUMBER,
        E["on"],
        E["title"],
        Cell(label=_("Kind"), says=choice("kind")),
        E["district"],
        E["place"],
        E["topic"],
        E["state"],
    ),
    filters=(
        Choice(code="kind", wording=_("by kind"), path="kind"),
        by_district(),
        by_topic(),
        BY_STATE,
    ),
    select=("district", "topic"),
    parts=(COORGANISERS, PARTICIPANTS, REACH, PROBLEMS),
    icon="megaphone",
)

SITTINGS = occasion_face(
    code="sittings",
    model=Sitting,
    plural=_("Sittings"),
    lead=_("Sittings of the council, its presidium, commissions and committees."),
    cells=(
        NUMBER,
        O["on"],
        O["title"],
        Cell(label=_("Body"), says=related("body")),
        Cell(label=_("Form"), says=choice("form"), listed=False),
        Cell(label=_("Present"), says=whole("present"), kind="number"),
        Cell(label=_("Quorum"), says=whole("quorum_then"), kind="number", listed=False),
        Cell(label=_("Members in all"), says=whole("seats_then"), kind="number", listed=False),
        O["place"],
        O["state"],
    ),
    filters=(
        Choice(code="kind", wording=_("by kind"), path="body__kind"),
        Related(code="body", wording=_("by body"), path="body"),
        Choice(code="form", wording=_("by form"), path="form"),
        BY_EVENT_STATE,
    ),
    select=("event", "body", "event__district", "event__topic"),
    parts=(
        PartsTable(
            label=_("Agenda"),
            relation="items",
            order=("position",),
            cells=(
                Cell(label=_("Item"), says=whole("position"), kind="number"),
                Cell(label=_("Question"), says=words),
                Cell(label=_("Kind"), says=choice("kind")),
                Cell(
                    label=_("Taken up"),
                    says=lambda row: {"text": str(_("yes") if row.taken_up else _("no"))},
                ),
            ),
        ),
    ),
    icon="gavel",
)
