"""Who may act in this council: accounts and their access."""

from typing import Any
from uuid import UUID

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from kenes.core import clock
from kenes.core.access import Access
from kenes.core.door import requires
from kenes.core.refused import Refused
from kenes.core.roles import ROLES, Permission, role_choices
from kenes.core.text import language
from kenes.council import actions
from kenes.council.models import Person
from kenes.office.choosing import DayField, Directories, RowChoice
from kenes.office.page import page
from kenes.organs.models import Organisation


def language_field() -> forms.ChoiceField:
    """In which language a new account is spoken to and written to."""
    label = _("Language of the pages and letters")
    return forms.ChoiceField(label=label, choices=settings.LANGUAGES, initial=language)


class AccessForm(forms.Form):
    """Whom, as whom, from when."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    email = forms.EmailField(label=gettext_lazy("E-mail"))
    role = forms.ChoiceField(
        label=gettext_lazy("Role"), choices=role_choices, widget=forms.RadioSelect
    )
    since_on = DayField(
        label=gettext_lazy("From"),
    )

    def __init__(self, council: Any, data: Any = None) -> None:
        super().__init__(data)
        rows = Directories(council).rows(Organisation)
        agency = RowChoice(rows, label=_("Agency"), required=False)
        agency.help_text = _("For the contact person of an agency alone.")
        people = Directories(council).rows(Person)
        person = RowChoice(people, label=_("Which member it is"), required=False)
        person.help_text = _(
            "Of a member's or the chair's account: whose votes and page these are."
        )
        since = self.fields.pop("since_on")
        spoken = language_field()
        self.fields |= {
            "agency": agency,
            "person": person,
            "language": spoken,
            "since_on": since,
        }
        self.fields["since_on"].initial = clock.today()
        told = [(role.code, f"{role.name}: {role.description}") for role in ROLES.values()]
        asked: Any = self.fields["role"]
        asked.choices = told


@requires(Permission.ACCESS_GRANT)
def listed(request: Any) -> HttpResponse:
    """Everyone who has access to this council, or had."""
    accesses = Access.objects.of(request.council).live().select_related("user", "agency")
    rows = sorted(accesses, key=lambda a: (a.ended_on is not None, str(a.role), a.user.name))
    today = clock.today()
    context = {"accesses": [_told(access, today, request.user) for access in rows]}
    return page(request, "office/accounts/list.html", context, crumbs=[(_("Accounts"), "")])


def _told(access: Access, today: Any, me: Any) -> dict[str, Any]:
    ended = access.ended_on is not None and access.ended_on <= today
    until = _("until %s") % date_format(access.ended_on) if access.ended_on else ""
    since = _("from %s") % date_format(access.since_on)
    return {
        "key": access.pk,
        "name": access.user.name,
        "initials": "".join(word[0] for word in access.user.name.split()[:2]),
        "email": access.user.email,
        "role": str(ROLES[access.role].name),
        "agency": str(access.agency or ""),
        "span": f"{since} {until}".strip(),
        "ended": ended,
        "waits": not access.user.has_usable_password() and not ended,
        "may_end": access.ended_on is None and access.user != me,
    }


@requires(Permission.ACCESS_GRANT)
def grant(request: Any) -> HttpResponse:
    """Give a person a role; a new account gets a link by which its owner sets a password."""
    form = AccessForm(request.council, request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            access = actions.grant(request.council, by=request.user, **form.cleaned_data)
            if access.user.has_usable_password():
                messages.success(request, _("%s has access now.") % access.user)
                return HttpResponseRedirect("/office/accounts/")
            return _invited(request, access)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
    crumbs = [(_("Accounts"), "/office/accounts/"), (_("Give access"), "")]
    status = 422 if form.errors else 200
    context = {"form": form}
    return page(request, "office/accounts/grant.html", context, crumbs=crumbs, status=status)


def link_of(request: Any, access: Access) -> str:
    """The link by which the owner of a new account sets its password; it works until then."""
    key = f"{user_pk_to_url_str(access.user)}-{default_token_generator.make_token(access.user)}"
    uid, _dash, token = key.partition("-")
    address = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})
    return str(request.build_absolute_uri(address))


def _invited(request: Any, access: Access) -> HttpResponse:
    """Show the link once."""
    context = {"access": access, "link": link_of(request, access), "back": "/office/accounts/"}
    crumbs = [(_("Accounts"), "/office/accounts/"), (str(access.user), "")]
    answer = page(request, "office/accounts/invited.html", context, crumbs=crumbs)
    answer["Cache-Control"] = "no-store"
    return answer


def _access(request: Any, key: UUID) -> Access:
    rows = Access.objects.of(request.council).live().select_related("user")
    found: Access = get_object_or_404(rows, pk=key)
    return found


@requires(Permission.ACCESS_GRANT)
@require_POST
def link(request: Any, key: UUID) -> HttpResponse:
    """A new link for a person who has not set a password yet."""
    access = _access(request, key)
    if access.user.has_usable_password():
        raise Refused(_("This person has a password; it is changed from the sign-in page."))
    return _invited(request, access)


@requires(Permission.ACCESS_GRANT)
def end(request: Any, key: UUID) -> HttpResponse:
    """End a person's access from today on."""
    access = _access(request, key)
    if request.method == "POST":
        actions.end_access(access, on=clock.today(), by=request.user)
        messages.success(request, _("%s has no access any more.") % access.user)
        return HttpResponseRedirect("/office/accounts/")
    title = _("End the access of %s?") % access.user
    confirm = {
        "title": title,
        "text": _("What this person entered stays. Access can be given anew."),
        "action": request.path,
        "do": _("End access"),
        "cancel_url": "/office/accounts/",
    }
    crumbs = [(_("Accounts"), "/office/accounts/"), (title, "")]
    context = {"confirm": confirm, "title": title}
    return page(request, "office/confirm.html", context, crumbs=crumbs)
