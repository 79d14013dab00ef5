"""A problem voiced at an event is written down, put right and struck."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from kenes.core import clock, record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.core.text import fold
from kenes.events.models import Event
from kenes.events.problems.models import Problem

if TYPE_CHECKING:
    from kenes.core.access import User

# People come to a failed event too and say what troubles them; a cancelled one has nobody.
SPOKEN_AT = (Event.Status.PLANNED, Event.Status.HELD, Event.Status.FAILED, Event.Status.ADJOURNED)


def takes_problems(event: Event) -> bool:
    """Whether something can have been voiced at an event: its day has come and people came."""
    return not event.struck and event.status in SPOKEN_AT and event.held_on <= clock.today()


@action
def voice(problem: Problem, *, by: "User") -> Problem:
    """Somebody voiced a problem at an event, and it is written down.

    It counts in `events.problems_voiced` once the event is held. Refused before the day of the
    event, at one that was called off, and when the same stands there already.
    """
    event = problem.event
    if not takes_problems(event):
        raise Refused(_("Nothing can have been voiced there: its day is to come, or it was off."))
    problem.council_id = event.council_id
    _refuse_twice(problem)
    record.register([Filing(problem)], by=by)
    return problem


@action
def put_right(problem: Problem, *, by: "User", **facts: Any) -> None:
    """What was written down of a problem is put right; what came of it stays linked to it."""
    _refuse_twice(problem, **facts)
    record.correct(problem, version=problem.version, by=by, **facts)


def _refuse_twice(problem: Problem, **facts: Any) -> None:
    """One problem stands once at its event, however often it was said there."""
    others = Problem.objects.live().filter(event_id=problem.event_id).exclude(pk=problem.pk)
    for name in ("text_ru", "text_kk"):
        said = fold(facts.get(name, getattr(problem, name)))
        if said and any(fold(getattr(each, name)) == said for each in others):
            raise Refused(_("This problem stands here already."), field=name)


@action
def strike(problem: Problem, *, reason: str, by: "User") -> None:
    """A problem was written down by mistake: it stays to be seen and counts no more.

    The records that came of it stand by themselves; their pages name it no more.
    """
    record.strike([problem], reason=reason, by=by)
