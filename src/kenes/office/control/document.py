"""The final document of a form of public control in the office."""

from typing import Any

from django.http import HttpResponse

from kenes.control.documents.actions import document_of
from kenes.control.documents.models import FinalDocument, Sending
from kenes.control.step import Law, law_of
from kenes.core import clock
from kenes.core.door import requires
from kenes.core.roles import Permission
from kenes.norms.wording import left
from kenes.office.control import papers
from kenes.office.control.doing import offered
from kenes.office.control.room import form_of, room, room_of


@requires(Permission.OFFICE_ENTER)
def document(request: Any, model: type, key: str) -> HttpResponse:
    """The final document: its parts, how it stands, to whom it went."""
    form = form_of(request, model, key)
    row = document_of(form)
    keeps = room_of(form).may_write(request, form)
    law = law_of(form.council)
    context = {
        "document": row,
        "parts": _parts(row) if row else [],
        "missing": row.missing if row else [],
        "sendings": _sendings(form, row, law, keeps) if row else [],
        "deeds": offered(form, papers.offered(form, row), papers.DOCUMENT) if keeps else [],
        "files": [
            {"label": label, "url": f"{form.get_absolute_url()}document/{tongue}.{ending}"}
            for tongue in ("ru", "kk")
            for label, ending in ((f"Word {tongue}", "docx"), (f"PDF {tongue}", "pdf"))
        ]
        if row and row.published_on
        else [],
    }
    return room(request, form, "document", context)


def _parts(row: FinalDocument) -> list[dict[str, Any]]:
    written = {part.kind: part for part in row.parts.live()}
    return [{"label": kind.label, "part": written.get(kind)} for kind in row.kinds]


def _sendings(form: Any, row: FinalDocument, law: Law, keeps: bool) -> list[dict[str, Any]]:
    found, today = [], clock.today()
    for each in row.sendings.live().select_related("agency"):
        term = law.term("control.answer", each.received_on or each.sent_on)
        waits = each.role == Sending.Role.BODY and each.answered_on is None
        words = ["answer"] if each.received_on else ["receive", "answer"]
        found.append(
            {
                "row": each,
                "left": left(term.due_on, today, law.days) if term and waits else None,
                "due_on": term.due_on if term and waits else None,
                "deeds": offered(form, words, papers.SENDING, each) if keeps else [],
            }
        )
    return found
