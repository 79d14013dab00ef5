"""The final document of a form of public control as a paper, in Word and in PDF."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from kenes.control.documents.actions import document_of
from kenes.control.documents.models import FinalDocument
from kenes.control.documents.steps import document_name
from kenes.control.models import PublicExpertise, PublicHearing
from kenes.control.subjects.actions import subjects_of
from kenes.core.door import public
from kenes.core.text import capital
from kenes.council.address import site_of
from kenes.portal.face import Face
from kenes.portal.minutes import LANGUAGES
from kenes.portal.paper import handed
from kenes.report.papers.file import FORMS
from kenes.report.papers.paper import (
    Block,
    Heading,
    Paper,
    Paragraph,
    Signatory,
    Signature,
    SquareCode,
    Text,
)


def paper(document: FinalDocument, form: Any, lang: Any) -> Paper:
    """The document in one language; the code at its end leads to its page."""
    with override(lang):
        url = f"{site_of(form.council)}{form.get_absolute_url()}"
        blocks = [*blocks_of(document, form)]
        if document.signed_on:
            chair = Signatory(_("Chair of the hearing"), document.chair)
            blocks.append(
                Signature([chair, Signatory(_("Secretary of the hearing"), document.secretary)])
            )
        blocks.append(SquareCode(url, _("The public page: %s") % url))
        assert document.adopted_on
        return Paper(
            lang=lang,
            title=document_name(form),
            subtitle=form.title,
            council=form.council.title,
            date=document.adopted_on,
            number=form.number,
            blocks=blocks,
        )


def blocks_of(document: FinalDocument, form: Any) -> Iterator[Block]:
    """What the document says: when and where, who, its parts."""
    for line in _opening(document, form):
        yield Paragraph([Text(line)])
    written = {part.kind: part for part in document.parts.live()}
    for kind in document.kinds:
        if (part := written.get(kind)) is not None:
            yield Heading(1, capital(kind.label))
            for line in part.in_language("text").splitlines():
                if line.strip():
                    yield Paragraph([Text(line)])


def _opening(document: FinalDocument, form: Any) -> Iterator[str]:
    """Date, place, form and subjects, which the law asks for (PCtl art 13)."""
    yield f"{capital(form._meta.verbose_name)}: {form.title}."
    if not isinstance(form, PublicExpertise):
        event = form.event
        said = {"day": date_format(event.held_on, "DATE_FORMAT"), "place": event.place}
        yield (_("Held on %(day)s, %(place)s.") if event.place else _("Held on %(day)s.")) % said
    if isinstance(form, PublicHearing) and document.present:
        votes = {"for": document.voted_for, "present": document.present}
        yield _("Adopted by %(for)s of %(present)s members present.") % votes
    if names := ", ".join(each.name for each in subjects_of(form)):
        yield _("Carried out by: %s.") % names


@public
def file(request: Any, number: str, language: str, form: str, face: Face) -> HttpResponse:
    """The published document as a file."""
    row = face.rows(request, office=False).filter(number=number).first()
    document = document_of(row) if row else None
    if row is None or document is None or document.published_on is None:
        raise Http404
    if form not in FORMS or language not in LANGUAGES:
        raise Http404
    name = f"{row._meta.model_name}-{row.number}-{language}"
    return handed(paper(document, row, language), form, name, request.council)
