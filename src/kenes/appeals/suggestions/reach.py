"""Which appeals a model learns from and reads, and whether they are enough; needs no library."""

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef

from kenes.appeals.models import Appeal
from kenes.appeals.suggestions.models import Reading

if TYPE_CHECKING:
    from kenes.council.models import Council

# Under so many closed appeals there is no model, and under so many of one answer it is not guessed.
LEAST, LEAST_OF_ONE = 50, 5
# Suggestions less sure than this, in percent, are not shown to anybody.
SURE, ALIKE = 10, 25


def learnable(council: "Council") -> Any:
    """Closed appeals: what stands in them a clerk has looked at."""
    rows = Appeal.objects.of(council).live().exclude(status__in=Appeal.OPEN)
    return rows.exclude(status=Appeal.Status.MERGED)


def unread(council: "Council") -> Any:
    """Open appeals that no model has read yet, the oldest first."""
    rows = Appeal.objects.of(council).live().filter(status__in=Appeal.OPEN)
    read = Reading.objects.filter(appeal=OuterRef("pk"), struck_at=None)
    return rows.exclude(Exists(read)).order_by("number")
