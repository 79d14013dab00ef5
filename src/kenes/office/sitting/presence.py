"""Who is there: the roll as a grid, the quorum, the opening and closing, the timeline."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kenes.core import clock
from kenes.core.door import may, requires
from kenes.core.refused import Refused
from kenes.core.roles import Permission
from kenes.office.choosing import DayField
from kenes.office.sitting.acting import acting
from kenes.office.sitting.room import ROOM, room, sitting_of
from kenes.sittings.floor.models import Turn
from kenes.sittings.hall.door import door_url
from kenes.sittings.invitations.models import Invitation
from kenes.sittings.models import AgendaItem, Sitting
from kenes.sittings.presence import actions
from kenes.sittings.presence.actions import Mark
from kenes.sittings.presence.models import PresenceMark, QuorumCheck
from kenes.sittings.presence.quorum import reckon
from kenes.sittings.presence.timeline import Presence

S = PresenceMark.State
# What one tap says of a person; an excuse needs its reason and has a form of its own.
TAPS = (S.PRESENT, S.REMOTE, S.AWAY)


class PutOffForm(forms.Form):
    """A sitting that could not be opened: to which day it is put off, and why."""

    to = DayField(
        label=gettext_lazy("To which day"),
        required=False,
        help_text=gettext_lazy("Left empty, the sitting is recorded as not having taken place."),
    )
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300, required=False)


@requires(Permission.OFFICE_ENTER)
def shown(request: Any, key: str) -> HttpResponse:
    """The presence at a sitting as it stands."""
    sitting = sitting_of(request, key)
    presence = Presence(sitting)
    writes = ROOM.may_write(request, sitting)
    ahead = sitting.opened_at is None and sitting.event.status in actions.AHEAD
    context = {
        "presence": presence,
        "lines": _lines(presence, _answers(request, sitting)),
        "taps": [{"value": tap.value, "label": _tap(tap)} for tap in TAPS],
        "course": _course(presence),
        "per_item": _per_item(presence),
        "quorum": reckon(sitting, presence) if presence.roll else None,
        "now": clock.now(),
        "writes": writes,
        "marks": writes and (ahead or sitting.in_session),
        "excuses": writes and (ahead or sitting.in_session or sitting.closed_at is not None),
        "ahead": writes and ahead,
        "put_off": PutOffForm(),
        "door_url": door_url(sitting) if writes else "",
    }
    return room(request, sitting, "presence", "office/sitting/presence.html", context)


def _tap(state: str) -> str:
    """What the button says: short, for it stands on every line."""
    return {S.PRESENT: _("Here"), S.REMOTE: _("Remote"), S.AWAY: _("Left")}[S(state)]


def _answers(request: Any, sitting: Sitting) -> dict[Any, dict[str, str]]:
    """What each member answered to the invitation; a reason is shown to few."""
    sees = may(request, Permission.REGISTER_WRITE) or may(request, Permission.APPLICANT_SEE)
    answered = sitting.invitations.live().exclude(answer=Invitation.Answer.NONE)
    return {
        each.person_id: {
            "code": each.answer,
            "label": each.get_answer_display(),
            "reason": each.reason if sees else "",
        }
        for each in answered.filter(person__isnull=False)
    }


def _lines(presence: Presence, answers: dict[Any, dict[str, str]]) -> list[dict[str, Any]]:
    held = presence.at()
    return [
        {
            "line": line,
            "mark": mark,
            "state": mark.state if mark else "",
            "answer": answers.get(line.person_id),
        }
        for line in presence.roll
        for mark in [held.get(line.person_id)]
    ]


def _course(presence: Presence) -> list[dict[str, Any]]:
    """Marks and checks of the quorum in one line of time, the latest first."""
    names = {line.person_id: line.name for line in presence.roll}
    told = [
        {"at": mark.at, "mark": mark, "name": names.get(mark.person_id, "")}
        for mark in presence.marks
    ]
    checks = QuorumCheck.objects.filter(sitting=presence.sitting, struck_at=None)
    told += [{"at": check.at, "check": check} for check in checks.select_related("norm")]
    order = {id(each): at for at, each in enumerate(told)}
    return sorted(told, key=lambda each: (each["at"], order[id(each)]), reverse=True)


def _per_item(presence: Presence) -> list[dict[str, Any]]:
    items = list(presence.sitting.items.live().order_by("position"))
    there = presence.for_items(items)
    return [{"item": item, "there": len(there[item.pk])} for item in items if there[item.pk]]


def _moment(request: Any, sitting: Sitting) -> datetime | None:
    """The moment the clerk typed, on the day of the sitting; None for now."""
    typed = request.POST.get("clock", "").strip()
    if not typed:
        return None
    try:
        at = datetime.strptime(typed, "%H:%M").time()  # noqa: DTZ007, the zone is set below
    except ValueError:
        raise Refused(_("A time is written like 14:30.")) from None
    return datetime.combine(sitting.event.held_on, at, tzinfo=clock.COUNCIL_ZONE)


def _mark(request: Any, sitting: Sitting) -> None:
    who, _colon, state = request.POST.get("mark", "").partition(":")
    presence = Presence(sitting)
    at = _moment(request, sitting)
    if who == "rest":
        held = presence.at(at)
        chosen = [line for line in presence.roll if line.person_id not in held]
    else:
        chosen = [line for line in presence.roll if str(line.person_id) == who]
    if state not in TAPS or (not chosen and who != "rest"):
        raise Http404
    actions.mark(sitting, [Mark(line.person, state, at) for line in chosen], by=request.user)


def _excuse(request: Any, sitting: Sitting) -> None:
    reason = request.POST.get("reason", "").strip()
    who = request.POST.get("person", "")
    chosen = [line for line in Presence(sitting).roll if str(line.person_id) == who]
    if not chosen:
        raise Refused(_("Choose the member."), field="person")
    marks = [Mark(line.person, S.EXCUSED, reason=reason) for line in chosen]
    actions.mark(sitting, marks, by=request.user)


def _take_over(request: Any, sitting: Sitting) -> None:
    """The reason a member gave in his answer to the invitation is taken as his excuse."""
    who = request.POST.get("take_over", "")
    given = sitting.invitations.live().filter(answer=Invitation.Answer.NOT_COMING)
    reasons = {str(each.person_id): each.reason for each in given}
    lines = [line for line in Presence(sitting).roll if str(line.person_id) == who]
    if not lines or who not in reasons:
        raise Http404
    marks = [Mark(line.person, S.EXCUSED, reason=reasons[who]) for line in lines]
    actions.mark(sitting, marks, by=request.user)


def _unmark(request: Any, sitting: Sitting) -> None:
    marks = [m for m in Presence(sitting).marks if str(m.pk) == request.POST.get("mark")]
    if not marks:
        raise Http404
    actions.unmark(sitting, marks, reason=_("marked by mistake"), by=request.user)


def _call(request: Any, sitting: Sitting) -> None:
    actions.call_roll(sitting, by=request.user)


def _open(request: Any, sitting: Sitting) -> None:
    actions.open_sitting(sitting, by=request.user)


def _give_up(request: Any, sitting: Sitting) -> None:
    form = PutOffForm(request.POST)
    if not form.is_valid():
        raise Refused(" ".join(str(e) for errors in form.errors.values() for e in errors))
    actions.give_up(sitting, by=request.user, **form.cleaned_data)


def _close(request: Any, sitting: Sitting) -> None:
    kept = set(request.POST.getlist("taken_up"))
    items = sitting.items.live().filter(taken_up=True)
    left = [item for item in items if str(item.pk) not in kept]
    actions.close_sitting(sitting, not_taken_up=left, by=request.user)


@requires(Permission.REGISTER_WRITE)
def closing(request: Any, key: str) -> HttpResponse:
    """Before the sitting is closed: which items were taken up, who never came."""
    sitting = sitting_of(request, key)
    if not sitting.in_session:
        raise Refused(_("The sitting is not under way."))
    presence = Presence(sitting)
    turns = Turn.objects.filter(item__sitting=sitting, struck_at=None)
    taken = set(turns.values_list("item_id", flat=True))
    items: list[AgendaItem] = list(sitting.items.live().order_by("position"))
    never = [line.name for line in presence.roll if line.person_id not in presence.at()]
    context = {
        "items": [{"item": i, "taken": i.pk in taken or not taken} for i in items],
        "never": never,
    }
    return room(request, sitting, "presence", "office/sitting/presence_closing.html", context)


act = acting(
    "presence",
    {
        "mark": _mark,
        "excuse": _excuse,
        "take-over": _take_over,
        "unmark": _unmark,
        "roll": _call,
        "open": _open,
        "give-up": _give_up,
        "close": _close,
    },
)

urlpatterns = [
    path("sittings/<str:key>/presence/", shown),
    path("sittings/<str:key>/presence/closing/", closing),
    path("sittings/<str:key>/presence/<str:verb>/", act),
]
