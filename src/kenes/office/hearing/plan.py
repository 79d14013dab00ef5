"""The plan of hearings over all agencies in the office, and planning many in one go."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kenes.core import clock
from kenes.core.door import may, requires
from kenes.core.refused import Refused
from kenes.core.roles import Permission
from kenes.events.models import Event
from kenes.hearings import actions
from kenes.hearings.plan import Line, proposed
from kenes.norms.models import Norm
from kenes.office.choosing import DayField
from kenes.office.page import page
from kenes.portal.agencies import address
from kenes.portal.face import words
from kenes.portal.hearing_plan import Board
from kenes.portal.hearing_view import View
from kenes.sittings.models import Sitting

HERE = "/office/hearings/plan/"
SHOWN = 20


class PlanForm(forms.Form):
    """Which agencies are planned, each for a day of its own or all for one."""

    use_required_attribute = False

    def __init__(self, council: Any, lines: Sequence[Line], data: Any = None) -> None:
        super().__init__(data)
        self.lines = {line.agency.code: line for line in lines}
        self.sittings = {sitting.number: sitting for sitting in _ahead(council)}
        named = [(number, _named(each)) for number, each in self.sittings.items()]
        self.fields["sitting"] = forms.ChoiceField(
            label=_("All at the sitting"), choices=[("", "—"), *named], required=False
        )
        self.fields["day"] = DayField(label=_("or all on the day"), required=False)
        for code, line in self.lines.items():
            label = line.agency.title
            self.fields[f"take-{code}"] = forms.BooleanField(label=label, required=False)
            self.fields[f"on-{code}"] = DayField(label=_("Day"), required=False)

    def rows(self) -> list[dict[str, Any]]:
        """Each proposed agency with its reason and its two fields."""
        return [
            {
                "named": words(line.agency),
                "url": address(line.agency),
                "why": line.why,
                "take": self[f"take-{code}"],
                "on": self[f"on-{code}"],
            }
            for code, line in self.lines.items()
        ]

    def days(self) -> dict[Any, date]:
        """The day of each agency chosen; its own goes before the common one."""
        said = self.cleaned_data
        sitting = self.sittings.get(said["sitting"])
        common = sitting.held_on if sitting is not None else said["day"]
        found = {}
        for code, line in self.lines.items():
            if not said[f"take-{code}"]:
                continue
            on = said[f"on-{code}"] or common
            if on is None:
                raise Refused(_("On which day?"), field=code)
            found[line.agency] = on
        return found

    def refuse(self, refused: Refused) -> None:
        """Say it beside the day of the agency it is about, or above the form."""
        place = f"on-{refused.field}"
        self.add_error(place if place in self.fields else None, str(refused))


def _ahead(council: Any) -> Sequence[Sitting]:
    waiting = (Event.Status.PLANNED, Event.Status.ADJOURNED)
    rows = Sitting.objects.of(council).live().select_related("event", "body")
    ahead = rows.filter(event__status__in=waiting, event__held_on__gte=clock.today())
    return list(ahead.order_by("event__held_on", "pk"))


def _named(sitting: Sitting) -> str:
    return f"{date_format(sitting.held_on, 'DATE_FORMAT')}, {sitting.body}"


@requires(Permission.OFFICE_ENTER)
def plan(request: Any) -> HttpResponse:
    """All agencies of a year, who should be heard next, and planning them; a file with `format`."""
    view = View.of(HERE, request.GET)
    board = Board.of(request.council, view, office=True)
    if form := request.GET.get("format"):
        return board.export(form)
    writes = may(request, Permission.REGISTER_WRITE)
    if request.method == "POST" and not writes:
        raise PermissionDenied
    # What was offered when the form was opened is still there when it is sent.
    lines = proposed(board.all, view.year)
    sent = request.POST if request.method == "POST" else None
    asked = PlanForm(request.council, lines[:SHOWN], sent)
    if request.method == "POST" and asked.is_valid():
        try:
            made = actions.schedule_many(request.council, asked.days(), by=request.user)
            said = ngettext("%d hearing is planned.", "%d hearings are planned.", len(made))
            messages.success(request, said % len(made))
            return HttpResponseRedirect(view.url())
        except Refused as refused:
            asked.refuse(refused)
    return _page(request, board, asked, len(lines), writes=writes)


def _page(request: Any, board: Board, asked: PlanForm, total: int, *, writes: bool) -> HttpResponse:
    today = clock.today()
    rules = ("hearing.interval", "hearing.appeals")
    norms = [Norm.objects.nearest(code, today, request.council) for code in rules]
    context = {
        **board.context(),
        "form": asked,
        "proposals": asked.rows(),
        "more": max(total - SHOWN, 0),
        "rules": [
            {"name": norm.in_language("name"), "length": norm.length, "unknown": norm.unknown}
            for norm in norms
        ],
        "writes": writes,
        "public_url": f"/{request.LANGUAGE_CODE}/hearings/plan/?year={board.view.year}",
    }
    status = 422 if asked.errors else 200
    crumbs = [(_("Hearing of agencies"), "")]
    return page(request, "office/hearing/plan.html", context, crumbs=crumbs, status=status)


urlpatterns: list[URLPattern] = [path("hearings/plan/", plan)]
