"""The form of each register of public control."""

from django.utils.translation import gettext_lazy as _

from kenes.control.models import Monitoring, PublicDiscussion, PublicExpertise, PublicHearing
from kenes.control.monitorings import actions as monitorings
from kenes.events.models import Event
from kenes.office.doubts import of_monitoring, of_occasion
from kenes.office.entry import Entry, Group
from kenes.office.occasion import OCCASION, ONE_TITLE, WHAT, WHEN, WHERE, met

S = Event.Status

PUBLIC_HEARINGS = Entry(
    model=PublicHearing,
    within="event",
    given={"kind": "public_hearing"},
    groups=(
        Group(WHAT, (*OCCASION[:2], "initiator"), ONE_TITLE),
        Group(WHEN, (*OCCASION[2:], "event__places", *WHERE)),
        Group(_("What came of it"), ("protocol_on",)),
    ),
    parts=met(of_occasion=True),
    dated={S.HELD: "event__held_on"},
    outcomes=(S.HELD,),
    doubts=of_occasion,
)

MONITORINGS = Entry(
    model=Monitoring,
    within="event",
    given={"kind": "monitoring"},
    groups=(
        Group(WHAT, (*OCCASION[:2], "object_ru", "object_kk", "agency"), ONE_TITLE),
        Group(_("Purpose"), ("purpose_ru", "purpose_kk", "repeat_ground")),
        Group(
            WHEN,
            ("event__began_on", "event__held_on", *WHERE),
            _("It is counted by the day its field work ended."),
        ),
        Group(_("What came of it"), ("concluded_on",)),
    ),
    parts=met(of_occasion=True),
    dated={S.HELD: "event__held_on"},
    outcomes=(S.HELD,),
    doubts=of_monitoring,
    register=monitorings.register_monitorings,
)

DISCUSSIONS = Entry(
    model=PublicDiscussion,
    within="event",
    given={"kind": "discussion"},
    groups=(
        Group(WHAT, (*OCCASION[:2], "agency"), ONE_TITLE),
        Group(WHEN, (*OCCASION[2:], "event__places", *WHERE)),
    ),
    parts=met(of_occasion=True),
    dated={S.HELD: "event__held_on"},
    outcomes=(S.HELD,),
    doubts=of_occasion,
)

EXPERTISES = Entry(
    model=PublicExpertise,
    groups=(
        Group(WHAT, ("title_ru", "title_kk", "agency", "topic"), ONE_TITLE),
        Group(_("Petition"), ("petitioner", "petitioned_on")),
    ),
    dated={PublicExpertise.Status.PETITIONED: "petitioned_on"},
)

CONTROL = (PUBLIC_HEARINGS, MONITORINGS, DISCUSSIONS, EXPERTISES)
