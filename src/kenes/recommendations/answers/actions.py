"""Agencies answer, point by point; the council says where an answer is hollow."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext as _

from kenes.core import flow, record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.recommendations.answers.models import PointAnswer
from kenes.recommendations.models import Point
from kenes.recommendations.silence import actions as silence

if TYPE_CHECKING:
    from kenes.core.access import User

S = Point.Status


@action
def take(
    answers: Sequence[PointAnswer], *, by: "User", versions: Mapping[UUID, int] | None = None
) -> None:
    """An agency answered points: in its cabinet, by e-mail or on paper.

    Each counts in `recommendations.answered`, accepted ones also in `recommendations.accepted`. An
    answer closes nothing: that is for the council. `versions` are those of the points the answering
    person saw: where a colleague has answered meanwhile, nothing is taken and the person is told.
    """
    for answer in answers:
        point = answer.point
        refuse_changed(point, versions)
        refuse_closed(point)
        answer.council_id = point.council_id
        answer.check_facts()
        _move(point, answer, by=by)
        silence.end(point, on=answer.given_on, by=by)
    record.register([Filing(answer) for answer in answers], by=by)


def refuse_changed(point: Point, versions: Mapping[UUID, int] | None) -> None:
    """Refuse, showing what changed, where the point is not the one the person saw."""
    seen = (versions or {}).get(point.pk, point.version)
    if seen != point.version:
        raise record.stale(point, seen)


def refuse_closed(point: Point) -> None:
    """Refuse what an agency says to a point that is not asked of it, or not any more."""
    if point.status in point.CLOSED:
        sentence = _("The council has closed point %s; write to the council about it.")
        raise Refused(sentence % point.reference)
    if point.sent_on is None or point.struck:
        raise Refused(_("Point %s is not sent.") % point.reference)


def _move(point: Point, answer: PointAnswer, *, by: "User") -> None:
    """The point comes to the state of its answer; the first answer stops the clock."""
    facts: dict[str, Any] = {}
    if answer.promised_on:
        facts["promised_on"] = answer.promised_on
    if point.answered_on is None:
        point.answered_on = answer.given_on
        point.check_facts()
        facts |= {"answered_on": point.answered_on, "days_to_answer": point.days_to_answer}
    if answer.kind == point.status:
        if facts:
            record.correct(point, version=point.version, by=by, **facts)
        return
    if answer.kind not in point.MOVES[point.status]:
        raise Refused(flow.unlawful(point, point.status, answer.kind), field="kind")
    try:
        record.move([point], answer.kind, on=answer.given_on, by=by, **facts)
    except Refused as refused:
        # The day of the move is the day the agency answered; its field is called so in the form.
        where = "given_on" if refused.field == "on" else refused.field
        raise Refused(refused.sentence, field=where) from None


@action
def find_hollow(answer: PointAnswer, *, reason: str, on: date, by: "User") -> None:
    """The council finds an answer without substance and says why: the point is not answered yet.

    It stays among those answered, for an answer came; what it was worth is shown beside it.
    """
    if not reason.strip():
        raise Refused(_("Say why the answer is without substance."), field="reason")
    record.correct(answer, version=answer.version, by=by, hollow_because=reason.strip())
    record.move([answer.point], S.HOLLOW, on=on, by=by, reason=reason.strip())


@action
def withhold(row: Any, *, reason: str, by: "User") -> None:
    """What an agency wrote is not shown to the public, for a reason; an empty one shows it again.

    Works for answers, reports of what was done and statements alike.
    """
    record.correct(row, version=row.version, by=by, withheld=reason.strip())
