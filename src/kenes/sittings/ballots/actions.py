"""A question is put to the vote, members vote, and what they decided is published."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _

from kenes.core import clock, record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.prepared import Prepared
from kenes.core.refused import Refused
from kenes.council.models import Person
from kenes.sittings.ballots.models import Ballot, Recusal, Vote
from kenes.sittings.ballots.tally import Standing, Tally, tally, votes_of
from kenes.sittings.ballots.unlawful import (
    refuse_chair,
    refuse_surplus,
    refuse_unfinished,
    refuse_vote,
)
from kenes.sittings.hall import screen
from kenes.sittings.models import AgendaItem, Sitting
from kenes.sittings.presence.actions import enter_check
from kenes.sittings.presence.models import QuorumCheck
from kenes.sittings.presence.timeline import Presence, PresenceOf

if TYPE_CHECKING:
    from kenes.core.access import User
    from kenes.norms.models import Norm

S = Ballot.Status
VOTE = QuorumCheck.Occasion.VOTE
Choices = Mapping[Person, str]


@action
def prepare(
    item: AgendaItem,
    *,
    kind: str,
    base: str,
    norm: "Norm",
    by: "User",
    question_kk: str = "",
    question_ru: str = "",
    until_on: date | None = None,
) -> Ballot:
    """A question is worded for the vote: of what kind, counted of whom, by which threshold."""
    if item.sitting.closed_at is not None and kind != Ballot.Kind.ABSENTEE:
        raise Refused(_("The sitting is closed; nothing more is put to the vote at it."))
    if not norm.code.startswith("vote."):
        raise Refused(_("This rule is no threshold of a vote."), field="norm")
    if until_on is not None and until_on < clock.today():
        raise Refused(_("The last day for answers has passed already."), field="until_on")
    last = Ballot.objects.filter(item=item).aggregate(last=Max("ordinal"))["last"] or 0
    ballot = Ballot(
        council_id=item.council_id,
        item=item,
        ordinal=last + 1,
        kind=kind,
        base=base,
        norm=norm,
        question_kk=question_kk.strip(),
        question_ru=question_ru.strip(),
        until_on=until_on,
    )
    record.register([Filing(ballot, path=[(S.PREPARED, clock.today())])], by=by)
    screen.changed(item.sitting)
    return ballot


@action
def open_ballot(ballot: Ballot, *, by: "User") -> None:
    """From now on votes are taken. In the room one vote is open at a time."""
    sitting = _locked(ballot.item.sitting)
    if not ballot.absentee:
        if not sitting.in_session:
            raise Refused(_("The sitting is not under way."))
        others = Ballot.objects.filter(item__sitting=sitting, struck_at=None, status=S.OPEN)
        if others.exclude(kind=Ballot.Kind.ABSENTEE).exclude(pk=ballot.pk).exists():
            raise Refused(_("Another vote is open. Close it or declare it void first."))
    record.move([ballot], S.OPEN, on=clock.today(), by=by, opened_at=clock.now())
    screen.changed(sitting)


def _locked(sitting: Sitting) -> Sitting:
    """The sitting, held until the end of the act: two clerks cannot open two votes at once."""
    locked: Sitting = Sitting.objects.select_for_update().get(pk=sitting.pk)
    return locked


def cast(ballot: Ballot, choices: Choices, *, via: str, by: "User") -> None:
    """Members vote, or change their votes. A vote sent again as it stands changes nothing."""
    held = votes_of(ballot, [person.pk for person in choices])
    # A vote sent again after the close is told that it stands, and not refused.
    if any(p.pk not in held or held[p.pk].choice != choice for p, choice in choices.items()):
        _cast(ballot, choices, via=via, by=by)


@action
def _cast(ballot: Ballot, choices: Choices, *, via: str, by: "User") -> None:
    # Whoever closes the vote waits for this lock, so no vote slips in behind the count.
    if [same.status for same in _LOCKED(ballot.pk)] != [S.OPEN]:
        raise Refused(_("This vote is not open."))
    if ballot.until_on is not None and clock.today() > ballot.until_on:
        raise Refused(_("The last day for answers has passed already."))
    sitting = ballot.item.sitting
    keys = [person.pk for person in choices]
    alone = len(keys) == 1
    standing = Standing(ballot, PresenceOf(sitting, *keys) if alone else Presence(sitting))
    for person, choice in choices.items():
        refuse_vote(standing, person, choice)
    fresh = []
    held = votes_of(ballot, keys)
    for person, choice in choices.items():
        vote = held.get(person.pk)
        if vote is None:
            fresh.append(_vote(ballot, person, choice, via))
        elif vote.choice != choice:
            now = clock.now()
            record.correct(vote, version=vote.version, by=by, choice=choice, via=via, at=now)
    if fresh:
        record.register([Filing(vote) for vote in fresh], by=by)
    screen.changed(sitting)


_LOCKED: Prepared[Ballot] = Prepared(
    UUID,
    question=lambda key: Ballot.objects.select_for_update().filter(pk=key, struck_at=None),
)


def _vote(ballot: Ballot, person: Person, choice: str, via: str) -> Vote:
    return Vote(council_id=ballot.council_id, ballot=ballot, person=person, choice=choice, via=via)


@action
def type_counts(
    ballot: Ballot,
    *,
    votes_for: int,
    votes_against: int,
    abstained: int,
    version: int,
    by: "User",
    participants: int | None = None,
    protocol: str = "",
    chair_for: bool | None = None,
) -> None:
    """Enter how many hands, or papers, were counted; of a secret vote with its protocol.

    Of a show of hands it may be said how the chair voted: where votes are equal, his may decide.
    Refused when more were counted than had a vote. Until the close the counts can be put right.
    """
    if ballot.by_name:
        raise Refused(_("In a vote by name Kenes itself counts."))
    if ballot.status != S.OPEN:
        raise Refused(_("This vote is not open."))
    ballot.participants = participants
    count = Tally(votes_for, votes_against, abstained)
    refuse_surplus(Standing(ballot), count)
    ballot.participants = Ballot.objects.get(pk=ballot.pk).participants
    refuse_chair(ballot, count, chair_for)
    said = {"participants": participants, "protocol": protocol.strip(), "chair_for": chair_for}
    record.correct(ballot, version=version, by=by, **asdict(count), **said)
    screen.changed(ballot.item.sitting)


@action
def recuse(item: AgendaItem, person: Person, *, reason: str, by: "User") -> Recusal:
    """The member takes no part in the item: he leaves the base, and his open vote is struck."""
    if not reason.strip():
        raise Refused(_("Say what the conflict of interest is."), field="reason")
    if not item.sitting.roll.filter(person=person, struck_at=None).exists():
        sentence = _("%(person)s is not on the roll of this sitting.")
        raise Refused(sentence % {"person": person}, field="person")
    if Recusal.objects.filter(item=item, person=person, struck_at=None).exists():
        raise Refused(_("This recusal has been entered already."), field="person")
    recusal = Recusal(council_id=item.council_id, item=item, person=person, reason=reason.strip())
    record.register([Filing(recusal)], by=by)
    votes = Vote.objects.filter(
        ballot__item=item, ballot__status=S.OPEN, person=person, struck_at=None
    )
    if cast := list(votes):
        record.strike(cast, reason=_("recused for conflict of interest"), by=by)
    screen.changed(item.sitting)
    return recusal


@action
def take_part_again(recusals: Sequence[Recusal], *, reason: str, by: "User") -> None:
    """A recusal was entered by mistake: the member takes part again."""
    record.strike(recusals, reason=reason, by=by)
    for recusal in recusals:
        screen.changed(recusal.item.sitting)


def close(ballot: Ballot, *, by: "User") -> None:
    """No more votes are taken; they are counted, and the question is carried or not.

    Refused without the quorum, for such a vote decides nothing (PC art 13(2)): the vote stays
    open, and the check that found the quorum missing is kept as evidence.
    """
    found = Standing(ballot).quorum()
    if not found.met and ballot.status == S.OPEN:
        _note_lack(ballot, by=by)
        raise Refused(found.lack())
    _close(ballot, by=by)


@action
def _note_lack(ballot: Ballot, *, by: "User") -> None:
    found = Standing(ballot).quorum()
    enter_check(ballot.item.sitting, found, VOTE, by=by, item=ballot.item)


@action
def _close(ballot: Ballot, *, by: "User") -> None:
    Ballot.objects.select_for_update().get(pk=ballot.pk)
    standing = Standing(ballot)
    found, count = standing.quorum(), tally(ballot)
    if not found.met:
        raise Refused(found.lack())
    refuse_unfinished(ballot, standing)
    refuse_surplus(standing, count)
    check = enter_check(ballot.item.sitting, found, VOTE, by=by, item=ballot.item)
    end = standing.outcome(count)
    record.move(
        [ballot],
        S.CLOSED,
        on=clock.today(),
        by=by,
        closed_at=clock.now(),
        base_then=standing.base,
        votes_for=count.votes_for,
        votes_against=count.votes_against,
        abstained=count.abstained,
        carried=end.carried,
        chair_for=standing.chair_for,
        tie_norm=end.tie,
        quorum_check=check,
    )
    screen.changed(ballot.item.sitting)


@action
def publish(ballot: Ballot, *, by: "User") -> None:
    """The result is announced, with the names where it is a vote by name; it can change no more."""
    record.move([ballot], S.PUBLISHED, on=clock.today(), by=by, published_at=clock.now())
    screen.changed(ballot.item.sitting)


@action
def void(ballot: Ballot, *, reason: str, by: "User") -> None:
    """The vote is declared void, with the reason; its votes stay to be seen and decide nothing."""
    if not reason.strip():
        raise Refused(_("Say why the vote is void."), field="reason")
    record.move([ballot], S.VOID, on=clock.today(), by=by, reason=reason.strip())
    screen.changed(ballot.item.sitting)
