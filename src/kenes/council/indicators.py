"""Figures of the council's composition and bodies."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kenes.core.dimension import Choice
from kenes.core.indicator import Indicator
from kenes.council.models import Body, Mandate
from kenes.organs.indicators import by_month

COMMISSIONS = Indicator(
    code="council.commissions",
    model=Body,
    wording=_("commissions"),
    definition=_("Commissions of the council that exist on the day the figure is read as of."),
    unit=_("commissions"),
    where={"kind": Q(kind=Body.Kind.COMMISSION)},
)

COMMITTEES = Indicator(
    code="council.committees",
    model=Body,
    wording=_("committees"),
    definition=_("Committees of the council that exist on the day the figure is read as of."),
    unit=_("committees"),
    where={"kind": Q(kind=Body.Kind.COMMITTEE)},
)

ROTATED = Indicator(
    code="council.rotated",
    model=Mandate,
    wording=_("members who entered from the reserve list"),
    definition=_(
        "Members who took a seat from the reserve list, by the day a general sitting decided it. "
        "A member sent by a state body in place of another is not one of them."
    ),
    unit=_("members"),
    counted_on="decided_on",
    where={"entered": Q(entered=Mandate.Entered.RESERVE)},
    dimensions=(
        by_month("decided_on"),
        Choice(code="quota", wording=_("by quota"), path="seat__quota"),
    ),
)

INDICATORS = [COMMISSIONS, COMMITTEES, ROTATED]
