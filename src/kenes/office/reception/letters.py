"""Letters and appeals: the address that makes a letter one, and the button that does."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from kenes.appeals.intake import actions
from kenes.core.door import requires
from kenes.core.incoming import IncomingLetter
from kenes.core.refused import Refused
from kenes.core.roles import Permission
from kenes.office.page import page


@requires(Permission.REGISTER_WRITE)
@require_POST
def made(request: Any, key: UUID) -> HttpResponse:
    """A letter that waits in the inbox becomes an appeal, with its files, number and receipt."""
    letters = IncomingLetter.objects.of(request.council).select_related("council")
    letter = get_object_or_404(letters, pk=key)
    try:
        appeal = actions.take_letter(letter, by=request.user)
        messages.success(request, _("Registered: %s.") % appeal.number)
        return HttpResponseRedirect(f"/office/appeals/{appeal.number}/")
    except Refused as refused:
        messages.warning(request, str(refused))
        return HttpResponseRedirect(f"/office/incoming/{key}/")


class AddressForm(forms.Form):
    """The council's address for appeals."""

    use_required_attribute = False
    address = forms.EmailField(
        label=gettext_lazy("Address for appeals"),
        help_text=gettext_lazy(
            "A letter that comes to it and answers nothing is an appeal in the same moment. "
            "Empty: letters wait in the inbox."
        ),
        required=False,
        max_length=254,
        error_messages={"invalid": gettext_lazy("This is no e-mail address.")},
    )


@requires(Permission.SETTING_EDIT)
def address(request: Any) -> HttpResponse:
    """At which address letters become appeals by themselves."""
    council = request.council
    data = request.POST if request.method == "POST" else None
    form = AddressForm(data, initial={"address": council.appeals_mail})
    if form.is_bound and form.is_valid():
        actions.receive_at(council, form.cleaned_data["address"], by=request.user)
        messages.success(request, _("The setting is changed."))
        return HttpResponseRedirect("/office/settings/")
    title = _("Address for appeals")
    context = {"title": title, "what": _("Settings"), "form": form}
    context["cancel_url"] = "/office/settings/"
    crumbs = [(_("Settings"), "/office/settings/"), (title, "")]
    status = 422 if form.errors else 200
    return page(request, "office/move.html", context, crumbs=crumbs, status=status)


urlpatterns = [
    path("incoming/<uuid:key>/appeal/", made),
    path("settings/appeals/address/", address),
]
