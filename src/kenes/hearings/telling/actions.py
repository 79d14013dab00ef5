"""An agency is told of the hearing of its report, told again when the day moves, reminded."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Max

from kenes.core import clock, outbox, record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.hearings.deadline import reports
from kenes.hearings.models import Hearing
from kenes.hearings.telling import notices
from kenes.hearings.telling.models import HearingNotice
from kenes.norms import calendar
from kenes.norms.deadline import deadline
from kenes.norms.models import Norm

if TYPE_CHECKING:
    from kenes.core.access import User
    from kenes.council.models import Council

S = Hearing.Status
K = HearingNotice.Kind


def said_last(hearing: Hearing) -> HearingNotice | None:
    """The last notice that told the agency how the hearing stands."""
    rows = HearingNotice.objects.live().filter(hearing=hearing, kind__in=HearingNotice.TERMS)
    found: HearingNotice | None = rows.order_by("-sequence").first()
    return found


def to_tell(hearing: Hearing, last: HearingNotice | None, today: date) -> str:
    """What the agency is still to be told of; empty when it knows how the hearing stands."""
    if hearing.status == S.PLANNED and hearing.planned_on >= today:
        if last is None or last.kind == K.CALLED_OFF:
            return K.SCHEDULED
        moved = last.kind == K.PUT_OFF or last.planned_on_then != hearing.planned_on
        return K.MOVED if moved else ""
    told = last is not None and last.kind in (K.SCHEDULED, K.MOVED)
    if hearing.status == S.POSTPONED:
        return K.PUT_OFF if told or (last is None and hearing.planned_on >= today) else ""
    if hearing.status == S.CANCELLED:
        return K.CALLED_OFF if told or (last is not None and last.kind == K.PUT_OFF) else ""
    return ""


def tell(hearing: Hearing, *, by: "User", reason: str = "") -> HearingNotice | None:
    """The agency gets a letter that says how the hearing of its report stands now.

    None where it knows that already: told twice, nobody gets a second letter. A new day is told
    together with the old one.
    """
    last = said_last(hearing)
    kind = to_tell(hearing, last, clock.today())
    if not kind:
        return None
    before = last.planned_on_then if last is not None and kind == K.MOVED else None
    if before == hearing.planned_on:
        before = None
    due_on = None if kind in notices.GONE else _due(hearing)
    return _tell(hearing, kind, before, due_on, reason, by=by)


@action
def _tell(
    hearing: Hearing,
    kind: str,
    before: date | None,
    due_on: date | None,
    reason: str = "",
    *,
    by: "User",
) -> HearingNotice:
    """The letter is in the outbox, and the register remembers what it said."""
    rows = HearingNotice.objects.filter(hearing=hearing)
    number = rows.aggregate(last=Max("sequence"))["last"] or 0
    notice = HearingNotice(
        council=hearing.council,
        hearing=hearing,
        sequence=number + 1,
        kind=kind,
        told_on=clock.today(),
        planned_on_then=hearing.planned_on,
        before_on=before,
        report_due_on_then=due_on,
    )
    letters = notices.letters(notice, reason)
    notice.addresses = len(letters)
    record.register([Filing(notice)], by=by)
    outbox.post(letters, by=by)
    return notice


def _due(hearing: Hearing) -> date:
    """By when the report is awaited; told too late for that, by the last working day before."""
    days, today = calendar.load(), clock.today()
    norm = Norm.objects.nearest("hearing.report_before", hearing.planned_on, hearing.council)
    due_on = deadline(norm, hearing.planned_on, days).due_on
    if due_on >= today:
        return due_on
    return max(today, days.this_or_previous(hearing.planned_on - timedelta(days=1)))


def remind(council: "Council", today: date, *, by: "User") -> int:
    """Write once to each agency whose report did not come by its day. Says to how many."""
    planned = Hearing.objects.of(council).live().filter(status=S.PLANNED, planned_on__gte=today)
    rows = list(planned.select_related("agency", "council").order_by("planned_on", "pk"))
    found = reports(rows, today)
    done = 0
    for row in rows:
        last = said_last(row)
        told = HearingNotice.objects.live().filter(hearing=row, kind=K.REMINDER)
        known = last is not None and last.planned_on_then == row.planned_on
        if found[row.pk].missing and known and not told.filter(planned_on_then=row.planned_on):
            # It reminds of the day that was told, and sets no new one.
            _tell(row, K.REMINDER, None, found[row.pk].due_on, by=by)
            done += 1
    return done
