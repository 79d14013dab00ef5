"""Feeds of recommendations: what happened to points, of all, of one paper, of one agency."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import override

from kenes.core import clock
from kenes.core.door import public
from kenes.council.address import site_of
from kenes.dispatches.course import AHEAD, Happening, course
from kenes.portal.agencies import found_agency
from kenes.portal.calendar_file import told_language
from kenes.portal.feeds import AT_MOST, News, Source, answered, atom
from kenes.recommendations import tracking
from kenes.recommendations.models import Recommendation

# The points that moved last; each has several events.
POINTS_AT_MOST = 150


@public
def everything(request: Any) -> HttpResponse:
    """What happened to any point of the council."""
    return _feed(request, tracking.seen(), "recommendations", "/recommendations/")


@public
def of_paper(request: Any, number: str) -> HttpResponse:
    """What happened to the points of one recommendation."""
    rows = Recommendation.objects.of(request.council).live().filter(Recommendation.PUBLIC)
    paper = rows.filter(number=number).first()
    if paper is None:
        raise Http404
    points = tracking.seen().filter(recommendation=paper)
    page = f"/recommendations/{number}/"
    return _feed(request, points, f"recommendations/{number}", page, paper)


@public
def of_agency(request: Any, code: str) -> HttpResponse:
    """What happened to the points of one agency, its predecessors' included."""
    row = found_agency(request, code)
    points = tracking.seen().filter(addressee__in=row.with_predecessors())
    return _feed(request, points, f"agencies/{code}", f"/agencies/{code}/", row)


def _feed(request: Any, points: Any, own: str, page: str, about: Any = None) -> HttpResponse:
    tongue, council = told_language(request), request.council
    moved = points.filter(council=council).select_related("recommendation", "addressee")
    newest = list(moved.order_by("-status_on", "-pk")[:POINTS_AT_MOST])
    with override(tongue):
        happened = [each for some in course(newest).values() for each in some if _is_news(each)]
        happened.sort(key=lambda each: (each.at, each.on, str(each.own_key)), reverse=True)
        tells = _("Recommendations")
        name = f"{about.title if about else tells}. {council.title}"
        source = Source(f"/feed/{own}.atom", page, tells)
        news = [_news(each) for each in happened[:AT_MOST]]
        return answered(atom(name, site_of(council), tongue, source, news))


def _is_news(each: Happening) -> bool:
    return each.code not in AHEAD and each.at <= clock.now()


def _news(each: Happening) -> News:
    point = each.point
    return News(
        key=each.own_key,
        title=f"{point.reference}. {each.what}",
        text=". ".join(part for part in (point.title, point.addressee.title, each.second) if part),
        url=point.get_absolute_url(),
        published=each.at,
        updated=each.at,
        kind=_("Recommendation"),
    )


urlpatterns = [
    path("feed/recommendations.atom", everything),
    path("feed/recommendations/<str:number>.atom", of_paper),
    path("feed/agencies/<str:code>.atom", of_agency),
]
