"""How a vote stands: who may vote in it, who has, and how many of each choice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.db.models import Count

from kenes.core.prepared import Prepared
from kenes.council.models import Office
from kenes.norms.models import Norm
from kenes.sittings.ballots.models import Ballot, Recusal, Vote
from kenes.sittings.models import Sitting
from kenes.sittings.presence.quorum import Quorum, norm_of, seats_of
from kenes.sittings.presence.timeline import Presence

CHAIR = Office.Role.CHAIR


@dataclass(frozen=True)
class Tally:
    """So many for, against and abstained. Of a vote not by name, what was typed so far."""

    votes_for: int
    votes_against: int
    abstained: int

    @property
    def voted(self) -> int:
        return self.votes_for + self.votes_against + self.abstained


@dataclass(frozen=True)
class Outcome:
    """How a vote ended; and where the chair's vote decided, by which setting of the council."""

    carried: bool
    tie: Norm | None = None


def ended(
    count: Tally, base: int, threshold: Norm, tie: Norm | None, *, chair_for: bool | None
) -> Outcome:
    """What so many votes decide by a threshold, and by what the council set for equal votes.

    The chair's second vote settles equal votes alone, and never stands in for a threshold: it must
    hold with that vote. Where the law itself sets the threshold, no council can lower it.
    """
    if base < 1:
        return Outcome(carried=False)
    carried = threshold.holds(count.votes_for, base)
    equal = count.votes_for == count.votes_against > 0
    settles = tie is not None and tie.value > 1 and threshold.own and chair_for is not None
    if carried or not equal or not settles or not threshold.holds(count.votes_for + 1, base):
        return Outcome(carried)
    return Outcome(bool(chair_for), tie)


def tally(ballot: Ballot) -> Tally:
    """The counts of a vote: kept when it was closed, else reckoned from the votes cast."""
    if ballot.counted or not ballot.by_name:
        return Tally(ballot.votes_for or 0, ballot.votes_against or 0, ballot.abstained or 0)
    cast = Vote.objects.filter(ballot=ballot, struck_at=None)
    counts = dict(cast.values_list("choice").annotate(n=Count("pk")))
    choice = Vote.Choice
    return Tally(*(counts.get(each, 0) for each in (choice.FOR, choice.AGAINST, choice.ABSTAIN)))


def votes_of(ballot: Ballot, people: Sequence[UUID]) -> Mapping[UUID, Vote]:
    """The votes of these members that stand; of one alone, on his phone, by the short way."""
    if len(people) == 1:
        cast = _VOTES_OF(ballot.pk, people[0])
    else:
        cast = list(Vote.objects.filter(ballot=ballot, person__in=people, struck_at=None))
    return {vote.person_id: vote for vote in cast}


_VOTES_OF: Prepared[Vote] = Prepared(
    UUID,
    UUID,
    question=lambda ballot, person: Vote.objects.filter(
        ballot=ballot, person=person, struck_at=None
    ),
)
_RECUSALS: Prepared[Recusal] = Prepared(
    UUID, question=lambda item: Recusal.objects.filter(item=item, struck_at=None)
)


class Standing:
    """One ballot against the presence of its sitting: who may vote, and what it is counted of."""

    def __init__(self, ballot: Ballot, presence: Presence | None = None) -> None:
        self.ballot = ballot
        self.sitting: Sitting = ballot.item.sitting
        self.presence = presence or Presence(self.sitting)

    @cached_property
    def recused(self) -> set[UUID]:
        """Those who take no part in the item for conflict of interest."""
        found = _RECUSALS(self.ballot.item_id)
        return {recusal.person_id for recusal in found} & self.presence.voters

    @cached_property
    def votes(self) -> Mapping[UUID, Vote]:
        """The votes cast, by person."""
        cast = Vote.objects.filter(ballot=self.ballot, struck_at=None)
        return {vote.person_id: vote for vote in cast}

    @cached_property
    def may_vote(self) -> set[UUID]:
        """Those whose vote is taken now: there, or anywhere at an absentee vote; not recused."""
        asked = self.presence.voters if self.ballot.absentee else self.presence.there()
        return asked - self.recused

    @property
    def base(self) -> int:
        """The number the votes are counted of; who recused himself is taken out of it."""
        bases = Ballot.Base
        if self.ballot.base == bases.ALL:
            return max(0, seats_of(self.sitting, self.presence) - len(self.recused))
        # Who voted and has left since is still counted, or there would be more votes than people.
        present = len((self.may_vote | set(self.votes)) - self.recused)
        if self.ballot.base == bases.PARTICIPANTS and self.ballot.participants is not None:
            recused_here = len(self.presence.there() & self.recused)
            return max(present, self.ballot.participants - recused_here)
        return present

    def quorum(self) -> Quorum:
        """The quorum at this vote. At an absentee vote those who answered are there."""
        there = set(self.votes) if self.ballot.absentee else self.presence.there()
        seats = seats_of(self.sitting, self.presence)
        return Quorum(norm_of(self.sitting), seats, len(there))

    @cached_property
    def chair_for(self) -> bool | None:
        """How the chair of the body voted openly; None where he did not, or it is not known."""
        chair = {line.person_id for line in self.presence.roll if line.role_then == CHAIR}
        if not self.ballot.by_name:
            typed = self.ballot.kind == Ballot.Kind.HANDS and bool(chair & self.may_vote)
            return self.ballot.chair_for if typed else None
        said = {self.votes[key].choice for key in chair & set(self.votes)}
        said &= {Vote.Choice.FOR, Vote.Choice.AGAINST}
        return Vote.Choice.FOR in said if said else None

    @cached_property
    def tie(self) -> Norm | None:
        """What the council set for equal votes, as on the day of the sitting."""
        return Norm.objects.known("tie.chair", self.sitting.event.held_on, self.sitting.council)

    @property
    def asks_chair(self) -> bool:
        """Whether the clerk is to say how the chair raised his hand."""
        hands = self.ballot.kind == Ballot.Kind.HANDS and self.ballot.norm.own
        return hands and self.tie is not None and self.tie.value > 1

    def outcome(self, count: Tally) -> Outcome:
        """How the question ends with so many votes."""
        return ended(count, self.base, self.ballot.norm, self.tie, chair_for=self.chair_for)
