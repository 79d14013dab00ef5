"""Forms around invitations: a guest, the members' addresses, another day or place."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kenes.core.door import requires
from kenes.core.refused import Refused
from kenes.core.roles import Permission
from kenes.core.text import fold
from kenes.office.choosing import DayField
from kenes.office.page import page
from kenes.office.planning import hour_field
from kenes.office.register import register_of
from kenes.office.sitting.room import sitting_of
from kenes.sittings import actions as sittings
from kenes.sittings.invitations import actions
from kenes.sittings.invitations.models import Contact, Invitation
from kenes.sittings.models import Sitting
from kenes.sittings.presence.roll import belonging

R = Invitation.Role


class GuestForm(forms.Form):
    """Somebody who is not of the body."""

    use_required_attribute = False
    name = forms.CharField(label=gettext_lazy("Name"), max_length=300)
    email = forms.EmailField(label=gettext_lazy("E-mail"))
    role = forms.ChoiceField(
        label=gettext_lazy("Invited as"),
        choices=[(R.GUEST, R.GUEST.label), (R.AGENCY, R.AGENCY.label), (R.EXPERT, R.EXPERT.label)],
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of letters"), choices=settings.LANGUAGES, initial="ru"
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="guest-%s")


class AddressesForm(forms.Form):
    """The e-mail and the language of each member of a body, on one page."""

    use_required_attribute = False

    def __init__(self, sitting: Sitting, data: Any = None) -> None:
        super().__init__(data)
        self.people = sorted(belonging(sitting), key=lambda person: fold(person.title))
        kept = Contact.objects.of(sitting.council).live().filter(person__in=self.people)
        contacts = {each.person_id: each for each in kept}
        for person in self.people:
            contact = contacts.get(person.pk)
            email = forms.EmailField(label=person.title, required=False)
            email.initial = contact.email if contact else ""
            email.widget.attrs["autocomplete"] = "off"
            language = forms.ChoiceField(
                label=_("Language of letters"), choices=settings.LANGUAGES, required=False
            )
            language.initial = contact.language if contact else "ru"
            self.fields[f"email-{person.pk}"] = email
            self.fields[f"language-{person.pk}"] = language

    def lines(self) -> list[dict[str, Any]]:
        """Each member with his two fields."""
        return [
            {"email": self[f"email-{each.pk}"], "language": self[f"language-{each.pk}"]}
            for each in self.people
        ]

    def keep(self, by: Any) -> int:
        """Keep the addresses that were stated; says how many are news."""
        said = self.cleaned_data
        addresses = [
            actions.Address(each, said[f"email-{each.pk}"], said[f"language-{each.pk}"] or "ru")
            for each in self.people
            if said[f"email-{each.pk}"]
        ]
        return actions.keep_addresses(addresses, by=by)


@requires(Permission.REGISTER_WRITE)
def addresses(request: Any, key: str) -> HttpResponse:
    """Where letters to the members of the body go."""
    sitting = sitting_of(request, key)
    form = AddressesForm(sitting, request.POST or None)
    if form.is_bound and form.is_valid():
        form.keep(request.user)
        messages.success(request, _("The addresses are kept."))
        return HttpResponseRedirect(_back(sitting))
    title = _("Addresses of members")
    context = {"form": form, "lines": form.lines(), "title": title, "cancel_url": _back(sitting)}
    return _page(request, sitting, "office/sitting/addresses.html", context, form)


class TermsForm(forms.Form):
    """When and where a sitting to come is held."""

    use_required_attribute = False
    on = DayField(label=gettext_lazy("Day"))
    starts_at = hour_field(gettext_lazy("Time"), required=False)
    place = forms.CharField(label=gettext_lazy("Place"), max_length=300, required=False)
    video_url = forms.URLField(
        label=gettext_lazy("Link to the broadcast"),
        max_length=500,
        required=False,
        assume_scheme="https",
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Those who were told of the sitting read it in their letter."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


@requires(Permission.REGISTER_WRITE)
def terms(request: Any, key: str) -> HttpResponse:
    """Another day, hour, place or link; those who were told learn of it at once."""
    sitting = sitting_of(request, key)
    event = sitting.event
    start = {
        "on": event.held_on,
        "starts_at": event.starts_at,
        "place": event.place,
        "video_url": sitting.video_url,
        "version": event.version,
    }
    form = TermsForm(request.POST or None, initial=start)
    if form.is_bound and form.is_valid():
        try:
            sittings.replan(sitting, by=request.user, **form.cleaned_data)
            messages.success(request, _("The sitting is planned anew."))
            return HttpResponseRedirect(_back(sitting))
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
            sitting = sitting_of(request, key)
    context = {"form": form, "title": _("Day, hour, place"), "cancel_url": _back(sitting)}
    return _page(request, sitting, "office/days/form.html", context, form)


def _back(sitting: Sitting) -> str:
    return register_of(Sitting).url(sitting, "invitations/")


def _page(
    request: Any, sitting: Sitting, template: str, context: dict[str, Any], form: forms.Form
) -> HttpResponse:
    register = register_of(Sitting)
    crumbs = [
        (str(register.plural), register.list_url),
        (sitting.reference, register.url(sitting)),
        (_("Invitations"), _back(sitting)),
        (context["title"], ""),
    ]
    status = 422 if form.errors else 200
    return page(request, template, {"sitting": sitting, **context}, crumbs=crumbs, status=status)


urlpatterns: list[URLPattern] = [
    path("sittings/<str:key>/invitations/addresses/", addresses),
    path("sittings/<str:key>/terms/", terms),
]
