"""An appeal without an account: written, received with its number and code, followed, judged."""

from typing import Any
from uuid import uuid4

from django import forms
from django.db.transaction import atomic
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kenes.appeals import actions
from kenes.appeals.deadline import term
from kenes.appeals.models import Appeal, Applicant
from kenes.appeals.publication.actions import consent
from kenes.appeals.tracking import code_of, opens
from kenes.core import clock
from kenes.core.access import console
from kenes.core.door import public
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.core.text import fold, language
from kenes.core.upload import FilesField
from kenes.norms import calendar
from kenes.norms.wording import left, sentence
from kenes.organs.models import District, Topic
from kenes.portal.card import course
from kenes.portal.face import state
from kenes.portal.joining import alike
from kenes.portal.own_appeal import done, more

TEXT_AT_MOST = 30_000
FILES_AT_MOST = 10
# Who may write; an appeal without a name is anonymous, whoever was chosen.
WRITERS = (Applicant.Kind.PERSON, Applicant.Kind.GROUP, Applicant.Kind.FIRM, Applicant.Kind.NGO)


def _named(model: Any, council: Any) -> list[tuple[str, str]]:
    rows = model.objects.of(council).live()
    named = sorted(((str(row.pk), row.title) for row in rows), key=lambda pair: fold(pair[1]))
    return [("", "—"), *named]


class AppealForm(forms.Form):
    """What is written, where it is, and who writes."""

    use_required_attribute = False
    # Chosen before anything is sent, so that a form sent twice is one appeal.
    key = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(max_length=TEXT_AT_MOST, widget=forms.Textarea(attrs={"rows": 9}))
    kind = forms.ChoiceField(choices=Appeal.Kind.choices)
    topic = forms.ChoiceField()
    district = forms.ChoiceField(required=False)
    place = forms.CharField(max_length=300, required=False)
    photos = FilesField(required=False)
    who = forms.ChoiceField(choices=[(each.value, each.label) for each in WRITERS])
    name = forms.CharField(max_length=300, required=False)
    email = forms.EmailField(max_length=254, required=False)
    contact = forms.CharField(max_length=300, required=False)
    address = forms.CharField(max_length=500, required=False)
    open = forms.BooleanField(required=False)

    def __init__(self, council: Any, *data: Any, **more: Any) -> None:
        super().__init__(*data, **more)
        fields: Any = self.fields
        fields["topic"].choices = _named(Topic, council)
        fields["district"].choices = _named(District, council)
        for name, (label, help_text, fills) in _said().items():
            fields[name].label, fields[name].help_text = label, help_text
            fields[name].widget.attrs["autocomplete"] = fills
        fields["text"].error_messages["required"] = _("Write what it is about.")
        fields["topic"].error_messages["required"] = _("Choose a topic.")
        fields["email"].error_messages["invalid"] = _("This is no e-mail address.")

    def clean_photos(self) -> Any:
        """So many files, and no more."""
        files = self.cleaned_data["photos"]
        if len(files) > FILES_AT_MOST:
            raise forms.ValidationError(_("No more than %s files.") % FILES_AT_MOST)
        return files

    def groups(self) -> list[dict[str, Any]]:
        """The fields in the order in which they are asked, under their headings."""
        asked = {
            _("What it is about"): ("text", "kind", "topic", "photos"),
            _("Where it is"): ("district", "place"),
            _("Who writes"): ("who", "name", "email", "contact", "address", "open"),
        }
        return [{"label": k, "fields": [self[name] for name in v]} for k, v in asked.items()]


def _said() -> dict[str, tuple[str, str, str]]:
    """What each field says: its label, what helps, and what a browser may fill in."""
    photo = _("Photos, PDF and office documents; up to %s files.") % FILES_AT_MOST
    return {
        "text": (_("Your appeal"), _("In your own words, in Kazakh or in Russian."), "off"),
        "kind": (_("What kind of appeal it is"), "", "off"),
        "topic": (_("Topic"), "", "off"),
        "district": (_("District"), "", "off"),
        "place": (_("Street and house, or what is near"), "", "off"),
        "photos": (_("Photos and documents"), photo, "off"),
        "who": (_("You write as"), "", "off"),
        "name": (_("Name"), _("By law an appeal without a name may be left unanswered."), "name"),
        "email": (_("E-mail"), _("The receipt and the answer come to it."), "email"),
        "contact": (_("Phone"), "", "tel"),
        "address": (_("Address for a letter on paper"), "", "street-address"),
        "open": (_("Show my appeal to everyone, without my name"), _said_of_open(), "off"),
    }


def _said_of_open() -> str:
    return _(
        "Names, phones and addresses are taken out, and a person of the council looks at it first. "
        "You may take this back at any time."
    )


@public
def new(request: Any) -> HttpResponse:
    """Write an appeal; it has its number and its secret code the same moment."""
    if request.method != "POST":
        first = {"key": uuid4(), "kind": Appeal.Kind.APPLICATION, "who": Applicant.Kind.PERSON}
        return _page(
            request, "appeals/new.html", {"form": AppealForm(request.council, initial=first)}
        )
    form = AppealForm(request.council, request.POST, request.FILES)
    if form.is_valid():
        said = form.cleaned_data
        if found := _others(request, said):
            return _page(request, "appeals/new.html", {"form": form, "alike": found})
        try:
            appeal = _received(request.council, said)
        except Refused as refused:
            field = {"file": "photos"}.get(refused.field, refused.field)
            form.add_error(field if field in form.fields else None, str(refused))
        else:
            return _page(request, "appeals/receipt.html", _receipt(appeal))
    return _page(request, "appeals/new.html", {"form": form}, status=422)


def _others(request: Any, said: dict[str, Any]) -> list[dict[str, Any]]:
    """Appeals of others about what may be the same, shown once before this one is sent.

    Files cannot be kept from one page to the next, so whoever sends some is asked nothing.
    """
    if "looked" in request.POST or said["photos"] or not said["district"]:
        return []
    if Appeal.objects.of(request.council).filter(pk=said["key"]).exists():
        return []
    return alike(request.council, said["topic"], said["district"])


@atomic
def _received(council: Any, said: dict[str, Any]) -> Appeal:
    """The appeal with the consent that came with it: both or neither."""
    appeal = actions.receive(_filing(council, said), said["photos"], by=console())
    if said["open"]:
        consent(appeal, by=console())
    return appeal


def _filing(council: Any, said: dict[str, Any]) -> Filing[Appeal]:
    """The appeal as it was written, with the person sealed beside it."""
    kind = said["who"] if said["name"].strip() else Applicant.Kind.ANONYMOUS
    person = {name: said[name] for name in ("name", "email", "contact", "address")}
    applicant = Applicant(council=council, kind=kind, **person)
    appeal = Appeal(
        pk=said["key"],
        council=council,
        channel=Appeal.Channel.PORTAL,
        kind=said["kind"],
        language=language() if language() in Appeal.Language.values else Appeal.Language.RUSSIAN,
        applicant=applicant,
        applicant_kind_then=kind,
        topic=Topic.objects.of(council).get(pk=said["topic"]),
        district=District.objects.of(council).filter(pk=said["district"] or None).first(),
        place=said["place"],
        text=said["text"],
        received_on=clock.today(),
    )
    course_begun = [(Appeal.Status.REGISTERED.value, clock.today())]
    return Filing(appeal, path=course_begun, within=Filing(applicant))


def _receipt(appeal: Appeal) -> dict[str, Any]:
    due = term(appeal, calendar.load())
    later = appeal.registered_on if appeal.registered_on != appeal.received_on else None
    return {
        "appeal": appeal,
        "code": code_of(appeal),
        "due": date_format(due.due_on, "DATE_FORMAT"),
        "why": sentence(due),
        "registered": date_format(later, "DATE_FORMAT") if later else "",
    }


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

    def found(self, council: Any) -> Appeal | None:
        """The appeal of this number, if the code is its own."""
        number, code = (self.cleaned_data[name] for name in ("number", "code"))
        rows = (
            Appeal.objects.of(council)
            .live()
            .select_related("topic", "district", "council", "publication")
        )
        appeal = rows.filter(number=number.strip()).first()
        return appeal if appeal is not None and opens(appeal, code) else None


@public
def track(request: Any) -> HttpResponse:
    """Where an appeal stands, for whoever has its number and code; and what they say of it."""
    form = TrackForm(*((request.POST,) if request.method == "POST" else ()))
    if not form.is_bound:
        return _page(request, "appeals/track.html", {"form": form})
    appeal = form.found(request.council) if form.is_valid() else None
    if appeal is None:
        if form.is_valid():
            form.add_error(None, _("There is no appeal with this number and code."))
        return _page(request, "appeals/track.html", {"form": form}, status=422)
    context = {"form": form, "error": "", **done(appeal, request.POST)}
    status = 422 if context["error"] else 200
    return _page(request, "appeals/own.html", {**context, **_own(appeal)}, status=status)


def _own(appeal: Appeal) -> dict[str, Any]:
    """What the page of one's own appeal shows."""
    days = calendar.load()
    due = term(appeal, days)
    open_ = appeal.status in Appeal.OPEN
    return {
        "appeal": appeal,
        "stands": state(appeal.status, appeal.get_status_display())["state"],
        "steps": course(appeal),
        "due": date_format(due.due_on, "DATE_FORMAT") if open_ else "",
        "left": left(due.due_on, clock.today(), days) if open_ else None,
        "why": sentence(due),
        "judged": appeal.status in Appeal.ANSWERED,
        "verdicts": Appeal.Verdict.choices,
        **more(appeal),
    }


def _page(request: Any, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    answer = render(request, template, context, status=status)
    # What stands here is one person's own.
    answer["Cache-Control"] = "no-store"
    return answer


urlpatterns = [
    path("appeals/new/", new, name="appeal-new"),
    path("appeals/track/", track, name="appeal-track"),
]
