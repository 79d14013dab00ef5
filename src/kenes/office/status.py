"""The state of the system, for the administrator."""

from typing import Any

from django.http import HttpResponse
from django.urls import path
from django.utils.translation import gettext as _

from kenes.core.door import requires
from kenes.core.roles import Permission
from kenes.management.status import status
from kenes.office.page import page


@requires(Permission.ACCESS_GRANT)
def shown(request: Any) -> HttpResponse:
    """Mail, scanner, jobs, backup, disk: how each stands and what to do about it."""
    words = {"good": _("in order"), "attention": _("needs a look"), "bad": _("does not work")}
    facts = [
        {"fact": each, "state": {"label": words.get(each.tone, ""), "tone": each.tone}}
        for each in status(request.council)
    ]
    title = _("State of the system")
    context = {"title": title, "facts": facts}
    answer = page(request, "office/status.html", context, crumbs=[(title, "")])
    answer["Cache-Control"] = "no-store"
    return answer


urlpatterns = [path("status/", shown)]
