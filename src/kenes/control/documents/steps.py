"""The steps that follow the end of any form of public control: its final document."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from kenes.control.documents.actions import document_of
from kenes.control.documents.models import FinalDocument, Sending
from kenes.control.models import Monitoring, PublicExpertise, PublicHearing
from kenes.control.preparing import day_of
from kenes.control.step import Law, Step

DOCUMENT = {
    PublicHearing: "vote.public_hearing",
    Monitoring: "monitoring.conclusion",
}


def after(form: Any, law: Law) -> list[Step]:
    """The final document: adopted, signed, published, sent, answered."""
    document = document_of(form)
    ended = form.ended_on
    day = ended or day_of(form)
    steps = [_adopted(form, document, law, day)]
    if isinstance(form, PublicHearing):
        steps.append(_signed(document, law, day))
    published = document.published_on if document else None
    hearing = isinstance(form, PublicHearing)
    steps.append(
        Step(
            code="publish",
            label=_("Published"),
            norm=law.norm("public_hearing.published" if hearing else "control.published", day),
            done=published is not None,
            done_on=published,
            missing=[] if published else [_("the day on which it was published")],
        )
    )
    return [*steps, *_sent(form, document, law, day)]


def _adopted(form: Any, document: FinalDocument | None, law: Law, day: date) -> Step:
    kept = getattr(form, "protocol_on", None) or getattr(form, "concluded_on", None)
    on = (document.adopted_on if document else None) or kept
    missing = document.missing if document else [_("the text of the document")]
    said = ""
    if document and document.present:
        votes = {"for": document.voted_for, "present": document.present}
        said = _("%(for)s of %(present)s members present were for it") % votes
    return Step(
        code="document",
        label=document_name(form),
        norm=law.norm(DOCUMENT.get(type(form), "control.document"), day),
        done=on is not None,
        done_on=on,
        said=said,
        missing=[] if on else [*missing, _("that it was adopted")],
        term=None if isinstance(form, PublicExpertise) else law.term(FINAL, form.ended_on),
    )


FINAL = "control.final_doc"


def document_name(form: Any) -> str:
    """What the final document of a form is called."""
    names = {
        PublicHearing: _("Final protocol"),
        Monitoring: _("Conclusion"),
        PublicExpertise: _("Conclusion of the experts"),
    }
    return names.get(type(form), _("Final document"))


def _signed(document: FinalDocument | None, law: Law, day: date) -> Step:
    on = document.signed_on if document else None
    said = f"{document.chair}, {document.secretary}" if document and on else ""
    return Step(
        code="sign",
        label=_("Signatures"),
        norm=law.norm("public_hearing.signatures", day),
        done=on is not None,
        done_on=on,
        said=said,
        missing=[] if on else [_("the chair's and the secretary's signature")],
    )


def _sent(form: Any, document: FinalDocument | None, law: Law, day: date) -> list[Step]:
    sendings = list(document.sendings.live().select_related("agency")) if document else []
    needed: Sequence[Sending.Role] = (Sending.Role.BODY,)
    rule = "monitoring.sent" if isinstance(form, Monitoring) else FINAL
    if isinstance(form, PublicHearing):
        needed, rule = list(Sending.Role), "public_hearing.sent"
    lacking = [str(r.label) for r in needed if all(s.role != r for s in sendings)]
    bodies = [s for s in sendings if s.role == Sending.Role.BODY]
    waiting = [s for s in bodies if s.answered_on is None]
    terms = [t for s in waiting if (t := law.term("control.answer", s.received_on or s.sent_on))]
    return [
        Step(
            code="send",
            label=_("Sent"),
            norm=law.norm(rule, day),
            done=not lacking,
            done_on=max((s.sent_on for s in sendings), default=None) if not lacking else None,
            said=", ".join(str(s) for s in sendings),
            missing=lacking,
            term=law.term(FINAL, form.ended_on),
        ),
        Step(
            code="answers",
            label=_("Answers received"),
            norm=law.norm("control.answer", day),
            done=bool(bodies) and not waiting,
            done_on=max((s.answered_on for s in bodies if s.answered_on), default=None)
            if bodies and not waiting
            else None,
            said=", ".join(str(s) for s in bodies if s.answered_on),
            missing=[_("the answer of %s") % s for s in waiting],
            term=min(terms, key=lambda term: term.due_on, default=None),
        ),
    ]
