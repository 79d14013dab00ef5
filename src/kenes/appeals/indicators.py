"""Figures of appeals. The four leaves of the outcome always make up what was considered."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from kenes.appeals.models import Appeal
from kenes.core.dimension import Choice, Related, StateAsOf
from kenes.core.indicator import Indicator, State, state, state_but
from kenes.organs.indicators import by_agency, by_district, by_month, by_topic

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

DIMENSIONS = (
    StateAsOf(code="state", wording=_("by state"), path=""),
    by_topic(),
    by_district(),
    by_month("received_on"),
    Choice(code="kind", wording=_("by kind"), path="kind"),
    Choice(code="channel", wording=_("by channel"), path="channel"),
    Choice(code="applicant", wording=_("by applicant"), path="applicant_kind_then"),
    Choice(code="language", wording=_("by language"), path="language"),
    Related(code="commission", wording=_("by commission"), path="commission"),
    by_agency(),
)


def _received(
    code: str, wording: "_StrPromise", definition: "_StrPromise", counted: State | None = None
) -> Indicator:
    """Appeals received in the period, those alone that stood so on the day of reading."""
    return Indicator(
        code=code,
        model=Appeal,
        wording=wording,
        definition=definition,
        unit=_("appeals"),
        counted_on="received_on",
        state=counted,
        dimensions=DIMENSIONS,
    )


RECEIVED = _received(
    "appeals.received",
    _("appeals received"),
    _("Appeals received in the period, whatever became of them."),
)

NOT_TAKEN_UP = _received(
    "appeals.not_taken_up",
    _("appeals not taken up"),
    _(
        "Of the appeals received in the period, those that stood forwarded whole, returned, "
        "terminated, withdrawn or merged into another."
    ),
    state(*Appeal.NOT_TAKEN_UP),
)

CONSIDERED = _received(
    "appeals.considered",
    _("appeals of citizens and organisations considered"),
    _(
        "Appeals received in the period, less those that stood forwarded whole, returned, "
        "terminated, withdrawn or merged into another."
    ),
    state_but(*Appeal.NOT_TAKEN_UP),
)

RESOLVED = _received(
    "appeals.resolved",
    _("appeals resolved"),
    _("Of the appeals considered, those whose question stood resolved."),
    state(Appeal.Status.RESOLVED),
)

EXPLAINED = _received(
    "appeals.explained",
    _("appeals explained"),
    _("Of the appeals considered, those that stood closed with an explanation."),
    state(Appeal.Status.EXPLAINED),
)

REFUSED = _received(
    "appeals.refused",
    _("appeals refused"),
    _("Of the appeals considered, those that stood refused."),
    state(Appeal.Status.REFUSED),
)

IN_WORK = _received(
    "appeals.in_work",
    _("appeals in work"),
    _("Of the appeals considered, those that stood open."),
    state(*Appeal.OPEN),
)

LEAVES = (RESOLVED, EXPLAINED, REFUSED, IN_WORK)
INDICATORS = [RECEIVED, NOT_TAKEN_UP, CONSIDERED, *LEAVES]
