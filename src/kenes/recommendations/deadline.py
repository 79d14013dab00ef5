"""Why the answer to a point is due on its day; where two laws overlap, both of them.

Of what came from public control the Law on public councils asks an answer within a month (PC art
5(2)), and the Law on public control within ten working days (PCtl art 13(4)). The council chose one
of them for the paper; the other is shown beside it.
"""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kenes.core.link import origins
from kenes.norms.calendar import WorkingDays
from kenes.norms.deadline import Deadline, deadline
from kenes.norms.models import Norm
from kenes.norms.wording import sentence

if TYPE_CHECKING:
    from kenes.recommendations.models import Point, Recommendation

# The registers of public control, and the two rules that overlap over what comes from them.
CONTROL = frozenset({"publichearing", "monitoring", "publicexpertise", "publicdiscussion"})
OVERLAPPING = ("rec.answer.general", "control.answer")


@dataclass(frozen=True)
class Explained:
    """One law's day for an answer, and why that day; `chosen` is the one the council goes by."""

    term: Deadline
    chosen: bool

    @property
    def due_on(self) -> date:
        return self.term.due_on

    @property
    def why(self) -> str:
        """The reckoning in words, in the reader's language."""
        return sentence(self.term)


def explained(point: "Point", days: WorkingDays) -> list[Explained]:
    """The day of the law the council goes by, then that of the law that overlaps with it."""
    start = point.clock_from
    if start is None:
        return []
    chosen = point.recommendation.norm
    found = []
    for code in (chosen, *overlapping(point.recommendation)):
        norm = Norm.objects.known(code, start, point.council)
        if norm is not None:
            found.append(Explained(deadline(norm, start, days), chosen=code == chosen))
    return found


def overlapping(paper: "Recommendation") -> list[str]:
    """The rules that hold for the paper beside the one it goes by."""
    if paper.norm not in OVERLAPPING:
        return []
    if not origins(paper).filter(from_register__in=CONTROL).exists():
        return []
    return [code for code in OVERLAPPING if code != paper.norm]
