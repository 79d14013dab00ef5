"""Appeals come in from the portal, by letter and over the counter; suspicious ones wait apart."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError
from django.utils.translation import gettext as _

from kenes.appeals import actions as appeals
from kenes.appeals import notices
from kenes.appeals.intake import by_letter
from kenes.appeals.intake.suspicion import Suspicion, flooded, joined
from kenes.appeals.models import Appeal
from kenes.core import attachment, clock, inbox, journal, outbox, record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.incoming import IncomingLetter
from kenes.core.refused import Refused
from kenes.core.text import owner_of
from kenes.core.trace import seen
from kenes.norms import calendar
from kenes.norms.calendar import office_hour

if TYPE_CHECKING:
    from kenes.core.access import User
    from kenes.council.models import Council

S = IncomingLetter.Status
RECEIPTS_A_DAY = 5


def receive(filing: Filing[Appeal], files: Iterable[Any] = (), *, by: "User") -> Appeal:
    """A person sent an appeal from the portal: it has its number the same moment.

    Whatever came after hours or on a day off is registered on the next working day (APPC 64(3)).
    The same appeal sent twice by a nervous thumb is one, also at the same moment. A letter confirms
    it, where an address was left. It counts in `appeals.received` by the day it came.
    """
    appeal = filing.row
    try:
        _receive(filing, files, by=by)
    except IntegrityError:
        known: Appeal | None = Appeal.objects.of(appeal.council).filter(pk=appeal.pk).first()
        if known is None:
            raise
        return known
    return appeal


@action
def _receive(filing: Filing[Appeal], files: Iterable[Any], *, by: "User") -> None:
    appeal, today = filing.row, clock.today()
    if flooded(appeal.council_id, appeal.channel):
        appeal.quarantined = True
        appeal.quarantine_why = joined([*appeal.quarantine_why.split(), Suspicion.FLOOD])
    appeal.received_on, appeal.registered_on = today, registration(clock.now())
    appeals.register([filing], by=by)
    for file in files:
        attachment.attach(appeal, file.name, file.chunks(), public=False, by=by)
    confirm(appeal, by=by)


def registration(at: datetime) -> date:
    """The day on which what came at a moment is registered (APPC 64(3))."""
    return office_hour(at, calendar.load()).astimezone(clock.COUNCIL_ZONE).date()


def confirm(appeal: Appeal, *, by: "User") -> None:
    """The receipt goes by letter, where there is an address; so many a day to one, and no more.

    Otherwise a program that answers every letter, or somebody who writes under the address of
    another, would have us write without end.
    """
    receipt = notices.received(appeal)
    if not receipt:
        return
    to = f"receipt {appeal.council_id} {clock.today()} {owner_of(appeal.applicant.email)}"
    if seen(to, clock.midnight()) <= RECEIPTS_A_DAY:
        outbox.post(receipt, by=by)


@action
def take_letter(letter: IncomingLetter, signs: Iterable[str] = (), *, by: "User") -> Appeal:
    """A letter that answers nothing is an appeal: it has its number, and its writer the receipt.

    It counts in `appeals.received` by the day the letter came. The letter is placed at it, and
    its files are the appeal's too. With a sign of something suspicious it waits in quarantine,
    and nobody is written to until the clerk has taken it out.
    """
    if letter.status != S.NEW:
        raise Refused(_("The letter is dealt with already."))
    filing = by_letter.filing(letter)
    appeal = filing.row
    appeal.registered_on = registration(letter.received_at)
    appeal.quarantine_why = joined(signs)
    appeal.quarantined = bool(appeal.quarantine_why)
    appeals.register([filing], by=by)
    files = attachment.attached([letter], public=False).get(letter.pk, [])
    for each in files:
        # The whole message stays with the letter; a person's appeal is its text and its files.
        if each.media_type != "message/rfc822":
            attachment.share(each, appeal, by=by)
    inbox.place(letter, appeal, by=by)
    if not appeal.quarantined:
        confirm(appeal, by=by)
    return appeal


def accept(
    filing: Filing[Appeal], files: Iterable[Any] = (), *, at: datetime, by: "User"
) -> Appeal:
    """The clerk took an appeal brought on paper or told in person, at the moment `at`.

    It counts in `appeals.received` by that day; what came after hours is registered on the next
    working day (APPC 64(3)). A form sent twice is one appeal.
    """
    appeal = filing.row
    known: Appeal | None = Appeal.objects.of(appeal.council).filter(pk=appeal.pk).first()
    if known is not None:
        return known
    if at > clock.now():
        raise Refused(_("That moment is still to come."), field="on")
    _accept(filing, files, at, by=by)
    return appeal


@action
def _accept(filing: Filing[Appeal], files: Iterable[Any], at: datetime, *, by: "User") -> None:
    appeal = filing.row
    appeal.registered_on = registration(at)
    appeals.register([filing], by=by)
    for file in files:
        attachment.attach(appeal, file.name, file.chunks(), public=False, by=by)
    confirm(appeal, by=by)


@action
def release(appeal: Appeal, *, by: "User") -> None:
    """The clerk looked: it is an appeal like any other. Its writer gets the receipt now."""
    if not appeal.quarantined:
        raise Refused(_("The appeal is not in quarantine."))
    record.correct(appeal, version=appeal.version, by=by, quarantined=False)
    confirm(appeal, by=by)


@action
def receive_at(council: "Council", address: str, *, by: "User") -> None:
    """Letters to this address that answer nothing are appeals from now on; with none they wait."""
    address = address.strip()
    if address:
        try:
            validate_email(address)
        except ValidationError:
            raise Refused(_("This is no e-mail address."), field="address") from None
    before, council.appeals_mail = council.appeals_mail, address
    council.save(update_fields=["appeals_mail"])
    changed = {"appeals_mail": [before, address]}
    journal.write("council.corrected", council, by=by, council=council, changed=changed)
