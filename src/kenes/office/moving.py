"""Moving a record from one state to another."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from kenes.appeals.answers.models import AnswerTemplate
from kenes.appeals.matters.models import Matter
from kenes.core import look
from kenes.core.door import may, requires
from kenes.core.flow import Flow
from kenes.core.refused import Refused
from kenes.core.roles import Permission
from kenes.office.appeal.answering import answered_in, offered
from kenes.office.appeal.together import follows_for_merged
from kenes.office.asking import MoveForm
from kenes.office.move import Move
from kenes.office.moves import MOVED_PARTS, move_to
from kenes.office.page import page
from kenes.office.register import Register, registers


@requires(Permission.REGISTER_WRITE)
def moved(request: Any, code: str, key: str, status: str) -> HttpResponse:
    """A record comes to another state: its day and the facts of the move."""
    here = registers()[code]
    row = here.find(request, key)
    flow = here.flow(row)
    if flow is None:
        raise Http404
    return _move(request, here, row, flow, status)


@requires(Permission.REGISTER_WRITE)
def part_moved(request: Any, code: str, key: str, ordinal: int, status: str) -> HttpResponse:
    """A part with a course of its own comes to another state: a point, a task."""
    here = registers()[code]
    row = here.find(request, key)
    relation, word = MOVED_PARTS[code]
    part = getattr(row, relation).live().filter(ordinal=ordinal).first()
    if part is None:
        raise Http404
    return _move(request, here, row, part, status, word)


def _move(
    request: Any, here: Register, row: Any, flow: Flow, status: str, word: str = ""
) -> HttpResponse:
    """`word` is the page of the record to which the way leads back."""
    if status not in flow.MOVES:
        raise Http404
    back = here.url(row, word)
    if flow.status == status and request.method == "POST":
        return HttpResponseRedirect(back)
    move = move_to(flow, status)
    if move is None:
        raise Refused(_("A colleague changed this record a moment ago. Look at it and try again."))
    if (begun := _begun(request, flow, move, offered(flow, move))) is not None:
        return _page(request, here, row, flow, status, begun, back)
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = MoveForm(flow, move, request.council, *data)
    if form.is_bound and form.is_valid():
        try:
            move.act(flow, by=request.user, **form.facts())
            messages.success(request, _("Recorded: %s.") % move.label)
            return HttpResponseRedirect(back)
        except Refused as refused:
            form.refuse(refused)
    return _page(request, here, row, flow, status, form, back)


def _begun(
    request: Any, flow: Flow, move: Move, templates: Sequence[AnswerTemplate]
) -> MoveForm | None:
    """The form with a template put below what was written so far; None where none was chosen."""
    chosen = next((t for t in templates if str(t.pk) == request.POST.get("template")), None)
    if chosen is None:
        return None
    form = MoveForm(flow, move, request.council)
    for name, field in form.fields.items():
        field.initial = request.POST.get(name, field.initial)
    written = request.POST.get("answer", "").strip()
    filled = chosen.filled(answered_in(flow))
    form.fields["answer"].initial = "\n\n".join(text for text in (written, filled) if text)
    return form


def _question(request: Any, flow: Flow) -> str:
    """What was asked, beside the answer to it; whoever reads it is remembered."""
    if not isinstance(flow, Matter) or not may(request, Permission.APPLICANT_SEE):
        return ""
    look.see(flow.appeal, by=request.user)
    return flow.question


def _page(
    request: Any,
    here: Register,
    row: Any,
    flow: Flow,
    status: str,
    form: MoveForm,
    back: str,
) -> HttpResponse:
    move = form.move
    context = {
        "title": str(move.label),
        "what": f"{flow.reference or row.reference} · {flow.title}",
        "question": _question(request, flow),
        "move": move,
        "merged": follows_for_merged(flow, status),
        "form": form,
        "cancel_url": back,
        "templates": offered(flow, move),
    }
    crumbs = [
        (str(here.plural), here.list_url),
        (row.reference, here.url(row)),
        (str(move.label), ""),
    ]
    code = 422 if form.errors else 200
    return page(request, "office/move.html", context, crumbs=crumbs, status=code)
