"""What is done on the pages of a form of public control: offered, asked, recorded."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse

from kenes.control.documents.models import Sending
from kenes.control.occasions.models import PublicQuestion, PublicSpeech
from kenes.control.subjects.models import Subject
from kenes.core.door import requires
from kenes.core.roles import Permission
from kenes.office.control import crowd, deeds, papers
from kenes.office.control.room import form_of, room_of, url
from kenes.office.deed import Deed


def offered(
    form: Any, words: Sequence[str], known: Mapping[str, Deed], row: Any = None
) -> list[dict[str, Any]]:
    """The buttons of these deeds, of the form or of one of its parts."""
    tail = f"/{row.pk}" if row is not None else ""
    kind = f"{row._meta.model_name}-" if row is not None else ""
    return [
        {
            "label": known[word].label,
            "url": url(form, f"do/{kind}{word}{tail}"),
            "grave": known[word].grave,
        }
        for word in words
    ]


@requires(Permission.REGISTER_WRITE)
def done(request: Any, model: type, key: str, word: str) -> HttpResponse:
    """A step of the course is asked and recorded."""
    form = form_of(request, model, key)
    pages = {
        "course": deeds.COURSE[model],
        "document": papers.DOCUMENT,
        "participants": crowd.CROWD,
        "people": crowd.PEOPLE,
    }
    has = dict(room_of(form).pages)
    for tab, known in pages.items():
        if tab in has and word in known and room_of(form).may_write(request, form):
            return room_of(form).carry_out(request, known[word], form, tab)
    raise Http404


PARTS: Mapping[str, tuple[Any, Mapping[str, Deed], str]] = {
    "publicquestion": (PublicQuestion, crowd.QUESTION, "participants"),
    "publicspeech": (PublicSpeech, crowd.SPEECH, "participants"),
    "subject": (Subject, crowd.SUBJECT, "people"),
    "sending": (Sending, papers.SENDING, "document"),
}


@requires(Permission.REGISTER_WRITE)
def part_done(request: Any, model: type, key: str, word: str, pk: UUID) -> HttpResponse:
    """Something is done with a question, a speech, a person, a sending."""
    form = form_of(request, model, key)
    kind, _hyphen, verb = word.partition("-")
    if kind not in PARTS or not room_of(form).may_write(request, form):
        raise Http404
    part_model, known, tab = PARTS[kind]
    row = part_model.objects.live().filter(pk=pk).first()
    if row is None or verb not in known or not _of(form, row):
        raise Http404
    return room_of(form).carry_out(request, known[verb], form, tab, about=row)


def _of(form: Any, row: Any) -> bool:
    """Whether the part belongs to this very form."""
    if isinstance(row, Subject):
        return bool(row.row_id == form.pk)
    if isinstance(row, Sending):
        return bool(row.document.row_id == form.pk)
    return bool(row.event_id == form.event_id)
