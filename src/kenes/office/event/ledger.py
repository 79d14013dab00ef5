"""The reach ledger in the office: its lines with what proves them, its sum beside what was said."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kenes.control.models import Monitoring, PublicDiscussion, PublicHearing
from kenes.core import record
from kenes.core.attachment import Attachment, attached
from kenes.core.door import may, requires
from kenes.core.refused import Refused
from kenes.core.roles import Permission
from kenes.events.ledger.whole import Ledger, ledger_of, live, refuse_unheld
from kenes.events.models import Event
from kenes.office.control.room import ROOMS as CONTROL
from kenes.office.event import ledger_words
from kenes.office.event.ledger_deeds import DEEDS, LINE
from kenes.office.event.room import ROOM, event_of
from kenes.office.room import Room
from kenes.portal.files import handed_out

TAB = "reach"
OCCASIONS = (PublicHearing, PublicDiscussion, Monitoring)
ROOMS: Mapping[type, Room] = {Event: ROOM, **{model: CONTROL[model] for model in OCCASIONS}}


def _record(request: Any, model: type, key: str) -> tuple[Any, Event]:
    """The record under a number, and the event whose ledger it is."""
    if model is Event:
        event = event_of(request, key)
        return event, event
    row = ROOMS[model].of(request, key)
    return row, row.event


@requires(Permission.OFFICE_ENTER)
def shown(request: Any, model: type, key: str) -> HttpResponse:
    """Every line of the ledger, its sum, and how it stands to the total that was stated."""
    row, event = _record(request, model, key)
    room, ledger = ROOMS[model], ledger_of(event)
    writes, closed = room.may_write(request, row), _closed(event)
    base = room.url(row, TAB)
    context = {
        "record": row,
        "base": base,
        "closed": closed,
        "writes": writes and not closed,
        "strikes": writes and may(request, Permission.REGISTER_STRIKE),
        "deeds": _deeds(base) if writes and not closed else [],
        "lines": _lines(ledger, base if may(request, Permission.APPLICANT_SEE) else ""),
        "ledger": ledger,
        "sentences": ledger_words.sentences(ledger),
        "sums": ledger_words.sums(ledger),
    }
    return room.page(request, row, TAB, "office/event/reach.html", context)


def _closed(event: Event) -> str:
    """Why nothing can be written down yet, or any more; empty when it can."""
    try:
        refuse_unheld(event)
    except Refused as refused:
        return str(refused)
    return ""


def _deeds(base: str) -> list[dict[str, Any]]:
    return [{"label": deed.label, "url": f"{base}{word}/"} for word, deed in DEEDS.items()]


def _lines(ledger: Ledger, base: str) -> list[dict[str, Any]]:
    """The lines with what proves them; scans bear names and are handed out below `base` alone."""
    files = attached(ledger.lines, public=False)
    return [
        {
            "row": line,
            "words": ledger_words.line(line),
            "proofs": len(files.get(line.pk, [])),
            "files": [
                {"file": file, "url": f"{base}{line.pk}/files/{file.pk}/"}
                for file in files.get(line.pk, [])
                if base
            ],
        }
        for line in ledger.lines
    ]


@requires(Permission.REGISTER_WRITE)
def done(request: Any, model: type, key: str, word: str) -> HttpResponse:
    """A line is added, or the total of a report is stated."""
    row, event = _record(request, model, key)
    if word not in DEEDS or not ROOMS[model].may_write(request, row):
        raise Http404
    return ROOMS[model].carry_out(request, DEEDS[word], row, TAB, about=event)


@requires(Permission.REGISTER_WRITE)
def line_done(request: Any, model: type, key: str, pk: UUID, word: str) -> HttpResponse:
    """A line is put right with its files, or struck."""
    row, event = _record(request, model, key)
    line = get_object_or_404(live(event), pk=pk)
    known = word in LINE and ROOMS[model].may_write(request, row)
    if not known or (word == "strike" and not may(request, Permission.REGISTER_STRIKE)):
        raise Http404
    what = f"{row.reference} · {ledger_words.line(line)}"
    return ROOMS[model].carry_out(request, LINE[word], row, TAB, about=line, what=what)


def _scan(request: Any, model: type, key: str, pk: UUID, file: UUID) -> Attachment:
    """A file of a line of this very ledger; 404 for any other."""
    _row, event = _record(request, model, key)
    line = get_object_or_404(live(event), pk=pk)
    found: Attachment = get_object_or_404(Attachment.objects.live(), row_id=line.pk, pk=file)
    return found


@requires(Permission.APPLICANT_SEE)
def scan(request: Any, model: type, key: str, pk: UUID, file: UUID) -> Any:
    """The scan of a sign-in sheet, for those who may see the names on it."""
    found = _scan(request, model, key, pk, file)
    if not found.path.exists():
        raise Http404
    return handed_out(request, found)


@requires(Permission.REGISTER_STRIKE)
@require_POST
def taken_away(request: Any, model: type, key: str, pk: UUID, file: UUID) -> HttpResponse:
    """A file laid to a line by mistake is handed to nobody any more; the journal remembers it."""
    row, _event = _record(request, model, key)
    found = _scan(request, model, key, pk, file)
    record.strike([found], reason=_("taken away from the ledger"), by=request.user)
    messages.success(request, _("The file is taken away."))
    return HttpResponseRedirect(ROOMS[model].url(row, TAB))


def _of(model: Any) -> list[URLPattern]:
    """The addresses of the ledgers of one register."""
    here, base = {"model": model}, f"{model.PATH}/<str:key>/{TAB}/"
    return [
        path(base, shown, here),
        path(f"{base}<slug:word>/", done, here),
        path(f"{base}<uuid:pk>/<slug:word>/", line_done, here),
        path(f"{base}<uuid:pk>/files/<uuid:file>/", scan, here),
        path(f"{base}<uuid:pk>/files/<uuid:file>/strike/", taken_away, here),
    ]


urlpatterns: list[URLPattern] = [pattern for model in ROOMS for pattern in _of(model)]
