"""The four forms of public control, each a register."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kenes.control.models import Monitoring, PublicDiscussion, PublicExpertise, PublicHearing
from kenes.organs.indicators import by_district, by_topic
from kenes.portal.face import Cell, Face, Said, day, state, words
from kenes.portal.faces.occasions import BY_EVENT_STATE, BY_STATE, NUMBER, O, occasion_face, related


def _exception(row: Any) -> Said:
    return {"text": row.exception}


PUBLIC_HEARINGS = occasion_face(
    code="control/hearings",
    model=PublicHearing,
    plural=_("Public hearings"),
    lead=_("Drafts and questions put before the public."),
    cells=(
        NUMBER,
        O["on"],
        O["title"],
        Cell(label=_("Topic"), says=lambda row: words(row.event.topic)),
        O["place"],
        Cell(label=_("Initiated by"), says=lambda row: {"text": row.initiator}, listed=False),
        Cell(label=_("Ground of the exception"), says=_exception, listed=False),
        Cell(label=_("Final protocol"), says=lambda row: day(row.protocol_on), kind="date"),
        O["state"],
    ),
    filters=(by_topic("event__topic"), BY_EVENT_STATE),
    select=("event", "agreed_with", "event__district", "event__topic"),
    icon="users",
)

MONITORINGS = occasion_face(
    code="control/monitorings",
    model=Monitoring,
    plural=_("Public monitorings"),
    lead=_("Objects the council went to see, and what it concluded."),
    cells=(
        NUMBER,
        O["on"],
        O["title"],
        Cell(label=_("Object"), says=lambda row: words(row, "object")),
        Cell(label=_("Purpose"), says=lambda row: words(row, "purpose"), listed=False),
        Cell(label=_("Agency"), says=related("agency"), listed=False),
        O["district"],
        Cell(label=_("Conclusion"), says=lambda row: day(row.concluded_on), kind="date"),
        O["state"],
    ),
    filters=(by_district("event__district"), by_topic("event__topic"), BY_EVENT_STATE),
    select=("event", "agency", "event__district", "event__topic"),
    icon="eye",
)

DISCUSSIONS = occasion_face(
    code="control/discussions",
    model=PublicDiscussion,
    plural=_("Public discussions"),
    lead=_("Questions talked over in the open with those they are about."),
    cells=(
        NUMBER,
        O["on"],
        O["title"],
        Cell(label=_("Agency"), says=related("agency")),
        O["district"],
        O["place"],
        Cell(label=_("Ground of the exception"), says=_exception, listed=False),
        O["state"],
    ),
    filters=(by_district("event__district"), by_topic("event__topic"), BY_EVENT_STATE),
    select=("event", "agency", "event__district", "event__topic"),
    icon="message",
)

EXPERTISES = Face(
    code="control/expertises",
    model=PublicExpertise,
    plural=_("Public expertises"),
    lead=_("What experts of public associations studied, and what they concluded."),
    by="petitioned_on",
    cells=(
        NUMBER,
        Cell(label=_("Asked for on"), says=lambda row: day(row.petitioned_on), kind="date"),
        Cell(label=_("Title"), says=words),
        Cell(label=_("Who asks for it"), says=lambda row: {"text": row.petitioner}, listed=False),
        Cell(label=_("Agency"), says=related("agency")),
        Cell(label=_("Topic"), says=related("topic"), listed=False),
        Cell(label=_("Association"), says=lambda row: {"text": row.association}, listed=False),
        Cell(label=_("Conclusion"), says=lambda row: day(row.concluded_on), kind="date"),
        Cell(label=_("State"), says=lambda row: state(row.status, row.get_status_display())),
    ),
    filters=(by_topic(), BY_STATE),
    select=("agency", "topic", "sitting__event"),
    icon="search",
)
