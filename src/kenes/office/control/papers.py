"""What may be done with the final document of a form, and what each deed asks."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kenes.control.documents import actions
from kenes.control.documents.actions import document_of
from kenes.control.documents.models import PARTS_OF, DocumentPart, FinalDocument, Sending
from kenes.control.models import PublicHearing
from kenes.core.refused import Refused
from kenes.core.text import capital
from kenes.norms.models import Norm
from kenes.office.control.deeds import agency_of
from kenes.office.deed import Deed, Fields, one_of, text

LANGUAGES = (("ru", gettext_lazy("in Russian")), ("kk", gettext_lazy("in Kazakh")))


def _asked_of_text(form: Any) -> Fields:
    document = document_of(form)
    written = {part.kind: part for part in document.parts.live()} if document else {}
    asked: dict[str, forms.Field] = {}
    for kind in PARTS_OF[str(form._meta.model_name)]:
        part: DocumentPart | None = written.get(kind)
        for tongue, said in LANGUAGES:
            label = f"{capital(kind.label)}, {said}"
            initial = getattr(part, f"text_{tongue}") if part else ""
            field = text(label, rows=4, required=False, initial=initial)
            field.widget.attrs["lang"] = tongue
            asked[f"{kind}_{tongue}"] = field
    return asked


def _draw_up(form: Any, *, on: Any, by: Any, **said: str) -> None:
    kinds = PARTS_OF[str(form._meta.model_name)]
    texts = {str(kind): (said[f"{kind}_kk"], said[f"{kind}_ru"]) for kind in kinds}
    actions.draw_up(form, texts=texts, on=on, by=by)


def _standing(form: Any) -> FinalDocument:
    document = document_of(form)
    if document is None:
        raise Refused(_("The document is not drawn up yet."))
    return document


def _asked_of_adoption(form: Any) -> Fields:
    if not isinstance(form, PublicHearing):
        return {}
    norm = Norm.objects.nearest("vote.public_hearing", form.held_on, form.council)
    said = {"name": norm.in_language("name"), "law": norm.citation()}
    rule = _("%(name)s: more than half of the members present; %(law)s.") % said
    return {
        "present": forms.IntegerField(label=_("Members of the council present"), min_value=1),
        "voted_for": forms.IntegerField(label=_("Members for it"), min_value=0, help_text=rule),
    }


def _asked_of_signing(form: Any) -> Fields:
    return {
        "chair": text(_("Chair of the hearing")),
        "secretary": text(_("Secretary of the hearing")),
    }


def _asked_of_sending(form: Any) -> Fields:
    named = getattr(form, "agreed_with", None) or getattr(form, "agency", None)
    return {
        "role": one_of(_("To whom"), Sending.Role.choices),
        "agency": agency_of(form, named, required=False),
        "media": text(_("Name of the media"), required=False),
        "channel": one_of(_("How it is sent"), Sending.Channel.choices),
    }


def _send(form: Any, *, on: Any, by: Any, role: str, agency: Any, media: str, channel: str) -> None:
    document = _standing(form)
    to_media = role == Sending.Role.MEDIA
    sending = Sending(
        council=document.council,
        document=document,
        role=role,
        agency=None if to_media else agency,
        media=media.strip() if to_media else "",
        channel=channel,
        sent_on=on,
    )
    actions.send(document, sending, by=by)


def _asked_of_answer(sending: Sending) -> Fields:
    return {"answer": text(_("What the answer says"), rows=4, initial=sending.answer)}


def _with(verb: Any) -> Any:
    """The verb of a document; the page is of its form."""

    def act(form: Any, **facts: Any) -> None:
        verb(_standing(form), **facts)

    return act


DOCUMENT = {
    "draw_up": Deed(gettext_lazy("Write the document"), _draw_up, _asked_of_text),
    "adopt": Deed(
        gettext_lazy("It is adopted"),
        _with(actions.adopt),
        _asked_of_adoption,
        gettext_lazy("Its text changes no more."),
    ),
    "sign": Deed(gettext_lazy("It is signed"), _with(actions.sign), _asked_of_signing),
    "publish": Deed(
        gettext_lazy("Publish it"),
        _with(actions.publish),
        follows=gettext_lazy("Everyone reads it on the portal, in Word and in PDF."),
    ),
    "send": Deed(gettext_lazy("It was sent"), _send, _asked_of_sending),
}
SENDING = {
    "receive": Deed(gettext_lazy("It was received"), actions.receive),
    "answer": Deed(gettext_lazy("An answer came"), actions.answered, _asked_of_answer),
}


def offered(form: Any, document: FinalDocument | None) -> list[str]:
    """What may be done with the document now, the likeliest first."""
    if document is None:
        return ["draw_up"]
    if document.adopted_on is None:
        return ["draw_up"] if document.missing else ["adopt", "draw_up"]
    hearing = isinstance(form, PublicHearing)
    words = ["sign"] if hearing and document.signed_on is None else []
    if document.published_on is None and not words:
        words.append("publish")
    return [*words, "send"]
