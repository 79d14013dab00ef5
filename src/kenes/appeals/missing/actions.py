"""What an appeal lacks is asked for later; the person supplies it with the code of the appeal."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from kenes.appeals import notices
from kenes.appeals.missing.models import MissingPart
from kenes.appeals.models import Appeal
from kenes.core import attachment, clock, outbox, record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.refused import Refused

if TYPE_CHECKING:
    from kenes.core.access import User

M = MissingPart.Status


@action
def ask(appeal: Appeal, *, what: str, until_on: date, on: date, by: "User") -> MissingPart:
    """The person is told what is missing and until when it may be supplied (APPC 64(6)).

    A letter says it, and so does the page of the appeal. No figure moves.
    """
    if appeal.status not in Appeal.OPEN:
        raise Refused(_("The appeal is closed; nothing is asked for any more."))
    made = MissingPart(
        council_id=appeal.council_id, appeal=appeal, asked_on=on, until_on=until_on, what=what
    )
    record.register([Filing(made, path=[(M.ASKED.value, on)])], by=by)
    outbox.post(notices.missing(appeal, made), by=by)
    return made


@action
def supply(part: MissingPart, text: str, files: Iterable[Any] = (), *, by: "User") -> None:
    """The person supplied it, in words or as files that the office alone sees.

    Also after the day it was asked for by, as long as the appeal is open.
    """
    if part.appeal.status not in Appeal.OPEN:
        raise Refused(_("The appeal is closed; nothing is asked for any more."))
    files = list(files)
    if not text.strip() and not files:
        raise Refused(_("Write it or add a file."), field="text")
    today = clock.today()
    record.move([part], M.SUPPLIED, on=today, by=by, supplied_on=today, text=text.strip())
    for file in files:
        attachment.attach(part.appeal, file.name, file.chunks(), public=False, by=by)


@action
def drop(part: MissingPart, *, on: date, by: "User", reason: str = "") -> None:
    """It came another way, or is not needed: the person is no longer asked for it."""
    record.move([part], M.DROPPED, on=on, by=by, reason=reason)
