"""The whole mark of a report, reckoned from its parts."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from kenes.hearings.marks.models import HearingMark
from kenes.hearings.models import Hearing

TENTH = Decimal("0.1")


def whole(parts: Sequence[HearingMark]) -> Decimal | None:
    """The mean of the marks, each counted as often as it weighs, to a tenth; None without any."""
    weights = sum(part.weight_then for part in parts)
    if not weights:
        return None
    total = sum(part.value * part.weight_then for part in parts)
    return (Decimal(total) / weights).quantize(TENTH, ROUND_HALF_UP)


def parts_of(hearings: Iterable[Hearing]) -> Mapping[UUID, list[HearingMark]]:
    """The marks by criteria of each hearing, the heaviest first, asked together."""
    found: dict[UUID, list[HearingMark]] = {}
    rows = HearingMark.objects.live().filter(hearing__in=[row.pk for row in hearings])
    for part in rows.select_related("criterion").order_by(
        "-weight_then", "criterion__since_on", "pk"
    ):
        found.setdefault(part.hearing_id, []).append(part)
    return found


def mark_of(hearing: Hearing, parts: Sequence[HearingMark]) -> Decimal | None:
    """The whole mark: reckoned from its parts, or as a journal of earlier years states it."""
    reckoned = whole(parts)
    if reckoned is None and hearing.mark is not None:
        return Decimal(hearing.mark)
    return reckoned
