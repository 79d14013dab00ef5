"""By when the report of an agency is awaited before it is heard, and whether it came."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kenes.core import clock
from kenes.core.attachment import attached
from kenes.hearings.models import Hearing
from kenes.hearings.telling.models import HearingNotice
from kenes.norms import calendar
from kenes.norms.calendar import WorkingDays
from kenes.norms.deadline import Deadline, deadline
from kenes.norms.models import Norm

RULE = "hearing.report_before"


@dataclass(frozen=True)
class Report:
    """The report of one hearing: by when it is awaited, when it came, as it stands on a day."""

    due_on: date
    brought_on: date | None
    today: date

    @property
    def missing(self) -> bool:
        """Whether it has not come though its day has gone by."""
        return self.brought_on is None and self.due_on < self.today

    @property
    def late(self) -> bool:
        """Whether it came after its day."""
        return self.brought_on is not None and self.brought_on > self.due_on


def term(hearing: Hearing, days: WorkingDays) -> Deadline:
    """The day by the council's own rule, with why it is that day."""
    norm = Norm.objects.nearest(RULE, hearing.planned_on, hearing.council)
    return deadline(norm, hearing.planned_on, days)


def reports(hearings: Sequence[Hearing], today: date) -> Mapping[UUID, Report]:
    """How the report of each hearing stands; the day told to the agency goes before the rule's."""
    days = calendar.load()
    told = _told(hearings)
    files = attached(hearings, public=False)
    found = {}
    for row in hearings:
        due_on = told.get((row.pk, row.planned_on)) or term(row, days).due_on
        moments = [each.at.astimezone(clock.COUNCIL_ZONE).date() for each in files.get(row.pk, [])]
        found[row.pk] = Report(due_on, min(moments, default=None), today)
    return found


def _told(hearings: Sequence[Hearing]) -> dict[tuple[UUID, date], date]:
    """The day each agency was told, by the day the hearing was planned for then."""
    rows = HearingNotice.objects.live().filter(
        hearing__in=[row.pk for row in hearings], report_due_on_then__isnull=False
    )
    values = rows.order_by("sequence").values_list(
        "hearing_id", "planned_on_then", "report_due_on_then"
    )
    return {(key, planned): due for key, planned, due in values}
