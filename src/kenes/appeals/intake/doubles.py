"""Appeals that the same person sent lately, shown before another one is saved."""

from datetime import timedelta
from typing import Any

from django.db.models import Q

from kenes.appeals.models import Appeal
from kenes.core.secret import blind

WITHIN = timedelta(days=90)
SHOWN = 5


def of(appeal: Appeal) -> list[Any]:
    """The newest appeals of the same name or e-mail address near that day; each is opened apart."""
    person = appeal.applicant
    same = Q()
    if person.name.strip():
        same |= Q(applicant__name_index=blind(person.name))
    if person.email.strip():
        same |= Q(applicant__email_index=blind(person.email))
    if not same:
        return []
    near = (appeal.received_on - WITHIN, appeal.received_on + WITHIN)
    rows = Appeal.objects.of(appeal.council).live().filter(same, received_on__range=near)
    rows = rows.exclude(pk=appeal.pk).select_related("topic", "district")
    return list(rows.order_by("-received_on", "-pk")[:SHOWN])
