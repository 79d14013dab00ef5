"""All papers to agencies: those to be sent, those that went out, one of them."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kenes.core.door import may, requires
from kenes.core.roles import Permission
from kenes.dispatches import actions
from kenes.dispatches.models import Dispatch
from kenes.dispatches.paper import opening, paper
from kenes.office.deed import Deed, Fields, carry_out, text
from kenes.office.dispatches.sheet import told
from kenes.office.history import history
from kenes.office.page import page
from kenes.office.recommendation.papers import SendForm, dispatch_of, sent, ticked
from kenes.portal.context import NAMES
from kenes.portal.paper import blocks_shown
from kenes.report.papers.file import FORMS, made

BASE = "/office/dispatches/"
SHOWN = 60
TABS = (("", gettext_lazy("Papers")), ("silence", gettext_lazy("Silence")))


def tabs(current: str) -> list[dict[str, Any]]:
    """The tabs above both pages."""
    return [
        {"label": str(label), "url": f"{BASE}{word}/" if word else BASE, "current": word == current}
        for word, label in TABS
    ]


def _rows(request: Any) -> Any:
    rows = Dispatch.objects.of(request.council).live().select_related("addressee", "council")
    return rows.order_by("-prepared_on", "-number")


@requires(Permission.OFFICE_ENTER)
def listed(request: Any) -> HttpResponse:
    """Papers that lie ready, then those that went out, the newest first."""
    return _page(request, SendForm())


def _page(request: Any, form: SendForm) -> HttpResponse:
    rows = _rows(request)
    kind = request.GET.get("kind", "")
    if kind in Dispatch.Kind.values:
        rows = rows.filter(kind=kind)
    prepared = rows.filter(status=Dispatch.Status.PREPARED)
    gone = list(rows.exclude(status=Dispatch.Status.PREPARED)[: SHOWN + 1])
    context = {
        "title": _("Papers to agencies"),
        "tabs": tabs(""),
        "kinds": [("", _("all")), *Dispatch.Kind.choices],
        "kind": kind,
        "prepared": told(list(prepared)),
        "gone": told(gone[:SHOWN]),
        "more": len(gone) > SHOWN,
        "form": form,
        "writes": may(request, Permission.REGISTER_WRITE),
        "base": BASE,
    }
    status = 422 if form.errors else 200
    crumbs = [(_("Papers to agencies"), "")]
    return page(request, "office/dispatches/list.html", context, crumbs=crumbs, status=status)


@requires(Permission.REGISTER_WRITE)
@require_POST
def send(request: Any) -> HttpResponse:
    """Send the papers that were ticked."""
    form = SendForm(request.POST)
    if sent(request, form, ticked(request, _rows(request))):
        return HttpResponseRedirect(BASE)
    return _page(request, form)


@requires(Permission.OFFICE_ENTER)
def shown(request: Any, number: str) -> HttpResponse:
    """One paper as it reads, its course, its files and letters."""
    row = dispatch_of(request, number)
    wanted = request.GET.get("lang") or get_language()
    language: Any = "kk" if wanted == "kk" else "ru"
    [said] = told([row])
    writes = may(request, Permission.REGISTER_WRITE)
    offered = [word for word in DEEDS if writes and _offered(row, word)]
    context = {
        "title": row.title,
        "said": said | {"alone": [said]},
        "dispatch": row,
        "blocks": blocks_shown(paper(row, language).blocks),
        "language": language,
        "written_in": [(code, NAMES[code]) for code in ("kk", "ru")],
        "drafts": _drafts(row) if row.status == Dispatch.Status.PREPARED else [],
        "deeds": [{"deed": DEEDS[word], "url": f"{word}/"} for word in offered],
        "writes": writes,
        "history": history([row]),
    }
    crumbs = [(_("Papers to agencies"), BASE), (row.number, "")]
    return page(request, "office/dispatches/one.html", context, crumbs=crumbs)


def _drafts(row: Dispatch) -> list[dict[str, str]]:
    return [
        {"label": f"{name}, {NAMES[lang]}", "url": f"{lang}.{form}"}
        for form, name in (("docx", "Word"), ("pdf", "PDF"))
        for lang in ("kk", "ru")
    ]


@requires(Permission.OFFICE_ENTER)
def drafted(request: Any, number: str, lang: str, form: str) -> HttpResponse:
    """The paper as a file before it is sent."""
    row = dispatch_of(request, number)
    if lang not in {"kk", "ru"} or form not in FORMS:
        raise Http404
    language: Any = lang
    answer = HttpResponse(made(form, paper(row, language), row.council), content_type=FORMS[form])
    answer["Content-Disposition"] = f'attachment; filename="{row.number}-{lang}.{form}"'
    return answer


def _openings(row: Dispatch) -> Fields:
    fields = {}
    for name, label, lang in (
        ("opening_kk", _("Opening in Kazakh"), "kk"),
        ("opening_ru", _("Opening in Russian"), "ru"),
    ):
        language: Any = lang
        fields[name] = text(label, required=False, rows=5, initial=opening(row, language))
        fields[name].widget.attrs["lang"] = lang
    return fields


def _proof(row: Dispatch) -> Fields:
    proof = text(_("How it is known"), max_length=500)
    proof.help_text = _("The stamp on our copy, a note of the post, who confirmed it.")
    return {"proof": proof}


def _reason(row: Dispatch) -> Fields:
    return {"reason": text(_("Reason"), rows=3)}


DEEDS: Mapping[str, Deed] = {
    "word": Deed(gettext_lazy("Word the opening"), actions.word, _openings, dated=False),
    "deliver": Deed(
        gettext_lazy("It was delivered"),
        actions.deliver,
        _proof,
        gettext_lazy("The term of the answer runs from that day."),
    ),
    "returned": Deed(gettext_lazy("It came back"), actions.give_back, _reason),
    "again": Deed(gettext_lazy("Send it again"), actions.send_again, lambda row: _channel()),
    "drop": Deed(gettext_lazy("Do not send it"), actions.drop, _reason, grave=True),
}
_MOVES = {"deliver": "delivered", "returned": "returned", "drop": "dropped"}


def _channel() -> Fields:
    asked = forms.ChoiceField(label=_("How it is sent"), choices=Dispatch.Channel.choices)
    return {"channel": asked}


def _offered(row: Dispatch, word: str) -> bool:
    """Whether a deed makes sense for the paper as it stands."""
    if word == "word":
        return row.status == Dispatch.Status.PREPARED
    if word == "again":
        return row.status == Dispatch.Status.RETURNED
    return _MOVES[word] in row.MOVES[row.status]


@requires(Permission.REGISTER_WRITE)
def done(request: Any, number: str, deed: str) -> HttpResponse:
    """Something is done with a paper: worded, delivered, dropped."""
    row = dispatch_of(request, number)
    if deed not in DEEDS or not _offered(row, deed):
        raise Http404
    here = f"{BASE}{row.number}/"

    def frame(template: str, context: Mapping[str, Any], *, last: str, status: int) -> HttpResponse:
        crumbs = [(_("Papers to agencies"), BASE), (row.number, here), (last, "")]
        return page(request, template, context, crumbs=crumbs, status=status)

    return carry_out(request, DEEDS[deed], row, frame=frame, what=row.title, back=here)


urlpatterns: list[URLPattern] = [
    path("dispatches/", listed),
    path("dispatches/send/", send),
    path("dispatches/<str:number>/", shown),
    path("dispatches/<str:number>/<slug:lang>.<slug:form>", drafted),
    path("dispatches/<str:number>/<slug:deed>/", done),
]
