"""Erasing what is personal of an appeal, and how long it is kept."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kenes.appeals.erasure import actions
from kenes.appeals.erasure.kinds import Ground
from kenes.appeals.models import Appeal
from kenes.appeals.publication.models import shown_of
from kenes.core.door import may, requires
from kenes.core.refused import Refused
from kenes.core.roles import Permission
from kenes.office.deed import one_of, text
from kenes.office.page import page
from kenes.office.register import registers

SETTINGS = "/office/settings/"
# What the job alone says.
ASKED = [pair for pair in Ground.choices if pair[0] != Ground.TERM]


class ErasureForm(forms.Form):
    """On which ground, and whether the text that everyone reads stays; then once more: sure?"""

    use_required_attribute = False

    def __init__(self, row: Appeal, *data: Any) -> None:
        super().__init__(*data)
        self.fields["ground"] = one_of(_("Ground"), ASKED)
        reason = text(_("Number and day of the request or decision"), required=False)
        reason.help_text = _("Do not name the person: this line stays in the journal.")
        self.fields["reason"] = reason
        if shown_of(row) is not None:
            self.fields["keep_public"] = forms.BooleanField(
                label=_("Leave the text that everyone reads: I have read it, it names nobody"),
                required=False,
            )

    def sure(self) -> None:
        """The same once more with nothing to change: what was chosen is sent along unseen."""
        for field in self.fields.values():
            field.widget = field.hidden_widget()
        self.fields["sure"] = forms.CharField(initial="yes", widget=forms.HiddenInput)


@requires(Permission.REGISTER_STRIKE)
def erase(request: Any, key: str) -> HttpResponse:
    """Asked twice: it cannot be taken back. Refused while the appeal is open."""
    if not may(request, Permission.APPLICANT_SEE):
        raise PermissionDenied
    register = registers()["appeals"]
    row = register.find(request, key)
    form = ErasureForm(row, *((request.POST,) if request.method == "POST" else ()))
    asked_twice = False
    if row.status in Appeal.OPEN and not row.struck:
        form = ErasureForm(row, {})
        form.full_clean()
        form.errors.clear()
        form.add_error(None, _("An appeal is erased when it is closed."))
    elif form.is_bound and form.is_valid():
        if request.POST.get("sure"):
            try:
                actions.erase([row], by=request.user, **form.cleaned_data)
                messages.success(request, _("What was personal in %s is erased.") % row.number)
                return HttpResponseRedirect(register.url(row))
            except Refused as refused:
                form.add_error(None, str(refused))
        else:
            form.sure()
            asked_twice = True
    back = register.url(row)
    context = {"row": row, "form": form, "sure": asked_twice, "back": back}
    crumbs = [(str(register.plural), register.list_url), (row.number, back), (_("Erase"), "")]
    status = 422 if form.errors else 200
    return page(request, "office/appeal/erase.html", context, crumbs=crumbs, status=status)


class KeepingForm(forms.Form):
    """For how many months after its outcome the person behind an appeal is kept."""

    months = forms.IntegerField(
        label=gettext_lazy("Months after the outcome"),
        required=False,
        min_value=1,
        max_value=1200,
        help_text=gettext_lazy("Left empty, nothing is erased by itself."),
    )


@requires(Permission.SETTING_EDIT)
def keeping(request: Any) -> HttpResponse:
    """How long appeals keep what is personal."""
    data = request.POST if request.method == "POST" else None
    form = KeepingForm(data, initial={"months": request.council.appeals_kept_for})
    if form.is_bound and form.is_valid():
        actions.keep_for(request.council, form.cleaned_data["months"], by=request.user)
        messages.success(request, _("The setting is changed."))
        return HttpResponseRedirect(SETTINGS)
    title = _("How long appeals keep the person")
    context = {"title": title, "what": _("Settings"), "form": form, "cancel_url": SETTINGS}
    crumbs = [(_("Settings"), SETTINGS), (title, "")]
    status = 422 if form.errors else 200
    return page(request, "office/move.html", context, crumbs=crumbs, status=status)


urlpatterns = [
    path("appeals/<str:key>/erase/", erase),
    path("settings/appeals/keeping/", keeping),
]
