"""Public control: its forms, each with its figure and its register."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format

from kenes.core import clock
from kenes.core.door import public
from kenes.core.period import Scope
from kenes.core.text import capital
from kenes.events.coming.actions import AHEAD
from kenes.portal.calendar import page_of, public_events
from kenes.portal.face import words
from kenes.portal.faces.control import DISCUSSIONS, EXPERTISES, MONITORINGS, PUBLIC_HEARINGS
from kenes.portal.figures import large, last_three_years, period_words
from kenes.report.answer import answers

FORMS = (
    ("control.public_hearings", PUBLIC_HEARINGS),
    ("control.monitorings", MONITORINGS),
    ("control.expertises", EXPERTISES),
    ("control.discussions", DISCUSSIONS),
)


@public
def control(request: Any) -> HttpResponse:
    """The forms of public control the council uses."""
    scope = Scope(request.council, last_three_years())
    found = answers([(code, scope) for code, _face in FORMS])
    forms = [
        {"figure": large(answer), "face": face}
        for answer, (_code, face) in zip(found, FORMS, strict=True)
    ]
    context = {
        "forms": forms,
        "coming": _coming(request.council),
        "period_words": period_words(scope, states=False),
    }
    return render(request, "register/control.html", context)


def _coming(council: Any) -> list[dict[str, Any]]:
    """The hearings, monitorings and discussions that are ahead, the nearest first."""
    rows = public_events(council).filter(
        kind__in=("public_hearing", "monitoring", "discussion"),
        status__in=AHEAD,
        held_on__gte=clock.today(),
    )
    return [
        {
            "day": event.held_on.day,
            "month": date_format(event.held_on, "M"),
            "title": words(event),
            "second": f"{capital(event.get_kind_display())} · {event.place}".rstrip(" ·"),
            "url": page_of(event),
        }
        for event in rows.order_by("held_on", "pk")[:5]
    ]
