"""Reports of agencies for everyone: the list, the page of one, and asking a question."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kenes.core import clock
from kenes.core.access import console
from kenes.core.attachment import attached
from kenes.core.door import public
from kenes.core.passage import PassageField
from kenes.core.refused import Refused
from kenes.core.text import language
from kenes.hearings.deadline import reports
from kenes.hearings.models import Hearing
from kenes.hearings.questions import actions
from kenes.hearings.questions.actions import LONGEST, takes_questions
from kenes.hearings.questions.models import HearingQuestion
from kenes.portal import heard
from kenes.portal.agencies import address
from kenes.portal.card import card
from kenes.portal.chain import chain
from kenes.portal.faces.work import HEARINGS
from kenes.portal.files import told
from kenes.portal.listing import Listing

S = Hearing.Status


@public
def listed(request: Any) -> HttpResponse:
    """All reports as a list, and the way to the plan over all agencies."""
    listing = Listing(HEARINGS, request, office=False)
    if form := request.GET.get("format"):
        return listing.export(form)
    context = {"face": HEARINGS, "year": clock.today().year, **listing.page()}
    return render(request, "hearings/list.html", context)


def _found(request: Any, number: str) -> Hearing:
    row: Hearing | None = HEARINGS.rows(request, office=False).filter(number=number).first()
    if row is None:
        raise Http404
    return row


@public
def shown(request: Any, number: str) -> HttpResponse:
    """One hearing. While it is ahead it opens with what became of the last advice."""
    row = _found(request, number)
    ahead = row.status in (S.PLANNED, S.POSTPONED)
    files = attached([row], public=True).get(row.pk, [])
    context = {
        "face": HEARINGS,
        **card(HEARINGS, row, office=False),
        "chain": chain(request, row),
        "agency_url": address(row.agency.of_today),
        "fate": heard.fate(request, row) if ahead else None,
        "ahead": ahead,
        "report": _report(row) if row.status == S.PLANNED else "",
        "files": told(files),
        "questions": heard.questions([row]),
        "asks": takes_questions(row),
        "coreports": heard.coreports(row),
        "mark": heard.mark(row),
        "postponed": heard.postponed([row]),
    }
    return render(request, "hearings/one.html", context)


def _report(row: Hearing) -> str:
    """How the report of the agency stands, in a sentence."""
    found = reports([row], clock.today())[row.pk]
    due = date_format(found.due_on, "DATE_FORMAT")
    if found.brought_on is not None:
        on = date_format(found.brought_on, "DATE_FORMAT")
        said = _("The agency brought its report on %(on)s, after %(due)s, the day it was due.")
        in_time = _("The agency brought its report on %(on)s; it was awaited by %(due)s.")
        return (said if found.late else in_time) % {"on": on, "due": due}
    if found.missing:
        return _("The report was awaited by %s and has not come.") % due
    return _("The report of the agency is awaited by %s.") % due


class QuestionForm(forms.Form):
    """A question of a resident. The name may be left out and is never published."""

    use_required_attribute = False
    text = PassageField(max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5}))
    name = forms.CharField(max_length=200, required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        text, name = self.fields["text"], self.fields["name"]
        text.label, name.label = _("Your question to the agency"), _("Your name")
        text.help_text = _("It is published. Write nobody's names, phones or addresses in it.")
        text.error_messages["required"] = _("Write the question.")
        name.help_text = _("Seen by the secretary alone, never published.")
        name.widget.attrs["autocomplete"] = "name"


@public
def ask(request: Any, number: str) -> HttpResponse:
    """A resident asks the agency something; the secretary reads it before everyone does."""
    row = _found(request, number)
    form, asked = QuestionForm(request.POST or None), False
    if request.method == "POST" and form.is_valid():
        question = HearingQuestion(
            hearing=row,
            source=HearingQuestion.Source.RESIDENT,
            language=language(),
            **form.cleaned_data,
        )
        try:
            actions.ask(question, by=console())
            asked = True
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
    context = {"row": row, "form": form, "asked": asked, "open": takes_questions(row)}
    return render(request, "hearings/ask.html", context, status=422 if form.errors else 200)


urlpatterns: list[URLPattern] = [
    path("hearings/", listed, name="hearings"),
    path("hearings/<str:number>/", shown, name="hearing"),
    path("hearings/<str:number>/ask/", ask, name="hearing-ask"),
]
