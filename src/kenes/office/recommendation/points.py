"""The points of a recommendation in the office: how each stands, and what can be done with it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from kenes.core import clock
from kenes.core.attachment import attached
from kenes.core.door import may, requires
from kenes.core.incoming import IncomingLetter
from kenes.core.roles import Permission
from kenes.dispatches.models import DispatchedPoint
from kenes.norms import calendar
from kenes.norms.wording import left
from kenes.office.deed import Deed
from kenes.office.recommendation import deeds
from kenes.office.recommendation.room import ROOM, point_of, points_url
from kenes.portal.face import state
from kenes.recommendations.answers.models import PointAnswer
from kenes.recommendations.deadline import explained
from kenes.recommendations.deferrals.models import Deferral
from kenes.recommendations.models import Point, Recommendation
from kenes.recommendations.proof.models import Claim


@requires(Permission.OFFICE_ENTER)
def shown(request: Any, key: str) -> HttpResponse:
    """Every point with its clock, what the agency says and what the council found."""
    paper = ROOM.of(request, key)
    points = list(paper.points.live().awaited().select_related("addressee").order_by("ordinal"))
    writes = may(request, Permission.REGISTER_WRITE) and not paper.struck
    context = {
        "paper": paper,
        "state": state(paper.status, paper.get_status_display())["state"],
        "points": _told(paper, points, writes=writes),
        "writes": writes,
        "base": points_url(paper),
        "spread_url": ROOM.url(paper, "spread") if writes else "",
        "adopted": paper.status == Recommendation.Status.ADOPTED,
        "answer_urls": _agencies(paper, points) if writes else [],
        "came": _came(paper),
    }
    return ROOM.page(request, paper, "points", "office/recommendation/points.html", context)


def _came(paper: Recommendation) -> list[IncomingLetter]:
    """Letters that answer a paper about these points, the newest first."""
    parts = DispatchedPoint.objects.live().filter(point__recommendation=paper)
    letters = IncomingLetter.objects.live().filter(kind=IncomingLetter.Kind.LETTER)
    return list(letters.filter(about_id__in=parts.values("dispatch")).order_by("-received_at")[:20])


def _agencies(paper: Recommendation, points: Sequence[Point]) -> list[dict[str, Any]]:
    """The agencies whose answer may be entered, each with the form for all its points."""
    waiting = [p for p in points if p.sent_on and p.status not in Point.CLOSED]
    agencies = {point.addressee.code: point.addressee for point in waiting}
    return [
        {"label": agency.title, "url": ROOM.url(paper, f"answers/{code}")}
        for code, agency in agencies.items()
    ]


def _told(paper: Recommendation, points: Sequence[Point], *, writes: bool) -> list[dict[str, Any]]:
    days, today = calendar.load(), clock.today()
    said = [_said(point) for point in points]
    files = attached([row for each in said for rows in each.values() for row in rows], public=False)
    told = []
    for point, each in zip(points, said, strict=True):
        point.recommendation = paper
        awaited = point.awaited_on
        waits = point.status == Point.Status.SENT
        offered = deeds.of_point(point) if writes else []
        told.append(
            {
                "point": point,
                "state": state(point.status, point.get_status_display())["state"],
                "left": left(awaited, today, days) if waits and awaited else None,
                "why": explained(point, days) if point.sent_on else [],
                "deeds": [
                    {"deed": deed, "url": f"{point.ordinal}/{word}/"} for word, deed in offered
                ],
                **{name: _with_files(rows, files) for name, rows in each.items()},
            }
        )
    return told


def _said(point: Point) -> dict[str, list[Any]]:
    """What was said about a point by either side, in the order of the days."""
    return {
        name: list(getattr(point, name).live())
        for name in ("answers", "deferrals", "claims", "verifications", "silences")
    }


def _with_files(rows: Sequence[Any], files: Any) -> list[dict[str, Any]]:
    return [{"row": row, "files": files.get(row.pk, [])} for row in rows]


@requires(Permission.REGISTER_WRITE)
def done(request: Any, key: str, ordinal: int, deed: str) -> HttpResponse:
    """Something is done with a point: a report entered, a check, a closing."""
    point = point_of(request, key, ordinal)
    offered = dict(deeds.of_point(point))
    if deed not in offered:
        raise Http404
    return _carry_out(request, offered[deed], point, point)


@requires(Permission.REGISTER_WRITE)
def hollow(request: Any, key: str, pk: UUID) -> HttpResponse:
    """An answer is found without substance."""
    answer = _part(request, key, PointAnswer, pk)
    return _carry_out(request, deeds.HOLLOW, answer, answer.point)


@requires(Permission.REGISTER_WRITE)
def withhold(request: Any, key: str, kind: str, pk: UUID) -> HttpResponse:
    """What an agency wrote is shown to the public, or not."""
    row = _part(request, key, {"answers": PointAnswer, "claims": Claim}[kind], pk)
    return _carry_out(request, deeds.WITHHOLD, row, row.point)


@requires(Permission.REGISTER_WRITE)
def decided(request: Any, key: str, pk: UUID, word: str) -> HttpResponse:
    """The council agrees to more time, or does not."""
    deferral = _part(request, key, Deferral, pk)
    deed = {"grant": deeds.GRANT, "refuse": deeds.REFUSE}[word]
    return _carry_out(request, deed, deferral, deferral.point)


def _part(request: Any, key: str, model: Any, pk: UUID) -> Any:
    paper = ROOM.of(request, key)
    rows = model.objects.live().filter(point__recommendation=paper)
    return get_object_or_404(rows.select_related("point__recommendation", "point__council"), pk=pk)


def _carry_out(request: Any, deed: Deed, row: Any, point: Point) -> HttpResponse:
    what = _("Point %(number)s: %(text)s") % {"number": point.reference, "text": point.title}
    paper = point.recommendation
    back = points_url(paper, point.ordinal)
    return ROOM.carry_out(request, deed, paper, "points", about=row, what=what, back=back)


_BASE = "recommendations/<str:key>/points/"
urlpatterns: list[URLPattern] = [
    path(_BASE, shown),
    path(f"{_BASE}<int:ordinal>/<slug:deed>/", done),
    path(f"{_BASE}answers/<uuid:pk>/hollow/", hollow),
    path(f"{_BASE}answers/<uuid:pk>/withhold/", withhold, {"kind": "answers"}),
    path(f"{_BASE}claims/<uuid:pk>/withhold/", withhold, {"kind": "claims"}),
    path(f"{_BASE}deferrals/<uuid:pk>/grant/", decided, {"word": "grant"}),
    path(f"{_BASE}deferrals/<uuid:pk>/refuse/", decided, {"word": "refuse"}),
]
