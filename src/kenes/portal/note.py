"""The note on the web: the living one, its files, its frozen editions and what drifted since."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kenes.core.door import may, public
from kenes.core.roles import Permission
from kenes.portal.note_words import differing, drifted, editions_listed, warned
from kenes.report.models import Edition
from kenes.report.note import setting
from kenes.report.note.blueprint import DEFAULT, LANGS, plan
from kenes.report.note.drift import differences, drift
from kenes.report.note.edition import content, note_of
from kenes.report.note.note import Note, canonical, compose, warnings
from kenes.report.note.sheet import sheet
from kenes.report.papers.file import FORMS as PAPER_FORMS
from kenes.report.papers.file import made
from kenes.report.together import rows_together

OFFICE = "/office/note/"
FORMS = {**PAPER_FORMS, "json": "application/json"}


def here() -> Any:
    """The language of the page."""
    return (get_language() or "ru")[:2]


@public
def note(request: Any) -> HttpResponse:
    """The living note: what the register says today."""
    found = plan(request.council, request.GET.get("blueprint", DEFAULT))
    office = may(request, Permission.NOTE_EDIT)
    context = {
        "note": sheet(compose(found, here())),
        "files": _files("note_file", []),
        "editions_url": reverse("editions"),
        "warnings": warned(warnings(found, LANGS)) if office else [],
        "edit_url": OFFICE if office else "",
    }
    return render(request, "note/page.html", context)


@public
def note_file(request: Any, form: str) -> HttpResponse:
    """The living note as a file."""
    if form not in FORMS:
        raise Http404
    composed = compose(plan(request.council, request.GET.get("blueprint", DEFAULT)), here())
    return _handed(request, composed, form)


def _handed(
    request: Any, composed: Note, form: str, edition: Edition | None = None
) -> HttpResponse:
    """A note as a download; an edition bears its number and its check sum."""
    number, digest = (edition.number, edition.digest) if edition else ("", "")
    if form == "json":
        said = composed.as_json() if edition is None else content(edition)
        body = canonical(said)
    else:
        signed = setting.signatories(request.council, composed)
        site = f"{request.scheme}://{request.get_host()}"
        sheet_ = setting.to_paper(composed, site=site, number=number, digest=digest, signed=signed)
        body = made(form, sheet_, request.council)
    name = f"{composed.blueprint}{f'-{number}' if number else ''}-{composed.lang}.{form}"
    answer = HttpResponse(body, content_type=FORMS[form])
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _files(name: str, parts: list[str]) -> list[dict[str, str]]:
    labels = {"docx": "Word", "pdf": "PDF", "json": "JSON"}
    return [{"label": labels[form], "url": reverse(name, args=[*parts, form])} for form in labels]


@public
def together(request: Any) -> HttpResponse:
    """Several figures opened together: each record once, with the lines in which it counts."""
    found = rows_together(request.council, request.GET, here())
    return render(request, "note/together.html", found)


@public
def editions(request: Any) -> HttpResponse:
    """All frozen editions, the newest first."""
    rows = Edition.objects.of(request.council).live().select_related("corrects")
    context = {
        "editions": editions_listed(rows.order_by("-frozen_on", "-number")),
        "note_url": reverse("note"),
        "freeze_url": OFFICE if may(request, Permission.NOTE_FREEZE) else "",
    }
    return render(request, "note/editions.html", context)


def _edition(request: Any, number: str) -> Edition:
    found = Edition.objects.of(request.council).live().filter(number=number)
    edition: Edition | None = found.select_related("corrects").first()
    if edition is None:
        raise Http404
    edition.council = request.council
    return edition


@public
def edition(request: Any, number: str) -> HttpResponse:
    """One edition as it was frozen, with what it corrects and what corrected it."""
    found = _edition(request, number)
    corrected = found.corrections.live().order_by("number").last()
    altered = differences(found.corrects, found, here()) if found.corrects else []
    context = {
        "note": sheet(note_of(found, here())),
        "edition": found,
        "frozen_on": date_format(found.frozen_on, "DATE_FORMAT"),
        "files": _files("edition_file", [number]),
        "drift_url": reverse("edition_drift", args=[number]),
        "editions_url": reverse("editions"),
        "corrected_by": corrected,
        "difference": differing(altered, found),
    }
    return render(request, "note/edition.html", context)


@public
def edition_file(request: Any, number: str, form: str) -> HttpResponse:
    """An edition as a file."""
    if form not in FORMS:
        raise Http404
    found = _edition(request, number)
    return _handed(request, note_of(found, here()), form, found)


@public
def edition_drift(request: Any, number: str) -> HttpResponse:
    """What the register says today otherwise than the edition did: shown, never applied."""
    found = _edition(request, number)
    seen = may(request, Permission.OFFICE_ENTER)
    context = {
        "edition": found,
        "drifted": drifted(drift(found, here(), all_seen=seen), found),
        "edition_url": reverse("edition", args=[number]),
        "title": _("Edition %s and the register today") % number,
    }
    return render(request, "note/drift.html", context)


urlpatterns = [
    path("note/", note, name="note"),
    path("note/note.<str:form>", note_file, name="note_file"),
    path("note/together/", together, name="together"),
    path("note/editions/", editions, name="editions"),
    path("note/editions/<str:number>/", edition, name="edition"),
    path("note/editions/<str:number>/note.<str:form>", edition_file, name="edition_file"),
    path("note/editions/<str:number>/drift/", edition_drift, name="edition_drift"),
]
