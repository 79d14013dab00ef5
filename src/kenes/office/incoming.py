"""The letters that came: what each says, which record it answers, and placing it by hand."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import filesizeformat
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from kenes.core import inbox
from kenes.core.attachment import Attachment, attached
from kenes.core.dimension import Choice
from kenes.core.door import may, requires
from kenes.core.incoming import IncomingLetter
from kenes.core.refused import Refused
from kenes.core.roles import Permission
from kenes.core.row import Numbered
from kenes.office.history import history
from kenes.office.letters import moment, noun_of, told_of
from kenes.office.page import page
from kenes.office.recommendation.by_letter import ways
from kenes.portal.face import Cell, Face, day
from kenes.portal.faces.catalogue import FACES, face
from kenes.portal.files import handed_out
from kenes.portal.listing import Listing

HERE = "/office/incoming/"
Kind, Status = IncomingLetter.Kind, IncomingLetter.Status
TONES: Mapping[str, str] = {
    Status.NEW: "attention",
    Status.PLACED: "good",
    Status.SET_ASIDE: "gone",
}


def _status(letter: IncomingLetter) -> Mapping[str, Any]:
    return {"state": {"label": letter.get_status_display(), "tone": TONES[letter.status]}}


def _sender(letter: IncomingLetter) -> Mapping[str, Any]:
    """From whom, as the letter says; of a personal letter a list tells nobody."""
    if letter.personal:
        return {"text": _("personal")}
    return {"text": letter.name or letter.sender, "second": letter.name and letter.sender}


def _answers(letter: IncomingLetter) -> Mapping[str, Any]:
    """The number of the record and what it is; a list reads no record for it."""
    if letter.about_id is None:
        return {"text": ""}
    noun = noun_of(letter)
    return {"text": letter.words or noun, "second": noun if letter.words else ""}


FACE = Face(
    code="incoming",
    model=IncomingLetter,
    plural=gettext_lazy("Incoming letters"),
    lead=gettext_lazy("What came to the council by e-mail, and which record each letter answers."),
    by="received_on",
    icon="inbox",
    cells=(
        Cell(label=gettext_lazy("Subject line"), says=lambda row: {"text": row.title}),
        Cell(label=gettext_lazy("From whom"), says=_sender),
        Cell(label=gettext_lazy("What it is"), says=lambda row: {"text": row.get_kind_display()}),
        Cell(label=gettext_lazy("Answers"), says=_answers),
        Cell(label=gettext_lazy("Came"), says=lambda row: dict(day(row.received_on)), kind="date"),
        Cell(label=gettext_lazy("Status"), says=_status),
    ),
    filters=(
        Choice(code="status", wording=gettext_lazy("status"), path="status"),
        Choice(code="kind", wording=gettext_lazy("kind"), path="kind"),
    ),
)
# The registers on whose records a letter may be placed by number.
PLACES = tuple(each for each in FACES if issubclass(each.model, Numbered))


def notice(request: Any) -> str:
    """Why no letters come by themselves; empty when they do."""
    if request.council.is_demo:
        return _("This is a demo: no letters come to it by themselves.")
    if settings.KENES_IMAP is None:
        return _("No mailbox is configured, so no letters come. The administrator sets it.")
    return ""


@requires(Permission.LETTER_SEE)
def listed(request: Any) -> HttpResponse:
    """Every letter that came, the newest first; with `format` as a file."""
    listing = Listing(FACE, request, office=True)
    if form := request.GET.get("format"):
        return listing.export(form)
    empty = _("Letters to the council's mailbox appear here by themselves.")
    context = {"face": FACE, "notice": notice(request), "advice": empty, **listing.page()}
    context["filters"]["search_label"] = _("Number of the record it answers")
    crumbs = [(str(FACE.plural), "")]
    return page(request, "office/letters/list.html", context, crumbs=crumbs)


def _letter(request: Any, key: UUID) -> IncomingLetter:
    letters = IncomingLetter.objects.of(request.council).select_related("answers")
    found: IncomingLetter = get_object_or_404(letters, pk=key)
    return found


@requires(Permission.LETTER_SEE)
def shown(request: Any, key: UUID) -> HttpResponse:
    """A letter that came; a personal one is opened by whom may see applicants."""
    letter = _letter(request, key)
    return _shown(request, letter, opened=not letter.personal)


def _shown(request: Any, letter: IncomingLetter, *, opened: bool) -> HttpResponse:
    title = (letter.subject or _("Without a subject")) if opened else letter.title
    files = attached([letter], public=False).get(letter.pk, []) if opened else []
    context = {
        "letter": letter,
        "title": title,
        "opened": opened,
        "may_open": may(request, Permission.APPLICANT_SEE),
        "writes": may(request, Permission.REGISTER_WRITE),
        "facts": _facts(letter, opened=opened),
        "remarks": letter.remarks.splitlines() if opened else [],
        "files": [{"file": each, "size": filesizeformat(each.size)} for each in files],
        "answering": ways(letter) if opened and may(request, Permission.REGISTER_WRITE) else [],
        "base": f"{HERE}{letter.pk}/",
        "history": history([letter]),
    }
    crumbs = [(str(FACE.plural), HERE), (title, "")]
    answer = page(request, "office/letters/incoming.html", context, crumbs=crumbs)
    answer["Cache-Control"] = "no-store"
    return answer


def _facts(letter: IncomingLetter, *, opened: bool) -> list[dict[str, Any]]:
    """The head of a letter, and where it stands."""
    sender = f"{letter.name} <{letter.sender}>" if letter.name else letter.sender
    ours = letter.answers
    answered = (
        {"value": ours.title, "url": f"/office/letters/{ours.pk}/"} if ours else {"value": ""}
    )
    said = (
        (_("From whom"), {"value": sender if opened else "", "second": _("as the letter says")}),
        (_("Came"), {"value": moment(letter.received_at)}),
        (_("What it is"), {"value": letter.get_kind_display()}),
        (_("Status"), {"value": " ", **_status(letter)}),
        (_("Answers"), told_of(letter) if letter.about_id else {"value": ""}),
        (_("Our letter"), answered),
    )
    return [{"name": name, **value} for name, value in said if value["value"]]


def _opened(request: Any, letter: IncomingLetter) -> None:
    """Opening a personal letter is for whom may see applicants, and leaves a line."""
    if letter.personal:
        if not may(request, Permission.APPLICANT_SEE):
            raise PermissionDenied
        inbox.see(letter, by=request.user)


@requires(Permission.LETTER_SEE)
@require_POST
def opened(request: Any, key: UUID) -> HttpResponse:
    """A personal letter with its text. Each look leaves a line in the journal."""
    letter = _letter(request, key)
    _opened(request, letter)
    return _shown(request, letter, opened=True)


@requires(Permission.LETTER_SEE)
@require_POST
def file(request: Any, key: UUID, file: UUID) -> Any:
    """One file of a letter, or the whole of it as it came."""
    letter = _letter(request, key)
    files = Attachment.objects.of(request.council).live()
    found = files.filter(row_id=letter.pk, pk=file).first()
    if found is None or not found.path.exists():
        raise Http404
    _opened(request, letter)
    return handed_out(request, found)


class PlaceForm(forms.Form):
    """A record, by its register and its number."""

    use_required_attribute = False
    register = forms.ChoiceField(label=gettext_lazy("In which register"))
    number = forms.CharField(
        label=gettext_lazy("Number"), help_text=gettext_lazy("Like 2025-0141."), max_length=60
    )

    def __init__(self, council: Any, *data: Any) -> None:
        super().__init__(*data)
        self.council = council
        self.fields["register"].choices = [(each.code, each.plural) for each in PLACES]  # type: ignore[attr-defined]

    def clean(self) -> Any:
        """Find the record."""
        said = super().clean() or {}
        if "register" in said and "number" in said:
            rows: Any = face(said["register"]).model.objects.of(self.council).live()
            self.found = rows.filter(number=said["number"].strip()).first()
            if self.found is None:
                self.add_error("number", _("There is no record with this number."))
        return said


@requires(Permission.REGISTER_WRITE)
def placed(request: Any, key: UUID) -> HttpResponse:
    """Place a letter on a record by its number."""
    letter = _letter(request, key)
    form = PlaceForm(request.council, *([request.POST] if request.method == "POST" else []))
    if form.is_bound and form.is_valid():
        inbox.place(letter, form.found, by=request.user)
        messages.success(request, _("The letter is placed."))
        return HttpResponseRedirect(f"{HERE}{letter.pk}/")
    return _asked(request, letter, form, _("Place the letter"))


class ReasonForm(forms.Form):
    """Why a letter is set aside."""

    use_required_attribute = False
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("For example: advertising, a letter meant for another body."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )


@requires(Permission.REGISTER_WRITE)
def set_aside(request: Any, key: UUID) -> HttpResponse:
    """Set a letter aside, with a reason."""
    letter = _letter(request, key)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            inbox.set_aside(letter, reason=form.cleaned_data["reason"], by=request.user)
            messages.success(request, _("The letter is set aside."))
            return HttpResponseRedirect(f"{HERE}{letter.pk}/")
        except Refused as refused:
            form.add_error(None, str(refused))
    return _asked(request, letter, form, _("Set the letter aside"))


def _asked(request: Any, letter: IncomingLetter, form: forms.Form, title: str) -> HttpResponse:
    crumbs = [(str(FACE.plural), HERE), (letter.title, f"{HERE}{letter.pk}/"), (title, "")]
    context = {"title": title, "what": letter.title, "form": form}
    context["cancel_url"] = f"{HERE}{letter.pk}/"
    status = 422 if form.errors else 200
    return page(request, "office/move.html", context, crumbs=crumbs, status=status)


@requires(Permission.REGISTER_WRITE)
@require_POST
def taken_back(request: Any, key: UUID) -> HttpResponse:
    """The letter waits again, as if nobody had dealt with it."""
    letter = _letter(request, key)
    inbox.take_back(letter, by=request.user)
    messages.success(request, _("The letter waits to be placed."))
    return HttpResponseRedirect(f"{HERE}{letter.pk}/")


urlpatterns = [
    path("incoming/", listed),
    path("incoming/<uuid:key>/", shown),
    path("incoming/<uuid:key>/open/", opened),
    path("incoming/<uuid:key>/files/<uuid:file>/", file),
    path("incoming/<uuid:key>/place/", placed),
    path("incoming/<uuid:key>/aside/", set_aside),
    path("incoming/<uuid:key>/undo/", taken_back),
]
