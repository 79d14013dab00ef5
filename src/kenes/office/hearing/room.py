"""The frame of the working pages of a hearing of a report."""

from django.utils.translation import gettext_lazy as _

from kenes.hearings.models import Hearing
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
