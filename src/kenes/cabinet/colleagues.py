"""Colleagues of the agency who may answer too: invited, and their access ended."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from kenes.cabinet.door import View, contact
from kenes.cabinet.page import page
from kenes.core import clock
from kenes.core.access import Access
from kenes.core.refused import Refused
from kenes.core.roles import Permission
from kenes.council import actions
from kenes.office.accounts import language_field, link_of

HERE = "/cabinet/colleagues/"
invites: Callable[[View], View] = contact(permission=Permission.COLLEAGUE_INVITE)


class ColleagueForm(forms.Form):
    """Who is invited."""

    use_required_attribute = False
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    email = forms.EmailField(label=gettext_lazy("E-mail"))

    def __init__(self, *data: Any) -> None:
        super().__init__(*data)
        self.fields["language"] = language_field()


def _own(request: Any) -> Any:
    rows = Access.objects.of(request.council).live().on(clock.today())
    return rows.filter(role="agency", agency=request.access.agency)


@contact
def listed(request: Any) -> HttpResponse:
    """Everybody of the agency who may answer today."""
    return _page(request, ColleagueForm())


def _page(request: Any, form: ColleagueForm) -> HttpResponse:
    context = {
        "title": _("Colleagues"),
        "rows": [
            {
                "access": row,
                "me": row.pk == request.access.pk,
                "waits": not _has_account(row),
            }
            for row in _own(request).select_related("user")
        ],
        "form": form,
    }
    status = 422 if form.errors else 200
    crumbs = [(_("Colleagues"), "")]
    return page(request, "cabinet/colleagues.html", context, crumbs=crumbs, status=status)


@invites
@require_POST
def invite(request: Any) -> HttpResponse:
    """A colleague may answer too; the link to a new account is shown once."""
    form = ColleagueForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            access = actions.grant(
                request.council,
                role="agency",
                agency=request.access.agency,
                since_on=clock.today(),
                by=request.user,
                **said,
            )
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            if _has_account(access):
                messages.success(request, _("%s has access now.") % access.user)
                return HttpResponseRedirect(HERE)
            return _link(request, access)
    return _page(request, form)


def _has_account(access: Access) -> bool:
    """Whether the account is more than an invitation of this agency made.

    The link sets a password. An agency is never handed one for an account that opens anything but
    its own cabinet, also where its owner has not set a password yet.
    """
    elsewhere = Access.objects.filter(user=access.user).exclude(agency=access.agency)
    return bool(access.user.has_usable_password() or elsewhere.exists())


@invites
@require_POST
def link(request: Any, key: UUID) -> HttpResponse:
    """A new link for a colleague who has not set a password yet."""
    row = _colleague(request, key)
    if _has_account(row):
        raise Refused(_("This person has a password; it is changed from the sign-in page."))
    return _link(request, row)


def _colleague(request: Any, key: UUID) -> Access:
    row: Access | None = _own(request).filter(pk=key).first()
    if row is None:
        raise Http404
    return row


def _link(request: Any, access: Access) -> HttpResponse:
    context = {"access": access, "link": link_of(request, access), "back": HERE}
    crumbs = [(_("Colleagues"), HERE), (str(access.user), "")]
    answer = page(request, "office/accounts/invited.html", context, crumbs=crumbs)
    answer["Cache-Control"] = "no-store"
    return answer


@invites
@require_POST
def end(request: Any, key: UUID) -> HttpResponse:
    """A colleague answers no more, from today on. Nobody ends his own access."""
    row = _colleague(request, key)
    actions.end_access(row, on=clock.today(), by=request.user)
    messages.success(request, _("%s has no access any more.") % row.user)
    return HttpResponseRedirect(HERE)


urlpatterns: list[URLPattern] = [
    path("colleagues/", listed),
    path("colleagues/invite/", invite),
    path("colleagues/<uuid:key>/link/", link),
    path("colleagues/<uuid:key>/end/", end),
]
