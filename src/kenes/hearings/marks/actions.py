"""A report that was heard gets its marks."""

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from kenes.core import record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.hearings.marks.models import LEAST, MOST, Criterion, HearingMark
from kenes.hearings.marks.whole import parts_of, whole
from kenes.hearings.models import Hearing

if TYPE_CHECKING:
    from kenes.core.access import User
    from kenes.council.models import Council


def in_use(council: "Council", on: date) -> list[Criterion]:
    """The criteria by which the council marked on that day, the heaviest first."""
    rows = Criterion.objects.of(council).live().filter(since_on__lte=on)
    rows = rows.filter(Q(ended_on=None) | Q(ended_on__gt=on))
    return list(rows.order_by("-weight", "since_on", "pk"))


@action
def mark(hearing: Hearing, values: Mapping[Criterion, int], *, by: "User") -> None:
    """The council marked a report by its criteria; the whole mark follows from the parts.

    Marks given before are put right. No figure counts marks.
    """
    if hearing.status != Hearing.Status.HEARD:
        raise Refused(_("A report is marked once it is heard."))
    if not values:
        raise Refused(_("Give at least one mark."))
    if any(not LEAST <= value <= MOST for value in values.values()):
        raise Refused(_("A mark is from 1 to 5."))
    standing = {part.criterion_id: part for part in parts_of([hearing]).get(hearing.pk, [])}
    fresh = []
    for criterion, value in values.items():
        old = standing.get(criterion.pk)
        if old is None:
            part = HearingMark(
                council_id=hearing.council_id,
                hearing=hearing,
                criterion=criterion,
                value=value,
                weight_then=criterion.weight,
            )
            fresh.append(Filing(part))
        elif old.value != value:
            record.correct(old, version=old.version, by=by, value=value)
    if fresh:
        record.register(fresh, by=by)
    exact = whole(parts_of([hearing])[hearing.pk])
    assert exact is not None
    rounded = int(exact.quantize(Decimal(1), ROUND_HALF_UP))
    record.correct(hearing, version=hearing.version, by=by, mark=rounded)
