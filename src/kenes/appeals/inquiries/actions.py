"""The council asks an agency about an appeal; the agency answers, or is asked again."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from kenes.appeals.deadline import ORDINARY
from kenes.appeals.inquiries import notices
from kenes.appeals.inquiries.models import Inquiry
from kenes.appeals.models import Appeal
from kenes.core import attachment, outbox, record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.norms import calendar
from kenes.norms.calendar import WorkingDays
from kenes.norms.deadline import deadline
from kenes.norms.models import Norm

if TYPE_CHECKING:
    from kenes.core.access import User
    from kenes.council.models import Council

S = Inquiry.Status
Files = Iterable[Any]


def due(council: "Council", asked_on: date, days: WorkingDays) -> date:
    """By when a state body that is asked on a day answers: as it answers an application (APPC 76).

    The council's letter is an appeal to it like any other (domain: the periods bind the bodies).
    """
    return deadline(Norm.objects.nearest(ORDINARY, asked_on, council), asked_on, days).due_on


@action
def ask(inquiry: Inquiry, *, by: "User", files: Files = ()) -> Inquiry:
    """The agency gets a letter at once where it has an address; a scan of ours is kept beside it.

    The appeal is in work from that day, if nobody had taken it up.
    """
    appeal = inquiry.appeal
    if appeal.status not in Appeal.OPEN:
        raise Refused(_("The appeal is not in work: reopen it first."))
    if inquiry.asked_on < appeal.received_on:
        raise Refused(_("The appeal had not come yet."), field="asked_on")
    inquiry.council_id = appeal.council_id
    inquiry.due_on = due(appeal.council, inquiry.asked_on, calendar.load())
    record.register([Filing(inquiry, path=[(S.ASKED.value, inquiry.asked_on)])], by=by)
    _keep(inquiry, files, by=by)
    if appeal.status == Appeal.Status.REGISTERED:
        on = max(inquiry.asked_on, appeal.status_on)
        record.move([appeal], Appeal.Status.IN_WORK, on=on, by=by)
    outbox.post(notices.asked(inquiry), by=by)
    return inquiry


@action
def answer(
    inquiry: Inquiry,
    *,
    on: date,
    by: "User",
    text: str = "",
    number_in: str = "",
    files: Files = (),
) -> None:
    """The agency answered: in words that are written down, as a scan, or both."""
    scans = list(files)
    if not text.strip() and not scans:
        raise Refused(_("Write down the answer, or add its scan."), field="text")
    said: dict[str, Any] = {
        "answered_on": on,
        "answer": text.strip(),
        "number_in": number_in.strip(),
    }
    record.move([inquiry], S.ANSWERED, on=on, by=by, **said)
    _keep(inquiry, scans, by=by)


@action
def ask_again(inquiry: Inquiry, *, on: date, reason: str, by: "User") -> None:
    """What the agency answered is not enough, or it is asked after all; its term begins anew.

    The earlier answer stays in the journal and with its scans.
    """
    if not reason.strip():
        raise Refused(_("Say why the agency is asked again."), field="reason")
    facts: dict[str, Any] = {
        "answered_on": None,
        "due_on": due(inquiry.appeal.council, on, calendar.load()),
    }
    record.move([inquiry], S.ASKED, on=on, by=by, reason=reason.strip(), **facts)
    outbox.post(notices.asked(inquiry, again=reason.strip()), by=by)


@action
def drop(inquiry: Inquiry, *, on: date, reason: str, by: "User") -> None:
    """The answer is not needed any more; the agency is told by whom it was asked."""
    if not reason.strip():
        raise Refused(_("Say why."), field="reason")
    record.move([inquiry], S.DROPPED, on=on, by=by, reason=reason.strip())


def reckon_anew(days: WorkingDays, *, by: "User") -> None:
    """The calendar changed: letters that wait for an answer get the day it now gives."""
    waiting = Inquiry.objects.live().filter(status=S.ASKED).select_related("appeal__council")
    for inquiry in waiting.order_by("pk"):
        due_on = due(inquiry.appeal.council, inquiry.status_on, days)
        if due_on != inquiry.due_on:
            record.correct(inquiry, version=inquiry.version, by=by, due_on=due_on)


def _keep(inquiry: Inquiry, files: Files, *, by: "User") -> None:
    for file in files:
        attachment.attach(inquiry, file.name, file.chunks(), public=False, by=by)
