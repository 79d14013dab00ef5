"""The inbox: what may be done with a letter that came."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kenes.core import clock, journal, record
from kenes.core.action import action
from kenes.core.incoming import IncomingLetter, facts_about
from kenes.core.refused import Refused
from kenes.core.row import Row

if TYPE_CHECKING:
    from kenes.core.access import User

Status = IncomingLetter.Status


@action
def place(letter: IncomingLetter, about: Row, *, by: "User") -> None:
    """The letter belongs to this record from now on; it may have stood at another one before."""
    if about.council_id != letter.council_id:
        raise Refused(_("There is no such record in this council."), field="number")
    if letter.status == Status.PLACED:
        take_back(letter, by=by)
    facts = facts_about(about, personal=letter.answers is not None and letter.answers.personal)
    record.move([letter], Status.PLACED, on=clock.today(), by=by, reason=about.reference, **facts)


@action
def set_aside(letter: IncomingLetter, *, reason: str, by: "User") -> None:
    """The letter answers no record and waits for nobody: advertising, a letter to another."""
    reason = reason.strip()
    if not reason:
        raise Refused(_("Say why the letter is set aside."), field="reason")
    record.move([letter], Status.SET_ASIDE, on=clock.today(), by=by, reason=reason)


@action
def take_back(letter: IncomingLetter, *, by: "User") -> None:
    """The letter is not placed any more, and waits again; who may read it is decided anew."""
    facts = facts_about(None, personal=True)
    record.move([letter], Status.NEW, on=clock.today(), by=by, **facts)


@action
def see(letter: IncomingLetter, *, by: "User") -> None:
    """Somebody opened a personal letter, or a file of it; the journal remembers who."""
    journal.write("incomingletter.seen", letter, by=by)
