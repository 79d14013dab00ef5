"""Files an agency may have: those it brought itself, and those everyone sees."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.http import Http404
from django.urls import URLPattern, path

from kenes.cabinet.door import contact, own_hearings, own_points
from kenes.core.attachment import Attachment, attached
from kenes.core.row import Row
from kenes.hearings.models import Hearing
from kenes.hearings.requests.models import PostponementRequest
from kenes.portal.files import handed_out
from kenes.recommendations.answers.models import PointAnswer
from kenes.recommendations.proof.models import Claim

# What the agency itself says of a point: its files are its own, shown to the public or not.
ITS_WORDS = (PointAnswer, Claim)


def files_for(rows: Iterable[Row]) -> Mapping[Any, list[Attachment]]:
    """The files of records in the cabinet; of what the council found, the public ones alone."""
    rows = list(rows)
    its_own = [row for row in rows if isinstance(row, ITS_WORDS)]
    found = [row for row in rows if not isinstance(row, ITS_WORDS)]
    return attached(its_own, public=False) | attached(found, public=True)


@contact
def file(request: Any, key: UUID) -> Any:
    """One file: of what the agency brought itself, or such as everyone sees."""
    found = Attachment.objects.of(request.council).live().filter(pk=key).first()
    if found is None or not found.path.exists() or not _may_have(request, found):
        raise Http404
    return handed_out(request, found)


def _may_have(request: Any, found: Attachment) -> bool:
    about = found.about
    if isinstance(about, Hearing):
        return bool(own_hearings(request).filter(pk=about.pk).exists())
    if isinstance(about, PostponementRequest):
        return bool(own_hearings(request).filter(pk=about.hearing_id).exists())
    if isinstance(about, ITS_WORDS):
        return bool(own_points(request).filter(pk=about.point_id).exists())
    return found.seen_by_all


urlpatterns: list[URLPattern] = [path("files/<uuid:key>/", file)]
