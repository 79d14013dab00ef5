"""The day of the answer kept on appeals follows the calendar, and is filled where it is missing."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from kenes.appeals.deadline import Terms
from kenes.appeals.models import Appeal
from kenes.core import journal, record
from kenes.core.action import action
from kenes.core.flow import Step
from kenes.core.row import live
from kenes.norms.calendar import WorkingDays

if TYPE_CHECKING:
    from uuid import UUID

    from kenes.core.access import User
    from kenes.council.models import Council

# So many are filled at once; a duty of the day comes back for the others.
AT_ONCE = 2_000
TOLD = ["due_on", "answered_on", "days_to_answer"]


def reckon_anew(days: WorkingDays, *, by: "User") -> None:
    """The calendar changed: open appeals get the day it now gives, each with its journal line.

    Closed ones keep the day they had. Moves in time count in `appeals.late` by the new day.
    """
    waiting = Appeal.objects.filter(live(Appeal), status__in=Appeal.OPEN)
    rows = waiting.select_related("council").prefetch_related("extensions").order_by("pk")
    found: dict[UUID, Terms] = {}
    for appeal in rows.iterator(chunk_size=AT_ONCE):
        key = appeal.council_id
        terms = found.get(key) or found.setdefault(key, Terms.of(appeal.council, days))
        term = terms.answer(appeal, appeal.granted())
        if term and term.due_on != appeal.due_on:
            record.correct(appeal, version=appeal.version, by=by, due_on=term.due_on)


def fill(council: "Council", day: date, *, by: "User") -> int:
    """Appeals that came before the day was kept on them get it. Says how many did."""
    done = 0
    for rows in _missing(council):
        done += len(_fill(council, rows, by=by))
    return done


def _missing(council: "Council") -> Iterator[Sequence[Appeal]]:
    """The appeals without a day of answer, some at a time, each seen once."""
    without = Appeal.objects.of(council).filter(due_on=None).order_by("pk")
    rows = list(without.prefetch_related("extensions")[:AT_ONCE])
    while rows:
        yield rows
        rest = without.filter(pk__gt=rows[-1].pk)
        rows = list(rest.prefetch_related("extensions")[:AT_ONCE])


@action
def _fill(council: "Council", rows: Sequence[Appeal], *, by: "User") -> Sequence[Appeal]:
    terms, courses = Terms.of(council), _courses(rows)
    filled = []
    for appeal in rows:
        term = terms.answer(appeal, appeal.granted())
        if term is None:
            continue
        appeal.due_on = term.due_on
        for name, value in appeal.told_by_course(courses.get(appeal.pk, [])).items():
            setattr(appeal, name, value)
        filled.append(appeal)
    Appeal.objects.bulk_update(filled, TOLD, batch_size=500)
    journal.write("council.reckoned", council, by=by, council=council, many=len(filled))
    return filled


def _courses(rows: Iterable[Appeal]) -> dict["UUID", list[tuple[str, date]]]:
    made = Step.objects.filter(row_id__in=[row.pk for row in rows], struck_at=None)
    courses: dict[UUID, list[tuple[str, date]]] = {}
    for key, status, on in made.order_by("ordinal").values_list("row_id", "to_status", "on"):
        courses.setdefault(key, []).append((status, on))
    return courses
