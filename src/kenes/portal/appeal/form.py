"""What a person fills in to write an appeal."""

from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kenes.appeals.applicants.models import Applicant
from kenes.appeals.models import Appeal
from kenes.appeals.tracking import key_of
from kenes.core.kept import kept, kept_rows
from kenes.core.row import Row
from kenes.core.text import fold, language
from kenes.core.upload import FilesField
from kenes.organs.models import District, Topic

TEXT_AT_MOST = 30_000
FILES_AT_MOST = 10
# Who may write; an appeal without a name is anonymous, whoever was chosen.
WRITERS = (Applicant.Kind.PERSON, Applicant.Kind.GROUP, Applicant.Kind.FIRM, Applicant.Kind.NGO)


def _live(model: type[Row], council: UUID) -> dict[str, Any]:
    """The rows of a directory that may be chosen."""
    return {str(key): row for key, row in kept_rows(model, council).items() if not row.struck}


def _named(model: type[Row], council: UUID) -> list[tuple[str, str]]:
    """The same as they are called in the reader's language, in the order of their names."""
    named = [(key, row.title) for key, row in _live(model, council).items()]
    return [("", "—"), *sorted(named, key=lambda pair: fold(pair[1]))]


def _box(fills: str = "off", **attrs: Any) -> dict[str, Any]:
    """What a browser may fill into a field by itself, and what else it is told of the field."""
    return {"autocomplete": fills, **attrs}


class AppealForm(forms.Form):
    """What is written, where it is, and who writes."""

    use_required_attribute = False
    # Chosen before anything is sent, so that a form sent twice is one appeal.
    key = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        max_length=TEXT_AT_MOST,
        widget=forms.Textarea(_box(rows=9)),
        label=_("Your appeal"),
        help_text=_("In your own words, in Kazakh or in Russian."),
        error_messages={"required": _("Write what it is about.")},
    )
    kind = forms.ChoiceField(
        choices=Appeal.Kind.choices,
        widget=forms.Select(_box()),
        label=_("What kind of appeal it is"),
    )
    topic = forms.ChoiceField(
        widget=forms.Select(_box()),
        label=_("Topic"),
        error_messages={"required": _("Choose a topic.")},
    )
    district = forms.ChoiceField(required=False, widget=forms.Select(_box()), label=_("District"))
    place = forms.CharField(
        max_length=300,
        required=False,
        widget=forms.TextInput(_box()),
        label=_("Street and house, or what is near"),
    )
    photos = FilesField(
        required=False,
        label=_("Photos and documents"),
        help_text=format_lazy(
            _("Photos, PDF and office documents; up to {n} files."), n=FILES_AT_MOST
        ),
    )
    who = forms.ChoiceField(
        choices=[(each.value, each.label) for each in WRITERS],
        widget=forms.Select(_box()),
        label=_("You write as"),
    )
    name = forms.CharField(
        max_length=300,
        required=False,
        widget=forms.TextInput(_box("name")),
        label=_("Name"),
        help_text=_("By law an appeal without a name may be left unanswered."),
    )
    email = forms.EmailField(
        max_length=254,
        required=False,
        widget=forms.EmailInput(_box("email")),
        label=_("E-mail"),
        help_text=_("The receipt and the answer come to it."),
        error_messages={"invalid": _("This is no e-mail address.")},
    )
    contact = forms.CharField(
        max_length=300,
        required=False,
        # A phone offers its digits.
        widget=forms.TextInput(_box("tel", inputmode="tel")),
        label=_("Phone"),
    )
    address = forms.CharField(
        max_length=500,
        required=False,
        widget=forms.TextInput(_box("street-address")),
        label=_("Address for a letter on paper"),
    )
    # Solved by static/kenes/js/proof.js; and a field that people do not see.
    proof = forms.CharField(required=False, widget=forms.HiddenInput)
    website = forms.CharField(
        required=False, widget=forms.TextInput(_box()), label=_("Leave this empty")
    )
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
        self.topics = _live(Topic, council.pk)
        self.districts = _live(District, council.pk)
        for name, model in (("topic", Topic), ("district", District)):
            called = partial(_named, model, council.pk)
            fields[name].choices = kept(("choices", model, council.pk, language()), called)

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
            gettext("Who writes"): ("who", "name", "email", "contact", "address", "open"),
        }
        return [{"label": k, "fields": [self[name] for name in v]} for k, v in asked.items()]
