"""An agency asks to be heard later: the request as it stands, and the council's answer to it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kenes.core import clock
from kenes.core.attachment import attached
from kenes.core.door import requires
from kenes.core.roles import Permission
from kenes.hearings.models import Hearing
from kenes.hearings.requests import actions
from kenes.hearings.requests.models import PostponementRequest
from kenes.office.choosing import DayField
from kenes.office.deed import Deed, Fields, text
from kenes.office.hearing.room import ROOM
from kenes.portal.face import state
from kenes.portal.heard import letter_named

TAB = "letters"
S = PostponementRequest.Status
TONES = {S.ASKED: "attention", S.GRANTED: "good", S.REFUSED: "plain"}


def told(hearings: Sequence[Hearing], *, writes: bool = False) -> Mapping[Any, list[Any]]:
    """The requests about some hearings as hearings/requests.html takes them, the newest first."""
    rows = PostponementRequest.objects.live().filter(hearing__in=[row.pk for row in hearings])
    asked = list(rows.select_related("hearing", "postponement").order_by("-asked_on", "-pk"))
    files = attached(asked, public=False)
    found: dict[Any, list[Any]] = {}
    for row in asked:
        words = _sensible(row) if writes else ()
        said = state(row.status, row.get_status_display())["state"] | {"tone": TONES[S(row.status)]}
        each = {
            "row": row,
            "state": said,
            "letter": letter_named(row),
            "files": files.get(row.pk, []),
            "deeds": [{"word": word, "deed": DEEDS[word]} for word in words],
        }
        found.setdefault(row.hearing_id, []).append(each)
    return found


def _sensible(row: PostponementRequest) -> Sequence[str]:
    """What may be answered: a report that is heard, called off or put off is put off no more."""
    if row.status != S.ASKED:
        return ()
    planned = row.hearing.status == Hearing.Status.PLANNED
    return ("grant", "refuse") if planned else ("refuse",)


def _day(row: PostponementRequest) -> Fields:
    day = DayField(label=_("To which day"), required=False)
    day.help_text = _("Left empty, the report waits to be planned anew.")
    if row.wished_on and row.wished_on >= clock.today():
        day.initial = row.wished_on
    return {"to_on": day}


def _why(row: PostponementRequest) -> Fields:
    why = text(_("Why the council does not agree"), rows=4)
    why.help_text = _("The agency reads it in its cabinet and in a letter.")
    return {"decision": why}


def _grant(row: PostponementRequest, *, on: date, to_on: date | None, by: Any) -> None:
    actions.grant(row, on=on, to_on=to_on, by=by)


def _refuse(row: PostponementRequest, *, on: date, decision: str, by: Any) -> None:
    actions.refuse(row, on=on, decision=decision, by=by)


DEEDS: Mapping[str, Deed] = {
    "grant": Deed(
        gettext_lazy("Agree"),
        _grant,
        _day,
        gettext_lazy(
            "The report is put off in the agency's own words, for everyone to see; the agency gets "
            "a letter at once."
        ),
    ),
    "refuse": Deed(
        gettext_lazy("Do not agree"),
        _refuse,
        _why,
        gettext_lazy("The day stands. The agency gets a letter at once."),
        grave=True,
    ),
}


@requires(Permission.REGISTER_WRITE)
def done(request: Any, key: str, pk: UUID, deed: str) -> HttpResponse:
    """The council agrees to hear the agency later, or does not."""
    hearing = ROOM.of(request, key)
    rows = PostponementRequest.objects.live().filter(hearing=hearing)
    row = get_object_or_404(rows.select_related("hearing__agency"), pk=pk)
    if deed not in _sensible(row):
        raise Http404
    what = f"{hearing.reference} · {hearing.title}: {row.reason}"
    return ROOM.carry_out(request, DEEDS[deed], hearing, TAB, about=row, what=what)


urlpatterns: list[URLPattern] = [
    path("hearings/<str:key>/letters/requests/<uuid:pk>/<slug:deed>/", done),
]
