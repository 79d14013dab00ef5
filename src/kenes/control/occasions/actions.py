"""People register, ask, speak and are counted; their names go after their term."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import F
from django.utils.translation import gettext as _

from kenes.control.occasions.models import HeadCount, PublicQuestion, PublicSpeech, Registration
from kenes.core import clock, journal, record
from kenes.core.access import console
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.letter import Letter
from kenes.core.refused import Refused
from kenes.events.models import Event
from kenes.norms import calendar
from kenes.norms.deadline import deadline
from kenes.norms.models import Norm

if TYPE_CHECKING:
    from kenes.core.access import User
    from kenes.council.models import Council

Q = PublicQuestion.Status
AHEAD = (Event.Status.PLANNED, Event.Status.ADJOURNED)
SETTLED = (Event.Status.HELD, Event.Status.FAILED, Event.Status.CANCELLED)
# More than this in one day are no people.
A_DAY = 1_000


def open_to_all(event: Event) -> bool:
    """Whether anyone may still register for it: it is ahead, or it is today."""
    return event.status in AHEAD and event.held_on >= clock.today()


def takes_questions(event: Event) -> bool:
    """Whether anyone may put a question: before it and on its day."""
    return open_to_all(event) or (
        event.status == Event.Status.HELD and event.held_on == clock.today()
    )


@action
def come(registration: Registration, *, by: "User") -> None:
    """Somebody registered from the portal, without an account."""
    if not open_to_all(registration.event):
        raise Refused(_("Registration is closed."))
    since = clock.now() - timedelta(days=1)
    lately = Registration.objects.filter(event=registration.event, registered_at__gt=since)
    if lately.count() >= A_DAY:
        raise Refused(_("So many people asked today that no more are taken. Come back tomorrow."))
    record.register([Filing(registration)], by=by)


@action
def arrive(registration: Registration, *, by: "User", came: bool = True) -> None:
    """One who had registered is there; or is not, after all."""
    record.correct(registration, version=registration.version, by=by, came=came)


def forget(council: "Council", today: date) -> int:
    """Erase the names of those who registered, once their term is over. Says how many they were.

    The rows stay without them, so that the counts do.
    """
    events = Event.objects.of(council).filter(status__in=SETTLED)
    events = events.filter(registrations__forgotten_on=None, registrations__isnull=False)
    days, done = calendar.load(), 0
    for event in events.distinct():
        norm = Norm.objects.nearest("participants.names", event.held_on, council)
        if deadline(norm, event.held_on, days).due_on < today:
            rows = list(Registration.objects.filter(event=event, forgotten_on=None))
            _erase(rows, today, by=console())
            done += len(rows)
    return done


@action
def _erase(rows: list[Registration], today: date, *, by: "User") -> None:
    letters = Letter.objects.filter(about_id__in=[row.pk for row in rows])
    letters.update(recipient="", name="", text="")
    # Struck ones too: what was entered by mistake is no reason to keep a name.
    erased = dict.fromkeys(Registration.SEALED, "")
    kept = Registration.objects.filter(pk__in=[row.pk for row in rows])
    kept.update(version=F("version") + 1, forgotten_on=today, **erased)
    journal.write_all("registration.forgotten", [(row, {"on": today}) for row in rows], by=by)


@action
def ask(question: PublicQuestion, *, by: "User") -> None:
    """A question comes from the portal; nobody but the office sees it until it is looked at."""
    if not takes_questions(question.event):
        raise Refused(_("Questions are no longer taken."))
    today = PublicQuestion.objects.filter(event=question.event, status_on=clock.today())
    if today.count() >= A_DAY:
        raise Refused(_("So many people asked today that no more are taken. Come back tomorrow."))
    question.during = question.event.held_on == clock.today()
    record.register([Filing(question, path=[(Q.WAITING, clock.today())])], by=by)


@action
def show(question: PublicQuestion, *, by: "User") -> None:
    """The question is put: everyone may read it."""
    record.move([question], Q.SHOWN, on=clock.today(), by=by)


@action
def set_aside(question: PublicQuestion, *, reason: str, by: "User") -> None:
    """The question is not put, for a reason that is kept."""
    if not reason.strip():
        raise Refused(_("Say why."), field="reason")
    record.move([question], Q.SET_ASIDE, on=clock.today(), by=by, reason=reason.strip())


@action
def answer(question: PublicQuestion, *, answer: str, answered_by: str, by: "User") -> None:
    """The question was answered at the hearing or in writing; the answer stands beside it."""
    if question.status != Q.SHOWN:
        raise Refused(_("Show the question first."))
    if not answer.strip():
        raise Refused(_("Write the answer."), field="answer")
    facts = {"answer": answer.strip(), "answered_by": answered_by.strip()}
    record.correct(question, version=question.version, by=by, **facts)


@action
def give_floor(speech: PublicSpeech, *, by: "User") -> None:
    """Somebody begins to speak; whoever spoke until now has ended."""
    if not speech.name.strip():
        raise Refused(_("Name who speaks."), field="name")
    for running in PublicSpeech.objects.live().filter(event=speech.event, ended_at=None):
        _end(running, max(speech.began_at, running.began_at), by=by)
    record.register([Filing(speech)], by=by)


@action
def end_speech(speech: PublicSpeech, *, by: "User", text: str = "") -> None:
    """The speaker has ended; what was said is kept in short."""
    if text.strip():
        record.correct(speech, version=speech.version, by=by, text=text.strip())
    if speech.ended_at is None:
        _end(speech, clock.now(), by=by)


def _end(speech: PublicSpeech, at: datetime, *, by: "User") -> None:
    record.correct(speech, version=speech.version, by=by, ended_at=at)


@action
def count(event: Event, *, people: int, by: "User") -> None:
    """So many people are present now."""
    row = HeadCount(council_id=event.council_id, event=event, at=clock.now(), people=people)
    record.register([Filing(row)], by=by)
