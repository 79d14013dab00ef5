"""Questions of an appeal are told apart, each gets its outcome, and the appeal follows them."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import override

from kenes.appeals import actions as appeals
from kenes.appeals.matters.models import AT_MOST, Matter, outcome
from kenes.appeals.merging import actions as merging
from kenes.appeals.models import Appeal
from kenes.core import record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.core.text import capital

if TYPE_CHECKING:
    from kenes.core.access import User

S = Matter.Status


@action
def tell_apart(matter: Matter, *, on: date, by: "User") -> Matter:
    """One question of an appeal is written down; it has no outcome yet.

    From then on the appeal is closed by the outcomes of its questions alone.
    """
    appeal = _held(matter)
    if appeal.status not in Appeal.OPEN:
        raise Refused(_("The appeal is not in work: reopen it first."))
    rows = Matter.objects.filter(appeal=appeal)
    if rows.filter(struck_at=None).count() >= AT_MOST:
        raise Refused(_("No more than %s questions.") % AT_MOST)
    last: int = rows.aggregate(last=Max("ordinal"))["last"] or 0
    matter.council_id, matter.ordinal = appeal.council_id, last + 1
    record.register([Filing(matter, path=[(S.OPEN.value, on)])], by=by)
    return matter


@action
def close(matter: Matter, outcome: str, *, answer: str, on: date, by: "User") -> None:
    """A question has its outcome and its answer: resolved, explained or refused.

    With the last of them the appeal is closed: resolved when all its questions are, else as the
    least favourable of them. The person then gets one letter with all the answers.
    """
    if not answer.strip():
        raise Refused(_("Write what the person is told."), field="answer")
    appeal = _held(matter)
    merging.check_answer([appeal], answer)
    said: dict[str, Any] = {"answer": answer.strip()}
    record.move([matter], outcome, on=on, by=by, **said)
    _follow(appeal, on=on, by=by)


@action
def put_right(matter: Matter, *, by: "User", **facts: Any) -> None:
    """What is asked, or of whom, was written down wrongly; only while it has no outcome."""
    if matter.status != S.OPEN:
        raise Refused(_("The question has its outcome: reopen it first."))
    record.correct(matter, version=matter.version, by=by, **facts)


@action
def reopen(matter: Matter, *, on: date, reason: str, by: "User") -> None:
    """A question is open again, and with it the appeal, if it was closed."""
    appeal = _held(matter)
    record.move([matter], S.OPEN, on=on, by=by, reason=reason)
    if appeal.status in Appeal.ANSWERED:
        appeals.resume([appeal], on=on, by=by, reason=reason)


@action
def strike(matter: Matter, *, reason: str, on: date, by: "User") -> None:
    """A question was written down by mistake; the appeal follows those that are left."""
    appeal = _held(matter)
    record.strike([matter], reason=reason, by=by)
    _follow(appeal, on=on, by=by)


def _held(matter: Matter) -> Appeal:
    """The appeal of a question as it stands now, before the question is touched.

    Of two clerks who close, open or strike its questions the second sees what the first did, and
    neither waits for the other's question with the appeal in hand.
    """
    merging.hold([matter.appeal])
    matter.appeal.refresh_from_db()
    return matter.appeal


def _follow(appeal: Appeal, *, on: date, by: "User") -> None:
    """The appeal is closed once every one of its questions is."""
    rows = list(appeal.matters.live().order_by("ordinal"))
    reached = outcome([row.status for row in rows])
    if not reached or appeal.status not in Appeal.OPEN:
        return
    # Never before the last of them was answered.
    latest = max([on, *(row.status_on for row in rows)])
    with override(appeal.language):
        answer, alone = together(rows), together(rows, asked=False)
    appeals.close([appeal], reached, answer, on=latest, by=by, to_merged=alone)


def together(matters: list[Matter], *, asked: bool = True) -> str:
    """The answers to the questions as one text: each question by its number, then its answer.

    The outcomes are named in the language that is set: the person's. What was `asked` stands in the
    person's own words, which are for nobody else.
    """
    if len(matters) == 1:
        return matters[0].answer
    return "\n\n".join(
        f"{at}. {row.question}\n{answer}" if asked else f"{at}. {answer}"
        for at, row in enumerate(matters, start=1)
        for answer in (f"{capital(row.get_status_display())}. {row.answer}",)
    )
