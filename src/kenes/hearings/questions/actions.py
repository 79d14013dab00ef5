"""Questions to an agency are asked, let through or set aside, and answered at the hearing."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from kenes.core import clock, record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.core.text import fold
from kenes.hearings.models import Hearing
from kenes.hearings.questions.models import HearingQuestion

if TYPE_CHECKING:
    from kenes.core.access import User

S = HearingQuestion.Status
# So many questions of residents a council takes in a day, and so many may wait at one hearing.
A_DAY = 300
WAITING = 100
LONGEST = 2000


def takes_questions(hearing: Hearing) -> bool:
    """Whether something can still be asked: the report is still to be heard."""
    return not hearing.struck and hearing.status in (
        Hearing.Status.PLANNED,
        Hearing.Status.POSTPONED,
    )


@action
def ask(question: HearingQuestion, *, by: "User") -> HearingQuestion:
    """Somebody asks the agency something; a member's question is public at once.

    A resident's waits for the secretary. Refused once the report is heard, when the same question
    stands there already, and when more came than people could have asked.
    """
    hearing, today = question.hearing, clock.today()
    if not takes_questions(hearing):
        raise Refused(_("The report was heard or called off; nothing more is asked."))
    question.council_id, question.asked_on = hearing.council_id, today
    question.check_facts()
    if len(question.text) > LONGEST:
        raise Refused(_("At most %s characters, please.") % LONGEST, field="text")
    rows = HearingQuestion.objects.live()
    if any(fold(each.text) == fold(question.text) for each in rows.filter(hearing=hearing)):
        raise Refused(_("This question stands here already."), field="text")
    of_member = question.source == HearingQuestion.Source.MEMBER
    if not of_member:
        _refuse_a_flood(question, today)
    start = S.THROUGH if of_member else S.CAME
    record.register([Filing(question, path=[(start.value, today)])], by=by)
    return question


def _refuse_a_flood(question: HearingQuestion, today: date) -> None:
    residents = HearingQuestion.objects.of(question.hearing.council).filter(source="resident")
    waiting = residents.filter(hearing=question.hearing, status=S.CAME)
    if residents.filter(asked_on=today).count() >= A_DAY or waiting.count() >= WAITING:
        raise Refused(_("So many people asked today that no more are taken. Come back tomorrow."))


@action
def let_through(question: HearingQuestion, *, by: "User") -> None:
    """The question is public now, and is asked at the hearing."""
    record.move([question], S.THROUGH, on=clock.today(), by=by, aside_because="")


@action
def set_aside(question: HearingQuestion, *, reason: str, by: "User") -> None:
    """The question is not published and not asked; the office keeps it with the reason."""
    if not reason.strip():
        raise Refused(_("Say why it is set aside."), field="reason")
    facts: dict[str, Any] = {"aside_because": reason.strip()}
    record.move([question], S.ASIDE, on=clock.today(), by=by, **facts)


@action
def answer(
    question: HearingQuestion,
    *,
    on: date,
    answer: str,
    answer_language: str,
    by: "User",
    answered_by: str = "",
) -> None:
    """The agency answered, and its answer is written down beside the question for everyone."""
    if not answer.strip():
        raise Refused(_("Write down the answer."), field="answer")
    facts: dict[str, Any] = {
        "answered_on": on,
        "answer": answer.strip(),
        "answer_language": answer_language,
        "answered_by": answered_by.strip(),
    }
    record.move([question], S.ANSWERED, on=on, by=by, **facts)


@action
def take_back(question: HearingQuestion, *, by: "User") -> None:
    """The answer was written down wrongly; the question waits for its answer again."""
    facts: dict[str, Any] = {
        "answered_on": None,
        "answer": "",
        "answer_language": "",
        "answered_by": "",
    }
    record.move([question], S.THROUGH, on=clock.today(), by=by, **facts)
