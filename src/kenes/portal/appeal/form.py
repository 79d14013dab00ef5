"""What a person fills in to write an appeal."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _

from kenes.appeals.applicants.models import Applicant
from kenes.appeals.models import Appeal
from kenes.appeals.tracking import key_of
from kenes.core.prepared import Prepared
from kenes.core.text import fold
from kenes.core.upload import FilesField
from kenes.organs.models import District, Topic

TEXT_AT_MOST = 30_000
FILES_AT_MOST = 10
# Who may write; an appeal without a name is anonymous, whoever was chosen.
WRITERS = (Applicant.Kind.PERSON, Applicant.Kind.GROUP, Applicant.Kind.FIRM, Applicant.Kind.NGO)

_TOPICS: Prepared[Topic] = Prepared(
    UUID, question=lambda council: Topic.objects.filter(council=council).live()
)
_DISTRICTS: Prepared[District] = Prepared(
    UUID, question=lambda council: District.objects.filter(council=council).live()
)


def _named(rows: Mapping[str, Any]) -> list[tuple[str, str]]:
    named = sorted(((key, row.title) for key, row in rows.items()), key=lambda p: fold(p[1]))
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
    # Solved by static/kenes/js/proof.js; and a field that people do not see.
    proof = forms.CharField(required=False, widget=forms.HiddenInput)
    website = forms.CharField(required=False)
    open = forms.BooleanField(required=False)

    def __init__(self, council: Any, *data: Any, **more: Any) -> None:
        super().__init__(*data, **more)
        self.council = council
        fields: Any = self.fields
        self.topics = {str(row.pk): row for row in _TOPICS(council.pk)}
        self.districts = {str(row.pk): row for row in _DISTRICTS(council.pk)}
        fields["topic"].choices = _named(self.topics)
        fields["district"].choices = _named(self.districts)
        for name, (label, help_text, fills) in _said().items():
            fields[name].label, fields[name].help_text = label, help_text
            fields[name].widget.attrs["autocomplete"] = fills
        # A phone offers its digits.
        fields["contact"].widget.attrs["inputmode"] = "tel"
        fields["text"].error_messages["required"] = _("Write what it is about.")
        fields["topic"].error_messages["required"] = _("Choose a topic.")
        fields["email"].error_messages["invalid"] = _("This is no e-mail address.")

    def clean_key(self) -> UUID:
        """The key that the appeal has in the register."""
        return key_of(self.council, self.cleaned_data["key"])

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
        "website": (_("Leave this empty"), "", "off"),
        "open": (_("Show my appeal to everyone, without my name"), _said_of_open(), "off"),
    }


def _said_of_open() -> str:
    return _(
        "Names, phones and addresses are taken out, and a person of the council looks at it first. "
        "You may take this back at any time."
    )
