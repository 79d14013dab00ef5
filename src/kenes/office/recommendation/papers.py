"""The papers in which a recommendation goes to agencies: laid out, sent, delivered."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from kenes.core import clock
from kenes.core.door import may, requires
from kenes.core.refused import Refused
from kenes.core.roles import Permission
from kenes.dispatches import actions
from kenes.dispatches.models import Dispatch, DispatchedPoint
from kenes.office.choosing import DayField
from kenes.office.dispatches.sheet import told
from kenes.office.recommendation.room import ROOM
from kenes.recommendations.models import Point, Recommendation


class SendForm(forms.Form):
    """Which papers go out, how, and on which day."""

    use_required_attribute = False
    channel = forms.ChoiceField(choices=Dispatch.Channel.choices, initial="email")
    on = DayField()

    def __init__(self, *data: Any) -> None:
        super().__init__(*data)
        self.fields["channel"].label = _("How it is sent")
        self.fields["on"].label = _("Sent on")
        self.initial["on"] = clock.today()

    def clean_on(self) -> Any:
        on = self.cleaned_data["on"]
        if on > clock.today():
            raise forms.ValidationError(_("That day is still to come."))
        return on


@requires(Permission.OFFICE_ENTER)
def shown(request: Any, key: str) -> HttpResponse:
    """The papers of a recommendation, those to be sent first."""
    return page_of(request, ROOM.of(request, key), SendForm())


def page_of(request: Any, paper: Recommendation, form: SendForm) -> HttpResponse:
    """Set the page with the form as it stands."""
    rows = list(_papers(paper))
    writes = may(request, Permission.REGISTER_WRITE) and not paper.struck
    laid = DispatchedPoint.objects.live().exclude(dispatch__status=Dispatch.Status.DROPPED)
    left = paper.points.live().filter(status=Point.Status.PREPARED)
    context = {
        "paper": paper,
        "adopted": paper.status == Recommendation.Status.ADOPTED,
        "prepared": told([d for d in rows if d.status == Dispatch.Status.PREPARED]),
        "gone": told([d for d in rows if d.status != Dispatch.Status.PREPARED]),
        "left": left.exclude(pk__in=laid.values("point")).count(),
        "writes": writes,
        "form": form,
        "base": ROOM.url(paper, "papers"),
    }
    status = 422 if form.errors else 200
    template = "office/recommendation/papers.html"
    return ROOM.page(request, paper, "papers", template, context, status=status)


def _papers(paper: Recommendation) -> Any:
    parts = DispatchedPoint.objects.live().filter(point__recommendation=paper)
    rows = Dispatch.objects.live().filter(pk__in=parts.values("dispatch"))
    return rows.select_related("addressee", "council").order_by("-prepared_on", "number")


@requires(Permission.REGISTER_WRITE)
@require_POST
def prepare(request: Any, key: str) -> HttpResponse:
    """Lay out the points, a paper to each agency."""
    paper = ROOM.of(request, key)
    try:
        made = actions.prepare(paper, by=request.user)
        n = len(made)
        said = ngettext("%s paper lies ready to be sent.", "%s papers lie ready to be sent.", n)
        messages.success(request, said % n)
    except Refused as refused:
        messages.error(request, str(refused))
    return HttpResponseRedirect(ROOM.url(paper, "papers"))


@requires(Permission.REGISTER_WRITE)
@require_POST
def send(request: Any, key: str) -> HttpResponse:
    """Send the papers that were ticked."""
    paper = ROOM.of(request, key)
    form = SendForm(request.POST)
    chosen = ticked(request, _papers(paper))
    if sent(request, form, chosen):
        return HttpResponseRedirect(ROOM.url(paper, "papers"))
    return page_of(request, paper, form)


def ticked(request: Any, rows: Any) -> list[Dispatch]:
    """The prepared papers that were ticked among these."""
    keys = []
    for said in request.POST.getlist("paper"):
        try:
            keys.append(UUID(said))
        except ValueError:
            raise Http404 from None
    return list(rows.filter(pk__in=keys, status=Dispatch.Status.PREPARED))


def sent(request: Any, form: SendForm, chosen: Sequence[Dispatch]) -> bool:
    """Whether the papers went out; if not, the form says why."""
    if not chosen:
        form.add_error(None, _("Tick the papers that go out."))
    if form.errors or not form.is_valid():
        return False
    try:
        actions.send(chosen, by=request.user, **form.cleaned_data)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        return False
    n = len(chosen)
    messages.success(request, ngettext("%s paper is sent.", "%s papers are sent.", n) % n)
    return True


def dispatch_of(request: Any, number: str) -> Dispatch:
    """The paper of this council under its number; 404 for any other."""
    rows = Dispatch.objects.of(request.council).live().select_related("addressee", "council")
    found: Dispatch = get_object_or_404(rows, number=number)
    return found


_BASE = "recommendations/<str:key>/papers/"
urlpatterns: list[URLPattern] = [
    path(_BASE, shown),
    path(f"{_BASE}prepare/", prepare),
    path(f"{_BASE}send/", send),
]
