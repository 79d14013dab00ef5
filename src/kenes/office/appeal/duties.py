"""What falls due about appeals: agencies that were asked and have not answered."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from kenes.appeals.inquiries.models import Inquiry
from kenes.norms.wording import left
from kenes.office.appeal import messages, publication, threshold
from kenes.office.appeal.room import ROOM
from kenes.office.due import SHOWN, Asked, Due, Duty


def silent(asked: Asked) -> Sequence[Due]:
    """Agencies whose day to answer about an appeal has passed, the oldest first."""
    rows = Inquiry.objects.of(asked.council).live()
    late = rows.filter(status=Inquiry.Status.ASKED, due_on__lt=asked.today)
    related = late.select_related("agency", "appeal__topic", "appeal__district")
    return [
        Due(
            each,
            each.due_on,
            each.agency.title,
            f"{each.appeal.number} · {each.appeal.title}",
            str(left(each.due_on, asked.today, asked.days)),
            "bad",
            ROOM.url(each.appeal, "letters"),
        )
        for each in related.order_by("due_on", "pk")[: SHOWN + 1]
    ]


DUTIES = (
    Duty("inquiries", _("Agencies silent about appeals"), silent, "appeals", grave=True),
    *messages.DUTIES,
    *publication.DUTIES,
    *threshold.DUTIES,
)
