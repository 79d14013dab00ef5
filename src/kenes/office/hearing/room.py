"""The frame of the working pages of a hearing of a report."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from kenes.core.door import may
from kenes.core.frozen import why_frozen
from kenes.core.roles import Permission
from kenes.hearings.models import Hearing
from kenes.office.deed import Frame
from kenes.office.page import page
from kenes.office.room import Room

ROOM = Room(
    Hearing,
    (
        ("", _("Record")),
        ("letters", _("Letters and postponements")),
        ("questions", _("Questions")),
        ("mark", _("Co-reports and mark")),
    ),
)


def may_write(request: Any, row: Hearing) -> bool:
    """Whether this person may change what is kept of the hearing."""
    keeps = may(request, Permission.REGISTER_WRITE)
    return keeps and not row.struck and not why_frozen([row])


def frame(request: Any, row: Hearing, tab: str) -> Frame:
    """The place of a deed asked from one of the pages."""

    def set_page(
        template: str, context: Mapping[str, Any], *, last: str, status: int
    ) -> HttpResponse:
        label = str(dict(ROOM.pages)[tab])
        crumbs = ROOM.crumbs(row, (label, ROOM.url(row, tab)), (last, ""))
        return page(request, template, context, crumbs=crumbs, status=status)

    return set_page
