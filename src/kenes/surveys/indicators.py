"""Figures of surveys."""

from django.utils.translation import gettext_lazy as _

from kenes.core.indicator import Indicator
from kenes.organs.indicators import by_month
from kenes.surveys.models import Survey

HELD = Indicator(
    code="surveys.held",
    model=Survey,
    wording=_("sociological surveys"),
    definition=_("Sociological surveys, by the day their field work ended."),
    unit=_("surveys"),
    counted_on="field_until",
    dimensions=(by_month("field_until"),),
)

INDICATORS = [HELD]
