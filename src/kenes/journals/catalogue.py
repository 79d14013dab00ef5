"""The journals Kenes takes in, in the order in which their lines refer to one another."""

from kenes.acts.sheets import SHEETS as ACTS
from kenes.appeals.sheets import SHEETS as APPEALS
from kenes.control.sheets import SHEETS as CONTROL
from kenes.core.sheet import Sheet
from kenes.council.sheets import SHEETS as COUNCIL
from kenes.events.sheets import SHEETS as EVENTS
from kenes.hearings.sheets import SHEETS as HEARINGS
from kenes.organs.sheets import SHEETS as ORGANS
from kenes.programme.sheets import SHEETS as PROGRAMME
from kenes.publications.sheets import SHEETS as PUBLICATIONS
from kenes.recommendations.sheets import SHEETS as RECOMMENDATIONS
from kenes.report.sheets import SHEETS as STATED
from kenes.sittings.sheets import SHEETS as SITTINGS
from kenes.surveys.sheets import SHEETS as SURVEYS

# Recommendations follow everything they may have come from.
SHEETS: tuple[Sheet, ...] = (
    *ORGANS,
    *COUNCIL,
    *PROGRAMME,
    *EVENTS,
    *SITTINGS,
    *HEARINGS,
    *CONTROL,
    *ACTS,
    *APPEALS,
    *RECOMMENDATIONS,
    *SURVEYS,
    *STATED,
    *PUBLICATIONS,
)
