"""What becomes of the council's advice: it is adopted, sent, received, closed, point by point."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import product, zip_longest
from typing import TYPE_CHECKING

from django.db.models import Max
from django.utils.translation import gettext as _

from kenes.core import record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.norms import calendar
from kenes.norms.calendar import WorkingDays
from kenes.norms.deadline import deadline
from kenes.norms.models import Norm
from kenes.organs.models import Organisation
from kenes.recommendations.models import Point, Recommendation
from kenes.recommendations.proof.models import Verification
from kenes.recommendations.silence import actions as silence

if TYPE_CHECKING:
    from kenes.core.access import User
    from kenes.council.models import Council
    from kenes.sittings.decisions.models import Decision

R = Recommendation.Status
S = Point.Status
_EMPTY_LINE = re.compile(r"\n\s*\n")


@action
def adopt(paper: Recommendation, *, decision: "Decision", by: "User") -> None:
    """A sitting adopted the paper by its decision; from that day its points may be sent.

    It counts in `recommendations.documents`. Refused when the decision's vote did not carry.
    """
    if decision.ballot and not decision.ballot.carried:
        raise Refused(_("The vote did not carry; it decides nothing."), field="decision")
    on = decision.adopted_on
    if not paper.points.live().exists():
        raise Refused(_("The paper has no points: say first what is advised, and to whom."))
    record.move([paper], R.ADOPTED, on=on, by=by, adopted_on=on, decision=decision)


@action
def decline(paper: Recommendation, *, on: date, reason: str, by: "User") -> None:
    """The council did not adopt the paper. Its points leave `recommendations.in_preparation`."""
    if not reason.strip():
        raise Refused(_("Say why the paper was not adopted."), field="reason")
    record.move([paper], R.DECLINED, on=on, by=by, reason=reason.strip())
    points = list(paper.points.live().filter(status=S.PREPARED))
    record.move(points, S.DROPPED, on=on, by=by, reason=reason.strip())


@action
def redraft(paper: Recommendation, *, on: date, by: "User") -> None:
    """A paper that was not adopted is being prepared anew, with the points it had."""
    record.move([paper], R.DRAFT, on=on, by=by)
    points = list(paper.points.live().filter(status=S.DROPPED))
    record.move(points, S.PREPARED, on=on, by=by)


@action
def spread(
    paper: Recommendation,
    agencies: Sequence[Organisation],
    *,
    text_kk: str,
    text_ru: str,
    by: "User",
    done_when_kk: str = "",
    done_when_ru: str = "",
) -> list[Point]:
    """Each agency is advised each of these things, as a point of its own; the points.

    An empty line parts one piece of advice from the next. They count in
    `recommendations.in_preparation` until they are sent.
    """
    pieces = _paired(text_kk, text_ru)
    if not agencies:
        raise Refused(_("Choose the agencies to which the advice goes."))
    last = paper.points.live().aggregate(last=Max("ordinal"))["last"] or 0
    begun = paper.status_on
    points = [
        Point(
            council=paper.council,
            recommendation=paper,
            ordinal=ordinal,
            addressee=agency,
            text_kk=kk,
            text_ru=ru,
            done_when_kk=done_when_kk.strip(),
            done_when_ru=done_when_ru.strip(),
            prepared_on=begun,
        )
        for ordinal, ((kk, ru), agency) in enumerate(product(pieces, agencies), start=last + 1)
    ]
    record.register([Filing(each, path=[(S.PREPARED.value, begun)]) for each in points], by=by)
    return points


def _paired(kk: str, ru: str) -> list[tuple[str, str]]:
    """The pieces of advice in both languages. Refused where one has more of them than the other."""
    pieces = [
        [part.strip() for part in _EMPTY_LINE.split(said) if part.strip()] for said in (kk, ru)
    ]
    if not any(pieces):
        raise Refused(_("Say what is advised."), field="text_ru")
    if all(pieces) and len(pieces[0]) != len(pieces[1]):
        said = {"kk": len(pieces[0]), "ru": len(pieces[1])}
        sentence = _("There are %(kk)s pieces of advice in Kazakh and %(ru)s in Russian.")
        raise Refused(sentence % said, field="text_kk")
    return list(zip_longest(*pieces, fillvalue=""))


@action
def send(points: Sequence[Point], *, on: date, by: "User") -> None:
    """The points went to their agencies, and the clock of the answer runs from `on`.

    Each counts in `recommendations.sent` by that day and leaves `recommendations.in_preparation`;
    once its answer is due and has not come it counts in `recommendations.overdue`. Where no rule
    is known for that day, no answer is due on any, and the point is never overdue.
    """
    days = calendar.load()
    for point in points:
        if point.recommendation.status != R.ADOPTED:
            sentence = _("The council has not adopted %s yet.")
            raise Refused(sentence % point.recommendation.number)
        if on < point.prepared_on:
            raise Refused(_("The point was sent before it was prepared."), field="on")
        due_on = answer_due(point.recommendation.norm, on, point.council, days)
        record.move([point], S.SENT, on=on, by=by, sent_on=on, due_on=due_on)


@action
def receive(points: Sequence[Point], *, on: date, by: "User") -> None:
    """It is proven that the agency received the points on `on`: the term runs from that day."""
    days = calendar.load()
    for point in points:
        due_on = answer_due(point.recommendation.norm, on, point.council, days)
        record.correct(point, version=point.version, by=by, received_on=on, due_on=due_on)
    silence.follow([point for point in points if point.status == S.SENT], by=by)


def answer_due(code: str, start: date, council: "Council", days: WorkingDays) -> date | None:
    """When the answer to a point sent on that day is due; None where no rule of then is known."""
    norm = Norm.objects.known(code, start, council)
    return deadline(norm, start, days).due_on if norm else None


def reckon_anew(days: WorkingDays, *, by: "User") -> None:
    """The calendar changed: points that wait for an answer get the due day it now gives.

    Each that changes gets its journal line. Answered and closed points keep the day they had.
    """
    waiting = Point.objects.live().filter(status=S.SENT)
    moved = []
    for point in waiting.select_related("recommendation", "council").order_by("pk"):
        assert point.clock_from is not None
        due_on = answer_due(point.recommendation.norm, point.clock_from, point.council, days)
        if due_on != point.due_on:
            record.correct(point, version=point.version, by=by, due_on=due_on)
            moved.append(point)
    if moved:
        silence.follow(moved, by=by)


@action
def close(
    points: Sequence[Point], *, implemented: bool, on: date, by: "User", reason: str = ""
) -> None:
    """The council closed the points on what it found itself.

    Those done count in `recommendations.implemented`, and each rests on a check that found it done;
    the agency's word alone closes nothing. A point closed as not implemented says why, and may
    later be closed as implemented, never the other way.
    """
    for point in points:
        found = Verification.objects.live().filter(point=point)
        if implemented and not found.filter(outcome=Verification.Outcome.DONE).exists():
            raise Refused(_("First check what was done: no check by the council found it done."))
        if not implemented and not reason.strip() and not found.exists():
            raise Refused(_("Say why it is closed as not implemented."), field="reason")
        silence.end(point, on=on, by=by)
    status = S.IMPLEMENTED if implemented else S.NOT_IMPLEMENTED
    why = "" if implemented else reason.strip()
    record.move(points, status, on=on, by=by, reason=why, closed_because=why)


@action
def delegate(point: Point, *, to: "object | None", version: int, by: "User") -> None:
    """The agency's contact named who in the agency sees to the point; None takes it back."""
    record.correct(point, version=version, by=by, colleague=to)
