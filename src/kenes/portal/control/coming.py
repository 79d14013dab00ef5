"""Taking part in a hearing or a discussion without an account: registering, asking."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kenes.control.occasions import actions
from kenes.control.occasions.models import TEXT_AT_MOST, PublicQuestion, Registration
from kenes.core.access import console
from kenes.core.door import public
from kenes.core.refused import Refused
from kenes.core.text import language
from kenes.norms.models import Norm
from kenes.portal.control.form import found
from kenes.portal.face import Face


def consent_text(council: Any, day: Any) -> str:
    """What one agrees to, in the reader's language; these very words are kept."""
    norm = Norm.objects.nearest("participants.names", day, council)
    sentence = _(
        "I agree that the council keeps my name, e-mail, organisation and needs to prepare this "
        "occasion and to tell me of changes. Nobody else sees them. They are erased %(length)s "
        "after it; only the number of people stays."
    )
    return sentence % {"length": norm.length}


class ComeForm(forms.Form):
    """Who comes, and what is needed for it."""

    use_required_attribute = False
    name = forms.CharField(max_length=200)
    email = forms.EmailField(max_length=254, required=False)
    organisation = forms.CharField(max_length=300, required=False)
    needs = forms.CharField(
        max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    consent = forms.BooleanField()

    def __init__(self, consent: str, data: Any = None) -> None:
        super().__init__(data)
        said = {
            "name": (_("Name"), "", "name"),
            "email": (_("E-mail"), _("If the day is moved, we write to it."), "email"),
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
    text = forms.CharField(max_length=TEXT_AT_MOST, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["text"].label = _("Your question")
        self.fields["text"].help_text = _("It is read before it is shown; your name is not asked.")
        self.fields["text"].error_messages["required"] = _("Write the question.")


@public
def come(request: Any, number: str, face: Face) -> HttpResponse:
    """Register for it; the number of those who come is all that everyone sees."""
    row = found(request, face, number)
    consent = consent_text(request.council, row.held_on)
    form = ComeForm(consent, request.POST or None)
    context: dict[str, Any] = {"row": row, "form": form, "title": _("Registration")}
    context["closed"] = not actions.open_to_all(row.event)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in Registration.SEALED}
        registration = Registration(
            council=request.council,
            event=row.event,
            language=language(),
            consent_text=consent,
            **said,
        )
        context["done"] = _did(form, lambda: actions.come(registration, by=console()))
    return _page(request, context)


@public
def ask(request: Any, number: str, face: Face) -> HttpResponse:
    """Put a question, before it or on its day."""
    row = found(request, face, number)
    form = AskForm(request.POST or None)
    context: dict[str, Any] = {"row": row, "form": form, "title": _("Ask a question")}
    context["closed"] = not actions.takes_questions(row.event)
    if request.method == "POST" and form.is_valid():
        question = PublicQuestion(
            council=request.council,
            event=row.event,
            text=form.cleaned_data["text"],
            language=language(),
        )
        context["done"] = _did(form, lambda: actions.ask(question, by=console()))
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
    answer = render(request, "control/coming.html", context, status=status)
    answer["Cache-Control"] = "no-store"
    return answer
