"""The desk: what is due today."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.formats import date_format

from kenes.core import clock
from kenes.core.door import may, public, requires
from kenes.core.roles import Permission
from kenes.norms import calendar
from kenes.office.due import SHOWN, Asked, Due, Duty
from kenes.office.duties import DUTIES
from kenes.office.page import page
from kenes.portal.listing import office_url


@public
def home(request: Any) -> HttpResponse:
    """The first page behind the door: the desk, which asks who may see it, or an agency's own."""
    if may(request, Permission.CABINET_ENTER):
        return HttpResponseRedirect("/cabinet/")
    return desk(request)


@requires(Permission.OFFICE_ENTER)
def desk(request: Any) -> HttpResponse:
    """Everything that falls due, duty by duty, the gravest first."""
    asked = Asked(request.council, clock.today(), calendar.load())
    said = [_duty(duty, asked) for duty in DUTIES if may(request, duty.seen_by)]
    context = {
        "today": date_format(asked.today, "DATE_FORMAT"),
        "duties": [duty for duty in said if duty["dues"]],
        "quiet": [duty for duty in said if not duty["dues"]],
        "writes": may(request, Permission.REGISTER_WRITE),
    }
    return page(request, "office/desk.html", context)


def _duty(duty: Duty, asked: Asked) -> dict[str, Any]:
    found = duty.find(asked)
    return {
        "label": str(duty.label),
        "grave": duty.grave,
        "dues": [_due(due) for due in found[:SHOWN]],
        "more": _whole(duty) if len(found) > SHOWN else "",
    }


def _whole(duty: Duty) -> str:
    """Where all of them stand: a page of the office, or a narrowed one."""
    return f"/office/{duty.more}" if "?" in duty.more else f"/office/{duty.more}/"


def _due(due: Due) -> dict[str, Any]:
    return {
        "day": due.on.day,
        "month": date_format(due.on, "M Y"),
        "iso": due.on.isoformat(),
        "title": due.title,
        "second": due.second,
        "url": due.url or office_url(due.row),
        "state": {"label": due.words, "tone": due.tone},
    }
