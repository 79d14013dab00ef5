"""Figures of public control."""

from django.utils.translation import gettext_lazy as _

from kenes.control.models import Monitoring, PublicHearing
from kenes.core.indicator import Indicator, state
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

INDICATORS = [MONITORINGS, PUBLIC_HEARINGS]
