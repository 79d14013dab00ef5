"""Reach ledgers told exactly: a few events say by which source and from which district people came.

The journal gives the number of each audience; here it is divided, and no figure changes by it.
"""

from datetime import time
from typing import TYPE_CHECKING

from kenes.core import record
from kenes.demo.days import B
from kenes.events.ledger import actions
from kenes.events.ledger.whole import ledger_of
from kenes.events.models import Event, ReachEntry
from kenes.organs.models import District

if TYPE_CHECKING:
    from kenes.core.access import User
    from kenes.council.models import Council

S = ReachEntry.Source
# How far the total of the report was from the ledger, for each event told exactly.
REPORTED = (30, 0, -6, 14)
AT_LEAST = 12
SHEET = "Подписной лист, отсканирован. Қол қою парағы, сканерленген.\n"


def lay(council: "Council", *, by: "User") -> None:
    """Divide the residents of four platforms by source and district, and state their totals."""
    for event, beyond in zip(_platforms(council), REPORTED, strict=False):
        line = event.reach.live().get(audience=ReachEntry.Audience.RESIDENTS)
        _divide(line, by=by)
        total = ledger_of(event).total
        record.correct(event, version=event.version, by=by, **_hall(event, total, total + beyond))


def _platforms(council: "Council") -> list[Event]:
    """The last platforms of the note to which many residents came, each of them counted."""
    many = (
        ReachEntry.objects.of(council)
        .live()
        .filter(
            audience=ReachEntry.Audience.RESIDENTS,
            people__gte=AT_LEAST,
            estimated=False,
            event__kind="platform",
            event__status=Event.Status.HELD,
            event__held_on__range=(B.since, B.until),
            event__district__isnull=False,
        )
    )
    found = many.select_related("event").order_by("-event__held_on", "pk")
    return [line.event for line in found[: len(REPORTED)]]


def _hall(event: Event, total: int, stated: int) -> dict[str, object]:
    start = event.starts_at or time(15)
    ends = start.replace(hour=start.hour + 2)
    return {"ends_at": ends, "places": (total // 20 + 1) * 20, "reach_stated": stated}


def _divide(line: ReachEntry, *, by: "User") -> None:
    """A third signed in, a third came from the district next door, the rest was counted."""
    event, third = line.event, line.people // 3
    near = District.objects.of(line.council).live().exclude(pk=event.district_id)
    rest = line.people - 2 * third
    actions.correct(
        line,
        by=by,
        source=S.SIGN_IN,
        district=event.district,
        people=third,
        persons=third,
        scans=[("podpisnoy-list.txt", [SHEET.encode()])],
    )
    for source, district, people in (
        (S.SIGN_IN, near.order_by("code")[0], third),
        (S.HEAD_COUNT, None, rest),
    ):
        more = ReachEntry(event=event, audience=line.audience, source=source, people=people)
        more.district = district
        actions.add(more, by=by)
