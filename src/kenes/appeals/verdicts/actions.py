"""The person says whether the question is solved in fact, and is asked to."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from kenes.appeals import notices
from kenes.appeals.models import Appeal
from kenes.core import clock, outbox, record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.refused import Refused

if TYPE_CHECKING:
    from kenes.core.access import User
    from kenes.council.models import Council

# The person is asked for a verdict when there was time to see what came of it.
ASKED_AFTER = timedelta(days=14)


@action
def judge(appeal: Appeal, verdict: str, *, by: "User", text: str = "", merits: str = "") -> None:
    """The person says whether the question is solved: closed is not the same as fixed.

    Apart from that, whether it was answered on the merits. What was said last stands. It changes
    no state: reopening is for the council.
    """
    if appeal.status not in Appeal.ANSWERED:
        raise Refused(_("There is no answer yet."))
    if verdict not in Appeal.Verdict.values:
        raise Refused(_("Choose what became of it."), field="verdict")
    if merits not in ("", *Appeal.Merits.values):
        raise Refused(_("Choose what the answer was like."), field="merits")
    facts: dict[str, Any] = {"verdict": verdict, "verdict_text": text.strip(), "merits": merits}
    facts["verdict_on"] = clock.today()
    record.correct(appeal, version=appeal.version, by=by, **facts)


def ask(council: "Council", today: date, *, by: "User") -> int:
    """Ask those whose appeal was answered two weeks ago what came of it. Says how many.

    Each is asked once, however often this is done, and only who left an address.
    """
    closed = Appeal.objects.of(council).live().filter(status__in=Appeal.ANSWERED, verdict="")
    closed = closed.exclude(registered_on=None).filter(status_on__lte=today - ASKED_AFTER)
    rows = closed.select_related("applicant", "topic", "district", "council")
    letters = [letter for row in rows for letter in notices.verdict(row)]
    return len(_ask(letters, by=by)) if letters else 0


@action
def _ask(letters: Sequence[Filing[Any]], *, by: "User") -> Sequence[Any]:
    return outbox.post(letters, by=by)
