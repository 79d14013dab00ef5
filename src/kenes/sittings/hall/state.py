"""What the room sees at this moment: one question, the same for the screen and the phones."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from kenes.core.prepared import Prepared
from kenes.sittings.ballots.models import Ballot
from kenes.sittings.ballots.tally import Standing, Tally, tally
from kenes.sittings.floor.models import Speech, Turn
from kenes.sittings.models import AgendaItem, Sitting
from kenes.sittings.presence.quorum import Quorum, reckon
from kenes.sittings.presence.timeline import Presence

S = Ballot.Status


@dataclass(frozen=True)
class Hall:
    """The state of one sitting. Each part is read once, when it is first asked for."""

    sitting: Sitting

    @cached_property
    def presence(self) -> Presence:
        return Presence(self.sitting)

    @cached_property
    def quorum(self) -> Quorum:
        return reckon(self.sitting, self.presence)

    @cached_property
    def turn(self) -> Turn | None:
        """The turn of the item under discussion."""
        turns = Turn.objects.filter(item__sitting=self.sitting, struck_at=None, ended_at=None)
        return turns.select_related("item").order_by("began_at", "pk").last()

    @property
    def item(self) -> AgendaItem | None:
        """The item under discussion; while a vote is open, the one it belongs to."""
        if self.ballot is not None and self.ballot.status == S.OPEN:
            return self.ballot.item
        return self.turn.item if self.turn else None

    @cached_property
    def ballots(self) -> list[Ballot]:
        """The votes that were opened, in the room and in writing."""
        return _OPENED(self.sitting.pk)

    @cached_property
    def ballot(self) -> Ballot | None:
        """The vote that is open in the room; else the last one closed under the item."""
        if not self.sitting.in_session:
            return None
        shown = [
            each
            for each in self.ballots
            if not each.absentee
            and (each.status == S.OPEN or (self.turn and each.item_id == self.turn.item_id))
        ]
        ballot = max(shown, key=lambda b: (b.status == S.OPEN, b.opened_at), default=None)
        if ballot is not None:
            ballot.item.sitting = self.sitting
        return ballot

    @cached_property
    def standing(self) -> Standing | None:
        return Standing(self.ballot, self.presence) if self.ballot else None

    @cached_property
    def tally(self) -> Tally | None:
        return tally(self.ballot) if self.ballot else None

    @cached_property
    def speeches(self) -> list[Speech]:
        """Who has the floor under the item, then who waits for it."""
        if self.item is None:
            return []
        waiting = Speech.objects.filter(item=self.item, struck_at=None, ended_at=None)
        found = waiting.select_related("person").order_by("asked_at", "pk")
        return sorted(found, key=lambda speech: speech.began_at is None)

    @property
    def mark(self) -> str:
        """Changes when a member has something else to do: another item, a vote opened or closed.

        A vote that comes in does not change it, so that phones need not ask anew for each.
        """
        ballot = f"{self.ballot.pk}.{self.ballot.status}" if self.ballot else "-"
        item = str(self.item.pk) if self.item else "-"
        course = f"{self.sitting.opened_at:%s}" if self.sitting.opened_at else "-"
        return f"{course}.{self.sitting.closed_at is not None}.{item}.{ballot}"


_OPENED: Prepared[Ballot] = Prepared(
    UUID,
    question=lambda sitting: Ballot.objects.filter(
        item__sitting=sitting, struck_at=None, status__in=(S.OPEN, S.CLOSED, S.PUBLISHED)
    ),
)
