"""The clerk takes an appeal that was brought on paper, told in person or left with a member."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any
from uuid import uuid4

from django import forms
from django.db.transaction import atomic
from django.http import HttpResponse
from django.urls import path
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kenes.appeals.applicants.models import Applicant
from kenes.appeals.intake import actions, doubles
from kenes.appeals.models import Appeal
from kenes.appeals.publication.actions import consent_with_it
from kenes.appeals.publication.models import Publication
from kenes.appeals.tracking import key_of
from kenes.core import clock
from kenes.core.door import requires
from kenes.core.filing import Filing
from kenes.core.passage import PassageField
from kenes.core.refused import Refused
from kenes.core.roles import Permission
from kenes.core.upload import FilesField
from kenes.council.models import Person
from kenes.office import doubts
from kenes.office.choosing import DayField, Directories, RowChoice
from kenes.office.entry import Doubt
from kenes.office.page import page
from kenes.office.reception.receipt import BY_HAND
from kenes.office.reception.receipt import shown as receipt
from kenes.organs.models import District, Topic
from kenes.portal.appeal.form import TEXT_AT_MOST

HERE = "/office/reception/"
C = Appeal.Channel
FILES_AT_MOST = 50
# What came in the morning with no hour said came while the office was open.
NOON = time(12)


class TakingForm(forms.Form):
    """Who came, when and how, and what they say: as a text, or as a scan of it."""

    use_required_attribute = False
    key = forms.UUIDField(widget=forms.HiddenInput)
    channel = forms.ChoiceField(choices=[(each.value, each.label) for each in BY_HAND])
    on = DayField()
    at = forms.TimeField(required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    kind = forms.ChoiceField(choices=Appeal.Kind.choices)
    language = forms.ChoiceField(choices=Appeal.Language.choices)
    text = PassageField(
        required=False, max_length=TEXT_AT_MOST, widget=forms.Textarea(attrs={"rows": 8})
    )
    scans = FilesField(required=False)
    place = forms.CharField(required=False, max_length=300)
    who = forms.ChoiceField(choices=Applicant.Kind.choices)
    signed = forms.IntegerField(required=False)
    name = forms.CharField(required=False, max_length=300)
    email = forms.EmailField(required=False, max_length=254)
    contact = forms.CharField(required=False, max_length=300)
    address = forms.CharField(required=False, max_length=500)
    consent = forms.ChoiceField(required=False)

    def __init__(self, council: Any, *data: Any, **more: Any) -> None:
        super().__init__(*data, **more)
        rows = Directories(council)
        fields: Any = self.fields
        for name, model in (("topic", Topic), ("district", District), ("addressee", Person)):
            fields[name] = RowChoice(rows.rows(model), required=False)
        fields["consent"].choices = [("", _("no, or nobody asked")), *_by_hand()]
        for name, (label, help_text) in _said().items():
            fields[name].label, fields[name].help_text = label, help_text
        fields["email"].error_messages["invalid"] = _("This is no e-mail address.")

    def clean(self) -> Any:
        """An appeal says something; what a member took names the member."""
        said = super().clean() or {}
        if not said.get("text", "").strip() and not said.get("scans"):
            self.add_error("text", _("Write what it is about, or add a scan."))
        if len(said.get("scans") or []) > FILES_AT_MOST:
            self.add_error("scans", _("No more than %s files.") % FILES_AT_MOST)
        if said.get("channel") == C.MEMBER and said.get("addressee") is None:
            self.add_error("addressee", _("Choose the member who took it."))
        return said

    def groups(self) -> list[dict[str, Any]]:
        """The fields in the order in which they are asked, under their headings."""
        asked = {
            _("When and how it came"): ("channel", "addressee", "on", "at"),
            _("Who writes"): ("who", "signed", "name", "email", "contact", "address", "consent"),
            _("What it is about"): ("text", "scans", "kind", "language", "topic"),
            _("Where it is"): ("district", "place"),
        }
        return [{"label": k, "fields": [self[name] for name in v]} for k, v in asked.items()]


def _said() -> dict[str, tuple[str, str]]:
    """What each field says: its label, and what helps."""
    return {
        "channel": (_("Channel"), ""),
        "addressee": (_("Received by the member"), _("Where it was left at a member's reception.")),
        "on": (_("Received on"), ""),
        "at": (_("At what time"), _("After hours it is registered on the next working day.")),
        "kind": (_("What kind of appeal it is"), ""),
        "language": (_("Language"), _("In it the receipt and the answer are written.")),
        "text": (_("Text"), _("In the person's own words, or what was told at the reception.")),
        "scans": (_("Scans and documents"), ""),
        "topic": (_("Topic"), _("It may be chosen later, before the answer.")),
        "district": (_("District"), ""),
        "place": (_("Street and house, or what is near"), ""),
        "who": (_("Applicant"), ""),
        "signed": (_("How many signed"), _("Of a group of people.")),
        "name": (_("Name"), _("Of a group: who represents it.")),
        "email": (_("E-mail"), _("The receipt and the answer come to it.")),
        "contact": (_("Phone"), ""),
        "address": (_("Address for a letter on paper"), ""),
        "consent": (
            _("May everyone read it, without the name?"),
            _("How the person agreed; nothing is shown before its text was looked through."),
        ),
    }


def _by_hand() -> list[tuple[str, Any]]:
    """The ways to agree that a clerk may have witnessed."""
    given = Publication.Given
    return [(each.value, each.label) for each in given if each != given.PORTAL]


@requires(Permission.REGISTER_WRITE)
def new(request: Any) -> HttpResponse:
    """Take an appeal; its receipt is shown to be printed the same moment."""
    if request.method != "POST":
        return _page(request, TakingForm(request.council, initial=_begun()))
    form = TakingForm(request.council, request.POST, request.FILES)
    if form.is_valid():
        said = form.cleaned_data
        filing, at = _filing(request.council, said)
        found = _doubts(filing.row)
        if doubts.unseen(found, request.POST.get("despite", "")):
            return _page(request, form, found)
        try:
            appeal = _taken(filing, said, at, by=request.user)
        except Refused as refused:
            field = {"file": "scans"}.get(refused.field, refused.field)
            form.add_error(field if field in form.fields else None, str(refused))
        else:
            return receipt(request, appeal)
    return _page(request, form)


def _taken(filing: Filing[Appeal], said: dict[str, Any], at: datetime, *, by: Any) -> Appeal:
    """The appeal with the consent that came with it: both or neither."""
    with atomic():
        appeal = actions.accept(filing, said["scans"], at=at, by=by)
        if said["consent"]:
            consent_with_it(appeal, given=said["consent"], by=by)
    return appeal


def _begun() -> dict[str, Any]:
    return {
        "key": uuid4(),
        "channel": C.PAPER,
        "on": clock.today(),
        "kind": Appeal.Kind.APPLICATION,
        "who": Applicant.Kind.PERSON,
        "language": Appeal.Language.RUSSIAN,
    }


def _filing(council: Any, said: dict[str, Any]) -> tuple[Filing[Appeal], datetime]:
    """The appeal with the person sealed beside it, and the moment at which it came."""
    kind = said["who"] if said["name"].strip() else Applicant.Kind.ANONYMOUS
    person = {name: said[name] for name in ("signed", "name", "email", "contact", "address")}
    applicant = Applicant(council=council, kind=kind, **person)
    plain = ("channel", "kind", "language", "topic", "district", "addressee", "place", "text")
    appeal = Appeal(
        pk=key_of(council, said["key"]),
        council=council,
        applicant=applicant,
        applicant_kind_then=kind,
        received_on=said["on"],
        **{name: said[name] for name in plain},
    )
    begun = [(Appeal.Status.REGISTERED.value, said["on"])]
    return Filing(appeal, path=begun, within=Filing(applicant)), _moment(said)


def _moment(said: dict[str, Any]) -> datetime:
    """When it came; of a day alone its noon, and of today the present moment."""
    at = said["at"]
    if at is None and said["on"] == clock.today():
        return clock.now()
    return datetime.combine(said["on"], at or NOON, clock.COUNCIL_ZONE)


def _doubts(appeal: Appeal) -> Sequence[Doubt]:
    """Appeals of the same person that this one may repeat."""
    sentence = _("The same person wrote on %s. Is it the same appeal?")
    return [
        Doubt(f"same-{each.pk}", sentence % date_format(each.received_on, "DATE_FORMAT"), each)
        for each in ([] if _known(appeal) else doubles.of(appeal))
    ]


def _known(appeal: Appeal) -> bool:
    """Whether this very form was sent before."""
    return bool(Appeal.objects.of(appeal.council).filter(pk=appeal.pk).exists())


def _page(request: Any, form: TakingForm, found: Sequence[Doubt] = ()) -> HttpResponse:
    doubted = doubts.told(found) if found else None
    context = {
        "title": _("Take an appeal"),
        "form": form,
        "doubts": doubted,
        "also": doubted["also"] if doubted else None,
        "save": _("Register and give the receipt"),
        "cancel_url": "/office/appeals/",
    }
    status = 409 if found else 422 if form.errors else 200
    crumbs = [(_("Appeals"), "/office/appeals/"), (_("Take an appeal"), "")]
    answer = page(request, "office/reception/new.html", context, crumbs=crumbs, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


urlpatterns = [path("reception/", new)]
