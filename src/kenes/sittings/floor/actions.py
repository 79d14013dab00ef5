"""Items are taken up one after another, and people take the floor."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kenes.core import clock, record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.council.models import Person
from kenes.sittings.ballots.models import Ballot
from kenes.sittings.floor.models import Speech, Turn
from kenes.sittings.hall import screen
from kenes.sittings.models import AgendaItem, Sitting

if TYPE_CHECKING:
    from kenes.core.access import User


@action
def take_up(item: AgendaItem, *, by: "User") -> Turn:
    """The item comes under discussion; the one before it, with its speeches, is over."""
    sitting = item.sitting
    _refuse_out_of_session(sitting)
    if (
        Ballot.objects.filter(item__sitting=sitting, struck_at=None, status=Ballot.Status.OPEN)
        .exclude(kind=Ballot.Kind.ABSENTEE)
        .exists()
    ):
        raise Refused(_("A vote is open. Close it or declare it void first."))
    _end_turns(sitting, by=by)
    turn = Turn(council_id=item.council_id, item=item)
    record.register([Filing(turn)], by=by)
    if not item.taken_up:
        record.correct(item, version=item.version, by=by, taken_up=True)
    screen.changed(sitting)
    return turn


@action
def finish(item: AgendaItem, *, by: "User") -> None:
    """The discussion of the item is over. Refused when it is not the one under discussion."""
    if not _end_turns(item.sitting, by=by):
        raise Refused(_("This item is not under discussion."))
    screen.changed(item.sitting)


def _end_turns(sitting: Sitting, *, by: "User") -> int:
    now, ended = clock.now(), 0
    going_on = {"item__sitting": sitting, "struck_at": None, "ended_at": None}
    for speech in Speech.objects.filter(**going_on, began_at__isnull=False):
        record.correct(speech, version=speech.version, by=by, ended_at=now)
    for turn in Turn.objects.filter(**going_on):
        record.correct(turn, version=turn.version, by=by, ended_at=now)
        ended += 1
    return ended


def _refuse_out_of_session(sitting: Sitting) -> None:
    if not sitting.in_session:
        raise Refused(_("The sitting is not under way."))


def ask(
    item: AgendaItem,
    *,
    by: "User",
    person: Person | None = None,
    guest: str = "",
    minutes: int | None = None,
) -> Speech:
    """Somebody asks for the floor under an item. Who waits for it already waits but once."""
    _refuse_out_of_session(item.sitting)
    waiting = Speech.objects.filter(item=item, struck_at=None, ended_at=None)
    same = waiting.filter(person=person, guest=guest.strip()).first()
    return same or _ask(item, person, guest.strip(), minutes, by=by)


@action
def _ask(
    item: AgendaItem, person: Person | None, guest: str, minutes: int | None, *, by: "User"
) -> Speech:
    if (person is None) == (not guest):
        raise Refused(_("Say who asks for the floor: a member, or a guest by name."), field="guest")
    speech = Speech(
        council_id=item.council_id, item=item, person=person, guest=guest, minutes=minutes
    )
    record.register([Filing(speech)], by=by)
    screen.changed(item.sitting)
    return speech


@action
def begin(speech: Speech, *, by: "User") -> None:
    """The speaker takes the floor; whoever had it has ended."""
    sitting = speech.item.sitting
    _refuse_out_of_session(sitting)
    if speech.began_at is not None:
        raise Refused(_("This speech has begun already."))
    now = clock.now()
    before = Speech.objects.filter(
        item__sitting=sitting, struck_at=None, began_at__isnull=False, ended_at=None
    )
    for other in before:
        record.correct(other, version=other.version, by=by, ended_at=now)
    record.correct(speech, version=speech.version, by=by, began_at=now)
    screen.changed(sitting)


@action
def end(speech: Speech, *, by: "User") -> None:
    """The speaker gives the floor back."""
    if speech.began_at is None or speech.ended_at is not None:
        raise Refused(_("This speech is not under way."))
    record.correct(speech, version=speech.version, by=by, ended_at=clock.now())
    screen.changed(speech.item.sitting)


@action
def withdraw(speech: Speech, *, by: "User") -> None:
    """Somebody who waited for the floor gives up his turn; he may ask again."""
    if speech.began_at is not None:
        raise Refused(_("This speech has begun already."))
    record.strike([speech], reason=_("gave up the turn"), by=by)
    screen.changed(speech.item.sitting)
