"""Those who come to a form of public control, and those who carry it out."""

from typing import Any

from django.http import HttpResponse

from kenes.control.occasions.models import HeadCount, PublicQuestion, PublicSpeech
from kenes.control.subjects.actions import subjects_of
from kenes.core.door import requires
from kenes.core.roles import Permission
from kenes.office.control import crowd
from kenes.office.control.doing import offered
from kenes.office.control.room import form_of, room, room_of
from kenes.office.event.coming import place, private, who_comes
from kenes.portal.face import state


@requires(Permission.OFFICE_ENTER)
def participants(request: Any, model: type, key: str) -> HttpResponse:
    """Those who registered, what is asked, who speaks, how many are present."""
    form = form_of(request, model, key)
    event = form.event
    keeps = room_of(form).may_write(request, form)
    questions = PublicQuestion.objects.live().filter(event=event)
    speeches = list(PublicSpeech.objects.live().filter(event=event))
    context = {
        **who_comes(request, place(form, room_of(form))),
        "questions": [_question(form, row, keeps) for row in questions],
        "speeches": [_speech(form, row, keeps) for row in speeches],
        "counts": list(HeadCount.objects.live().filter(event=event).order_by("-at")[:10]),
        "deeds": offered(form, ["count", "floor"], crowd.CROWD) if keeps else [],
    }
    return private(room(request, form, "participants", context))


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
