"""Answers that have not come: the step taken over each, the next one and its day."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from kenes.core import clock
from kenes.core.door import may, requires
from kenes.core.refused import Refused
from kenes.core.roles import Permission
from kenes.dispatches import ladder
from kenes.dispatches.models import Dispatch
from kenes.norms.models import Norm
from kenes.office.dispatches.pages import BASE, tabs
from kenes.office.page import page
from kenes.office.recommendation.room import points_url
from kenes.recommendations.silence import actions
from kenes.recommendations.silence.models import Silence

WORDS = {
    **{kind: label for kind, label in Dispatch.Kind.choices if kind in Dispatch.PRESSING},
    ladder.PUBLISHING: gettext_lazy("publish as unanswered"),
}


@requires(Permission.OFFICE_ENTER)
def listed(request: Any) -> HttpResponse:
    """Every silence that lasts, the oldest first, with what Kenes has prepared or will."""
    today = clock.today()
    next_steps = {step.silence.pk: step for step in ladder.steps(request.council)}
    rows = [
        _told(silence, next_steps.get(silence.pk), today)
        for silence in ladder.standing(request.council)
    ]
    norms = [Norm.objects.nearest(code, today, request.council) for _kind, code in ladder.STEPS]
    context = {
        "title": _("Silence"),
        "tabs": tabs("silence"),
        "rows": rows,
        "publishable": any(row["may_publish"] for row in rows),
        "norms": [
            {"name": n.in_language("name"), "length": n.length, "base": n.in_language("base")}
            for n in norms
        ],
        "writes": may(request, Permission.REGISTER_WRITE),
    }
    crumbs = [(_("Papers to agencies"), BASE), (_("Silence"), "")]
    return page(request, "office/dispatches/silence.html", context, crumbs=crumbs)


def _told(silence: Silence, step: ladder.Step | None, today: Any) -> dict[str, Any]:
    point = silence.point
    return {
        "silence": silence,
        "point": point,
        "url": points_url(point.recommendation, point.ordinal),
        "days": (today - silence.awaited_on_then).days,
        "step": WORDS[step.kind] if step else "",
        "due_on": step.due_on if step else None,
        "come": step is not None and step.due_on <= today,
        "prepared": step.prepared if step else None,
        "may_publish": step is not None and step.kind == ladder.PUBLISHING and step.due_on <= today,
    }


@requires(Permission.REGISTER_WRITE)
@require_POST
def publish(request: Any) -> HttpResponse:
    """Publish the ticked ones as unanswered."""
    try:
        keys = [UUID(said) for said in request.POST.getlist("silence")]
    except ValueError:
        raise Http404 from None
    due = [
        step.silence
        for step in ladder.steps(request.council)
        if step.kind == ladder.PUBLISHING and step.due_on <= clock.today()
    ]
    chosen = [silence for silence in due if silence.pk in keys]
    try:
        if not chosen:
            raise Refused(_("Tick what is to be published; its day must have come."))
        actions.publish(chosen, on=clock.today(), by=request.user)
        n = len(chosen)
        said = ngettext(
            "%s point is published as unanswered.", "%s points are published as unanswered.", n
        )
        messages.success(request, said % n)
    except Refused as refused:
        messages.error(request, str(refused))
    return HttpResponseRedirect(f"{BASE}silence/")


urlpatterns: list[URLPattern] = [
    path("dispatches/silence/", listed),
    path("dispatches/silence/publish/", publish),
]
