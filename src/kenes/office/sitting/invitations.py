"""Who is called to a sitting: the list, what each was told and when, what each answered."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from kenes.core import clock
from kenes.core.door import may, requires
from kenes.core.letter import Letter
from kenes.core.refused import Refused
from kenes.core.roles import Permission
from kenes.norms import calendar
from kenes.norms.deadline import deadline
from kenes.norms.models import Norm
from kenes.office.register import register_of
from kenes.office.sitting.inviting import GuestForm
from kenes.office.sitting.inviting import urlpatterns as inviting_urlpatterns
from kenes.office.sitting.room import room, sitting_of
from kenes.sittings.invitations import actions, notices
from kenes.sittings.invitations.models import Contact, Invitation, Notice
from kenes.sittings.models import Sitting

NOTICE = "sitting.notice"
A = Invitation.Answer


@requires(Permission.OFFICE_ENTER)
def invitations(request: Any, key: str) -> HttpResponse:
    """The list of those invited, and everything they were told."""
    return _page(request, sitting_of(request, key))


def _page(
    request: Any, sitting: Sitting, refused: Refused | None = None, guest: GuestForm | None = None
) -> HttpResponse:
    invited = _invited(sitting)
    said = list(Notice.objects.live().filter(sitting=sitting).order_by("-sequence"))
    letters = _letters(invited)
    writes = may(request, Permission.REGISTER_WRITE)
    sees = writes or may(request, Permission.APPLICANT_SEE)
    fresh = [each for each in invited if each.told_sequence is None]
    changed = notices.changes(said[0].told, notices.terms(sitting)) if said else []
    context = {
        "base": base(sitting),
        "writes": writes,
        "ahead": sitting.ahead,
        "sees": sees,
        "refused": refused,
        "rows": [_row(each, letters.get(each.pk, []), sees=sees) for each in invited],
        "tally": _tally(invited),
        "term": _term(sitting, bool(said)),
        "history": [_told(notice, letters) for notice in said],
        "changed": changed if sitting.ahead else [],
        "fresh": sum(bool(each.email) for each in fresh),
        "without": sum(not each.email for each in fresh),
        "guest": guest or GuestForm(),
        "mail": settings.KENES_SMTP is not None or sitting.council.is_demo,
    }
    status = 409 if refused else 422 if guest else 200
    return room(
        request, sitting, "invitations", "office/sitting/invitations.html", context, status=status
    )


def base(sitting: Sitting) -> str:
    """The address of a sitting's invitations in the office."""
    return register_of(Sitting).url(sitting, "invitations/")


def _invited(sitting: Sitting) -> list[Invitation]:
    """Those on the list, members first; a member's present address where none was used yet."""
    rows = list(Invitation.objects.live().filter(sitting=sitting).select_related("person"))
    keys = [row.person_id for row in rows if row.person_id]
    kept = Contact.objects.of(sitting.council).live().filter(person__in=keys)
    contacts = {each.person_id: each for each in kept}
    for row in rows:
        row.sitting = sitting
        contact = contacts.get(row.person_id)
        if contact is not None and not row.email:
            row.email, row.language = contact.email, contact.language
    order = list(Invitation.Role.values)
    return sorted(rows, key=lambda row: (order.index(row.role), row.name.casefold()))


def _letters(invited: Sequence[Invitation]) -> dict[UUID, list[Letter]]:
    """The letters about each invitation, in the order in which they were written."""
    found: dict[UUID, list[Letter]] = {}
    sent = Letter.objects.filter(about_id__in=[each.pk for each in invited])
    for letter in sent.order_by("posted_at", "pk"):
        found.setdefault(letter.about_id, []).append(letter)
    return found


def _row(each: Invitation, letters: Sequence[Letter], *, sees: bool) -> dict[str, Any]:
    last = letters[-1] if letters else None
    return {
        "invitation": each,
        "name": each.name,
        "email": each.email if sees else "",
        "reachable": bool(each.email),
        "language": dict(settings.LANGUAGES).get(each.language, ""),
        "told": [_letter(letter) for letter in letters],
        "delivery": _delivery(last),
        "answer": _answer(each),
        "reason": each.reason if sees else "",
        "answered": _moment(each.answered_at) if each.answered_at else "",
    }


def _letter(letter: Letter) -> dict[str, Any]:
    return {"sequence": letter.sequence + 1, "at": _moment(letter.posted_at)}


def _moment(at: Any) -> str:
    return date_format(localtime(at, clock.COUNCIL_ZONE), "SHORT_DATETIME_FORMAT")


DELIVERY_TONES = {"sent": "good", "kept": "plain", "waiting": "work", "failed": "bad"}


def _delivery(letter: Letter | None) -> dict[str, str] | None:
    if letter is None:
        return None
    tone = DELIVERY_TONES.get(letter.status, "plain")
    return {"label": str(letter.get_status_display()), "tone": tone, "why": letter.error}


def _answer(each: Invitation) -> dict[str, str]:
    tones = {A.COMING: "good", A.NOT_COMING: "attention"}
    label = str(dict(A.choices)[each.answer])
    return {"label": label, "tone": str(tones.get(A(each.answer), "plain"))}


def _tally(invited: Sequence[Invitation]) -> list[tuple[str, int]]:
    return [
        (_("invited"), len(invited)),
        (_("told"), sum(each.told_sequence is not None for each in invited)),
        (_("will come"), sum(each.answer == A.COMING for each in invited)),
        (_("will not come"), sum(each.answer == A.NOT_COMING for each in invited)),
    ]


def _term(sitting: Sitting, told: bool) -> dict[str, Any] | None:
    """By when the law, or the council's own setting, wants people told; and whether it is late."""
    if not sitting.ahead:
        return None
    on = sitting.event.held_on
    norm = Norm.objects.nearest(NOTICE, on, sitting.council)
    due = deadline(norm, on, calendar.load())
    late = not told and due.due_on < clock.today()
    return {
        "due": date_format(due.due_on, "DATE_FORMAT"),
        "late": late,
        "length": norm.length,
        "unconfirmed": norm.knowledge == Norm.Knowledge.UNCONFIRMED,
        "citation": norm.citation(),
    }


def _told(notice: Notice, letters: Mapping[UUID, Sequence[Letter]]) -> dict[str, Any]:
    """One line of the history: what was told, when, to how many."""
    sent = [letter for some in letters.values() for letter in some]
    many = sum(each.sequence == notice.sequence for each in sent)
    said = ngettext("%(n)d letter", "%(n)d letters", many) % {"n": many}
    return {
        "number": notice.sequence + 1,
        "at": _moment(notice.at),
        "method": str(notice.get_method_display()),
        "letters": said,
        "reason": notice.reason,
        "on": notice.told["on"],
        "hour": notice.told["at"],
        "place": notice.told["place"],
        "agenda": notice.agenda(),
    }


def _done(request: Any, key: str, act: Any, said: str) -> HttpResponse:
    """Act on the sitting under a key; a refusal is shown on the page itself."""
    sitting = sitting_of(request, key)
    try:
        many = act(sitting)
    except Refused as refused:
        return _page(request, sitting, refused)
    messages.success(request, said % {"n": many} if "%(n)" in said else said)
    return HttpResponseRedirect(base(sitting))


@requires(Permission.REGISTER_WRITE)
@require_POST
def members(request: Any, key: str) -> HttpResponse:
    """Put everyone of the body on the list."""

    def act(sitting: Sitting) -> int:
        return actions.invite_members(sitting, by=request.user)

    return _done(request, key, act, _("New on the list: %(n)d."))


@requires(Permission.REGISTER_WRITE)
@require_POST
def send(request: Any, key: str) -> HttpResponse:
    """Tell whoever must be told."""

    def act(sitting: Sitting) -> int:
        return actions.send(sitting, by=request.user)

    return _done(request, key, act, _("Letters put into the outbox: %(n)d."))


@requires(Permission.REGISTER_WRITE)
@require_POST
def guest(request: Any, key: str) -> HttpResponse:
    """Put somebody who is not of the body on the list."""
    sitting = sitting_of(request, key)
    form = GuestForm(request.POST)
    if form.is_valid():
        try:
            actions.invite_guest(sitting, by=request.user, **form.cleaned_data)
            messages.success(request, _("The guest is on the list."))
            return HttpResponseRedirect(base(sitting))
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
    return _page(request, sitting, guest=form)


@requires(Permission.REGISTER_WRITE)
@require_POST
def withdraw(request: Any, key: str, invitation: UUID) -> HttpResponse:
    """Take somebody off the list; who was told of the sitting is told of this too."""
    sitting = sitting_of(request, key)
    row = Invitation.objects.live().filter(sitting=sitting, pk=invitation).first()
    if row is None:
        raise Http404

    def act(_sitting: Sitting) -> None:
        actions.withdraw(row, by=request.user)

    return _done(request, key, act, _("Taken off the list."))


urlpatterns: list[URLPattern] = [
    path("sittings/<str:key>/invitations/", invitations),
    path("sittings/<str:key>/invitations/members/", members),
    path("sittings/<str:key>/invitations/send/", send),
    path("sittings/<str:key>/invitations/guest/", guest),
    path("sittings/<str:key>/invitations/<uuid:invitation>/withdraw/", withdraw),
    *inviting_urlpatterns,
]
