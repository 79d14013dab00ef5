"""Appeals that came under suspicion: the clerk takes them out, or strikes them with a reason."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kenes.appeals.intake import actions
from kenes.appeals.intake.suspicion import told
from kenes.appeals.models import Appeal
from kenes.core.door import may, requires
from kenes.core.refused import Refused
from kenes.core.roles import Permission
from kenes.core.text import capital
from kenes.office.due import SHOWN, Asked, Due
from kenes.office.page import page

HERE = "/office/quarantine/"
PAGE = 50


def waiting(council: Any) -> Any:
    """The appeals in quarantine, the oldest first."""
    rows = Appeal.objects.of(council).live().filter(quarantined=True)
    return rows.order_by("received_on", "pk")


def due(asked: Asked) -> Sequence[Due]:
    """Appeals in quarantine, for the desk; their term runs like that of any other."""
    words = str(_("Look whether it is an appeal."))
    return [
        Due(each, each.received_on, each.number, _why(each), words, "attention", HERE)
        for each in waiting(asked.council)[: SHOWN + 1]
    ]


def _why(appeal: Appeal) -> str:
    return capital(", ".join(told(appeal.quarantine_why)))


@requires(Permission.REGISTER_WRITE)
def listed(request: Any) -> HttpResponse:
    """Each with what is suspicious in it; the text is opened where each look is remembered."""
    rows = waiting(request.council)
    found = list(rows[:PAGE])
    context = {
        "title": _("Quarantine"),
        "rows": [_row(each) for each in found],
        "more": max(rows.count() - PAGE, 0),
        "sees": may(request, Permission.APPLICANT_SEE),
        "strikes": may(request, Permission.REGISTER_STRIKE),
    }
    crumbs = [(_("Appeals"), "/office/appeals/"), (_("Quarantine"), "")]
    return page(request, "office/reception/quarantine.html", context, crumbs=crumbs)


def _row(appeal: Appeal) -> dict[str, Any]:
    return {
        "number": appeal.number,
        "url": f"/office/appeals/{appeal.number}/",
        "on": date_format(appeal.received_on, "DATE_FORMAT"),
        "channel": appeal.get_channel_display(),
        "why": _why(appeal),
        "release": f"{HERE}{appeal.number}/release/",
    }


@requires(Permission.REGISTER_WRITE)
@require_POST
def released(request: Any, number: str) -> HttpResponse:
    """It is an appeal like any other; its writer gets the receipt."""
    rows = Appeal.objects.of(request.council).live().select_related("applicant", "council")
    appeal = get_object_or_404(rows, number=number)
    try:
        actions.release(appeal, by=request.user)
        messages.success(request, _("Out of quarantine: %s.") % number)
    except Refused as refused:
        messages.warning(request, str(refused))
    return HttpResponseRedirect(HERE)


urlpatterns = [
    path("quarantine/", listed),
    path("quarantine/<str:number>/release/", released),
]
