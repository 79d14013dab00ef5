"""Published minutes: their text, check sum, signatures and versions; Word and PDF; extracts."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.formats import date_format
from django.utils.translation import get_language

from kenes.core.door import public
from kenes.minutes.content import changed, content
from kenes.minutes.models import Minutes
from kenes.minutes.telling import paper, sections
from kenes.portal.face import state
from kenes.portal.faces.decided import MINUTES
from kenes.portal.paper import blocks_shown, handed
from kenes.report.papers.file import FORMS

# The languages a paper of the council may be in; both authentic ones, and a reader's third.
LANGUAGES = ("kk", "ru", "en")
LABELS = {"docx": "Word", "pdf": "PDF"}


def here() -> Any:
    """The language of the page."""
    return (get_language() or "ru")[:2]


def _found(request: Any, number: str) -> Minutes:
    """The public minutes of that number; 404 for drafts as for what does not exist."""
    rows = MINUTES.rows(request, office=False)
    minutes: Minutes | None = rows.filter(number=number).first()
    if minutes is None:
        raise Http404
    return minutes


@public
def shown(request: Any, number: str) -> HttpResponse:
    """The minutes of a sitting as they were signed."""
    minutes = _found(request, number)
    said = content(minutes)
    told = [
        {"place": each.place, "blocks": blocks_shown(each.blocks)}
        for each in sections(said, here())
    ]
    context = {
        "minutes": minutes,
        "sections": told,
        "state": state(minutes.status, minutes.get_status_display())["state"],
        "held_on": date_format(minutes.held_on, "DATE_FORMAT"),
        "signatures": minutes.signatures.live().order_by("role"),
        "versions": versions(minutes),
        "difference": difference(minutes),
        "files": [
            {"label": LABELS[form], "url": f"{minutes.get_absolute_url()}{here()}.{form}"}
            for form in FORMS
        ],
    }
    return render(request, "minutes/page.html", context)


def versions(minutes: Minutes) -> list[Minutes]:
    """All public versions of the minutes of one sitting, the newest first."""
    found = Minutes.objects.live().filter(Minutes.PUBLIC, sitting=minutes.sitting)
    return list(found.order_by("-edition"))


def difference(minutes: Minutes) -> list[dict[str, str]]:
    """What this version says otherwise than the one before it."""
    earlier = Minutes.objects.live().filter(sitting=minutes.sitting, edition=minutes.edition - 1)
    before = earlier.first()
    if before is None:
        return []
    lines = changed(content(before), content(minutes), here())
    return [{"old": old, "new": new} for old, new in lines]


def as_file(
    request: Any, minutes: Minutes, language: Any, form: str, only: int | None = None
) -> HttpResponse:
    """The minutes, or an extract of one item, as a file; the code leads to the public page."""
    if form not in FORMS or language not in LANGUAGES:
        raise Http404
    said = content(minutes)
    if only is not None and only not in [item["position"] for item in said.facts["items"]]:
        raise Http404
    site = f"{request.scheme}://{request.get_host()}"
    url = f"{site}/{language}/{minutes.PATH}/{minutes.number}/" if minutes.is_frozen else ""
    sheet = paper(said, language, url=url, digest=minutes.digest, only=only)
    tail = f"-{only}" if only is not None else ""
    return handed(sheet, form, f"minutes-{minutes.number}{tail}-{language}", request.council)


@public
def file(request: Any, number: str, language: str, form: str) -> HttpResponse:
    """Public minutes as a file."""
    return as_file(request, _found(request, number), language, form)


@public
def extract(request: Any, number: str, position: int, language: str, form: str) -> HttpResponse:
    """An extract of one question of public minutes as a file."""
    return as_file(request, _found(request, number), language, form, position)


FILE = "<slug:language>.<slug:form>"
urlpatterns = [
    path("minutes/<str:number>/", shown),
    path(f"minutes/<str:number>/{FILE}", file),
    path(f"minutes/<str:number>/<int:position>/{FILE}", extract),
]
