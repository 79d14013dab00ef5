"""Those who come to a form of public control, and those who carry it out."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from kenes.control.occasions import actions
from kenes.control.occasions.models import HeadCount, PublicQuestion, PublicSpeech, Registration
from kenes.control.subjects.actions import subjects_of
from kenes.core.door import may, requires
from kenes.core.roles import Permission
from kenes.office.control import crowd
from kenes.office.control.doing import offered
from kenes.office.control.room import form_of, room, room_of, url
from kenes.portal.face import state


@requires(Permission.OFFICE_ENTER)
def participants(request: Any, model: type, key: str) -> HttpResponse:
    """Those who registered, what is asked, who speaks, how many are present."""
    form = form_of(request, model, key)
    event = form.event
    keeps = room_of(form).may_write(request, form)
    sees = may(request, Permission.APPLICANT_SEE)
    registered = list(Registration.objects.live().filter(event=event))
    questions = PublicQuestion.objects.live().filter(event=event)
    speeches = list(PublicSpeech.objects.live().filter(event=event))
    context = {
        "registered": registered,
        "came": sum(row.came for row in registered),
        "needs": [row.needs for row in registered if row.needs],
        "sees_names": sees,
        "questions": [_question(form, row, keeps) for row in questions],
        "speeches": [_speech(form, row, keeps) for row in speeches],
        "counts": list(HeadCount.objects.live().filter(event=event).order_by("-at")[:10]),
        "deeds": offered(form, ["count", "floor"], crowd.CROWD) if keeps else [],
    }
    answer = room(request, form, "participants", context)
    if sees:
        answer["Cache-Control"] = "no-store"
    return answer


def _question(form: Any, row: PublicQuestion, keeps: bool) -> dict[str, Any]:
    words = crowd.offered_for(row) if keeps else []
    mark = state(row.status, row.get_status_display())["state"]
    return {"row": row, "state": mark, "deeds": offered(form, words, crowd.QUESTION, row)}


def _speech(form: Any, row: PublicSpeech, keeps: bool) -> dict[str, Any]:
    minutes, seconds = divmod(row.seconds, 60)
    return {
        "row": row,
        "lasted": f"{minutes}:{seconds:02d}" if row.ended_at else "",
        "deeds": offered(form, ["end"], crowd.SPEECH, row) if keeps else [],
    }


@requires(Permission.REGISTER_WRITE)
@require_POST
def arrived(request: Any, model: type, key: str, pk: UUID) -> HttpResponse:
    """One who had registered is there; asked again, is not."""
    form = form_of(request, model, key)
    row = get_object_or_404(Registration.objects.live(), event=form.event, pk=pk)
    actions.arrive(row, came=not row.came, by=request.user)
    return HttpResponseRedirect(url(form, "participants"))


@requires(Permission.OFFICE_ENTER)
def people(request: Any, model: type, key: str) -> HttpResponse:
    """Those who carry the control out, with their declarations."""
    form = form_of(request, model, key)
    keeps = room_of(form).may_write(request, form)
    context = {
        "people": [
            {
                "row": row,
                "deeds": offered(form, ["declare", "leave"], crowd.SUBJECT, row) if keeps else [],
            }
            for row in subjects_of(form)
        ],
        "deeds": offered(form, ["name"], crowd.PEOPLE) if keeps else [],
    }
    return room(request, form, "people", context)
