"""The person says whether the question is solved in fact, and is asked to."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import override

from kenes.appeals import notices
from kenes.appeals.merging.together import answered_with, merged_and_answered
from kenes.appeals.messages.models import PersonMessage
from kenes.appeals.models import Appeal
from kenes.core import clock, outbox, record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.letter import Letter
from kenes.core.refused import Refused
from kenes.core.text import capital

if TYPE_CHECKING:
    from kenes.core.access import User
    from kenes.council.models import Council

# The person is asked for a verdict when there was time to see what came of it.
ASKED_AFTER = timedelta(days=14)
NOTHING: dict[str, Any] = {
    **dict.fromkeys(("verdict", "merits", "verdict_text", "verdict_heard", "verdict_by"), ""),
    "verdict_on": None,
}


@action
def judge(
    appeal: Appeal,
    verdict: str,
    *,
    by: "User",
    text: str = "",
    merits: str = "",
    heard: str = Appeal.Heard.SITE,
    who: str = "",
    on: date | None = None,
) -> None:
    """The person says whether the question is solved: closed is not the same as fixed.

    Apart from that, whether it was answered on the merits. What was said last stands. It changes
    no state: reopening is for the council. What was told by phone or at a reception a clerk writes
    down: `heard` says how it was told, `who` by whom, and `on` which day.
    """
    closed = answered_with(appeal)
    if closed is None:
        raise Refused(_("There is no answer yet."))
    if verdict not in Appeal.Verdict.values:
        raise Refused(_("Choose what became of it."), field="verdict")
    if merits not in ("", *Appeal.Merits.values):
        raise Refused(_("Choose what the answer was like."), field="merits")
    if heard not in Appeal.Heard.values:
        raise Refused(_("Say how it was told."), field="heard")
    on = on or clock.today()
    if on < closed.status_on:
        raise Refused(_("That day it was not answered yet."), field="on")
    facts = {"verdict": verdict, "verdict_text": text.strip(), "merits": merits, "verdict_on": on}
    told = {"verdict_heard": heard, "verdict_by": who.strip()}
    record.correct(appeal, version=appeal.version, by=by, **facts, **told)


def put_away(appeals: Iterable[Appeal], *, by: "User") -> None:
    """What was said of an answer that stands no more is kept among the person's messages.

    Of the next answer nothing is said yet, and the person is asked anew.
    """
    for appeal in appeals:
        if not appeal.verdict:
            continue
        day = appeal.verdict_on or appeal.status_on
        with override(appeal.language):
            words = capital(", ".join(_said(appeal)))
        made = PersonMessage(
            council_id=appeal.council_id,
            appeal=appeal,
            kind=PersonMessage.Kind.VERDICT,
            text="\n\n".join(each for each in (words, appeal.verdict_text) if each),
            written_on=day,
        )
        path = [(state.value, day) for state in (made.Status.NEW, made.Status.READ)]
        record.register([Filing(made, path=path)], by=by)
        record.correct(appeal, version=appeal.version, by=by, **NOTHING)


def _said(appeal: Appeal) -> list[str]:
    """The verdict in words; where a clerk wrote it down, how it was told and by whom."""
    said = [appeal.get_verdict_display(), appeal.get_merits_display()]
    if appeal.verdict_heard and appeal.verdict_heard != Appeal.Heard.SITE:
        said += [appeal.get_verdict_heard_display(), appeal.verdict_by]
    return [str(each) for each in said if each]


def ask(council: "Council", today: date, *, by: "User") -> int:
    """Ask those whose appeal was answered two weeks ago what came of it. Says how many.

    Of each answer they are asked once, however often this is done, and only who left an address;
    whose appeal was merged into another, of the answer to that one.
    """
    closed = Appeal.objects.of(council).live().filter(status__in=Appeal.ANSWERED)
    closed = closed.filter(status_on__lte=today - ASKED_AFTER)
    own = closed.filter(~Exists(_asked_since(OuterRef("status_on"))))
    letters = [letter for row in _of(own) for letter in notices.verdict(row, row.status_on)]
    # Those alone who were given the answer.
    merged = merged_and_answered(closed).exclude(answer="")
    for row in _of(merged.filter(~Exists(_asked_since(OuterRef("closed_on"))))):
        if (answered := answered_with(row)) is not None:
            letters += notices.verdict(row, answered.status_on)
    return len(_ask(letters, by=by)) if letters else 0


def _of(rows: Any) -> Any:
    """Of these, those that people sent and have said nothing of yet."""
    waiting = rows.filter(verdict="").exclude(registered_on=None)
    return waiting.select_related("applicant", "topic", "district", "council")


def _asked_since(day: OuterRef) -> Any:
    """The letter by which the person was asked of the answer that stands."""
    asked = Letter.objects.filter(about_id=OuterRef("pk"), purpose=notices.VERDICT)
    return asked.filter(posted_on__gt=day)


@action
def _ask(letters: Sequence[Filing[Any]], *, by: "User") -> Sequence[Any]:
    return outbox.post(letters, by=by)
