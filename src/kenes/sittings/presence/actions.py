"""The roll is called, people come and go, the sitting is opened and closed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kenes.core import clock, record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.council.models import Person
from kenes.events import actions as events
from kenes.events.models import Event
from kenes.sittings import actions as sittings
from kenes.sittings.ballots.models import Ballot
from kenes.sittings.floor.models import Speech, Turn
from kenes.sittings.hall import screen
from kenes.sittings.models import AgendaItem, Sitting
from kenes.sittings.presence.models import PresenceMark, QuorumCheck, RollEntry
from kenes.sittings.presence.quorum import Quorum, norm_of, reckon
from kenes.sittings.presence.roll import belonging, members_in_all
from kenes.sittings.presence.timeline import Presence

if TYPE_CHECKING:
    from kenes.core.access import User

AHEAD = (Event.Status.PLANNED, Event.Status.ADJOURNED)
S = PresenceMark.State
# What can still be said of a member after the sitting was closed: why he was not there.
AFTERWARDS = (S.EXCUSED, S.ABSENT)


@dataclass(frozen=True)
class Mark:
    """What is said of one person: from when he is present, remote, away, excused or absent."""

    person: Person
    state: str
    at: datetime | None = None
    via: str = PresenceMark.Via.SECRETARY
    reason: str = ""


@action
def call_roll(sitting: Sitting, *, by: "User") -> None:
    """Copy who belongs to the body on the day of the sitting, and how many make its quorum.

    Called again before the opening it follows what has changed in the body since.
    """
    if sitting.opened_at is not None or sitting.event.status not in AHEAD:
        raise Refused(_("The roll is called before the sitting is opened."))
    wanted = belonging(sitting)
    if not wanted:
        raise Refused(_("Nobody belongs to this body on that day; enter its members first."))
    standing = {line.person_id: line for line in sitting.roll.filter(struck_at=None)}
    gone = [
        line
        for line in standing.values()
        if wanted.get(Person(pk=line.person_id)) != line.role_then
    ]
    if gone:
        record.strike(gone, reason=_("the composition of the body has changed"), by=by)
    kept = set(standing) - {line.person_id for line in gone}
    fresh = [
        Filing(
            RollEntry(
                council_id=sitting.council_id,
                sitting=sitting,
                person=person,
                name_kk_then=person.title_kk or person.title_ru,
                name_ru_then=person.title_ru or person.title_kk,
                role_then=role,
            )
        )
        for person, role in wanted.items()
        if person.pk not in kept
    ]
    if fresh:
        record.register(fresh, by=by)
    seats = members_in_all(sitting, len(wanted))
    needed = norm_of(sitting).needed(seats)
    record.correct(sitting, version=sitting.version, by=by, seats_then=seats, quorum_then=needed)
    screen.changed(sitting)


def mark(sitting: Sitting, marks: Sequence[Mark], *, by: "User") -> None:
    """People came, left, are excused or absent. What already holds of a person is not said twice.

    During the sitting each change of the number present leaves a check of the quorum.
    """
    _refuse_marks(sitting, marks)
    presence = Presence(sitting)
    on_roll = set(sitting.roll.filter(struck_at=None).values_list("person_id", flat=True))
    if strangers := [each.person for each in marks if each.person.pk not in on_roll]:
        sentence = _("%(person)s is not on the roll of this sitting.")
        raise Refused(sentence % {"person": strangers[0]}, field="person")
    news = [each for each in marks if _is_news(presence, each)]
    if news:
        _mark(sitting, news, by=by)


def _refuse_marks(sitting: Sitting, marks: Iterable[Mark]) -> None:
    closed = sitting.closed_at is not None
    if closed and any(each.state not in AFTERWARDS for each in marks):
        raise Refused(_("The sitting is closed; only the reason of an absence can be added."))
    if not (closed or sitting.in_session or sitting.event.status in AHEAD):
        raise Refused(_("Presence is marked at a sitting that is planned or under way."))
    if any(each.at and each.at > clock.now() for each in marks):
        raise Refused(_("That moment is still to come."), field="at")


def _is_news(presence: Presence, said: Mark) -> bool:
    """Whether it says more than is known. What is said of a past moment may matter later on."""
    held = presence.at(said.at).get(said.person.pk)
    if held is None or (said.at is not None and held.at != said.at):
        return True
    return (held.state, held.reason) != (said.state, said.reason)


@action
def _mark(sitting: Sitting, news: Sequence[Mark], *, by: "User") -> None:
    # Marks come one after another, so that each check counts every mark before it.
    Sitting.objects.select_for_update().get(pk=sitting.pk)
    before = len(Presence(sitting).there()) if sitting.in_session else 0
    rows = [
        PresenceMark(
            council_id=sitting.council_id,
            sitting=sitting,
            person=each.person,
            at=each.at or clock.now(),
            state=each.state,
            reason=each.reason.strip(),
            via=each.via,
        )
        for each in news
    ]
    record.register([Filing(row) for row in rows], by=by)
    _check_change(sitting, before, by=by)
    screen.changed(sitting)


@action
def unmark(sitting: Sitting, marks: Sequence[PresenceMark], *, reason: str, by: "User") -> None:
    """Take back marks made by mistake: they stay to be seen, struck, and hold no more."""
    if sitting.closed_at is not None:
        raise Refused(_("The sitting is closed; its presence stays as it was recorded."))
    before = len(Presence(sitting).there())
    record.strike(marks, reason=reason, by=by)
    _check_change(sitting, before, by=by)
    screen.changed(sitting)


def _check_change(sitting: Sitting, before: int, *, by: "User") -> None:
    """During the sitting the quorum is reckoned anew whenever another number is there."""
    if sitting.in_session and (found := reckon(sitting)).present != before:
        enter_check(sitting, found, QuorumCheck.Occasion.CHANGE, by=by)


def enter_check(
    sitting: Sitting,
    found: Quorum,
    occasion: str,
    *,
    by: "User",
    item: AgendaItem | None = None,
) -> QuorumCheck:
    """Keep a reckoning of the quorum as evidence; stands inside a verb."""
    check = found.check(sitting, occasion)
    check.item = item
    record.register([Filing(check)], by=by)
    return check


@action
def open_sitting(sitting: Sitting, *, by: "User") -> None:
    """The chair opens the sitting: with its quorum it is held, and counts from this day.

    Refused without the quorum: then the clerk adjourns it or records that it did not take place.
    """
    found = _reckon_at_opening(sitting)
    if not found.met:
        raise Refused(found.lack())
    enter_check(sitting, found, QuorumCheck.Occasion.OPENING, by=by)
    record.correct(sitting, version=sitting.version, by=by, opened_at=clock.now())
    sittings.hold(
        sitting,
        on=clock.today(),
        seats_then=found.seats,
        quorum_then=found.needed,
        present=found.present,
        by=by,
    )
    screen.changed(sitting)


@action
def give_up(sitting: Sitting, *, by: "User", reason: str = "", to: date | None = None) -> None:
    """The sitting could not be opened: it failed, or with a day `to` it was put off to that day.

    Who had come stays as evidence; the sitting counts in no figure.
    """
    found = _reckon_at_opening(sitting)
    enter_check(sitting, found, QuorumCheck.Occasion.OPENING, by=by)
    record.correct(
        sitting,
        version=sitting.version,
        by=by,
        seats_then=found.seats,
        quorum_then=found.needed,
        present=found.present,
    )
    on, why = clock.today(), reason or found.lack()
    if to is not None:
        _send_home(sitting, by=by)
        sittings.postpone(sitting, to=to, on=on, by=by, reason=why)
    else:
        events.fail([sitting.event], on=on, by=by, reason=why)
    screen.changed(sitting)


def _send_home(sitting: Sitting, *, by: "User") -> None:
    """Who had come leaves, and comes anew on the other day."""
    presence = Presence(sitting)
    there = presence.there()
    rows = [
        PresenceMark(
            council_id=sitting.council_id, sitting=sitting, person=line.person, state=S.AWAY
        )
        for line in presence.roll
        if line.person_id in there
    ]
    record.register([Filing(row) for row in rows], by=by)


def _reckon_at_opening(sitting: Sitting) -> Quorum:
    if sitting.event.status not in AHEAD or sitting.opened_at is not None:
        raise Refused(_("This sitting has been opened already, or is not to be held."))
    presence = Presence(sitting)
    if not presence.roll:
        raise Refused(_("Call the roll first: nobody is on it yet."))
    return reckon(sitting, presence)


@action
def close_sitting(sitting: Sitting, *, by: "User", not_taken_up: Sequence[AgendaItem] = ()) -> None:
    """The chair closes the sitting: the floor is empty, and who never came was absent.

    Items that were `not_taken_up` do not count among the questions considered.
    """
    if not sitting.in_session:
        raise Refused(_("The sitting is not under way."))
    ballots = Ballot.objects.filter(item__sitting=sitting, struck_at=None)
    if ballots.filter(status=Ballot.Status.OPEN).exclude(kind=Ballot.Kind.ABSENTEE).exists():
        raise Refused(_("A vote is open. Close it or declare it void first."))
    now = clock.now()
    going_on = {"item__sitting": sitting, "struck_at": None, "ended_at": None}
    for speech in Speech.objects.filter(**going_on, began_at__isnull=False):
        record.correct(speech, version=speech.version, by=by, ended_at=now)
    for turn in Turn.objects.filter(**going_on):
        record.correct(turn, version=turn.version, by=by, ended_at=now)
    presence = Presence(sitting)
    never = [line.person for line in presence.roll if line.person_id not in presence.at()]
    absent = [
        PresenceMark(
            council_id=sitting.council_id, sitting=sitting, person=person, at=now, state=S.ABSENT
        )
        for person in never
    ]
    record.register([Filing(row) for row in absent], by=by)
    for item in not_taken_up:
        record.correct(item, version=item.version, by=by, taken_up=False)
    record.correct(sitting, version=sitting.version, by=by, closed_at=now)
    screen.changed(sitting)
