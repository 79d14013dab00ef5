"""What a person fills in to write an appeal."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kenes.appeals.applicants.models import Applicant
from kenes.appeals.models import Appeal
from kenes.appeals.tracking import key_of
from kenes.core.kept import in_order
from kenes.core.passage import PassageField
from kenes.core.upload import FilesField
from kenes.organs.models import District, Topic
from kenes.portal.district_map import NARROW, DistrictMap, lie

TEXT_AT_MOST = 30_000
FILES_AT_MOST = 10
# Who may write; an appeal without a name is anonymous, whoever was chosen.
WRITERS = (Applicant.Kind.PERSON, Applicant.Kind.GROUP, Applicant.Kind.FIRM, Applicant.Kind.NGO)


def _offered(rows: Iterable[Any], none: Any = "—") -> list[tuple[str, str]]:
    return [("", none), *((str(row.pk), row.title) for row in rows)]


def _box(fills: str = "off", **attrs: Any) -> dict[str, Any]:
    """What a browser may fill into a field by itself, and what else it is told of the field."""
    return {"autocomplete": fills, **attrs}


def _chosen(label: Any, **more: Any) -> forms.ChoiceField:
    """One of a few."""
    return forms.ChoiceField(label=label, widget=forms.Select(_box()), **more)


def _line(label: Any, most: int | None, box: Mapping[str, Any], **more: Any) -> forms.CharField:
    """A line that may be left empty."""
    widget = forms.TextInput(dict(box))
    return forms.CharField(label=label, max_length=most, required=False, widget=widget, **more)


class AppealForm(forms.Form):
    """What is written, where it is, and who writes."""

    use_required_attribute = False
    # Chosen before anything is sent, so that a form sent twice is one appeal.
    key = forms.UUIDField(widget=forms.HiddenInput)
    text = PassageField(
        max_length=TEXT_AT_MOST,
        widget=forms.Textarea(_box(rows=9)),
        label=_("Your appeal"),
        help_text=_("In your own words, in Kazakh or in Russian."),
        error_messages={"required": _("Write what it is about.")},
    )
    kind = _chosen(_("What kind of appeal it is"), choices=Appeal.Kind.choices)
    topic = _chosen(_("Topic"), required=False)
    district = _chosen(_("District"), required=False)
    place = _line(_("Street and house, or what is near"), 300, _box())
    photos = FilesField(
        required=False,
        label=_("Photos and documents"),
        help_text=format_lazy(
            _("Photos, PDF and office documents; up to {n} files."), n=FILES_AT_MOST
        ),
    )
    who = _chosen(_("You write as"), choices=[(each.value, each.label) for each in WRITERS])
    signed = forms.IntegerField(
        required=False,
        widget=forms.NumberInput(_box(inputmode="numeric")),
        label=_("How many of you signed"),
        help_text=_("Where you write as a group of people."),
    )
    name = _line(
        _("Name"),
        300,
        _box("name"),
        help_text=_(
            "Of a group: who represents it. By law an appeal without a name may be left unanswered."
        ),
    )
    email = forms.EmailField(
        max_length=254,
        required=False,
        widget=forms.EmailInput(_box("email")),
        label=_("E-mail"),
        help_text=_("The receipt and the answer come to it."),
        error_messages={"invalid": _("This is no e-mail address.")},
    )
    # A phone offers its digits.
    contact = _line(_("Phone"), 300, _box("tel", inputmode="tel"))
    address = _line(_("Address for a letter on paper"), 500, _box("street-address"))
    # Solved by static/kenes/js/proof.js; and a field that people do not see.
    proof = forms.CharField(required=False, widget=forms.HiddenInput)
    website = _line(_("Leave this empty"), None, _box())
    open = forms.BooleanField(
        required=False,
        widget=forms.CheckboxInput(_box()),
        label=_("Show my appeal to everyone, without my name"),
        help_text=_(
            "Names, phones and addresses are taken out, and a person of the council looks at it "
            "first. You may take this back at any time."
        ),
    )

    def __init__(self, council: Any, *data: Any, **more: Any) -> None:
        super().__init__(*data, **more)
        self.council = council
        fields: Any = self.fields
        topics, districts = (in_order(model, council.pk) for model in (Topic, District))
        self.topics = {str(row.pk): row for row in topics}
        self.districts = {str(row.pk): row for row in districts}
        unsaid = gettext("I do not know; the council will choose it")
        fields["topic"].choices = _offered(topics, unsaid)
        fields["district"].choices = _offered(districts)
        if at := lie(districts, NARROW):
            # Line by line as on the map, so that the keys of a keyboard lead as the eye does.
            rows = sorted(districts, key=lambda row: at[row.pk][::-1])
            everywhere, *lying = _offered(rows, gettext("The whole city, or I do not know"))
            fields["district"].widget = DistrictMap(at)
            fields["district"].choices = [*lying, everywhere]

    def clean_key(self) -> UUID:
        """The key that the appeal has in the register."""
        return key_of(self.council, self.cleaned_data["key"])

    def clean_photos(self) -> Any:
        """So many files, and no more."""
        files = self.cleaned_data["photos"]
        if len(files) > FILES_AT_MOST:
            raise forms.ValidationError(gettext("No more than %s files.") % FILES_AT_MOST)
        return files

    def groups(self) -> list[dict[str, Any]]:
        """The fields in the order in which they are asked, under their headings."""
        asked = {
            gettext("What it is about"): ("text", "kind", "topic", "photos"),
            gettext("Where it is"): ("district", "place"),
            gettext("Who writes"): ("who", "signed", "name", "email", "contact", "address", "open"),
        }
        return [{"label": k, "fields": [self[name] for name in v]} for k, v in asked.items()]
