"""The letters of the council: which wait, which were sent, which were not delivered and why."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from kenes.core import outbox
from kenes.core.clock import COUNCIL_ZONE
from kenes.core.dimension import Choice
from kenes.core.door import may, requires
from kenes.core.letter import Letter
from kenes.core.roles import Permission
from kenes.jobs.message import message, sender
from kenes.office.history import history
from kenes.office.page import page
from kenes.portal.face import Cell, Face, day
from kenes.portal.listing import Listing, office_url

TONES: Mapping[str, str] = {
    Letter.Status.WAITING: "work",
    Letter.Status.SENT: "good",
    Letter.Status.KEPT: "good",
    Letter.Status.FAILED: "bad",
    Letter.Status.CANCELLED: "gone",
}


def _status(letter: Letter) -> Mapping[str, Any]:
    tone = "attention" if letter.trouble and letter.status == "waiting" else TONES[letter.status]
    mark = {"label": letter.get_status_display(), "tone": tone}
    return {"state": mark, "second": letter.error}


def _to(letter: Letter) -> Mapping[str, Any]:
    """To whom; of a personal letter a list tells nobody."""
    if letter.personal:
        return {"text": _("personal")}
    return {"text": letter.name or letter.recipient, "second": letter.name and letter.recipient}


def noun_of(letter: Any) -> str:
    """What kind of record a letter tells of or answers."""
    return str(apps.get_model("kenes", letter.about_kind)._meta.verbose_name)


FACE = Face(
    code="letters",
    model=Letter,
    plural=gettext_lazy("Letters"),
    lead=gettext_lazy("What the council writes by e-mail, and what became of it."),
    by="posted_on",
    icon="mail",
    cells=(
        Cell(label=gettext_lazy("Subject line"), says=lambda row: {"text": row.title}),
        Cell(label=gettext_lazy("To whom"), says=_to),
        Cell(label=gettext_lazy("Tells of"), says=lambda row: {"text": noun_of(row)}),
        Cell(label=gettext_lazy("Written"), says=lambda row: dict(day(row.posted_on)), kind="date"),
        Cell(label=gettext_lazy("Status"), says=_status),
    ),
    filters=(Choice(code="status", wording=gettext_lazy("status"), path="status"),),
)


def notice(request: Any) -> str:
    """What holds up every letter of this council; empty when nothing does."""
    if request.council.is_demo:
        return _("This is a demo: letters are kept and shown here, and never sent.")
    if settings.KENES_SMTP is None:
        return _("Mail is not configured, so letters wait. The administrator sets KENES_SMTP_URL.")
    return ""


@requires(Permission.LETTER_SEE)
def listed(request: Any) -> HttpResponse:
    """Every letter, the newest first; with `format` as a file."""
    listing = Listing(FACE, request, office=True)
    if form := request.GET.get("format"):
        return listing.export(form)
    empty = _("Letters appear here by themselves: an invitation, an answer, a reminder.")
    context = {"face": FACE, "notice": notice(request), "advice": empty, **listing.page()}
    context["filters"]["search_label"] = _("Subject, name, address")
    crumbs = [(str(FACE.plural), "")]
    return page(request, "office/letters/list.html", context, crumbs=crumbs)


def _letter(request: Any, key: UUID) -> Letter:
    found: Letter = get_object_or_404(Letter.objects.of(request.council), pk=key)
    return found


@requires(Permission.LETTER_SEE)
def shown(request: Any, key: UUID) -> HttpResponse:
    """A letter as it was sent; a personal one is opened by whom may see applicants."""
    letter = _letter(request, key)
    return _shown(request, letter, opened=not letter.personal)


def _shown(request: Any, letter: Letter, *, opened: bool) -> HttpResponse:
    title = letter.subject if opened else letter.title
    context = {
        "letter": letter,
        "title": title,
        "opened": opened,
        "may_open": may(request, Permission.APPLICANT_SEE),
        "facts": _facts(letter, opened=opened),
        "files": letter.enclosures.all() if opened else (),
        "notice": notice(request) if letter.status in {"waiting", "kept"} else "",
        "base": f"/office/letters/{letter.pk}/",
        "history": history([letter]),
    }
    crumbs = [(str(FACE.plural), "/office/letters/"), (title, "")]
    answer = page(request, "office/letters/letter.html", context, crumbs=crumbs)
    answer["Cache-Control"] = "no-store"
    return answer


def _facts(letter: Letter, *, opened: bool) -> list[dict[str, Any]]:
    """The head of a letter, and what became of it."""
    facts: list[dict[str, Any]] = []
    if opened:
        to = f"{letter.name} <{letter.recipient}>" if letter.name else letter.recipient
        facts = [
            {"name": _("From whom"), "value": sender(letter)},
            {"name": _("To whom"), "value": to},
        ]
    status = _status(letter)
    said = (
        (_("Tells of"), told_of(letter)),
        (_("Language"), {"value": letter.get_language_display()}),
        (_("Written"), {"value": moment(letter.posted_at)}),
        (_("Status"), {"value": " ", "state": status["state"], "second": status["second"]}),
        (_("The server's answer"), {"value": letter.answer if opened else ""}),
        (_("Attempts"), {"value": letter.attempts or ""}),
        (_("Next attempt"), {"value": moment(letter.next_attempt_at)}),
        (_("Sent"), {"value": moment(letter.sent_at) if letter.status == "sent" else ""}),
        (_("Its mark in mail programs"), {"value": letter.message_id}),
    )
    return facts + [{"name": name, **value} for name, value in said if value["value"]]


def told_of(letter: Any) -> dict[str, Any]:
    """The record a letter tells of or answers, with the way to its card where it has one."""
    model: Any = apps.get_model("kenes", letter.about_kind)
    row = model.objects.of(letter.council).filter(pk=letter.about_id).first()
    if row is None:
        return {"value": noun_of(letter)}
    url = office_url(row) if row.get_absolute_url() else ""
    return {"value": row.reference or str(row), "second": noun_of(letter), "url": url}


def moment(at: Any) -> str:
    """A moment as people write it; nothing where there was none."""
    return date_format(timezone.localtime(at, COUNCIL_ZONE), "DATETIME_FORMAT") if at else ""


def _opened(request: Any, letter: Letter) -> None:
    """Opening a personal letter is for whom may see applicants, and leaves a line."""
    if letter.personal:
        if not may(request, Permission.APPLICANT_SEE):
            raise PermissionDenied
        outbox.see(letter, by=request.user)


@requires(Permission.LETTER_SEE)
@require_POST
def opened(request: Any, key: UUID) -> HttpResponse:
    """A personal letter with its text. Each look leaves a line in the journal."""
    letter = _letter(request, key)
    _opened(request, letter)
    return _shown(request, letter, opened=True)


@requires(Permission.LETTER_SEE)
@require_POST
def taken(request: Any, key: UUID) -> HttpResponse:
    """The letter as a file that any mail program opens, its enclosures in it."""
    letter = _letter(request, key)
    _opened(request, letter)
    answer = HttpResponse(message(letter).message().as_bytes(), content_type="message/rfc822")
    answer["Content-Disposition"] = f'attachment; filename="{letter.pk}.eml"'
    answer["Cache-Control"] = "no-store"
    return answer


@requires(Permission.LETTER_SEE)
@require_POST
def sent_again(request: Any, key: UUID) -> HttpResponse:
    """Try a letter once more."""
    letter = _letter(request, key)
    outbox.send_again(letter, by=request.user)
    messages.success(request, _("The letter is sent again within a minute."))
    return HttpResponseRedirect(f"/office/letters/{letter.pk}/")


@requires(Permission.LETTER_SEE)
def cancelled(request: Any, key: UUID) -> HttpResponse:
    """Do not send a letter, after asking."""
    letter = _letter(request, key)
    back = f"/office/letters/{letter.pk}/"
    if request.method == "POST":
        outbox.cancel([letter], by=request.user)
        messages.success(request, _("The letter is not sent."))
        return HttpResponseRedirect(back)
    title = _("Cancel the letter “%s”?") % letter.title
    confirm = {
        "title": title,
        "text": _("It stays to be seen here, and cannot be sent any more."),
        "action": request.path,
        "do": _("Cancel the letter"),
        "cancel_url": back,
    }
    crumbs = [(str(FACE.plural), "/office/letters/"), (letter.title, back), (_("Cancel"), "")]
    context = {"confirm": confirm, "title": title}
    return page(request, "office/confirm.html", context, crumbs=crumbs)


urlpatterns = [
    path("letters/", listed),
    path("letters/<uuid:key>/", shown),
    path("letters/<uuid:key>/open/", opened),
    path("letters/<uuid:key>/file/", taken),
    path("letters/<uuid:key>/again/", sent_again),
    path("letters/<uuid:key>/cancel/", cancelled),
]
