"""The problems voiced at an event: what became of each, and what the office does about it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kenes.core.door import may, requires
from kenes.core.roles import Permission
from kenes.events.models import Event
from kenes.events.problems import actions
from kenes.events.problems.models import Problem
from kenes.office.choosing import Directories, RowChoice
from kenes.office.deed import Deed, Fields, one_of, text
from kenes.office.event.room import ROOM
from kenes.office.leading import of_problem
from kenes.office.listing import OfficeListing
from kenes.office.lists import page_of
from kenes.office.register import Register
from kenes.organs.models import Topic
from kenes.portal.face import words
from kenes.portal.faces.voiced import PROBLEMS_OF_OFFICE as FACE
from kenes.portal.voiced import gather, waits

TAB = "problems"
REGISTER = Register(FACE.code, Problem, FACE.plural, FACE.lead, face=FACE)


def address(problem: Problem) -> str:
    """Where the office works at a problem: its place among those of its event."""
    return f"{ROOM.url(problem.event, TAB)}#{problem.anchor}"


def _said(row: Event | Problem) -> Fields:
    old = row if isinstance(row, Problem) else Problem(topic=row.topic)
    topic = RowChoice(Directories(row.council).rows(Topic), label=_("Topic"), required=False)
    topic.initial = str(old.topic_id or "")
    return {
        "text_ru": text(_("Problem in Russian"), required=False, rows=3, initial=old.text_ru),
        "text_kk": text(_("Problem in Kazakh"), required=False, rows=3, initial=old.text_kk),
        "voice": one_of(_("Voiced by"), Problem.Voice.choices, initial=old.voice),
        "topic": topic,
    }


def _why(row: Problem) -> Fields:
    return {"reason": text(_("Why is it struck?"), rows=3)}


def _voice(row: Event, *, by: Any, **facts: Any) -> Problem:
    return actions.voice(Problem(event=row, **facts), by=by)


ADD = Deed(gettext_lazy("Write down a problem"), _voice, _said, dated=False)
DEEDS: Mapping[str, Deed] = {
    "correct": Deed(gettext_lazy("Put right"), actions.put_right, _said, dated=False),
    "strike": Deed(
        gettext_lazy("Strike"),
        actions.strike,
        _why,
        gettext_lazy("It counts no more. What came of it stays."),
        grave=True,
        dated=False,
    ),
}
ALLOWED = {"correct": Permission.REGISTER_WRITE, "strike": Permission.REGISTER_STRIKE}


@requires(Permission.OFFICE_ENTER)
def shown(request: Any, key: str) -> HttpResponse:
    """Each problem with what became of it; those struck are left to the history."""
    row = ROOM.of(request, key)
    writes = ROOM.may_write(request, row)
    keeps = may(request, Permission.REGISTER_WRITE) and not row.struck
    problems = list(row.problems.live().select_related("topic").order_by("pk"))
    gather(problems, office=True)
    for each in problems:
        each.event = row
    context = {
        "row": row,
        "base": ROOM.url(row, TAB),
        "problems": [_told(request, each, writes=writes, keeps=keeps) for each in problems],
        "adds": writes and actions.takes_problems(row),
        "early": not actions.takes_problems(row),
        "public_url": f"{row.get_absolute_url()}#problems",
    }
    return ROOM.page(request, row, TAB, "office/event/problems.html", context)


def _told(request: Any, problem: Any, *, writes: bool, keeps: bool) -> dict[str, Any]:
    offered = [word for word in DEEDS if writes and may(request, ALLOWED[word])]
    return {
        "problem": problem,
        "text": words(problem, "text"),
        "became": problem.became,
        "open": _open(problem),
        "deeds": [{"word": word, "deed": DEEDS[word]} for word in offered],
        "leads": of_problem(problem) if keeps else [],
    }


def _open(problem: Problem) -> str:
    """That nothing came of it, and for how long."""
    days = max(waits(problem), 0)
    said = ngettext("nothing yet, for %(days)s day", "nothing yet, for %(days)s days", days)
    return said % {"days": days}


@requires(Permission.REGISTER_WRITE)
def add(request: Any, key: str) -> HttpResponse:
    """A problem is written down."""
    return ROOM.carry_out(request, ADD, ROOM.of(request, key), TAB)


@requires(Permission.REGISTER_WRITE)
def done(request: Any, key: str, pk: UUID, deed: str) -> HttpResponse:
    """A problem is put right or struck."""
    row = ROOM.of(request, key)
    problem = get_object_or_404(row.problems.live().select_related("event", "topic"), pk=pk)
    if deed not in DEEDS or not may(request, ALLOWED[deed]):
        raise Http404
    back = ROOM.url(row, TAB) if deed == "strike" else address(problem)
    what = problem.title
    return ROOM.carry_out(request, DEEDS[deed], row, TAB, about=problem, what=what, back=back)


class Voiced(OfficeListing):
    """The problems of all events; each leads to where the office works at it."""

    def url_of(self, row: Any) -> str:
        return address(row)


@requires(Permission.OFFICE_ENTER)
def listed(request: Any) -> HttpResponse:
    """All problems voiced; narrowed to those nothing came of, the oldest first, it is a duty."""
    return page_of(request, REGISTER, Voiced(FACE, request, office=True), writes=False)


_BASE = "events/<str:key>/problems/"
urlpatterns: list[URLPattern] = [
    path("problems/", listed),
    path(_BASE, shown),
    path(f"{_BASE}add/", add),
    path(f"{_BASE}<uuid:pk>/<slug:deed>/", done),
]
