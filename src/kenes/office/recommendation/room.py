"""The frame of the working pages of a recommendation, and how its points are found."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from kenes.office.room import Room
from kenes.recommendations.models import Point, Recommendation

ROOM = Room(
    Recommendation,
    (("", _("Record")), ("points", _("Points")), ("papers", _("Papers to agencies"))),
)


def point_of(request: Any, key: str, ordinal: int) -> Point:
    """The point of a recommendation of this council under its number; 404 for any other."""
    paper = ROOM.of(request, key)
    found: Point | None = paper.points.live().filter(ordinal=ordinal).first()
    if found is None:
        raise Http404
    found.recommendation = paper
    return found


def points_url(paper: Recommendation, ordinal: int = 0) -> str:
    """The page of the points, at one of them where its number is given."""
    return ROOM.url(paper, "points") + (f"#point-{ordinal}" if ordinal else "")
