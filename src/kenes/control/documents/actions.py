"""The final document is drawn up, adopted, signed, published, sent, and answered."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from django.utils.translation import gettext as _

from kenes.control.documents.models import DocumentPart, FinalDocument, Sending
from kenes.control.models import Monitoring, OfEvent, PublicExpertise, PublicHearing
from kenes.core import record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.core.row import Numbered
from kenes.norms.models import Norm

if TYPE_CHECKING:
    from kenes.core.access import User


def document_of(form: Numbered) -> FinalDocument | None:
    """The final document of a form, where it is drawn up."""
    return cast("FinalDocument | None", FinalDocument.belonging_to(form).first())


@action
def draw_up(
    form: Numbered, *, texts: Mapping[str, tuple[str, str]], on: date, by: "User"
) -> FinalDocument:
    """The final document is written, part by part: `texts` holds Kazakh and Russian of each.

    It may be written again until it is adopted.
    """
    if (document := document_of(form)) is None:
        document = cast("FinalDocument", FinalDocument.about(form, drawn_on=on))
        record.register([Filing(document)], by=by)
    if document.adopted_on:
        raise Refused(_("The document is adopted; its text changes no more."))
    written = {part.kind: part for part in document.parts.live()}
    for kind in document.kinds:
        kk, ru = (text.strip() for text in texts.get(kind, ("", "")))
        if (part := written.get(kind)) is not None:
            if (part.text_kk, part.text_ru) != (kk, ru):
                record.correct(part, version=part.version, by=by, text_kk=kk, text_ru=ru)
        elif kk or ru:
            fresh = DocumentPart(
                council=document.council, document=document, kind=kind, text_kk=kk, text_ru=ru
            )
            record.register([Filing(fresh)], by=by)
    # Written again word for word it is still written: the day of the last look is kept.
    record.correct(document, version=document.version, by=by, drawn_on=on)
    return document


@action
def adopt(
    document: FinalDocument,
    *,
    on: date,
    by: "User",
    present: int | None = None,
    voted_for: int | None = None,
) -> None:
    """The final document is adopted. Its day also stands on the record of its form.

    The protocol of a hearing needs more than half of the members present (PC art 21). With the
    conclusion of an expertise that expertise is concluded and counts in `control.expertises`.
    """
    form: Any = document.form
    if document.adopted_on:
        raise Refused(_("The document is adopted already."))
    if document.missing:
        sentence = _("These parts say nothing yet: %s.")
        raise Refused(sentence % ", ".join(document.missing))
    _refuse_before_its_end(form, on)
    facts: dict[str, Any] = {"adopted_on": on}
    if isinstance(form, PublicHearing):
        _refuse_without_majority(form, present, voted_for)
        facts |= {"present": present, "voted_for": voted_for}
    record.correct(document, version=document.version, by=by, **facts)
    _tell_form(form, on, by=by)


def _refuse_before_its_end(form: PublicExpertise | OfEvent, on: date) -> None:
    if isinstance(form, PublicExpertise):
        if form.status != PublicExpertise.Status.ASSIGNED:
            raise Refused(_("The expertise is not assigned yet."))
        return
    day = form.ended_on
    if day is None:
        raise Refused(_("It has not been held yet."))
    if on < day:
        raise Refused(_("The document is adopted after the control has ended."), field="on")


def _refuse_without_majority(form: PublicHearing, present: int | None, for_: int | None) -> None:
    if not present:
        raise Refused(_("Say how many members were present."), field="present")
    if for_ is None or for_ > present:
        raise Refused(_("No more can be for it than are present."), field="voted_for")
    norm = Norm.objects.nearest("vote.public_hearing", form.held_on, form.council)
    if not norm.holds(for_, present):
        need, law = norm.needed(present), norm.citation()
        said = {"for": for_, "present": present, "need": need, "law": law}
        sentence = _("%(for)s of %(present)s are too few: %(need)s are needed, %(law)s.")
        raise Refused(sentence % said, field="voted_for")


def _tell_form(form: Any, on: date, *, by: "User") -> None:
    if isinstance(form, PublicHearing):
        record.correct(form, version=form.version, by=by, protocol_on=on)
    elif isinstance(form, Monitoring):
        record.correct(form, version=form.version, by=by, concluded_on=on)
    elif isinstance(form, PublicExpertise):
        concluded = PublicExpertise.Status.CONCLUDED
        record.move([form], concluded, on=on, by=by, concluded_on=on)


@action
def sign(document: FinalDocument, *, chair: str, secretary: str, on: date, by: "User") -> None:
    """The chair and the secretary of the hearing signed its final protocol."""
    if not document.adopted_on:
        raise Refused(_("The document is not adopted yet."))
    if on < document.adopted_on:
        raise Refused(_("It is signed after it was adopted."), field="on")
    for name, said in (("chair", chair), ("secretary", secretary)):
        if not said.strip():
            raise Refused(_("Name who signed."), field=name)
    facts = {"chair": chair.strip(), "secretary": secretary.strip(), "signed_on": on}
    record.correct(document, version=document.version, by=by, **facts)


@action
def publish(document: FinalDocument, *, on: date, by: "User") -> None:
    """Everyone may read the document from the day `on`, a hearing's protocol with its reasons."""
    needed = document.signed_on if document.register == "publichearing" else document.adopted_on
    if needed is None:
        raise Refused(_("It is published once it is adopted, a protocol once it is signed."))
    if on < needed:
        raise Refused(_("It is published after it was adopted."), field="on")
    record.correct(document, version=document.version, by=by, published_on=on)


@action
def send(document: FinalDocument, sending: Sending, *, by: "User") -> None:
    """The document went to a body, to the body that supervises it, or to the media."""
    if not document.adopted_on:
        raise Refused(_("The document is not adopted yet."))
    if sending.sent_on < document.adopted_on:
        raise Refused(_("It is sent after it was adopted."), field="on")
    record.register([Filing(sending)], by=by)


@action
def receive(sending: Sending, *, on: date, by: "User") -> None:
    """The addressee has it; its term to answer runs from that day."""
    if on < sending.sent_on:
        raise Refused(_("It came before it was sent."), field="on")
    record.correct(sending, version=sending.version, by=by, received_on=on)


@action
def answered(sending: Sending, *, answer: str, on: date, by: "User") -> None:
    """The addressee answered, recommendation by recommendation."""
    if on < sending.sent_on:
        raise Refused(_("It is answered after it was sent."), field="on")
    if not answer.strip():
        raise Refused(_("Write what the answer says."), field="answer")
    facts = {"answered_on": on, "answer": answer.strip()}
    record.correct(sending, version=sending.version, by=by, **facts)
