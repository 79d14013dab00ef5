"""The seats of a convocation as one picture: a half circle, a mark for each seat."""

from datetime import date
from math import cos, pi, sin
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kenes.council.models import Convocation, Mandate, Seat

if TYPE_CHECKING:
    from collections.abc import Callable

    from kenes.council.models import Council

    Url = Callable[[Mandate], str]

# The rows of the half circle, from the inside; a seat is this large.
INNER, STEP, RADIUS = 140.0, 46.0, 16.0
WIDE, MARGIN = 640.0, 24.0


def public_url(mandate: Mandate) -> str:
    """The page of who holds a seat, as everyone sees it."""
    return mandate.get_absolute_url()


def seats(council: "Council", on: date, url: "Url" = public_url) -> dict[str, Any] | None:
    """The seats of the convocation of a day: the picture, its legend and the table beside it."""
    now = Convocation.objects.of(council).sitting(on)
    if now is None:
        return None
    rows = list(Seat.objects.live().filter(convocation=now).order_by("ordinal"))
    held = Mandate.objects.live().filter(seat__in=rows).on(on)
    holders = {m.seat_id: m for m in held.select_related("person", "nominated_by")}
    vacant = dict(Seat.objects.of(council).vacant(on).values_list("pk", "vacant_since"))
    marks = [_mark(seat, holders.get(seat.pk), vacant.get(seat.pk), on, url) for seat in rows]
    high = 0.0
    for mark, (x, y) in zip(marks, places(len(marks)), strict=True):
        mark |= {"x": round(x, 1), "y": round(y, 1)}
        high = max(high, y)
    counted = {kind: sum(m["kind"] == kind for m in marks) for kind in ("civil", "state", "vacant")}
    return {
        "title": _("Seats of convocation %s") % now.ordinal,
        "marks": marks,
        "high": round(high + MARGIN, 1),
        "wide": WIDE,
        "radius": RADIUS,
        "counted": counted,
        "total": len(marks),
    }


def _mark(
    seat: Seat, mandate: Mandate | None, since: date | None, on: date, url: "Url"
) -> dict[str, Any]:
    said = {"ordinal": seat.ordinal, "quota": seat.get_quota_display(), "url": "", "second": ""}
    if mandate is None:
        days = (on - since).days if since else 0
        words = _("vacant for %s days") % days
        return {**said, "kind": "vacant", "name": _("vacant"), "second": words}
    second = _("since %s") % date_format(mandate.since_on)
    name = mandate.person.title
    return {
        **said,
        "kind": seat.quota,
        "name": name,
        "second": f"{mandate.get_entered_display()}, {second}",
        "rotated": mandate.entered == Mandate.Entered.RESERVE,
        "url": url(mandate),
    }


def places(total: int) -> list[tuple[float, float]]:
    """Where each of so many seats stands, from left to right across all rows."""
    rows = 1
    while _room(rows) < total:
        rows += 1
    radii = [INNER + STEP * at for at in range(rows)]
    shares = _shared(total, radii)
    centre_y = radii[-1] + MARGIN
    found = []
    for radius, share in zip(radii, shares, strict=True):
        for at in range(share):
            angle = pi * (at + 0.5) / share
            x = WIDE / 2 - radius * cos(angle)
            found.append((angle, radius, x, centre_y - radius * sin(angle)))
    return [(x, y) for _angle, _radius, x, y in sorted(found)]


def _room(rows: int) -> int:
    return sum(int(pi * (INNER + STEP * at) / (2 * RADIUS + 8)) for at in range(rows))


def _shared(total: int, radii: list[float]) -> list[int]:
    """Seats for each row, as many as its length allows; the longest row takes the remainder."""
    whole = sum(radii)
    shares = [int(total * radius / whole) for radius in radii]
    shares[-1] += total - sum(shares)
    return shares
