"""Handing out the files that belong to records."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse, HttpResponseNotModified
from django.template.defaultfilters import filesizeformat
from django.urls import path

from kenes.core import look
from kenes.core.attachment import Attachment
from kenes.core.door import may, public
from kenes.core.roles import Permission


@public
def file(request: Any, key: UUID) -> Any:
    """One file. Who may have it is decided in one place: its own flag and its record's."""
    found = Attachment.objects.of(request.council).filter(pk=key).first()
    if found is None or not _may_have(request, found) or not found.path.exists():
        raise Http404
    if found.model.PERSONAL and not found.seen_by_all:
        look.see(found.model.objects.get(pk=found.row_id), by=request.user)
    return handed_out(request, found)


def handed_out(request: Any, found: Attachment) -> Any:
    """The content of a file, in a box from which it reaches nothing."""
    answer: HttpResponse | FileResponse
    etag = f'"{found.sha256}"'
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified()
    answer = FileResponse(found.path.open("rb"), content_type=found.media_type)
    answer["Content-Length"] = str(found.size)
    plain = "".join(c if c.isascii() and c not in '"\\%' else "_" for c in found.name)
    answer["Content-Disposition"] = (
        f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(found.name)}"
    )
    answer["X-Content-Type-Options"] = "nosniff"
    # Whatever a browser makes of it, it makes it in a box of its own.
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "public, max-age=300" if found.seen_by_all else "private, no-store"
    answer["ETag"] = etag
    return answer


def _may_have(request: Any, found: Attachment) -> bool:
    if found.seen_by_all:
        return True
    if found.model.FILES_APART:
        return False
    if found.model.PERSONAL and not may(request, Permission.APPLICANT_SEE):
        # A photo or a scan tells who wrote as much as a name does.
        return False
    return may(request, Permission.OFFICE_ENTER) and not found.struck


def told(files: Any) -> list[dict[str, str]]:
    """Files as sittings/materials.html takes them."""
    return [
        {"name": each.name, "url": each.get_absolute_url(), "size": filesizeformat(each.size)}
        for each in files
    ]


urlpatterns = [path("files/<uuid:key>/", file)]
