"""The frame of the working pages of an appeal."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from kenes.appeals.models import Appeal
from kenes.core.door import may
from kenes.core.roles import Permission
from kenes.office.room import Room

ROOM = Room(
    Appeal,
    (
        ("", _("Record")),
        ("questions", _("Questions and answer")),
        ("letters", _("Letters")),
    ),
    seen_by=Permission.APPLICANT_SEE,
)


def opened(request: Any, key: str) -> Appeal:
    """The appeal whose text a page is about to show: for whom may see applicants."""
    if not may(request, Permission.APPLICANT_SEE):
        raise PermissionDenied
    row: Appeal = ROOM.of(request, key)
    return row
