"""What the agency was told and when, whether its report came, how often it was put off."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from kenes.core import attachment, clock
from kenes.core.action import action
from kenes.core.attachment import Attachment, attach, attached
from kenes.core.door import requires
from kenes.core.roles import Permission
from kenes.hearings.deadline import reports, term
from kenes.hearings.models import Hearing
from kenes.hearings.postponements import actions as postponements
from kenes.hearings.postponements.models import Postponement
from kenes.hearings.telling import actions as telling
from kenes.norms import calendar
from kenes.norms.wording import left, sentence
from kenes.office.choosing import DayField, Directories, field_for
from kenes.office.deed import Deed, Fields, files
from kenes.office.hearing import requests
from kenes.office.hearing.room import ROOM
from kenes.organs.readers import readers
from kenes.portal.heard import postponement

TAB = "letters"
SAID = ("asked_by", "asked_who", "reason", "letter_number", "letter_on")


@requires(Permission.OFFICE_ENTER)
def shown(request: Any, key: str) -> HttpResponse:
    """The report that is awaited, the letters to the agency, the postponements."""
    row = ROOM.of(request, key)
    days, today = calendar.load(), clock.today()
    writes = ROOM.may_write(request, row)
    report = reports([row], today)[row.pk]
    ahead = row.status == Hearing.Status.PLANNED and row.planned_on >= today
    context = {
        "row": row,
        "writes": writes,
        "base": ROOM.url(row, TAB),
        "report": report,
        "left": left(report.due_on, today, days) if ahead and not report.brought_on else None,
        "why": sentence(term(row, days)),
        "ahead": ahead,
        "files": attached([row], public=False).get(row.pk, []),
        "to_tell": telling.to_tell(row, telling.said_last(row), today),
        "readers": list(readers(row.agency.of_today)),
        "notices": row.notices.live().order_by("-sequence"),
        "requests": requests.told([row], writes=writes).get(row.pk, []),
        "postponed": _postponed(row),
    }
    return ROOM.page(request, row, TAB, "office/hearing/letters.html", context)


def _postponed(row: Hearing) -> list[dict[str, Any]]:
    rows = list(row.postponements.live().order_by("-postponed_on", "-pk"))
    letters = attached(rows, public=False)
    return [{**postponement(each), "files": letters.get(each.pk, [])} for each in rows]


@requires(Permission.REGISTER_WRITE)
@require_POST
def tell(request: Any, key: str) -> HttpResponse:
    """The agency is told how the hearing stands; it is told nothing twice."""
    row = ROOM.of(request, key)
    notice = telling.tell(row, by=request.user)
    if notice is None:
        messages.info(request, _("The agency knows it already."))
    elif notice.addresses:
        messages.success(request, _("The letter is on its way."))
    else:
        said = _("No address of the agency is known: tell it by post or by hand.")
        messages.warning(request, said)
    return HttpResponseRedirect(ROOM.url(row, TAB))


def _facts(row: Any) -> Fields:
    """What is known of a postponement, asked as the model has it."""
    directories = Directories(row.council)
    asked: dict[str, forms.Field] = {}
    for name in SAID:
        field = Postponement._meta.get_field(name)
        asked[name] = field_for(field, directories)
        if isinstance(row, Postponement):
            asked[name].initial = getattr(row, name)
    return asked


def _earlier(row: Hearing) -> Fields:
    days = {
        "from_on": DayField(label=_("From which day")),
        "to_on": DayField(label=_("To which day"), required=False),
    }
    return {**days, **_facts(row), "letter": files(_("The letter"))}


@action
def _enter(row: Hearing, *, letter: Any, on: Any, by: Any, **facts: Any) -> None:
    made = postponements.enter(row, on=on, by=by, **facts)
    for file in letter:
        attach(made, file.name, file.chunks(), public=False, by=by)


def _complete(row: Postponement, *, by: Any, **facts: Any) -> None:
    postponements.complete(row, version=row.version, by=by, **facts)


EARLIER = Deed(
    gettext_lazy("Enter an earlier postponement"),
    _enter,
    _earlier,
    gettext_lazy("It is counted by its day and changes nothing of when the report is heard."),
)
COMPLETE = Deed(gettext_lazy("Say who asked and why"), _complete, _facts, dated=False)


@requires(Permission.REGISTER_WRITE)
def earlier(request: Any, key: str) -> HttpResponse:
    """A postponement that happened before it could be entered."""
    return ROOM.carry_out(request, EARLIER, ROOM.of(request, key), TAB)


@requires(Permission.REGISTER_WRITE)
def complete(request: Any, key: str, pk: UUID) -> HttpResponse:
    """Who asked, why, by which letter."""
    row = ROOM.of(request, key)
    found = get_object_or_404(row.postponements.live(), pk=pk)
    return ROOM.carry_out(request, COMPLETE, row, TAB, about=found)


@requires(Permission.REGISTER_WRITE)
@require_POST
def show(request: Any, key: str, pk: UUID) -> HttpResponse:
    """The file of the report is seen by everyone, or not any more."""
    row = ROOM.of(request, key)
    found = get_object_or_404(Attachment.objects.live().filter(row_id=row.pk), pk=pk)
    attachment.show(found, public=not found.public, by=request.user)
    return HttpResponseRedirect(ROOM.url(row, TAB))


_BASE = "hearings/<str:key>/letters/"
urlpatterns: list[URLPattern] = [
    path(_BASE, shown),
    path(f"{_BASE}tell/", tell),
    path(f"{_BASE}earlier/", earlier),
    path(f"{_BASE}postponements/<uuid:pk>/", complete),
    path(f"{_BASE}files/<uuid:pk>/show/", show),
]
