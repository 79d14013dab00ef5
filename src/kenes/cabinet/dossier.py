"""How the public sees the agency, and its right of reply."""

from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kenes.cabinet.door import contact
from kenes.cabinet.page import frame, page
from kenes.core import clock
from kenes.office.deed import Deed, Fields, carry_out, text
from kenes.portal import heard
from kenes.portal.agencies import counted
from kenes.recommendations.statements import actions
from kenes.recommendations.statements.models import Statement


@contact
def shown(request: Any) -> HttpResponse:
    """The figures of the agency as everyone sees them, and the statements it has made."""
    agency = request.access.agency
    context = {
        "title": _("Our dossier"),
        "agency": agency,
        **counted(agency),
        "statements": Statement.objects.live().filter(agency=agency),
        "hearings": heard.dossier(agency),
    }
    crumbs = [(_("Our dossier"), "")]
    return page(request, "cabinet/dossier.html", context, crumbs=crumbs)


def _said(agency: Any) -> Fields:
    field = text(_("The statement"), rows=8)
    field.help_text = _("It stands beside your figures and is published as it is.")
    return {"text": field, "signed_then": text(_("Signed by"))}


def _state(agency: Any, *, by: Any, **facts: Any) -> None:
    said = Statement(
        council=agency.council,
        agency=agency,
        stated_on=clock.today(),
        language=(get_language() or "ru")[:2],
        **facts,
    )
    actions.state(said, by=by)


REPLY = Deed(gettext_lazy("Make a statement"), _state, _said, dated=False)


@contact
def stated(request: Any) -> HttpResponse:
    """The agency says publicly what it thinks of how it is counted."""
    agency, back = request.access.agency, "/cabinet/dossier/"
    place = frame(request, (_("Our dossier"), back))
    return carry_out(request, REPLY, agency, frame=place, what=agency.title, back=back)


urlpatterns: list[URLPattern] = [path("dossier/", shown), path("dossier/statement/", stated)]
