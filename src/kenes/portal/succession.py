"""Who replaced whom in a council, why, and by which decision."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from kenes.council.models import Convocation, Mandate
from kenes.council.rotation.models import Rotation

if TYPE_CHECKING:
    from kenes.council.models import Council


@dataclass(frozen=True)
class Succession:
    """One seat that passed from one member to another."""

    left: Mandate
    entered: Mandate
    rotation: Rotation | None

    @property
    def days(self) -> int:
        """How many days the seat stood vacant between them."""
        return (self.entered.since_on - self.left.ended_on).days if self.left.ended_on else 0

    @property
    def decision(self) -> Any:
        """The decision that let the new member in, where it stands in the register."""
        return self.rotation.decision if self.rotation else None


def successions(council: "Council", on: date) -> list[Succession]:
    """Every seat of the convocation of a day that passed on, the last first."""
    now = Convocation.objects.of(council).sitting(on)
    rows = Mandate.objects.of(council).live().filter(seat__convocation=now)
    rows = rows.select_related("person", "seat__convocation", "nominated_by")
    made = Rotation.objects.of(council).live().filter(entered__in=rows)
    by_entry = {each.entered_id: each for each in made.select_related("decision")}
    before: dict[Any, Mandate] = {}
    found = []
    for mandate in rows.order_by("seat", "since_on"):
        if mandate.seat_id in before:
            found.append(Succession(before[mandate.seat_id], mandate, by_entry.get(mandate.pk)))
        before[mandate.seat_id] = mandate
    return sorted(found, key=lambda each: each.entered.since_on, reverse=True)
