"""A person writes to the council about an appeal; the council reads it, and may open it anew."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kenes.appeals import actions as appeals
from kenes.appeals.merging.together import answered_with
from kenes.appeals.messages.models import PersonMessage
from kenes.appeals.models import Appeal
from kenes.core import clock, record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.refused import Refused

if TYPE_CHECKING:
    from kenes.core.access import User

K, S = PersonMessage.Kind, PersonMessage.Status
A_DAY = 5


@action
def write(appeal: Appeal, text: str, *, by: "User") -> PersonMessage:
    """The person adds something to an appeal. It moves no state; the council sees it waiting."""
    return _write(appeal, K.MESSAGE, text, by=by)


@action
def ask_to_reopen(appeal: Appeal, text: str, *, by: "User") -> PersonMessage:
    """The person says that it is not solved, and asks that the council look into it once more.

    Refused while there is no answer, and while the same wish waits already.
    """
    if answered_with(appeal) is None:
        raise Refused(_("There is no answer yet."))
    if appeal.messages.live().filter(kind=K.REOPEN, status=S.NEW).exists():
        raise Refused(_("You have asked for it already; the council will decide."))
    return _write(appeal, K.REOPEN, text, by=by)


def _write(appeal: Appeal, kind: str, text: str, *, by: "User") -> PersonMessage:
    today = clock.today()
    if appeal.messages.live().filter(written_on=today).count() >= A_DAY:
        raise Refused(_("That is enough for today. Write again tomorrow."), field="text")
    made = PersonMessage(
        council=appeal.council, appeal=appeal, kind=kind, text=text.strip(), written_on=today
    )
    record.register([Filing(made, path=[(S.NEW, today)])], by=by)
    return made


@action
def read(messages: Sequence[PersonMessage], *, by: "User", reason: str = "") -> None:
    """Somebody of the council has read these and they wait no longer."""
    record.move(messages, S.READ, on=clock.today(), by=by, reason=reason)


@action
def grant(message: PersonMessage, *, on: date, by: "User", reason: str = "") -> None:
    """The council opens the appeal anew because its author asked for it.

    From `on` it counts in `appeals.in_work`.
    """
    if message.kind != K.REOPEN:
        raise Refused(_("This message asks for no reopening."))
    words = reason.strip() or _("its author asked for it")
    appeals.reopen([message.appeal], on=on, by=by, reason=words)
    read([message], by=by)
