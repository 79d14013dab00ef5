"""What holds from a day until the day it no longer does: mandates, roles, bodies, convocations."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Self

from django.db.models import Q
from django.utils.translation import gettext as _

from kenes.core.frozen import Archive, among, covering
from kenes.core.row import RowQuerySet


class SpanQuerySet(RowQuerySet):
    """Rows that hold from `since_on`; the day `ended_on` is no longer inside."""

    def on(self, day: date) -> Self:
        """Those that hold on the day."""
        return self.filter(since_on__lte=day).filter(Q(ended_on=None) | Q(ended_on__gt=day))


class Ending:
    """What ended belongs to the archive of its last day; what still holds, to none."""

    ended_on: Any

    def archive_of(self, closed: Sequence[Archive]) -> Archive | None:
        """The closed archive that covers its last day."""
        return covering(closed, self.ended_on - timedelta(days=1)) if self.ended_on else None


class Term:
    """The term of a convocation: once closed, it is the archive of what was finished in it."""

    pk: Any
    since_on: date
    ended_on: Any

    def covers(self, day: date) -> bool:
        """Whether the day lies within the term."""
        return holds(self, day)

    def closed(self) -> str:
        """What is said to who would change what belongs to it once it is closed."""
        return _("The archive of convocation %s is closed; its records do not change.") % self

    def archive_of(self, closed: Sequence[Archive]) -> Archive | None:
        """Closed, it belongs to its own archive."""
        return among(closed, self.pk)


def holds(row: Any, day: date) -> bool:
    """Whether it holds on the day."""
    return bool(row.since_on <= day and (row.ended_on is None or day < row.ended_on))


def overlap(one: Any, other: Any) -> bool:
    """Whether both hold on some day."""
    begins_in_time = other.ended_on is None or one.since_on < other.ended_on
    return begins_in_time and (one.ended_on is None or one.ended_on > other.since_on)
