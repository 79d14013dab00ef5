"""People ask, speak and are counted."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kenes.control.occasions.models import HeadCount, PublicQuestion, PublicSpeech
from kenes.core import clock, record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.events.coming.actions import open_to_all
from kenes.events.models import Event

if TYPE_CHECKING:
    from kenes.core.access import User

Q = PublicQuestion.Status
# More than this in one day are no people.
A_DAY = 1_000


def takes_questions(event: Event) -> bool:
    """Whether anyone may put a question: before it and on its day."""
    return open_to_all(event) or (
        event.status == Event.Status.HELD and event.held_on == clock.today()
    )


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
