"""How papers to agencies are told on the pages that list them."""

from collections.abc import Sequence
from typing import Any

from kenes.core.attachment import attached
from kenes.core.incoming import IncomingLetter
from kenes.core.letter import Letter
from kenes.dispatches.models import Dispatch, DispatchedPoint
from kenes.portal.face import state

TONES = {"delivered": "held", "sent": "sent", "prepared": "prepared", "returned": "failed"}


def told(rows: Sequence[Dispatch]) -> list[dict[str, Any]]:
    """Each paper with its points, its files and what became of its letters."""
    live = DispatchedPoint.objects.live().select_related("point__recommendation")
    points: dict[Any, list[DispatchedPoint]] = {}
    for part in live.filter(dispatch__in=rows).order_by("point__recommendation__number", "pk"):
        points.setdefault(part.dispatch_id, []).append(part)
    files = attached(rows, public=False)
    letters: dict[Any, list[Letter]] = {}
    for letter in Letter.objects.live().filter(about_id__in=[row.pk for row in rows]):
        letters.setdefault(letter.about_id, []).append(letter)
    came: dict[Any, list[IncomingLetter]] = {}
    for each in IncomingLetter.objects.live().filter(about_id__in=[row.pk for row in rows]):
        came.setdefault(each.about_id, []).append(each)
    return [
        {
            "dispatch": row,
            "state": state(TONES.get(row.status, ""), row.get_status_display())["state"],
            "points": points.get(row.pk, []),
            "files": files.get(row.pk, []),
            "letters": letters.get(row.pk, []),
            "came": came.get(row.pk, []),
            "url": f"/office/dispatches/{row.number}/",
        }
        for row in rows
    ]
