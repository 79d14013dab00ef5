"""Co-reports of a hearing, and its mark by the council's criteria."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kenes.core import record
from kenes.core.door import requires
from kenes.core.roles import Permission
from kenes.hearings.coreports import actions as coreports
from kenes.hearings.coreports.models import CoReport
from kenes.hearings.marks import actions as marks
from kenes.hearings.marks.models import LEAST, MOST, Criterion
from kenes.hearings.marks.whole import parts_of
from kenes.hearings.models import Hearing
from kenes.office.deed import Deed, Fields, files, text
from kenes.office.hearing.room import ROOM
from kenes.portal import heard

TAB = "mark"


@requires(Permission.OFFICE_ENTER)
def shown(request: Any, key: str) -> HttpResponse:
    """Who reports beside the agency, and how its report was marked."""
    row = ROOM.of(request, key)
    writes = ROOM.may_write(request, row)
    rows = list(CoReport.objects.live().filter(hearing=row))
    told = zip(rows, heard.coreports(row), strict=True)
    context = {
        "row": row,
        "base": ROOM.url(row, TAB),
        "writes": writes,
        "open": row.status != Hearing.Status.CANCELLED,
        "coreports": [{"pk": each.pk, **said} for each, said in told],
        "mark": heard.mark(row),
        "heard": row.status == Hearing.Status.HEARD,
        "criteria": bool(_criteria(row)),
    }
    return ROOM.page(request, row, TAB, "office/hearing/mark.html", context)


def _criteria(row: Hearing) -> Sequence[Criterion]:
    """Those in use on the day it was heard, and those it was marked by before."""
    if row.heard_on is None:
        return []
    found = marks.in_use(row.council, row.heard_on)
    given = [part.criterion for part in parts_of([row]).get(row.pk, [])]
    return [*found, *(each for each in given if each not in found)]


def _coreport(row: Any) -> Fields:
    who = text(_("Who reports"))
    who.help_text = _("Like: chair of the maslikhat, Akhmetov E.")
    return {
        "who": who,
        "text_kk": text(_("Text in Kazakh"), required=False, rows=6),
        "text_ru": text(_("Text in Russian"), required=False, rows=6),
        "papers": files(_("Files")),
    }


def _add(row: Hearing, *, papers: Any, by: Any, **facts: Any) -> None:
    made = CoReport(hearing=row, **facts)
    coreports.add(made, files=[(each.name, each.chunks()) for each in papers], by=by)


def _why(row: Any) -> Fields:
    return {"reason": text(_("Reason"), rows=3)}


def _strike(row: CoReport, *, reason: str, by: Any) -> None:
    record.strike([row], reason=reason, by=by)


ADD = Deed(gettext_lazy("Add a co-report"), _add, _coreport, dated=False)
STRIKE = Deed(gettext_lazy("Strike the co-report"), _strike, _why, grave=True, dated=False)


@requires(Permission.REGISTER_WRITE)
def add(request: Any, key: str) -> HttpResponse:
    """A co-report is added."""
    row = ROOM.of(request, key)
    return ROOM.carry_out(request, ADD, row, TAB)


@requires(Permission.REGISTER_STRIKE)
def strike(request: Any, key: str, pk: UUID) -> HttpResponse:
    """A co-report entered by mistake is struck."""
    row = ROOM.of(request, key)
    found = get_object_or_404(CoReport.objects.live().filter(hearing=row), pk=pk)
    return ROOM.carry_out(request, STRIKE, row, TAB, about=found)


@requires(Permission.REGISTER_WRITE)
def mark(request: Any, key: str) -> HttpResponse:
    """The report is marked, criterion by criterion."""
    row = ROOM.of(request, key)
    criteria = {f"c-{each.code}": each for each in _criteria(row)}
    if not criteria:
        raise Http404
    given = {part.criterion_id: part.value for part in parts_of([row]).get(row.pk, [])}

    def asks(hearing: Hearing) -> Fields:
        return {name: _choice(each, given.get(each.pk)) for name, each in criteria.items()}

    def act(hearing: Hearing, *, by: Any, **said: Any) -> None:
        values = {criteria[name]: int(value) for name, value in said.items() if value}
        marks.mark(hearing, values, by=by)

    deed = Deed(gettext_lazy("Mark the report"), act, asks, dated=False)
    return ROOM.carry_out(request, deed, row, TAB)


def _choice(criterion: Criterion, given: int | None) -> forms.Field:
    said = _("Weighs %s.") % criterion.weight
    numbers = [(str(n), str(n)) for n in range(LEAST, MOST + 1)]
    field = forms.ChoiceField(
        label=criterion.title,
        choices=[("", "—"), *numbers],
        required=False,
        help_text=said,
    )
    field.initial = "" if given is None else str(given)
    return field


_BASE = "hearings/<str:key>/mark/"
urlpatterns: list[URLPattern] = [
    path(_BASE, shown),
    path(f"{_BASE}give/", mark),
    path(f"{_BASE}coreports/new/", add),
    path(f"{_BASE}coreports/<uuid:pk>/strike/", strike),
]
