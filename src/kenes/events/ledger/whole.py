"""The reach ledger of one event as a whole: its sums, and what its lines may not say together."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from kenes.core.refused import Refused
from kenes.events.models import Event, ReachEntry, refuse_more_than_fit

ORDER: Mapping[str, int] = {code: at for at, code in enumerate(ReachEntry.Audience.values)}
SOURCES: Mapping[str, int] = {code: at for at, code in enumerate(["", *ReachEntry.Source.values])}


@dataclass(frozen=True)
class Ledger:
    """The live lines of the reach ledger of an event, and the total somebody stated."""

    lines: Sequence[ReachEntry]
    stated: int | None = None

    @property
    def total(self) -> int:
        """All visits: what the event counts for in the figure of reach."""
        return sum(line.people for line in self.lines)

    @property
    def estimated(self) -> int:
        """The visits nobody counted."""
        return sum(line.people for line in self.lines if line.estimated)

    @property
    def unproven(self) -> int:
        """By how many the stated total is above the ledger; below zero, by how many below it."""
        return 0 if self.stated is None else self.stated - self.total

    def by(self, name: str) -> dict[Hashable, int]:
        """The visits by audience, source, district or estimate; together they are the total."""
        found: dict[Hashable, int] = {}
        for line in self.lines:
            key = getattr(line, name)
            found[key] = found.get(key, 0) + line.people
        return found


def ledger_of(event: Event) -> Ledger:
    """The ledger of an event as it stands, its lines by audience, source and district."""
    return Ledger(sorted(live(event), key=_place), event.reach_stated)


def live(event: Event) -> Any:
    """The lines that count."""
    return ReachEntry.objects.live().filter(event=event).select_related("event", "district")


def _place(line: ReachEntry) -> tuple[int, int, str]:
    where = str(line.district) if line.district else ""
    return (ORDER[line.audience], SOURCES[line.source], where)


def refuse_unheld(event: Event) -> None:
    """Refuse attendance at what was not held: it is still ahead, or came to nothing."""
    if event.status != Event.Status.HELD:
        sentence = _("Visits are written down once the event was held; now it is: %s.")
        raise Refused(sentence % event.get_status_display(), field="people")


def refuse_overfull(event: Event, lines: Iterable[ReachEntry]) -> None:
    """Refuse lines that together say more visits than the hall has places."""
    refuse_more_than_fit(event, sum(line.people for line in lines if line.in_the_hall))
