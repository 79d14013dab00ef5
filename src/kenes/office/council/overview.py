"""The council at a glance: its seats, and how it stands with the law today."""

from typing import Any

from django.http import HttpResponse
from django.utils.formats import date_format

from kenes.core import clock
from kenes.core.door import may, requires
from kenes.core.roles import Permission
from kenes.council.checks import BAD, Finding
from kenes.council.models import Mandate, Office, Person, Seat
from kenes.office.council.checks import CHECKS
from kenes.office.council.room import BASE, room
from kenes.portal.seats import seats

ORDER = {"bad": 0, "attention": 1, "good": 2}


def inner_url(mandate: Mandate) -> str:
    """The member's page as the office sees it."""
    return f"{BASE}members/{mandate.person.code}/"


@requires(Permission.OFFICE_ENTER)
def overview(request: Any) -> HttpResponse:
    """The seats as a picture, the checks, who chairs what."""
    today = clock.today()
    context = {
        "today": date_format(today, "DATE_FORMAT"),
        "seats": seats(request.council, today, inner_url),
        "findings": [_told(finding) for finding in findings(request.council, today)],
        "chairs": _chairs(request.council, today),
        "own_url": _own_url(request),
        "writes": may(request, Permission.REGISTER_WRITE),
    }
    return room(request, "", "office/council/overview.html", context)


def _own_url(request: Any) -> str:
    """The page of the very member who looks at it; others have none."""
    person = request.access.person if request.access else None
    return f"{BASE}members/{person.code}/" if person else ""


def findings(council: Any, on: Any) -> list[Finding]:
    """What every check says on a day, the gravest first."""
    found = [finding for check in CHECKS for finding in check(council, on)]
    return sorted(found, key=lambda finding: ORDER[finding.tone])


def _told(finding: Finding) -> dict[str, Any]:
    return {
        "state": {"label": finding.says, "tone": finding.tone},
        "law": finding.law,
        "grave": finding.tone == BAD,
        "url": _url(finding.row),
    }


def _url(row: Any) -> str:
    if isinstance(row, Person):
        return f"{BASE}members/{row.code}/"
    if isinstance(row, Seat):
        return f"{BASE}vacancies/"
    return ""


def _chairs(council: Any, on: Any) -> list[Office]:
    roles = Office.objects.of(council).live().on(on).filter(role__in=Office.ALONE)
    return list(roles.select_related("body", "person").order_by("body__kind", "body__title_ru"))
