"""The minutes of a sitting in the office: drafted from facts, worded, closed, signed, published."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kenes.core import clock
from kenes.core.access import User
from kenes.core.door import may, requires
from kenes.core.refused import Refused
from kenes.core.roles import Permission
from kenes.minutes import actions
from kenes.minutes.content import content
from kenes.minutes.models import Minutes, Passage, Signature
from kenes.minutes.telling import sections
from kenes.office.choosing import DayField
from kenes.office.register import register_of
from kenes.office.sitting.room import room, sitting_of
from kenes.portal.context import NAMES
from kenes.portal.face import state
from kenes.portal.minutes import as_file, difference
from kenes.portal.paper import blocks_shown
from kenes.report.papers.file import FORMS
from kenes.sittings.models import AgendaItem, Sitting

SCAN_AT_MOST = 20 * 1024 * 1024


class SignForm(forms.Form):
    """Who signed, how and when, and the file of a scan or a detached signature."""

    role = forms.ChoiceField(label=gettext_lazy("Who signed"), choices=Signature.Role.choices)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=300)
    kind = forms.ChoiceField(
        label=gettext_lazy("How it was signed"), choices=Signature.Kind.choices
    )
    on = DayField(
        label=gettext_lazy("Signed on"),
    )
    file = forms.FileField(label=gettext_lazy("File"), required=False)

    def clean_file(self) -> Any:
        file = self.cleaned_data.get("file")
        if file is not None and file.size > SCAN_AT_MOST:
            raise forms.ValidationError(_("The file is larger than 20 MB."))
        return file


def _newest(sitting: Sitting) -> Minutes | None:
    """The version at work: the newest one."""
    found = Minutes.objects.live().filter(sitting=sitting).select_related("council", "chaired_by")
    return found.order_by("-edition").first()


def _at_work(request: Any, key: str) -> tuple[Sitting, Minutes]:
    sitting = sitting_of(request, key)
    minutes = _newest(sitting)
    if minutes is None:
        raise Http404
    return sitting, minutes


def _url(sitting: Sitting) -> str:
    return register_of(Sitting).url(sitting, "minutes/")


@requires(Permission.OFFICE_ENTER)
def shown(request: Any, key: str) -> HttpResponse:
    """The minutes as they stand, with a place for the clerk's words under each question."""
    sitting = sitting_of(request, key)
    return _page(request, sitting, _newest(sitting))


def _page(
    request: Any,
    sitting: Sitting,
    minutes: Minutes | None,
    *,
    form: SignForm | None = None,
    kept: dict[str, Any] | None = None,
    refused: str = "",
) -> HttpResponse:
    context: dict[str, Any] = {
        "minutes": minutes,
        "held": sitting.event.status == "held",
        "writes": may(request, Permission.REGISTER_WRITE),
        "base": _url(sitting),
        "refused": refused,
    }
    if minutes is not None:
        language: Any = (get_language() or "ru")[:2]
        said = content(minutes)
        draft = not minutes.is_frozen
        context |= {
            "state": state(minutes.status, minutes.get_status_display())["state"],
            "sections": _sections(minutes, sections(said, language, prose=not draft), kept or {}),
            "draft": draft,
            "files": [
                {"label": f"{name}, {NAMES[tongue]}", "url": f"{_url(sitting)}{tongue}.{form_}"}
                for form_, name in (("docx", "Word"), ("pdf", "PDF"))
                for tongue in ("kk", "ru", "en")
            ],
            "signatures": minutes.signatures.live().order_by("role"),
            "form": form or SignForm(initial={"on": clock.today()}),
            "difference": difference(minutes),
            "public_url": minutes.get_absolute_url(),
        }
    status = 422 if refused or (form is not None and form.errors) else 200
    return room(request, sitting, "minutes", "office/sitting/minutes.html", context, status=status)


def _sections(minutes: Minutes, told: Any, kept: dict[str, Any]) -> list[dict[str, Any]]:
    """Each section with its derived blocks, and the passage as it stands or as just typed."""
    live = Passage.objects.live().filter(minutes=minutes).select_related("item")
    standing = {str(p.item.position) if p.item else p.place: p for p in live}
    found = []
    for section in told:
        passage = standing.get(section.place)
        typed = kept if kept.get("place") == section.place else {}
        found.append(
            {
                "place": section.place,
                "blocks": blocks_shown(section.blocks),
                "text_kk": typed.get("text_kk", passage.text_kk if passage else ""),
                "text_ru": typed.get("text_ru", passage.text_ru if passage else ""),
                "version": passage.version if passage else 0,
                "refused": typed.get("refused", ""),
            }
        )
    return found


@requires(Permission.REGISTER_WRITE)
@require_POST
def begin(request: Any, key: str) -> HttpResponse:
    """The minutes are begun; they get their number."""
    sitting = sitting_of(request, key)
    try:
        actions.draft(sitting, by=request.user)
    except Refused as refused:
        return _page(request, sitting, _newest(sitting), refused=str(refused))
    return HttpResponseRedirect(_url(sitting))


@requires(Permission.REGISTER_WRITE)
@require_POST
def worded(request: Any, key: str) -> HttpResponse:
    """The clerk's words at one place are kept; what is refused stays on the page to be saved."""
    sitting, minutes = _at_work(request, key)
    place = request.POST.get("place", "")
    texts = {name: request.POST.get(name, "") for name in ("text_kk", "text_ru")}
    seen = request.POST.get("version", "0")
    try:
        actions.word(
            minutes,
            place="item" if place.isdecimal() else place,
            item=_item(sitting, place),
            version=int(seen) if seen.isdecimal() else 0,
            by=request.user,
            **texts,
        )
    except Refused as refused:
        kept = {"place": place, "refused": str(refused), **texts}
        return _page(request, sitting, minutes, kept=kept, refused=str(refused))
    messages.success(request, _("Saved."))
    return HttpResponseRedirect(f"{_url(sitting)}#place-{place}")


def _item(sitting: Sitting, place: str) -> AgendaItem | None:
    """The question a place belongs to; none for the opening and the end."""
    if place in (Passage.Place.OPENING, Passage.Place.CLOSING):
        return None
    position = int(place) if place.isdecimal() else 0
    item: AgendaItem | None = (
        AgendaItem.objects.live().filter(sitting=sitting, position=position).first()
    )
    if item is None:
        raise Http404
    return item


def _step(minutes: Minutes, step: str, reason: str, by: User) -> None:
    match step:
        case "close":
            actions.close(minutes, by=by)
        case "take-back":
            actions.take_back(minutes, reason=reason, by=by)
        case "publish":
            actions.publish(minutes, by=by)
        case "correct":
            actions.correct(minutes, reason=reason, by=by)
        case _:
            raise Http404


@requires(Permission.REGISTER_WRITE)
@require_POST
def stepped(request: Any, key: str, step: str) -> HttpResponse:
    """The minutes are closed, taken back, published, or a new version is begun."""
    sitting, minutes = _at_work(request, key)
    try:
        _step(minutes, step, request.POST.get("reason", ""), request.user)
    except Refused as refused:
        return _page(request, sitting, minutes, refused=str(refused))
    messages.success(request, _("Recorded."))
    return HttpResponseRedirect(_url(sitting))


@requires(Permission.REGISTER_WRITE)
@require_POST
def sign(request: Any, key: str) -> HttpResponse:
    """A signature is recorded, with its file where there is one."""
    sitting, minutes = _at_work(request, key)
    form = SignForm(request.POST, request.FILES)
    if form.is_valid():
        said = form.cleaned_data
        file = said.pop("file")
        try:
            actions.sign(
                minutes,
                file_name=file.name if file else "",
                file=file.read() if file else b"",
                by=request.user,
                **said,
            )
            messages.success(request, _("Recorded."))
            return HttpResponseRedirect(_url(sitting))
        except Refused as refused:
            beside = refused.field if refused.field in form.fields else None
            form.add_error(beside, str(refused))
    return _page(request, sitting, minutes, form=form)


@requires(Permission.OFFICE_ENTER)
def file(request: Any, key: str, language: str, form: str) -> HttpResponse:
    """The minutes as they stand, in Word or PDF."""
    if form not in FORMS:
        raise Http404
    _sitting, minutes = _at_work(request, key)
    return as_file(request, minutes, language, form)


@requires(Permission.OFFICE_ENTER)
def extract(request: Any, key: str, position: int, language: str, form: str) -> HttpResponse:
    """An extract of one question."""
    _sitting, minutes = _at_work(request, key)
    return as_file(request, minutes, language, form, position)


HERE = "sittings/<str:key>/minutes/"
urlpatterns = [
    path(HERE, shown),
    path(f"{HERE}begin/", begin),
    path(f"{HERE}word/", worded),
    path(f"{HERE}sign/", sign),
    path(f"{HERE}<slug:language>.<slug:form>", file),
    path(f"{HERE}<int:position>/<slug:language>.<slug:form>", extract),
    path(f"{HERE}<slug:step>/", stepped),
]
