"""What becomes of a decision: it is adopted, its tasks are done, both its texts are published."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from kenes.core import clock, journal, record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.events.models import Event
from kenes.sittings.decisions.models import Decision, Dissent, Task
from kenes.sittings.decisions.parity import differences

if TYPE_CHECKING:
    from kenes.core.access import User

T = Task.Status


@action
def adopt(filings: Sequence[Filing[Any]], *, by: "User") -> None:
    """A body decided. Each decision gets its number, each task its owner and day.

    Refused when the vote it rests on did not carry or was on another question, and when the
    sitting was not held: without a quorum nothing is decided (PC art 13(2)).
    """
    for filing in filings:
        if isinstance(filing.row, Decision):
            _refuse_baseless(filing.row)
        if isinstance(filing.row, Task):
            _refuse_early(filing.row)
    record.register(filings, by=by)


def _refuse_baseless(decision: Decision) -> None:
    """A decision follows from a sitting that was held and a vote that carried."""
    sitting = decision.item.sitting
    if sitting.event.status != Event.Status.HELD:
        raise Refused(_("The sitting was not held, so it decided nothing."), field="item")
    if decision.ballot and decision.ballot.item_id != decision.item_id:
        raise Refused(_("That vote was on another question."), field="ballot")
    if decision.adopted_on < sitting.event.held_on:
        raise Refused(_("The decision is earlier than its sitting."), field="adopted_on")


def _refuse_early(task: Task) -> None:
    if task.due_on and task.due_on < task.given_on:
        raise Refused(_("The day is earlier than the decision."), field="due_on")


def tasks(decision: Decision, asked: Sequence[Task]) -> list[Filing[Task]]:
    """What a decision asks, ready to be filed with it: numbered, begun on the decision's day."""
    for ordinal, task in enumerate(asked, start=1):
        task.council_id, task.decision = decision.council_id, decision
        task.ordinal, task.given_on = ordinal, decision.adopted_on
    return [Filing(task, path=[(T.OPEN.value, task.given_on)]) for task in asked]


@action
def complete(tasks: Sequence[Task], *, on: date, outcome: str, by: "User") -> None:
    """The council found the tasks done, and says what was done."""
    if not outcome.strip():
        raise Refused(_("Say what was done."), field="outcome")
    record.move(tasks, T.DONE, on=on, by=by, outcome=outcome.strip())


@action
def drop(tasks: Sequence[Task], *, on: date, reason: str, by: "User") -> None:
    """The tasks need not be done any more, for a reason that is kept."""
    if not reason.strip():
        raise Refused(_("Say why the task is dropped."), field="reason")
    record.move(tasks, T.DROPPED, on=on, by=by, reason=reason.strip())


@action
def reopen(tasks: Sequence[Task], *, on: date, reason: str, by: "User") -> None:
    """What was thought done or needless is to be done after all."""
    record.move(tasks, T.OPEN, on=on, by=by, reason=reason)


@action
def publish(decision: Decision, *, by: "User", although: str = "") -> None:
    """The decision may be seen by everyone, in both authentic languages.

    Refused while a text is missing, and while the two differ in a number, a date or a name,
    unless somebody looked and says why they rightly do.
    """
    if decision.published_on:
        raise Refused(_("The decision is published already."))
    if not (decision.text_kk.strip() and decision.text_ru.strip()):
        raise Refused(_("Both texts, Kazakh and Russian, are authentic; one is missing."))
    found = differences(decision.text_kk, decision.text_ru)
    if found and not although.strip():
        told = ", ".join(f"{each.what} {each.kk or each.ru}" for each in found)
        sentence = _("The two texts differ: %s. Put them right, or say why they rightly differ.")
        raise Refused(sentence % told, field="although")
    today = clock.today()
    published = Decision.objects.filter(pk=decision.pk, published_on=None, struck_at=None)
    if not published.update(published_on=today, version=decision.version + 1):
        raise Refused(_("A colleague changed this record a moment ago. Look at it and try again."))
    decision.published_on, decision.version = today, decision.version + 1
    journal.write("decision.published", decision, by=by, although=although, on=today)


@action
def dissent(opinion: Dissent, *, by: "User") -> None:
    """A member puts his dissenting opinion into the minutes."""
    if not opinion.text.strip():
        raise Refused(_("Write the opinion."), field="text")
    record.register([Filing(opinion)], by=by)
