"""The quorum, reckoned by the rule in force: of how many, how many are needed, how many are there.

Pure reckoning: nothing here writes. The check that stays as evidence is made by the verbs.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from kenes.council.models import Body
from kenes.norms.models import Norm
from kenes.sittings.models import Sitting
from kenes.sittings.presence.models import QuorumCheck
from kenes.sittings.presence.roll import members_in_all
from kenes.sittings.presence.timeline import Presence


@dataclass(frozen=True)
class Quorum:
    """One reckoning: the rule, the members in all, those present, those needed."""

    norm: Norm
    seats: int
    present: int

    @property
    def needed(self) -> int:
        return self.norm.needed(self.seats)

    @property
    def met(self) -> bool:
        return self.seats > 0 and self.norm.holds(self.present, self.seats)

    @property
    def missing(self) -> int:
        return max(0, self.needed - self.present)

    def lack(self) -> str:
        """What is said where the quorum is not there."""
        return _(
            "There is no quorum: %(needed)d of %(seats)d are needed, %(present)d are there."
        ) % {
            "needed": self.needed,
            "seats": self.seats,
            "present": self.present,
        }

    def check(self, sitting: Sitting, occasion: str) -> QuorumCheck:
        """The evidence of this reckoning, not yet entered."""
        return QuorumCheck(
            council_id=sitting.council_id,
            sitting=sitting,
            occasion=occasion,
            norm=self.norm,
            seats_then=self.seats,
            needed_then=self.needed,
            present_then=self.present,
        )


def norm_of(sitting: Sitting) -> Norm:
    """The rule of the quorum for this body on that day: of the council by law (PC art 13(2))."""
    code = "quorum.sitting" if sitting.body.kind == Body.Kind.COUNCIL else "quorum.body"
    return Norm.objects.in_force(code, sitting.event.held_on, sitting.council)


def reckon(
    sitting: Sitting, presence: Presence | None = None, at: datetime | None = None
) -> Quorum:
    """The quorum of a sitting as things stand, or as they stood at an instant."""
    presence = presence or Presence(sitting)
    return Quorum(norm_of(sitting), seats_of(sitting, presence), len(presence.there(at)))


def seats_of(sitting: Sitting, presence: Presence) -> int:
    """The members in all: as copied when the roll was called, else as the body is now."""
    return sitting.seats_then or members_in_all(sitting, len(presence.voters))
