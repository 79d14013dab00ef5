"""The checklist of a monitoring: built here, filled in the field, shown to everyone in part."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from kenes.control.checklists import actions
from kenes.control.checklists.models import Checklist, CheckQuestion, FieldEntry
from kenes.control.models import Monitoring
from kenes.core.attachment import attached
from kenes.core.door import requires
from kenes.core.roles import Permission
from kenes.office.choosing import RowChoice
from kenes.office.control import field
from kenes.office.control.deeds import fields_of
from kenes.office.control.room import form_of, room, room_of, url
from kenes.office.deed import Deed, Fields, text


def _asked_of_beginning(form: Monitoring) -> Fields:
    patterns = Checklist.objects.of(form.council).live().filter(monitoring=None)
    return {
        "title_ru": text(_("Title in Russian"), required=False),
        "title_kk": text(_("Title in Kazakh"), required=False),
        "pattern": RowChoice(patterns, label=_("Begin from"), required=False),
    }


def _begin(form: Monitoring, *, title_ru: str, title_kk: str, pattern: Any, by: Any) -> None:
    checklist = Checklist(council=form.council, monitoring=form)
    checklist.title_ru = title_ru or (pattern.title_ru if pattern and not title_kk else "")
    checklist.title_kk = title_kk or (pattern.title_kk if pattern and not title_ru else "")
    actions.begin(checklist, pattern, by=by)


def _asked_of_question(checklist: Checklist) -> Fields:
    names = ("section_ru", "section_kk", "text_ru", "text_kk", "kind")
    asked = fields_of(CheckQuestion, names, checklist)
    last = checklist.questions.live().order_by("-position").first()
    if last is not None:
        asked["section_ru"].initial, asked["section_kk"].initial = last.section_ru, last.section_kk
    return asked


def _add(checklist: Checklist, *, by: Any, **facts: Any) -> None:
    row = CheckQuestion(council_id=checklist.council_id, checklist=checklist, **facts)
    actions.add(row, by=by)


BEGIN = Deed(gettext_lazy("Begin a checklist"), _begin, _asked_of_beginning, dated=False)
ADD = Deed(gettext_lazy("Add a question"), _add, _asked_of_question, dated=False)


@requires(Permission.OFFICE_ENTER)
def shown(request: Any, key: str) -> HttpResponse:
    """The questions section by section, each with what was found."""
    form = form_of(request, Monitoring, key)
    checklist = actions.checklist_of(form)
    questions = list(checklist.questions.live()) if checklist else []
    entries = _entries(questions)
    context = {
        "checklist": checklist,
        "questions": [{"row": row, "entries": entries.get(row.pk, [])} for row in questions],
        "waits": any(not e["row"].published for rows in entries.values() for e in rows),
        "base": url(form, "checklist"),
    }
    return room(request, form, "checklist", context)


def _entries(questions: Sequence[CheckQuestion]) -> dict[Any, list[dict[str, Any]]]:
    rows = list(FieldEntry.objects.live().filter(question__in=questions))
    photos = attached(rows, public=False)
    found: dict[Any, list[dict[str, Any]]] = {}
    for row in rows:
        mine = [photo for photo in photos.get(row.pk, []) if not photo.public]
        found.setdefault(row.question_id, []).append({"row": row, "photos": mine})
    return found


@requires(Permission.REGISTER_WRITE)
def begun(request: Any, key: str) -> HttpResponse:
    """A checklist is begun."""
    form = form_of(request, Monitoring, key)
    return _carry_out(request, BEGIN, form, form)


@requires(Permission.REGISTER_WRITE)
def added(request: Any, key: str) -> HttpResponse:
    """A question is added."""
    form = form_of(request, Monitoring, key)
    return _carry_out(request, ADD, _standing(form), form)


def _standing(form: Monitoring) -> Checklist:
    checklist = actions.checklist_of(form)
    if checklist is None:
        raise Http404
    return checklist


def _carry_out(request: Any, deed: Deed, row: Any, form: Monitoring) -> HttpResponse:
    if not room_of(form).may_write(request, form):
        raise Http404
    return room_of(form).carry_out(request, deed, form, "checklist", about=row)


@requires(Permission.REGISTER_WRITE)
@require_POST
def dropped(request: Any, key: str, pk: UUID) -> HttpResponse:
    """A question is taken off."""
    form = form_of(request, Monitoring, key)
    rows = CheckQuestion.objects.live().filter(checklist__monitoring=form)
    actions.drop(get_object_or_404(rows, pk=pk), by=request.user)
    return HttpResponseRedirect(url(form, "checklist"))


@requires(Permission.REGISTER_WRITE)
@require_POST
def kept(request: Any, key: str) -> HttpResponse:
    """The questions are kept as a pattern."""
    form = form_of(request, Monitoring, key)
    actions.keep_pattern(_standing(form), by=request.user)
    messages.success(request, _("Next time a checklist may begin from these questions."))
    return HttpResponseRedirect(url(form, "checklist"))


@requires(Permission.REGISTER_WRITE)
@require_POST
def published(request: Any, key: str) -> HttpResponse:
    """What was ticked is shown to everyone, photos without their place."""
    form = form_of(request, Monitoring, key)
    rows = FieldEntry.objects.live().filter(question__checklist__monitoring=form, published=False)
    keys = [found for said in request.POST.getlist("entry") if (found := _key(said))]
    chosen = list(rows.filter(pk__in=keys))
    if not chosen:
        messages.error(request, _("Tick the answers that everyone may read."))
    else:
        actions.publish(chosen, by=request.user)
        n = len(chosen)
        said = ngettext("Everyone reads %s answer more.", "Everyone reads %s answers more.", n)
        messages.success(request, said % n)
    return HttpResponseRedirect(url(form, "checklist"))


def _key(said: str) -> UUID | None:
    try:
        return UUID(said)
    except ValueError:
        return None


def urlpatterns(base: str) -> list[URLPattern]:
    """The addresses of the checklist under that of its monitoring."""
    return [
        path(base, shown),
        path(f"{base}begin/", begun),
        path(f"{base}add/", added),
        path(f"{base}keep/", kept),
        path(f"{base}publish/", published),
        path(f"{base}questions/<uuid:pk>/drop/", dropped),
        path(f"{base}field/", field.filled),
    ]
