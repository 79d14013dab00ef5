"""The screen in the room: what is under discussion, the quorum, the vote; the code at the door."""

from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import segno
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from kenes.core.door import public
from kenes.core.prepared import Prepared
from kenes.hall.live import headers, tag_of
from kenes.sittings.hall import door, screen
from kenes.sittings.models import Sitting

LANGUAGES = {code for code, _name in settings.LANGUAGES}


def sitting_at(request: Any, key: str) -> Sitting:
    """The sitting of this council under a number, as the public may see it; 404 for any other."""
    found = _AT(request.council.pk, key)
    if not found:
        raise Http404
    found[0].council = request.council
    return found[0]


_AT: Prepared[Sitting] = Prepared(
    UUID,
    str,
    question=lambda council, key: (
        Sitting.objects.of(council).live().filter(Sitting.PUBLIC, number=key)
    ),
)


def fragment(sitting: UUID, language: str) -> Path:
    """The file of the fragment, written now where it never was or does not tell the newest."""
    screen.write(sitting, language)
    return screen.file_of(sitting, language)


def watched(sitting: Sitting) -> dict[str, str]:
    """What a page needs to show the fragment and to ask for the next one."""
    language = (get_language() or "ru")[:2]
    return {
        "live_url": f"/hall/live/{sitting.pk}.{language}",
        "fragment": fragment(sitting.pk, language).read_text(encoding="utf-8"),
    }


@public
def live(request: Any, key: UUID, language: str) -> HttpResponse:
    """The fragment where the layer before this program found no file, or an old one."""
    rows = Sitting.objects.of(request.council).live().filter(Sitting.PUBLIC, pk=key)
    if language not in LANGUAGES or not rows.exists():
        raise Http404
    path = fragment(key, language)
    return HttpResponse(path.read_bytes(), headers=headers(tag_of(path.stat())))


@public
def shown(request: Any, key: str) -> HttpResponse:
    """The screen. With the clerk's key, which stays in the room, it shows the code at the door."""
    sitting = sitting_at(request, key)
    given = request.GET.get("door", "")
    door_key = given if door.is_screen(sitting, given) and not sitting.closed_at else ""
    context = {"sitting": sitting, "door_key": door_key, **watched(sitting)}
    return render(request, "hall/screen.html", context)


@public
def code(request: Any, key: str) -> HttpResponse:
    """The code at the door as a drawing, good for a minute and a half."""
    sitting = sitting_at(request, key)
    if not door.is_screen(sitting, request.GET.get("door", "")):
        raise Http404
    address = f"/hall/{sitting.reference}/door/{door.code(sitting)}/"
    drawn = BytesIO()
    segno.make(request.build_absolute_uri(address), error="m").save(drawn, kind="svg", scale=8)
    no_store = {"Cache-Control": "no-store"}
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml", headers=no_store)
