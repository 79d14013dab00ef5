"""A member's page at a sitting, on his phone: he marks himself, votes, asks for the floor."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kenes.core import clock
from kenes.core.door import public, requires
from kenes.core.prepared import Prepared
from kenes.core.refused import Refused
from kenes.core.roles import Permission
from kenes.council.models import Person
from kenes.hall.screen import sitting_at, watched
from kenes.sittings.ballots import actions as ballots
from kenes.sittings.ballots.models import Ballot, Vote
from kenes.sittings.ballots.tally import Standing, votes_of
from kenes.sittings.floor import actions as floor
from kenes.sittings.floor.models import Speech
from kenes.sittings.hall import door
from kenes.sittings.hall.state import Hall
from kenes.sittings.models import Sitting
from kenes.sittings.presence import actions as presence
from kenes.sittings.presence.actions import Mark
from kenes.sittings.presence.models import PresenceMark
from kenes.sittings.presence.timeline import PresenceOf

S, Via = PresenceMark.State, PresenceMark.Via
# How long after the code at the door was read one may still say: I am here.
AT_THE_DOOR = timedelta(minutes=20)


@requires(Permission.SITTING_ATTEND)
def shown(request: Any, key: str) -> HttpResponse:
    """What a member can do at the sitting now."""
    return _page(request, sitting_at(request, key))


def _page(request: Any, sitting: Sitting) -> HttpResponse:
    hall = Hall(sitting)
    me = _me(request)
    mine = PresenceOf(sitting, me)
    mark = mine.at().get(me)
    absentee = [each for each in hall.ballots if each.absentee and _takes_answers(each)]
    context = {
        "sitting": sitting,
        "hall": hall,
        "line": next(iter(mine.roll), None),
        "mark": mark,
        "there": mark is not None and mark.state in PresenceMark.THERE,
        "at_the_door": _at_the_door(request, sitting),
        "may_come": sitting.in_session or sitting.event.status in presence.AHEAD,
        "votes": [_asked(ballot, mine) for ballot in (hall.ballot, *absentee) if ballot],
        "speech": next(iter(_SPEECHES(hall.item.pk, me)), None) if hall.item else None,
    }
    if getattr(request, "htmx", None):
        return render(request, "hall/me.html", context)
    return render(request, "hall/member.html", {**context, **watched(sitting)})


def _takes_answers(ballot: Ballot) -> bool:
    last = ballot.until_on
    return ballot.status == Ballot.Status.OPEN and last is not None and last >= clock.today()


def _asked(ballot: Ballot, mine: PresenceOf) -> dict[str, Any]:
    """One vote as it stands for this member."""
    ballot.item.sitting = mine.sitting
    standing = Standing(ballot, mine)
    return {
        "ballot": ballot,
        "vote": votes_of(ballot, [mine.person]).get(mine.person),
        "open": ballot.status == Ballot.Status.OPEN and ballot.by_name,
        "may_vote": mine.person in standing.may_vote,
        "recused": mine.person in standing.recused,
        "choices": [(each.value, each.label) for each in Vote.Choice],
    }


def _me(request: Any) -> UUID:
    """The member behind the account; he acts for himself and for nobody else."""
    person: UUID | None = request.access.person_id
    if person is None:
        raise Refused(
            _("Your account is not linked to a member of the council. Ask the administrator.")
        )
    return person


def _door_name(sitting: Sitting) -> str:
    return f"door.{sitting.pk}"


def _at_the_door(request: Any, sitting: Sitting) -> bool:
    until = request.session.get(_door_name(sitting), 0)
    return bool(clock.now().timestamp() < until)


@public
def at_door(request: Any, key: str, token: str) -> HttpResponse:
    """The code at the door was read. Who has not signed in yet does so first, and is known here."""
    sitting = sitting_at(request, key)
    if door.opens(token) == sitting.pk:
        until = clock.now() + AT_THE_DOOR
        request.session[_door_name(sitting)] = until.timestamp()
    else:
        messages.error(request, _("This code is old. Point the phone at the screen once more."))
    return HttpResponseRedirect(f"/hall/{sitting.reference}/")


def _here(request: Any, sitting: Sitting, person: Person) -> None:
    """In the room for him who read the code at the door; remote for him who is elsewhere."""
    if _at_the_door(request, sitting):
        mark = Mark(person, S.PRESENT, via=Via.DOOR)
    else:
        mark = Mark(person, S.REMOTE, via=Via.PHONE)
    presence.mark(sitting, [mark], by=request.user)


def _leave(request: Any, sitting: Sitting, person: Person) -> None:
    presence.mark(sitting, [Mark(person, S.AWAY, via=Via.PHONE)], by=request.user)


def _vote(request: Any, sitting: Sitting, person: Person) -> None:
    try:
        found = _BALLOT(sitting.pk, UUID(request.POST.get("ballot", "")))
    except ValueError:
        raise Http404 from None
    if not found:
        raise Http404
    ballot = found[0]
    ballot.item.sitting = sitting
    choice = request.POST.get("choice", "")
    ballots.cast(ballot, {person: choice}, via=Vote.Via.PHONE, by=request.user)


_BALLOT: Prepared[Ballot] = Prepared(
    UUID,
    UUID,
    question=lambda sitting, key: Ballot.objects.filter(
        item__sitting=sitting, pk=key, struck_at=None
    ),
)
_SPEECHES: Prepared[Speech] = Prepared(
    UUID,
    UUID,
    question=lambda item, person: Speech.objects.filter(
        item=item, person=person, struck_at=None, ended_at=None
    ),
)


def _ask(request: Any, sitting: Sitting, person: Person) -> None:
    item = Hall(sitting).item
    if item is None:
        raise Refused(_("No item is under discussion."))
    item.sitting = sitting
    floor.ask(item, person=person, by=request.user)


def _withdraw(request: Any, sitting: Sitting, person: Person) -> None:
    for speech in Hall(sitting).speeches:
        if speech.person_id == person.pk and speech.began_at is None:
            speech.item.sitting = sitting
            floor.withdraw(speech, by=request.user)


ACTS: Mapping[str, Callable[[Any, Sitting, Person], None]] = {
    "here": _here,
    "leave": _leave,
    "vote": _vote,
    "ask": _ask,
    "withdraw": _withdraw,
}


@requires(Permission.SITTING_ATTEND)
@require_POST
def act(request: Any, key: str, verb: str) -> HttpResponse:
    """One act of a member. Sent twice, by a phone that lost the answer, it is done once."""
    if verb not in ACTS:
        raise Http404
    sitting = sitting_at(request, key)
    try:
        _me(request)
        ACTS[verb](request, sitting, request.access.person)
    except Refused as refused:
        messages.error(request, str(refused))
    if getattr(request, "htmx", None):
        return _page(request, sitting)
    return HttpResponseRedirect(f"/hall/{sitting.reference}/")
