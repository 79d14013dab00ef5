"""The catalogue of all figures, gathered by an explicit list."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from kenes.acts import indicators as acts
from kenes.appeals import indicators as appeals
from kenes.control import indicators as control
from kenes.core.indicator import Indicator
from kenes.core.refused import Refused
from kenes.council import indicators as council
from kenes.events import indicators as events
from kenes.hearings import indicators as hearings
from kenes.publications import indicators as publications
from kenes.recommendations import indicators as recommendations
from kenes.sittings import indicators as sittings
from kenes.surveys import indicators as surveys

SLICES = (
    sittings,
    council,
    hearings,
    events,
    control,
    acts,
    appeals,
    recommendations,
    publications,
    surveys,
)


def _gather() -> dict[str, Indicator]:
    found: dict[str, Indicator] = {}
    for module in SLICES:
        for indicator in module.INDICATORS:
            if indicator.code in found:
                raise ValueError(f"{indicator.code} is declared twice")
            found[indicator.code] = indicator
    return found


CATALOGUE: Mapping[str, Indicator] = _gather()


def figure(code: str) -> Indicator:
    """The indicator of that code. Refused when there is none."""
    if code not in CATALOGUE:
        raise Refused(_("There is no figure “%s”.") % code, field="code")
    return CATALOGUE[code]
