"""One's own appeal, found by its number and its secret code: where it stands, what can be done."""

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kenes.appeals.deadline import term
from kenes.appeals.merging.together import answered_with, undecided
from kenes.appeals.models import Appeal
from kenes.appeals.notices import what_became
from kenes.appeals.tracking import opens
from kenes.core import clock
from kenes.core.door import public
from kenes.norms import calendar
from kenes.norms.wording import left, sentence
from kenes.portal.appeal.deeds import done, offered
from kenes.portal.appeal.guard import TooOften, note_a_guess, refuse_guesses
from kenes.portal.card import course
from kenes.portal.face import state

OFTEN = "often"


class TrackForm(forms.Form):
    """The number of an appeal and its secret code."""

    use_required_attribute = False
    number = forms.CharField(max_length=40)
    code = forms.CharField(max_length=40)

    def __init__(self, *data: Any) -> None:
        super().__init__(*data)
        said = {
            "number": (_("Number of the appeal"), _("Like 2025-0141.")),
            "code": (_("Secret code"), _("It stands in the receipt.")),
        }
        for name, (label, help_text) in said.items():
            self.fields[name].label, self.fields[name].help_text = label, help_text
            self.fields[name].widget.attrs["autocomplete"] = "off"
            self.fields[name].error_messages["required"] = _("Fill it in.")

    def found(self, request: Any) -> Appeal | None:
        """The appeal of this number, if the code is its own.

        Refused when more wrong codes came from this network than people mistype.
        """
        refuse_guesses(request)
        number, code = (self.cleaned_data[name] for name in ("number", "code"))
        rows = (
            Appeal.objects.of(request.council)
            .live()
            .select_related("topic", "district", "council", "publication")
        )
        appeal: Appeal | None = rows.filter(number=number.strip()).first()
        if appeal is not None and opens(appeal, code):
            return appeal
        note_a_guess(request)
        return None


@public
def track(request: Any) -> HttpResponse:
    """Where an appeal stands, for whoever has its number and code; and what they say of it."""
    form = TrackForm(*((request.POST,) if request.method == "POST" else ()))
    if not form.is_bound:
        return _page(request, "appeals/track.html", {"form": form})
    appeal = found(request, form)
    if appeal is None:
        return asked_again(request, form)
    context = {"form": form, "error": "", **done(appeal, request.POST, request.FILES)}
    status = 422 if context["error"] else 200
    return _page(request, "appeals/own.html", {**context, **_own(appeal)}, status=status)


def found(request: Any, form: TrackForm) -> Appeal | None:
    """The appeal that was asked for; where there is none the form says why."""
    if not form.is_valid():
        return None
    try:
        appeal = form.found(request)
    except TooOften as refused:
        form.add_error(None, ValidationError(str(refused), code=OFTEN))
        return None
    if appeal is None:
        form.add_error(None, _("There is no appeal with this number and code."))
    return appeal


def asked_again(request: Any, form: TrackForm) -> HttpResponse:
    """The two fields once more, with what is wrong in them."""
    status = 429 if form.has_error(NON_FIELD_ERRORS, OFTEN) else 422
    return _page(request, "appeals/track.html", {"form": form}, status=status)


def _own(appeal: Appeal) -> dict[str, Any]:
    """What the page of one's own appeal shows."""
    days, merged = calendar.load(), appeal.status == Appeal.Status.MERGED
    due = term(appeal, days)
    answered = answered_with(appeal)
    # Merged into another one it waits for the answer to that one, and its own term runs on.
    open_ = undecided(appeal)
    return {
        "appeal": appeal,
        "stands": state(appeal.status, appeal.get_status_display())["state"],
        "steps": course(appeal),
        "due": date_format(due.due_on, "DATE_FORMAT") if open_ else "",
        "left": left(due.due_on, clock.today(), days) if open_ else None,
        "why": sentence(due),
        "matters": [
            {"row": each, **state(each.status, each.get_status_display())}
            for each in appeal.matters.live().order_by("ordinal")
        ],
        "outcome": state(answered.status, answered.get_status_display())["state"]
        if merged and answered is not None
        else None,
        "judged": answered is not None,
        "verdicts": Appeal.Verdict.choices,
        "became": what_became(appeal),
        **offered(appeal, closed=answered is not None),
    }


def _page(request: Any, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    answer = render(request, template, context, status=status)
    # What stands here is one person's own.
    answer["Cache-Control"] = "no-store"
    return answer


urlpatterns = [path("appeals/track/", track, name="appeal-track")]
