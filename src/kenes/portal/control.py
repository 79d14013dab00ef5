"""Public control: its forms, each with its figure and its register."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from kenes.core.door import public
from kenes.core.period import Scope
from kenes.portal.faces.occasions import MONITORINGS, PUBLIC_HEARINGS
from kenes.portal.figures import large, last_three_years, period_words
from kenes.report.answer import answers

FORMS = (("control.public_hearings", PUBLIC_HEARINGS), ("control.monitorings", MONITORINGS))


@public
def control(request: Any) -> HttpResponse:
    """The forms of public control the council uses."""
    scope = Scope(request.council, last_three_years())
    found = answers([(code, scope) for code, _face in FORMS])
    forms = [
        {"figure": large(answer), "face": face}
        for answer, (_code, face) in zip(found, FORMS, strict=True)
    ]
    context = {"forms": forms, "period_words": period_words(scope, states=False)}
    return render(request, "register/control.html", context)


urlpatterns = [path("control/", control, name="control")]
