"""What holds from a day until the day it no longer does: mandates, roles, bodies, convocations."""

from datetime import date
from typing import Any, Self

from django.db.models import Q

from kenes.core.row import RowQuerySet


class SpanQuerySet(RowQuerySet):
    """Rows that hold from `since_on`; the day `ended_on` is no longer inside."""

    def on(self, day: date) -> Self:
        """Those that hold on the day."""
        return self.filter(since_on__lte=day).filter(Q(ended_on=None) | Q(ended_on__gt=day))


def overlap(one: Any, other: Any) -> bool:
    """Whether both hold on some day."""
    begins_in_time = other.ended_on is None or one.since_on < other.ended_on
    return begins_in_time and (one.ended_on is None or one.ended_on > other.since_on)
