"""One hearing, monitoring, expertise or discussion in public: its course and what came of it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kenes.control.checklists.actions import checklist_of
from kenes.control.checklists.models import FieldEntry
from kenes.control.course import course, current, guided
from kenes.control.documents.actions import document_of
from kenes.control.documents.steps import document_name
from kenes.control.models import Monitoring
from kenes.control.occasions.actions import takes_questions
from kenes.control.occasions.models import HeadCount, PublicQuestion, PublicSpeech
from kenes.control.step import Step
from kenes.control.subjects.actions import subjects_of
from kenes.core import clock
from kenes.core.attachment import attached
from kenes.core.door import public
from kenes.events.kinds import KINDS
from kenes.portal.card import card
from kenes.portal.chain import chain
from kenes.portal.control.document import blocks_of
from kenes.portal.face import Face, words
from kenes.portal.files import told
from kenes.portal.minutes import LABELS, here
from kenes.portal.occasion import occasion
from kenes.portal.paper import blocks_shown
from kenes.report.papers.file import FORMS


def found(request: Any, face: Face, number: str) -> Any:
    """The record everyone may see under a number; 404 for any other."""
    row = face.rows(request, office=False).filter(number=number).first()
    if row is None:
        raise Http404
    return row


@public
def shown(request: Any, number: str, face: Face) -> HttpResponse:
    """What has happened, what comes next, how to take part, and what came of it."""
    form = found(request, face, number)
    context = {
        "face": face,
        **card(face, form, office=False),
        "chain": chain(request, form),
        "guide": _guide(form) if guided(form) else [],
        "materials": told(attached([form], public=True).get(form.pk, [])),
        "subjects": [row for row in subjects_of(form) if not row.struck],
        "document": _document(form),
        **(_field(form) if isinstance(form, Monitoring) else {}),
    }
    if hasattr(form, "event_id"):
        context |= {"occasion": occasion(form.event), **_crowd(form.event)}
    return render(request, "control/form.html", context)


def _guide(form: Any) -> list[dict[str, Any]]:
    """The steps without what is the office's own: what is still missing."""
    steps = course(form)
    now = current(steps)
    return [
        {
            "what": step.label,
            "second": _told(step),
            "place": "done" if step.settled else "current" if step is now else "ahead",
        }
        for step in steps
    ]


def _told(step: Step) -> str:
    said = [date_format(step.done_on, "DATE_FORMAT") if step.done_on else ""]
    if step.code != "hold" or not step.done:
        said.append(step.said)
    if step.excused and not step.done:
        said.append(_("exception: %s") % step.excused)
    if step.due_on and not step.settled:
        said.append(_("by %(day)s") % {"day": date_format(step.due_on, "DATE_FORMAT")})
    said.append(step.norm.citation())
    return " · ".join(each for each in said if each)


def _crowd(event: Any) -> dict[str, Any]:
    """Who speaks, what is asked, how many are present."""
    last = HeadCount.objects.live().filter(event=event).order_by("-at").first()
    questions = PublicQuestion.objects.live().filter(PublicQuestion.PUBLIC, event=event)
    return {
        "head_count": last if last and event.held_on == clock.today() else None,
        "questions": list(questions),
        "speeches": list(PublicSpeech.objects.live().filter(event=event)),
        "may_ask": KINDS[event.kind].registers and takes_questions(event),
    }


def _field(form: Monitoring) -> dict[str, Any]:
    """What was found in the field, as far as it is shown, and what stands there now."""
    checklist = checklist_of(form)
    rows = FieldEntry.objects.live().filter(FieldEntry.PUBLIC, question__checklist=checklist)
    entries = list(rows.select_related("question").order_by("question__position", "found_at"))
    photos = attached(entries, public=True)
    findings = [
        {
            "section": each.question.in_language("section"),
            "question": words(each.question, "text"),
            "said": each.said,
            "at": each.found_at,
            "photos": photos.get(each.pk, []),
        }
        for each in entries
    ]
    return {"findings": findings, "changes": list(form.changes.live())}


def _document(form: Any) -> dict[str, Any] | None:
    """The published document: its text, its files, to whom it went and what came back."""
    document = document_of(form)
    if document is None or document.published_on is None:
        return None
    url = f"{form.get_absolute_url()}document/{here()}."
    return {
        "row": document,
        "name": document_name(form),
        "blocks": blocks_shown(list(blocks_of(document, form))),
        "sendings": list(document.sendings.live().select_related("agency")),
        "files": [{"label": LABELS[kind], "url": f"{url}{kind}"} for kind in FORMS],
    }
