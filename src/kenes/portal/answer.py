"""The page on which one invited to a sitting says whether he comes, by the link in his letter."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy

from kenes.core.access import console
from kenes.core.door import public
from kenes.core.refused import Refused
from kenes.sittings.invitations import actions, notices
from kenes.sittings.invitations.models import Invitation


class AnswerForm(forms.Form):
    """Coming, or not and why."""

    use_required_attribute = False
    reason = forms.CharField(
        label=gettext_lazy("If you cannot come, say briefly why"),
        help_text=gettext_lazy("Read by the secretary and the chair alone."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


@public
def answer(request: Any, token: str) -> HttpResponse:
    """Show the sitting and take the answer. A look alone answers nothing."""
    invitation = _behind(request, token)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        coming = request.POST.get("answer") == "coming"
        reason = form.cleaned_data["reason"]
        try:
            actions.answer(invitation, coming=coming, reason=reason, by=console())
            return HttpResponseRedirect(request.path)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
    sitting = invitation.sitting
    context = {
        "invitation": invitation,
        "sitting": sitting,
        "items": sitting.items.live().order_by("position"),
        "form": form,
        "open": sitting.ahead and not sitting.struck,
    }
    page = render(request, "sittings/answer.html", context, status=422 if form.errors else 200)
    page["Cache-Control"] = "no-store"
    page["Referrer-Policy"] = "no-referrer"
    page["X-Robots-Tag"] = "noindex"
    return page


def _behind(request: Any, token: str) -> Invitation:
    """The invitation of this council behind a link; 404 for a forged link or a withdrawn one."""
    key = notices.behind(token)
    rows = Invitation.objects.of(request.council).live()
    rows = rows.select_related("sitting__event", "sitting__body", "person")
    found: Invitation | None = rows.filter(pk=key).first()
    if key is None or found is None:
        raise Http404
    return found


urlpatterns = [path("invitations/<str:token>/", answer)]
