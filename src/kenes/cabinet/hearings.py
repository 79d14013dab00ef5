"""The reports the agency is to give at a sitting, and their files."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kenes.cabinet.door import contact, own_hearings
from kenes.cabinet.page import frame, page
from kenes.core import clock
from kenes.core.attachment import attached
from kenes.core.upload import FilesField
from kenes.hearings import actions
from kenes.hearings.deadline import Report, reports
from kenes.hearings.models import Hearing
from kenes.hearings.requests import actions as requests
from kenes.hearings.requests.models import PostponementRequest
from kenes.norms import calendar
from kenes.norms.calendar import WorkingDays
from kenes.norms.wording import left
from kenes.office.choosing import DayField
from kenes.office.deed import Deed, Fields, carry_out, text
from kenes.office.deed import files as some_files
from kenes.office.hearing.requests import told
from kenes.portal.face import state


@contact
def listed(request: Any) -> HttpResponse:
    """The reports ahead first, then those heard."""
    rows = list(own_hearings(request).select_related("agency", "item__sitting__event"))
    rows.sort(key=_on, reverse=True)
    rows.sort(key=lambda row: row.status in {Hearing.Status.HEARD, Hearing.Status.CANCELLED})
    files, today = attached(rows, public=False), clock.today()
    asked = told(rows)
    stands = reports([row for row in rows if row.status == Hearing.Status.PLANNED], today)
    days = calendar.load()
    context = {
        "title": _("Our reports"),
        "rows": [
            {
                "hearing": row,
                "on": _on(row),
                "state": state(row.status, row.get_status_display())["state"],
                "files": files.get(row.pk, []),
                "open": row.status in {Hearing.Status.PLANNED, Hearing.Status.POSTPONED},
                "asked": asked.get(row.pk, []),
                "may_ask": not requests.why_not(
                    row, [each["row"] for each in asked.get(row.pk, [])]
                ),
                "public_url": row.get_absolute_url(),
                **_awaited(stands.get(row.pk), today, days),
            }
            for row in rows
        ],
    }
    crumbs = [(_("Our reports"), "")]
    return page(request, "cabinet/hearings.html", context, crumbs=crumbs)


def _on(hearing: Hearing) -> date:
    return hearing.heard_on or hearing.planned_on


def _awaited(report: Report | None, today: date, days: WorkingDays) -> dict[str, Any]:
    """By when a report is awaited and how long is left; when it came, where it came."""
    if report is None:
        return {}
    waits = report.brought_on is None
    return {"report": report, "left": left(report.due_on, today, days) if waits else None}


def _file(hearing: Hearing) -> Fields:
    field = FilesField(label=_("The report"), required=True)
    field.help_text = _("The newest file stands; earlier ones stay to be seen.")
    return {"file": field}


def _take(hearing: Hearing, *, file: Any, by: Any) -> None:
    for each in file:
        actions.take_report(hearing, each.name, each.chunks(), by=by)


def _later(hearing: Hearing) -> Fields:
    why = text(_("Why the report should be put off"), rows=4, max_length=2000)
    why.help_text = _("If the council agrees, everyone sees these words: name nobody in them.")
    wished = DayField(label=_("From which day you can report"), required=False)
    wished.help_text = _("Left empty, the council sets the day itself.")
    number = text(_("Number of the letter"), required=False, max_length=60)
    number.help_text = _("If there is one on paper.")
    return {
        "reason": why,
        "wished_on": wished,
        "letter_number": number,
        "letter_on": DayField(label=_("Date of the letter"), required=False),
        "file": some_files(_("The letter")),
    }


def _ask(hearing: Hearing, *, file: Any, by: Any, **facts: Any) -> None:
    asked = PostponementRequest(hearing=hearing, **facts)
    requests.ask(asked, files=[(each.name, each.chunks()) for each in file], by=by)


DEEDS = {
    "report": Deed(gettext_lazy("Bring the report"), _take, _file, dated=False),
    "later": Deed(
        gettext_lazy("Ask to put the report off"),
        _ask,
        _later,
        gettext_lazy("The day stands until the council agrees."),
        dated=False,
    ),
}


@contact
def done(request: Any, key: str, deed: str) -> HttpResponse:
    """The agency brings the file of its report, or asks to be heard later."""
    row = own_hearings(request).filter(number=key).first()
    if row is None or deed not in DEEDS:
        raise Http404
    back = "/cabinet/hearings/"
    place = frame(request, (_("Our reports"), back))
    what = f"{row.number} {row.title}"
    return carry_out(request, DEEDS[deed], row, frame=place, what=what, back=back)


urlpatterns: list[URLPattern] = [
    path("hearings/", listed),
    path("hearings/<str:key>/<slug:deed>/", done),
]
