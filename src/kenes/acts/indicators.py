"""Figures of reviews of draft acts and of the analysis of acts in force."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kenes.acts.models import Finding, Review
from kenes.core.dimension import Choice, Related
from kenes.core.indicator import Indicator
from kenes.organs.indicators import by_agency, by_month

REVIEWED = Indicator(
    code="acts.reviewed",
    model=Review,
    wording=_("draft acts reviewed"),
    definition=_(
        "Reviews of draft acts that ended in a conclusion, by the day of the conclusion. A draft "
        "let pass in silence never counts."
    ),
    unit=_("drafts"),
    counted_on="concluded_on",
    where={"not let pass": ~Q(outcome=Review.Outcome.LET_PASS)},
    dimensions=(
        Choice(code="outcome", wording=_("by conclusion"), path="outcome"),
        Choice(code="kind", wording=_("by kind"), path="draft__kind"),
        by_month("concluded_on"),
        by_agency("draft__developer"),
        Related(code="commission", wording=_("by commission"), path="draft__commission"),
    ),
)

FOUND = Indicator(
    code="acts.findings",
    model=Finding,
    wording=_("gaps and contradictions found in acts"),
    definition=_("Faults that the analysis of acts in force found, by the day each was found."),
    unit=_("findings"),
    counted_on="found_on",
    dimensions=(
        Choice(code="kind", wording=_("by kind"), path="kind"),
        Related(code="act", wording=_("by act"), path="act"),
        by_month("found_on"),
    ),
)

INDICATORS = [REVIEWED, FOUND]
