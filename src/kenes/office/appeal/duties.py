"""What falls due about appeals: silent agencies, days of forwarding, what nobody would answer."""

from collections.abc import Sequence
from datetime import timedelta

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from kenes.appeals.deadline import REQUEST, Terms, forwarded_by
from kenes.appeals.inquiries.models import Inquiry
from kenes.appeals.merging import together as merged
from kenes.appeals.models import Appeal
from kenes.norms.wording import left
from kenes.office.appeal import messages, publication, threshold
from kenes.office.appeal.room import ROOM
from kenes.office.due import SHOWN, Asked, Due, Duty

# What came after hours is registered on a later day, and no calendar has a month of days off.
REGISTERED_WITHIN = timedelta(days=31)


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


def to_forward(asked: Asked) -> Sequence[Due]:
    """Appeals that nobody has taken up yet, while they can still be forwarded in time (65(1))."""
    terms = Terms.of(asked.council, asked.days)
    rows = Appeal.objects.of(asked.council).live().filter(status=Appeal.Status.REGISTERED)
    rows = rows.annotate(since=Coalesce("registered_on", "received_on")).order_by("since", "pk")
    of_request = Q(kind=REQUEST)
    found: list[Due] = []
    for kind, among in ((REQUEST, of_request), ("", ~of_request)):
        first = terms.running_since(forwarded_by(kind), asked.today)
        if first is None:
            continue
        since = Q(since__gte=first, received_on__gt=first - REGISTERED_WITHIN)
        for each in rows.filter(among, since).select_related("topic", "district")[: SHOWN + 1]:
            last = terms.deed(forwarded_by(kind), each.starts_on)
            if last is None:
                continue
            remaining = left(last.due_on, asked.today, asked.days)
            tone = "attention" if remaining.working_days <= 1 else "plain"
            found.append(Due(each, last.due_on, each.title, each.number, str(remaining), tone))
    return sorted(found, key=lambda due: due.on)[: SHOWN + 1]


def left_alone(asked: Asked) -> Sequence[Due]:
    """Appeals merged into one that the council does not answer, since a journal says so."""
    rows = merged.left_alone(Appeal.objects.of(asked.council).live())
    related = rows.select_related("topic", "district").order_by("status_on", "pk")
    words = _("put it back to work, or merge it into another")
    return [
        Due(each, each.status_on, each.title, each.number, str(words), "attention")
        for each in related[: SHOWN + 1]
    ]


DUTIES = (
    Duty(
        "forwarding",
        _("Appeals to be taken up or forwarded whole"),
        to_forward,
        "appeals/?state=registered",
    ),
    Duty(
        "left_alone",
        _("Merged into an appeal that is not answered"),
        left_alone,
        "appeals/?state=merged",
    ),
    Duty("inquiries", _("Agencies silent about appeals"), silent, "appeals", grave=True),
    *messages.DUTIES,
    *publication.DUTIES,
    *threshold.DUTIES,
)
