"""Coming to an event without an account: registering, one's own page, asking a question."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from kenes.control.occasions import actions as asking
from kenes.control.occasions.models import TEXT_AT_MOST, PublicQuestion
from kenes.core.access import console
from kenes.core.door import may, public
from kenes.core.passage import PassageField
from kenes.core.refused import Refused
from kenes.core.roles import Permission
from kenes.core.text import language
from kenes.council.address import site_of
from kenes.events.coming import actions, notices
from kenes.events.coming.models import Registration
from kenes.events.models import Event, ReachEntry
from kenes.portal.calendar import CALLED_OFF, page_of
from kenes.portal.control.form import found
from kenes.portal.face import Face
from kenes.portal.faces.occasions import EVENTS
from kenes.portal.occasion import standing
from kenes.portal.square import square

# The word of an address by which one's own page knows that it is seen for the first time.
NEW = "new"


class ComeForm(forms.Form):
    """Who comes, and what is needed for it."""

    use_required_attribute = False
    name = forms.CharField(max_length=200)
    email = forms.EmailField(max_length=254, required=False)
    audience = forms.ChoiceField(choices=[("", "—"), *ReachEntry.Audience.choices], required=False)
    organisation = forms.CharField(max_length=300, required=False)
    needs = forms.CharField(
        max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    consent = forms.BooleanField()

    def __init__(self, consent: str, data: Any = None) -> None:
        super().__init__(data)
        said = {
            "name": (_("Your name"), "", "name"),
            "email": (
                _("E-mail"),
                _("Your code, a reminder, and any change of the day come to it."),
                "email",
            ),
            "audience": (_("Whom you represent"), _("It is counted, without your name."), "off"),
            "organisation": (_("Organisation"), "", "organization"),
            "needs": (
                _("What you need to take part"),
                _("A ramp, sign language, large print, an interpreter."),
                "off",
            ),
            "consent": (consent, "", "off"),
        }
        for name, (label, help_text, fills) in said.items():
            self.fields[name].label, self.fields[name].help_text = label, help_text
            self.fields[name].widget.attrs["autocomplete"] = fills
        self.fields["name"].error_messages["required"] = _("Write your name.")
        self.fields["email"].error_messages["invalid"] = _("This is no e-mail address.")
        refusal = _("Without consent nothing can be kept of you.")
        self.fields["consent"].error_messages["required"] = refusal


class AskForm(forms.Form):
    """A question, without a name."""

    use_required_attribute = False
    text = PassageField(max_length=TEXT_AT_MOST, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["text"].label = _("Your question")
        self.fields["text"].help_text = _("It is read before it is shown; your name is not asked.")
        self.fields["text"].error_messages["required"] = _("Write the question.")


@public
def come(request: Any, number: str, face: Face) -> HttpResponse:
    """Register for it; how many come and wait is all that everyone sees."""
    row, event = _asked(request, face, number)
    if not event.takes_registrations:
        raise Http404
    consent = notices.consent(event)
    form = ComeForm(consent, request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in (*Registration.SEALED, "audience")}
        registration = Registration(
            council=request.council,
            event=event,
            language=language(),
            consent_text=consent,
            **said,
        )
        if _did(form, lambda: actions.come(registration, by=console())):
            # The page says how it stands; loaded again it registers nobody twice.
            return HttpResponseRedirect(f"{registration.own_url()}?{NEW}")
    context = {
        "row": row,
        "event": event,
        "form": form,
        "title": _("Registration"),
        "closed": not actions.may_come(event),
        "standing": standing(event),
    }
    return _page(request, context)


def _asked(request: Any, face: Face, number: str) -> tuple[Any, Event]:
    """The record everyone may see under a number, and its event, which may be the record itself."""
    row = found(request, face, number)
    return row, row if isinstance(row, Event) else row.event


@public
def own(request: Any, key: str) -> HttpResponse:
    """The page of one who registered, behind the link of his letter: the code, giving it up.

    A secretary who scans the code of somebody at the door comes to that person's check-in.
    """
    row = Registration.behind(request.council, key)
    if row is None:
        raise Http404
    fresh = NEW in request.GET
    at_door = may(request, Permission.REGISTER_WRITE) and may(request, Permission.APPLICANT_SEE)
    if request.method == "GET" and at_door and not fresh:
        return HttpResponseRedirect(f"/office/coming/{row.code}/")
    refusal = ""
    if request.method == "POST" and row.gave_up_at is None:
        try:
            actions.give_up(row, by=console())
            return HttpResponseRedirect(request.path)
        except Refused as refused:
            refusal = str(refused)
    context = {
        "row": row,
        "event": row.event,
        "page_url": page_of(row.event),
        "fresh": fresh,
        "refusal": refusal,
        "ahead": actions.open_to_all(row.event),
        "called_off": row.event.status in CALLED_OFF,
        "place_in_line": actions.before(row) + 1 if row.waits else 0,
        "square": square(f"{site_of(row.council)}{row.own_url()}"),
    }
    answer = render(request, "coming/own.html", context, status=422 if refusal else 200)
    return _private(answer)


@public
def ask(request: Any, number: str, face: Face) -> HttpResponse:
    """Put a question, before it or on its day."""
    row, event = _asked(request, face, number)
    form = AskForm(request.POST or None)
    context = {"row": row, "event": event, "form": form, "title": _("Ask a question")}
    context["closed"] = not asking.takes_questions(event)
    if request.method == "POST" and form.is_valid():
        question = PublicQuestion(
            council=request.council,
            event=event,
            text=form.cleaned_data["text"],
            language=language(),
        )
        context["done"] = _did(form, lambda: asking.ask(question, by=console()))
    return _page(request, context)


def _did(form: forms.Form, act: Any) -> bool:
    """Whether it was done; if not, the form says why."""
    try:
        act()
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        return False
    return True


def _page(request: Any, context: dict[str, Any]) -> HttpResponse:
    status = 422 if context["form"].errors else 200
    answer = render(request, "coming/form.html", context, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


def _private(answer: HttpResponse) -> HttpResponse:
    """The key in the address is a secret: nobody keeps the page, and no other site is told."""
    answer["Cache-Control"] = "no-store"
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer


urlpatterns = [
    path("events/<str:number>/come/", come, {"face": EVENTS}, name="come"),
    path("coming/<str:key>/", own, name="coming"),
]
