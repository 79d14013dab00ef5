"""The tracker of recommendations: every point sent, how long it waits, what came of it."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from kenes.core import clock
from kenes.core.door import public
from kenes.core.period import Period, Scope
from kenes.core.text import language
from kenes.norms.models import Norm
from kenes.portal.chain import chain
from kenes.portal.face import Said, words
from kenes.portal.faces.points import POINTS
from kenes.portal.faces.work import RECOMMENDATIONS
from kenes.portal.listing import Listing
from kenes.portal.point import told
from kenes.portal.sentence import sentence
from kenes.recommendations import tracking

CODES = {word: f"recommendations.{word}" for word in ("sent", "answered", "overdue", "implemented")}
DESCRIBED = 200


@public
def tracker(request: Any) -> HttpResponse:
    """All points sent, as a list."""
    listing = Listing(POINTS, request, office=False)
    if form := request.GET.get("format"):
        return listing.export(form)
    context = {
        "face": POINTS,
        "says": _says(request.council),
        "feed_url": f"/feed/recommendations.atom?lang={language()}",
        **listing.page(),
    }
    return render(request, "recommendations/list.html", context)


def _says(council: Any) -> list[dict[str, Any]]:
    """How many were sent since the first, answered, are overdue and were implemented."""
    first = tracking.seen().filter(council=council).order_by("sent_on").first()
    if first is None:
        return []
    today = clock.today()
    scope = Scope(council, Period(min(first.sent_on, today), today))
    said = _(
        "Points sent since {year}: {{sent}}. Answered: {{answered}}. Overdue without an answer: "
        "{{overdue}}. Found implemented by the council itself: {{implemented}}."
    )
    return sentence(said.format(year=first.sent_on.year), CODES, scope)


@public
def card(request: Any, number: str) -> HttpResponse:
    """One recommendation: why it was given, and each of its points with both sides."""
    papers = RECOMMENDATIONS.rows(request, office=False).select_related("decision", "topic")
    paper = papers.filter(number=number).first()
    if paper is None:
        raise Http404
    points = tracking.tracked(tracking.seen().filter(recommendation=paper))
    rows = list(points.select_related("recommendation", "addressee").order_by("ordinal"))
    named = words(paper)
    context = {
        "face": RECOMMENDATIONS,
        "paper": paper,
        "named": named,
        "facts": _facts(paper),
        "points": told(rows),
        "prepared": paper.points.live().filter(status="prepared").exists(),
        "chain": chain(request, paper),
        "feed_url": f"/feed/recommendations/{paper.number}.atom?lang={language()}",
        "described": _described(rows, named["text"]),
    }
    return render(request, "recommendations/one.html", context)


def _described(points: Any, title: str) -> str:
    """What a link to the page says of it elsewhere: the first advice, in short."""
    said = words(points[0], "text")["text"] if points else title
    return Truncator(said).chars(DESCRIBED)


def _facts(paper: Any) -> list[Said]:
    """When and by which decision it was adopted, about what, and what law gives the term."""
    found: list[Said] = [_adopted(paper)]
    if paper.topic:
        found.append({"name": _("Topic"), "value": paper.topic.title})
    norm = Norm.objects.known(paper.norm, paper.adopted_on, paper.council)
    if norm is not None:
        said = {"value": norm.in_language("name"), "second": f"{norm.length}; {norm.citation()}"}
        found.append({"name": _("Term of the answer"), **said})
    return found


def _adopted(paper: Any) -> Said:
    fact = {"name": _("Adopted on"), "value": _day(paper.adopted_on)}
    decision = paper.decision
    if decision is None or decision.struck or decision.published_on is None:
        return fact
    url = decision.get_absolute_url()
    return {**fact, "url": url, "second": _("by decision %s") % decision.number}


def _day(on: date) -> str:
    return date_format(on, "DATE_FORMAT")


urlpatterns = [
    path("recommendations/", tracker, name="tracker"),
    path("recommendations/<str:number>/", card, name="recommendation"),
]
