"""Figures of events: how many of each kind, where, and whom they reached."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kenes.core.dimension import Choice, Many
from kenes.core.having import Having
from kenes.core.indicator import Indicator, state
from kenes.core.measure import Distinct, Sum
from kenes.events.kinds import KINDS, Kind
from kenes.events.models import Event, ReachEntry
from kenes.events.problems.models import Problem
from kenes.organs.indicators import by_district, by_month, by_topic
from kenes.organs.models import Organisation

HELD = Event.Status.HELD
BY_COORGANISER = Many(
    code="coorganiser", wording=_("by co-organiser"), path="coorganisers", to="organisation"
)


def held(kind: Kind) -> Indicator:
    """The figure of one kind: events of it that were held."""
    return Indicator(
        code=kind.figure,
        model=Event,
        wording=kind.plural,
        definition=_("Events of this kind that were held, by their date."),
        unit=_("events"),
        counted_on="held_on",
        where={"kind": Q(kind=kind.code)},
        state=state(HELD),
        dimensions=(by_month("held_on"), by_district(), by_topic(), BY_COORGANISER),
        declared_at="kenes/events/kinds.py",
    )


PLATFORM_DISTRICTS = Indicator(
    code="events.platform_districts",
    model=Event,
    wording=_("districts where dialogue platforms were held"),
    definition=_("Districts of the city in which at least one dialogue platform was held."),
    unit=_("districts"),
    counted_on="held_on",
    where={"kind": Q(kind="platform"), "district": Q(district__isnull=False)},
    state=state(HELD),
    measure=Distinct(("district",)),
    dimensions=(by_district(), by_month("held_on").overlaps()),
)


def reach(code: str, kind: str, *dimensions: Any, **words: Any) -> Indicator:
    """The visits to the events of one kind that were held, summed over the reach ledger."""
    return Indicator(
        code=code,
        model=ReachEntry,
        unit=_("people"),
        counted_on="event__held_on",
        where={"kind": Q(event__kind=kind)},
        state=state(HELD, at="event__"),
        measure=Sum("people"),
        dimensions=(
            Choice(code="audience", wording=_("by audience"), path="audience"),
            Choice(code="source", wording=_("by how it is known"), path="source"),
            *dimensions,
            by_month("event__held_on"),
            Choice(
                code="estimated",
                wording=_("counted or estimated"),
                path="estimated",
                names={True: _("estimated"), False: _("counted")},
            ),
        ),
        **words,
    )


PLATFORM_REACH = reach(
    "events.platform_reach",
    "platform",
    by_district("event__district"),
    wording=_("people reached by dialogue platforms"),
    definition=_(
        "Visits to the dialogue platforms held, summed over the reach ledger; estimates are "
        "included and marked. A person who came twice is two visits."
    ),
)

AKIM_MEETINGS = Indicator(
    code="events.akim_meetings",
    model=Event,
    wording=_("meetings of akims with residents"),
    definition=_(
        "Meetings of the akim of the city or of a district with residents that were held and in "
        "which at least one member of the council took part."
    ),
    unit=_("meetings"),
    counted_on="held_on",
    where={"kind": Q(kind="akim_meeting"), "member took part": Having("participants")},
    state=state(HELD),
    dimensions=(by_month("held_on"), by_district()),
)

JOINT_MASLIKHAT = Indicator(
    code="events.joint_maslikhat",
    model=Event,
    wording=_("events held together with the maslikhat"),
    definition=_(
        "Events of every kind that were held with the maslikhat as a co-organiser, each once. "
        "Some of them also count as monitorings or round tables."
    ),
    unit=_("events"),
    counted_on="held_on",
    where={
        "with the maslikhat": Having("coorganisers", {"kind_then": Organisation.Kind.MASLIKHAT})
    },
    state=state(HELD),
    dimensions=(
        Choice(code="kind", wording=_("by kind"), path="kind"),
        by_month("held_on"),
        by_district(),
    ),
)

PROBLEMS_VOICED = Indicator(
    code="events.problems_voiced",
    model=Problem,
    wording=_("problems voiced at events"),
    definition=_("Problems that members and residents voiced at events held, by the event's date."),
    unit=_("problems"),
    counted_on="event__held_on",
    state=state(HELD, at="event__"),
    dimensions=(
        by_topic(),
        Choice(code="voice", wording=_("by who voiced it"), path="voice"),
        by_district("event__district"),
        by_month("event__held_on"),
    ),
)

INDICATORS = [
    *(held(kind) for kind in KINDS.values() if not kind.occasion and kind.code != "akim_meeting"),
    PLATFORM_DISTRICTS,
    PLATFORM_REACH,
    AKIM_MEETINGS,
    JOINT_MASLIKHAT,
    PROBLEMS_VOICED,
]
