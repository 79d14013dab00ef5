"""Figures of public control."""

from django.utils.translation import gettext_lazy as _

from kenes.control.models import Monitoring, PublicDiscussion, PublicExpertise, PublicHearing
from kenes.core.indicator import Indicator, state
from kenes.events.indicators import reach
from kenes.events.models import Event
from kenes.organs.indicators import by_agency, by_district, by_month, by_topic

HELD = state(Event.Status.HELD, at="event__")

MONITORINGS = Indicator(
    code="control.monitorings",
    model=Monitoring,
    wording=_("public monitorings"),
    definition=_("Public monitorings carried out, by the day their field work ended."),
    unit=_("monitorings"),
    counted_on="event__held_on",
    state=HELD,
    dimensions=(
        by_month("event__held_on"),
        by_district("event__district"),
        by_topic("event__topic"),
        by_agency(),
    ),
)

PUBLIC_HEARINGS = Indicator(
    code="control.public_hearings",
    model=PublicHearing,
    wording=_("public hearings"),
    definition=_("Public hearings that were held, by their date."),
    unit=_("public hearings"),
    counted_on="event__held_on",
    state=HELD,
    dimensions=(by_month("event__held_on"), by_topic("event__topic")),
)

HEARING_PARTICIPANTS = reach(
    "control.hearing_participants",
    "public_hearing",
    by_topic("event__topic"),
    wording=_("participants of public hearings"),
    definition=_(
        "Visits to the public hearings held, summed over the reach ledger; estimates are included "
        "and marked. A person who came twice is two visits."
    ),
)

EXPERTISES = Indicator(
    code="control.expertises",
    model=PublicExpertise,
    wording=_("public expertises"),
    definition=_(
        "Public expertises of article 22 that ended with a conclusion, by its day. A review of a "
        "draft act is another thing and counts in its own figure."
    ),
    unit=_("expertises"),
    counted_on="concluded_on",
    state=state(PublicExpertise.Status.CONCLUDED),
    dimensions=(by_month("concluded_on"), by_topic(), by_agency()),
)

DISCUSSIONS = Indicator(
    code="control.discussions",
    model=PublicDiscussion,
    wording=_("public discussions"),
    definition=_("Public discussions that were held, by their date."),
    unit=_("discussions"),
    counted_on="event__held_on",
    state=HELD,
    dimensions=(
        by_month("event__held_on"),
        by_district("event__district"),
        by_topic("event__topic"),
        by_agency(),
    ),
)

INDICATORS = [MONITORINGS, PUBLIC_HEARINGS, HEARING_PARTICIPANTS, EXPERTISES, DISCUSSIONS]
