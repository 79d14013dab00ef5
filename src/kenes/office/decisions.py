"""Decisions in the office: their form, and their publication after the two texts are compared."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kenes.core.door import requires
from kenes.core.refused import Refused
from kenes.core.roles import Permission
from kenes.office.entry import Entry, Group, Parts
from kenes.office.page import page
from kenes.office.register import register_of
from kenes.sittings.decisions import actions
from kenes.sittings.decisions.models import Decision, Task
from kenes.sittings.decisions.parity import differences


def _given(part: Any, owner: Any) -> None:
    part.given_on = part.given_on or owner.adopted_on


DECISIONS = Entry(
    model=Decision,
    groups=(
        Group(
            gettext_lazy("What it is"),
            ("item", "ballot", "title_ru", "title_kk", "adopted_on"),
            gettext_lazy("One of the two languages is enough."),
        ),
        Group(
            gettext_lazy("Both authentic texts"),
            ("text_ru", "text_kk"),
            gettext_lazy("They are compared before the decision is published."),
        ),
    ),
    parts=(
        Parts(
            relation="tasks",
            label=gettext_lazy("Tasks"),
            help=gettext_lazy("What is to be done, by whom and by which day."),
            names=("ordinal", "text_ru", "text_kk", "owner", "agency", "due_on"),
            told_by=("text_ru", "text_kk"),
            copied=_given,
            start=(Task.Status.OPEN, "given_on"),
        ),
    ),
    limits={"ballot": Q(carried=True)},
    register=actions.adopt,
)


class PublishForm(forms.Form):
    """Why two texts that differ in a number, a date or a name rightly do."""

    although = forms.CharField(
        label=gettext_lazy("Why they rightly differ"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


@requires(Permission.REGISTER_WRITE)
def publish(request: Any, key: str) -> HttpResponse:
    """Show both texts side by side with what differs, then publish the decision."""
    register = register_of(Decision)
    decision = register.find(request, key)
    form = PublishForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.publish(decision, by=request.user, although=form.cleaned_data["although"])
            messages.success(request, _("The decision is published."))
            return HttpResponseRedirect(register.url(decision))
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
    context = {
        "decision": decision,
        "title": decision.title,
        "differences": differences(decision.text_kk, decision.text_ru),
        "form": form,
        "cancel_url": register.url(decision),
    }
    crumbs = [
        (str(register.plural), register.list_url),
        (decision.number, register.url(decision)),
        (_("Publication"), ""),
    ]
    status = 422 if form.errors else 200
    return page(request, "office/publish.html", context, crumbs=crumbs, status=status)


urlpatterns = [path("decisions/<str:key>/publish/", publish)]
