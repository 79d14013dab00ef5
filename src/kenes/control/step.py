"""A step of the guide of public control, and the rules that steps rest on."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from kenes.norms import calendar
from kenes.norms.calendar import WorkingDays
from kenes.norms.deadline import Deadline, deadline
from kenes.norms.models import Norm

if TYPE_CHECKING:
    from kenes.council.models import Council


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of the guide: what is done, by which rule, by when, and what is missing.

    `code` is also the word under which the office does it. `said` is what happened, `excused` the
    ground on which it may go on without.
    """

    code: str
    label: str
    norm: Norm
    done: bool
    done_on: date | None = None
    term: Deadline | None = None
    said: str = ""
    missing: Sequence[str] = ()
    excused: str = ""

    @property
    def due_on(self) -> date | None:
        """The last day for it, where it has one."""
        return self.term.due_on if self.term else None

    @property
    def settled(self) -> bool:
        """Whether nothing more is waited for: it is done, or an exception stands for it."""
        return self.done or bool(self.excused)

    def late(self, today: date) -> bool:
        """Whether its day has gone by with nothing done."""
        return not self.settled and self.due_on is not None and today > self.due_on


@dataclass(frozen=True)
class Law:
    """The rules of the steps, read at once."""

    council: "Council"
    versions: dict[str, list[Norm]]
    days: WorkingDays = field(repr=False)

    def norm(self, code: str, day: date) -> Norm:
        """The version in force on the day, or the one closest to it; the council's own first."""
        return min(self.versions[code], key=lambda norm: norm.away_from(day))

    def term(self, code: str, start: date | None) -> Deadline | None:
        """The term under a rule; none while it has not begun, and none before the law was."""
        if start is None or (norm := self.norm(code, start)).away_from(start):
            return None
        return deadline(norm, start, self.days)


CODES = (
    *("public_hearing.initiator", "public_hearing.agreed", "public_hearing.notice"),
    *("public_hearing.materials", "public_hearing.signatures", "public_hearing.published"),
    *("public_hearing.sent", "vote.public_hearing", "monitoring.informed", "monitoring.consent"),
    *("monitoring.conclusion", "monitoring.sent", "monitor.repeat_visit", "expertise.assigned"),
    *("expertise.experience", "discussion.media", "discussion.invite", "control.conflict"),
    *("control.document", "control.published", "control.final_doc", "control.answer"),
    *("control.group_size",),
)


def law_of(council: "Council", days: WorkingDays | None = None) -> Law:
    """Every rule the steps rest on, as the council has them."""
    versions: dict[str, list[Norm]] = {}
    for norm in Norm.objects.for_council(council).filter(code__in=CODES):
        versions.setdefault(norm.code, []).append(norm)
    return Law(council, versions, days or calendar.load())
