"""A contest is prepared, announced, decided, approved; each step is published."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kenes.core import record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.council import actions as councils
from kenes.council.candidates.actions import person_of
from kenes.council.candidates.models import Candidate
from kenes.council.contest.models import Contest, GroupMember, Stage
from kenes.council.models import Mandate, Seat
from kenes.norms.models import Norm

if TYPE_CHECKING:
    from kenes.core.access import User

S, C, K = Contest.Status, Candidate.Status, Stage.Kind
# From which state of the contest each of its steps may be published.
REACHED = {
    K.GROUP: (S.PREPARED, S.ANNOUNCED, S.DECIDED, S.APPROVED),
    K.NOTICE: (S.ANNOUNCED, S.DECIDED, S.APPROVED),
    K.ADMISSION: (S.ANNOUNCED, S.DECIDED, S.APPROVED),
    K.PROTOCOL: (S.DECIDED, S.APPROVED),
    K.RESERVE: (S.DECIDED, S.APPROVED),
    K.COMPOSITION: (S.APPROVED,),
}


@action
def prepare(contest: Contest, group: Sequence[GroupMember] = (), *, by: "User") -> None:
    """Preparation begins; the working group is named now or one by one later."""
    under_way = Contest.objects.live().filter(
        convocation=contest.convocation,
        kind=contest.kind,
        status__in=(S.PREPARED, S.ANNOUNCED, S.DECIDED),
    )
    if under_way.exists():
        raise Refused(_("Such a contest of this convocation is under way already."))
    start = [(S.PREPARED.value, contest.opened_on)]
    record.register([Filing(contest, path=start, parts=group)], by=by)


@action
def name_to_group(member: GroupMember, *, by: "User") -> None:
    """A person joins the working group, while the contest is prepared."""
    if member.contest.status != S.PREPARED:
        raise Refused(_("The contest is announced; the working group is what it was then."))
    others = GroupMember.objects.live().filter(contest=member.contest)
    if member.head and others.filter(head=True).exists():
        raise Refused(_("The working group has a head already."), field="head")
    if others.filter(name=member.name).exists():
        raise Refused(_("This person is in the working group already."), field="name")
    record.register([Filing(member)], by=by)


def group_holds(contest: Contest, on: date) -> tuple[Norm, int, int, bool]:
    """The rule on the working group, how many of how many are civil, and whether it is kept."""
    group = GroupMember.objects.live().filter(contest=contest)
    total, civil = group.count(), group.filter(quota=Seat.Quota.CIVIL).count()
    norm = Norm.objects.nearest("group.civil_share", on, contest.council)
    return norm, civil, total, bool(total) and norm.holds(civil, total)


@action
def announce(contest: Contest, *, on: date, by: "User") -> None:
    """The notice is published: what body, where, until when, by which papers (PC art 9(6)).

    Refused while the notice is not complete, and while the working group is not lawful: at most a
    third from the state, a head from civil society (PC art 8).
    """
    if contest.missing:
        raise Refused(_("The notice is not complete yet."), field=contest.missing[0])
    norm, civil, total, holds = group_holds(contest, on)
    if not holds:
        said = {"civil": civil, "total": total, "needed": norm.length, "law": norm.citation()}
        sentence = _("%(civil)s of %(total)s are from civil society; at least %(needed)s: %(law)s.")
        raise Refused(sentence % said)
    if not GroupMember.objects.live().filter(contest=contest, head=True).exists():
        raise Refused(_("The working group has no head yet."))
    record.move([contest], S.ANNOUNCED, on=on, by=by)
    publish(contest, K.NOTICE, on=on, by=by)


@action
def decide(
    contest: Contest,
    *,
    chosen: Sequence[Candidate],
    reserve: Sequence[Candidate],
    protocol: str,
    on: date,
    by: "User",
) -> None:
    """The working group signed its protocol: who is chosen, and the reserve list in its order."""
    if not protocol.strip():
        raise Refused(_("Name the protocol of the working group."), field="protocol")
    open_ = Candidate.objects.live().filter(contest=contest, status=C.FILED)
    if open_.exists():
        raise Refused(_("Decide first on the admission of every candidate."))
    admitted = list(Candidate.objects.live().filter(contest=contest, status=C.ADMITTED))
    named = [*chosen, *reserve]
    if len(set(named)) != len(named):
        raise Refused(_("One candidate stands in the lists twice."))
    if set(named) - set(admitted):
        raise Refused(_("Only admitted candidates can be chosen."))
    if contest.kind == Contest.Kind.FORMING:
        _refuse_too_many(contest, chosen)
    _refuse_two_of_one(chosen)
    for status, listed in ((C.CHOSEN, chosen), (C.RESERVE, reserve)):
        for place, candidate in enumerate(listed, start=1):
            record.move([candidate], status, on=on, by=by, place=place)
    rest = [each for each in admitted if each not in named]
    if rest:
        record.move(rest, C.NOT_CHOSEN, on=on, by=by)
    record.move([contest], S.DECIDED, on=on, by=by, protocol=protocol.strip())


def _refuse_too_many(contest: Contest, chosen: Sequence[Candidate]) -> None:
    seats = Seat.objects.live().filter(convocation=contest.convocation, quota=Seat.Quota.CIVIL)
    if len(chosen) > seats.count():
        sentence = _("%(chosen)s are chosen for %(seats)s seats of civil society.")
        raise Refused(sentence % {"chosen": len(chosen), "seats": seats.count()})


def _refuse_two_of_one(chosen: Sequence[Candidate]) -> None:
    """One NGO, one seat (PC art 9(4))."""
    senders = [each.nominated_by for each in chosen if each.nominated_by is not None]
    twice = next((sender for sender in senders if senders.count(sender) > 1), None)
    if twice is not None:
        raise Refused(_("%s would have two seats: one NGO, one seat.") % twice)


@action
def approve(contest: Contest, *, by_whom: str, since_on: date, on: date, by: "User") -> None:
    """The chair of the maslikhat approved the composition (PC art 9(8)).

    In the forming of a convocation the chosen take its civil seats from `since_on`, in the order
    of the protocol. After an additional contest they wait for the general sitting.
    """
    if not by_whom.strip():
        raise Refused(_("Name who approved it, and by which paper."), field="by_whom")
    record.move([contest], S.APPROVED, on=on, by=by, approved_by=by_whom.strip())
    if contest.kind == Contest.Kind.ADDITIONAL:
        return
    empty = Seat.objects.live().filter(convocation=contest.convocation, quota=Seat.Quota.CIVIL)
    empty = empty.exclude(mandates__in=Mandate.objects.live()).order_by("ordinal")
    chosen = Candidate.objects.live().filter(contest=contest, status=C.CHOSEN).order_by("place")
    for seat, candidate in zip(empty, chosen, strict=False):
        person = person_of(candidate, by=by)
        mandate = Mandate(
            council=contest.council,
            seat=seat,
            person=person,
            since_on=since_on,
            decided_on=on,
            entered=Mandate.Entered.CONTEST,
            nominated_by=candidate.nominated_by,
        )
        councils.seat([Filing(mandate)], by=by)
        record.move([candidate], C.SEATED, on=on, by=by, person=person)


@action
def publish(contest: Contest, kind: str, *, on: date, by: "User") -> None:
    """A step of the contest may be read by everyone from the day `on`."""
    if contest.status not in REACHED[K(kind)]:
        raise Refused(_("The contest has not come to this step yet."))
    if Stage.objects.live().filter(contest=contest, kind=kind).exists():
        raise Refused(_("This step is published already."))
    stage = Stage(council=contest.council, contest=contest, kind=kind, published_on=on)
    record.register([Filing(stage)], by=by)


@action
def cancel(contest: Contest, *, on: date, reason: str, by: "User") -> None:
    """The contest is called off, for a reason that is kept."""
    if not reason.strip():
        raise Refused(_("Say why."), field="reason")
    record.move([contest], S.CANCELLED, on=on, by=by, reason=reason)
