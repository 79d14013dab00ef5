"""Votes of a sitting, item by item: prepared, opened, entered, closed, published; the speakers."""

from typing import Any

from django.http import HttpResponse
from django.urls import path

from kenes.core.door import requires
from kenes.core.roles import Permission
from kenes.office.sitting import voting
from kenes.office.sitting.acting import acting
from kenes.office.sitting.room import ROOM, room, sitting_of
from kenes.sittings.ballots.models import Ballot, Recusal, Vote
from kenes.sittings.ballots.tally import Standing, tally
from kenes.sittings.floor.models import Speech
from kenes.sittings.hall.state import Hall
from kenes.sittings.models import AgendaItem, Sitting
from kenes.sittings.presence.timeline import Presence

B = Ballot.Status
TONES = {
    B.PREPARED: "plain",
    B.OPEN: "work",
    B.CLOSED: "attention",
    B.PUBLISHED: "good",
    B.VOID: "gone",
}


@requires(Permission.OFFICE_ENTER)
def shown(request: Any, key: str) -> HttpResponse:
    """The item in view with its votes; where none is asked for, the one under discussion."""
    return page(request, sitting_of(request, key))


def page(request: Any, sitting: Sitting, form: Any = None, *, status: int = 200) -> HttpResponse:
    """Set the page; with a form that was refused, as it was filled in."""
    items: list[AgendaItem] = list(sitting.items.live().order_by("position"))
    hall = Hall(sitting)
    asked = request.POST.get("item") or request.GET.get("item", "")
    item = next((each for each in items if str(each.position) == asked), None)
    item = item or hall.item or next(iter(items), None)
    writes = ROOM.may_write(request, sitting)
    context: dict[str, Any] = {
        "hall": hall,
        "quorum": hall.quorum if hall.presence.roll else None,
        "items": _items(items, item, hall),
        "item": item,
        "writes": writes,
        "live": writes and sitting.in_session,
    }
    if item is not None:
        item.sitting = sitting
        context |= _of_item(item, hall, writes)
        context["form"] = form or voting.PrepareForm(item)
    return room(request, sitting, "votes", "office/sitting/votes.html", context, status=status)


def _items(items: list[AgendaItem], chosen: AgendaItem | None, hall: Hall) -> list[dict[str, Any]]:
    """Each item, with how its votes ended."""
    ends: dict[Any, list[Ballot]] = {item.pk: [] for item in items}
    ballots = Ballot.objects.filter(item__in=items, struck_at=None).exclude(status=B.VOID)
    for ballot in ballots:
        ends[ballot.item_id].append(ballot)
    now = hall.turn.item_id if hall.turn else None
    return [
        {
            "item": item,
            "current": chosen is not None and item.pk == chosen.pk,
            "now": item.pk == now,
            "ballots": [{"ballot": b, "state": _state(b)} for b in ends[item.pk]],
        }
        for item in items
    ]


def _state(ballot: Ballot) -> dict[str, str]:
    """How a vote stands, as a mark of state."""
    if ballot.carried is not None and ballot.status != B.VOID:
        return {
            "label": voting.outcome(carried=ballot.carried),
            "tone": "good" if ballot.carried else "bad",
        }
    return {"label": ballot.get_status_display(), "tone": TONES[B(ballot.status)]}


def _of_item(item: AgendaItem, hall: Hall, writes: bool) -> dict[str, Any]:
    ballots = Ballot.objects.filter(item=item, struck_at=None).select_related("norm")
    speeches = Speech.objects.filter(item=item, struck_at=None).select_related("person")
    recusals = Recusal.objects.filter(item=item, struck_at=None).select_related("person")
    recused = {recusal.person_id for recusal in recusals}
    return {
        "ballots": [_ballot(b, item, hall.presence, writes) for b in ballots.order_by("-ordinal")],
        "speeches": list(speeches),
        "recusals": list(recusals),
        "free": [line for line in hall.presence.roll if line.person_id not in recused],
        "under_discussion": hall.turn is not None and hall.turn.item_id == item.pk,
    }


def _ballot(ballot: Ballot, item: AgendaItem, presence: Presence, writes: bool) -> dict[str, Any]:
    ballot.item = item
    standing = Standing(ballot, presence)
    open_ = ballot.status == B.OPEN
    return {
        "ballot": ballot,
        "state": _state(ballot),
        "standing": standing,
        "tally": tally(ballot),
        "may_vote": len(standing.may_vote),
        "lines": _lines(standing) if ballot.by_name and ballot.status != B.PREPARED else [],
        "enters": writes and open_ and ballot.by_name,
        "types": writes and open_ and not ballot.by_name,
        "counts": voting.CountsForm(ballot) if writes and open_ and not ballot.by_name else None,
        "lack": "" if not open_ or standing.quorum().met else standing.quorum().lack(),
    }


def _lines(standing: Standing) -> list[dict[str, Any]]:
    """Who may vote or has voted, with his choice."""
    choices = {key: vote.choice for key, vote in standing.votes.items()}
    shown = standing.may_vote | set(choices)
    return [
        {
            "line": line,
            "choice": choices.get(line.person_id, ""),
            "taps": [(each.value, each.label) for each in Vote.Choice],
        }
        for line in standing.presence.roll
        if line.person_id in shown
    ]


act = acting("votes", voting.acts(page))
urlpatterns = [
    path("sittings/<str:key>/votes/", shown),
    path("sittings/<str:key>/votes/<str:verb>/", act),
]
