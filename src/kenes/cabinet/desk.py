"""What the council asks of the agency, the most pressing first."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from kenes.cabinet.door import contact, own_hearings, own_points
from kenes.cabinet.page import page
from kenes.core import clock
from kenes.core.text import fold
from kenes.hearings.models import Hearing
from kenes.norms import calendar
from kenes.norms.wording import left
from kenes.portal.face import state
from kenes.recommendations.models import Point
from kenes.recommendations.proof.models import Claim, Verification

P = Point.Status
SHOWN = 100
# What is seen by each of the words in the address.
VIEWS: Mapping[str, tuple[Any, Callable[[Any], Q]]] = {
    "": (_("to be answered"), lambda request: Q(status__in=(P.SENT, P.HOLLOW))),
    "promised": (
        _("promised"),
        lambda request: Q(status__in=(P.ACCEPTED, P.PARTLY)) & ~Q(Exists(_claims())),
    ),
    "reported": (
        _("reported, unchecked"),
        lambda request: Q(Exists(_claims())) & ~Q(Exists(_checks())) & ~Q(status__in=Point.CLOSED),
    ),
    "mine": (_("named to me"), lambda request: Q(colleague=request.access)),
    "closed": (_("closed"), lambda request: Q(status__in=Point.CLOSED)),
    "all": (_("all"), lambda request: Q()),
}


def _claims() -> Any:
    return Claim.objects.filter(point=OuterRef("pk"), struck_at=None)


def _checks() -> Any:
    return Verification.objects.filter(point=OuterRef("pk"), struck_at=None)


@contact
def desk(request: Any) -> HttpResponse:
    """The agency's points by what is to be done with them, and its reports ahead."""
    word = request.GET.get("view", "")
    word = word if word in VIEWS else ""
    points = own_points(request)
    sought = request.GET.get("q", "").strip()
    rows = points.filter(VIEWS[word][1](request)).order_by("awaited_on", "pk")
    rows = [p for p in rows if _holds(p, sought)] if sought else list(rows[:SHOWN])
    ahead = own_hearings(request).filter(
        status__in=(Hearing.Status.PLANNED, Hearing.Status.POSTPONED)
    )
    context = {
        "agency": request.access.agency,
        "views": [
            {
                "label": str(label),
                "url": f"/cabinet/?view={each}" if each else "/cabinet/",
                "current": each == word,
                "count": points.filter(condition(request)).count() if each != "all" else 0,
            }
            for each, (label, condition) in VIEWS.items()
        ],
        "view": word,
        "sought": sought,
        "rows": [told(point) for point in rows],
        "hearings": ahead.order_by("planned_on"),
    }
    return page(request, "cabinet/desk.html", context)


def _holds(point: Point, sought: str) -> bool:
    text = fold(f"{point.reference} {point.text_kk} {point.text_ru} {point.recommendation.words}")
    return all(word in text for word in fold(sought).split())


def told(point: Point) -> dict[str, Any]:
    """A point in a list: how it stands and by when an answer is awaited."""
    awaited = point.awaited_on
    waits = point.status == P.SENT
    return {
        "point": point,
        "url": f"/cabinet/recommendations/{point.recommendation.number}/#point-{point.ordinal}",
        "state": state(point.status, point.get_status_display())["state"],
        "awaited": awaited,
        "left": left(awaited, clock.today(), calendar.load()) if waits and awaited else None,
    }
