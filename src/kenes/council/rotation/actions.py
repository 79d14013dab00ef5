"""A member leaves; the next of the reserve is asked, and let in by a decision of a sitting."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext as _

from kenes.core import record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.council import actions as councils
from kenes.council.bodies.actions import end_roles
from kenes.council.candidates.actions import person_of
from kenes.council.candidates.models import Candidate
from kenes.council.models import Body, Mandate, Office, Person, Seat
from kenes.council.rotation.models import Offer, Rotation
from kenes.council.rotation.reserve import bars, next_of

if TYPE_CHECKING:
    from kenes.core.access import User
    from kenes.council.contest.models import Contest
    from kenes.organs.models import Organisation

S, G = Rotation.Status, Mandate.Ground


@action
def leave(
    mandate: Mandate, *, on: date, ground: str, paper: str, by: "User", version: int = 0
) -> Rotation:
    """A member leaves the council on the day `on`, on a ground of PC art 15, with its paper.

    His roles in bodies end with the mandate, and the seat is vacant: its rotation begins.
    """
    if mandate.ended_on is not None:
        raise Refused(_("This member has left already."))
    if on <= mandate.since_on:
        raise Refused(_("A mandate ends after it begins."), field="on")
    if ground not in G.values or ground == G.TERM:
        raise Refused(_("Choose the ground on which he leaves before the term."), field="ground")
    if (ground == G.RECALLED) and mandate.seat.quota != Seat.Quota.STATE:
        raise Refused(_("Only a member sent by a state body is replaced by it."), field="ground")
    if not paper.strip():
        raise Refused(
            _("Name the paper: an application, a decision, a certificate."), field="paper"
        )
    stated: dict[str, Any] = {"ended_on": on, "ground": ground, "left_paper": paper.strip()}
    record.correct(mandate, version=version or mandate.version, by=by, **stated)
    roles = Office.objects.of(mandate.council).live().filter(person=mandate.person)
    end_roles(roles, on=on, by=by)
    return begin(mandate.seat, left=mandate, on=on, by=by)


@action
def begin(seat: Seat, *, left: Mandate | None, on: date, by: "User") -> Rotation:
    """A seat is vacant from the day `on`, and a successor is sought for the rest of the term."""
    if Mandate.objects.live().filter(seat=seat).on(on).exists():
        raise Refused(_("Somebody holds this seat; it is not vacant."), field="seat")
    rotation = Rotation(council=seat.council, seat=seat, left=left, vacant_on=on)
    if Rotation.objects.live().filter(seat=seat, status__in=Rotation.UNDER_WAY).exists():
        raise Refused(_("A successor for this seat is sought already."), field="seat")
    record.register([Filing(rotation, path=[(S.OPEN.value, on)])], by=by)
    return rotation


@action
def offer(rotation: Rotation, *, on: date, by: "User") -> Offer:
    """The seat is offered to the next of the reserve list who may take it.

    Refused when the list is empty: then an additional contest is opened (PC art 9(9)).
    """
    _refuse_unless(rotation, S.OPEN)
    if rotation.of_state:
        raise Refused(_("A state body's seat is filled by the head of that body."))
    if rotation.asked is not None:
        raise Refused(_("A candidate has been asked and has not answered yet."))
    candidate = next_of(rotation)
    if candidate is None:
        raise Refused(_("Nobody of the reserve list is left; open an additional contest."))
    if on < rotation.vacant_on:
        raise Refused(_("The seat was not vacant yet on that day."), field="on")
    made = Offer(council=rotation.council, rotation=rotation, candidate=candidate, offered_on=on)
    record.register([Filing(made)], by=by)
    return made


@action
def answer(offered: Offer, *, consents: bool, on: date, paper: str, by: "User") -> None:
    """The candidate answered in writing.

    With his consent the rotation waits for a decision; after a refusal the next may be asked.
    """
    if offered.answer:
        raise Refused(_("The answer is recorded already."))
    if on < offered.offered_on:
        raise Refused(_("The answer is earlier than the offer."), field="on")
    if not paper.strip():
        raise Refused(_("Name the paper in which he answered."), field="paper")
    said = Offer.Answer.CONSENT if consents else Offer.Answer.REFUSAL
    facts = {"answer": said.value, "answered_on": on, "paper": paper.strip()}
    record.correct(offered, version=offered.version, by=by, **facts)
    if consents:
        record.move([offered.rotation], S.CONSENTED, on=on, by=by)


@action
def turn_down(rotation: Rotation, *, on: date, reason: str, by: "User") -> None:
    """The sitting did not agree, or the candidate took his consent back; the next one is asked."""
    given = rotation.consented
    if given is None:
        raise Refused(_("Nobody has consented yet."))
    if not reason.strip():
        raise Refused(_("Say why."), field="reason")
    refused = {"answer": Offer.Answer.REFUSAL.value, "paper": reason.strip()[:300]}
    record.correct(given, version=given.version, by=by, **refused)
    record.move([rotation], S.OPEN, on=on, by=by, reason=reason)


@action
def fill(rotation: Rotation, *, decision: Any, by: "User") -> Mandate:
    """A general sitting let the candidate in: he holds the seat for the rest of the term.

    The decision is a `kenes.Decision` of a held general sitting. One who came from the reserve
    list counts in `council.rotated` by the day of that decision.
    """
    _refuse_unless(rotation, S.CONSENTED)
    given = rotation.consented
    assert given is not None, "a rotation that waits for a decision has a consent"
    sitting = decision.item.sitting
    if decision.struck or decision.council_id != rotation.council_id:
        raise Refused(_("Choose a decision of this council."), field="decision")
    if sitting.body.kind != Body.Kind.COUNCIL or sitting.event.status != "held":
        raise Refused(_("Only a general sitting that was held fills a seat."), field="decision")
    on = decision.adopted_on
    if given.answered_on is not None and on < given.answered_on:
        raise Refused(_("The decision is earlier than the candidate's consent."), field="decision")
    candidate = given.candidate
    [why] = [bar for each, bar in bars(rotation) if each == candidate] or [""]
    if why:
        raise Refused(why)
    person = person_of(candidate, by=by)
    additional = candidate.status == Candidate.Status.CHOSEN
    mandate = Mandate(
        council=rotation.council,
        seat=rotation.seat,
        person=person,
        since_on=on,
        decided_on=on,
        entered=Mandate.Entered.CONTEST if additional else Mandate.Entered.RESERVE,
        nominated_by=candidate.nominated_by,
    )
    _enter(rotation, mandate, on=on, by=by, decision=decision)
    record.move([candidate], Candidate.Status.SEATED, on=on, by=by, person=person)
    return mandate


@action
def replace(
    rotation: Rotation,
    person: Person,
    *,
    agency: "Organisation",
    on: date,
    paper: str,
    by: "User",
) -> Mandate:
    """The head of a state body sent another official in place of the one who left (PC art 9(10)).

    This is no rotation from the reserve: no figure counts it.
    """
    _refuse_unless(rotation, S.OPEN)
    if not rotation.of_state:
        raise Refused(_("A seat of civil society is filled from the reserve list."))
    if not paper.strip():
        raise Refused(_("Name the paper of the head of the body."), field="paper")
    mandate = Mandate(
        council=rotation.council,
        seat=rotation.seat,
        person=person,
        since_on=on,
        decided_on=on,
        entered=Mandate.Entered.AGENCY,
        nominated_by=agency,
    )
    _enter(rotation, mandate, on=on, by=by, paper=paper.strip())
    return mandate


def _enter(rotation: Rotation, mandate: Mandate, *, on: date, by: "User", **facts: Any) -> None:
    """The person takes the seat, and the rotation says so. Only the rest of the term is left."""
    if on < rotation.vacant_on:
        raise Refused(_("The seat was not vacant yet on that day."), field="on")
    councils.seat([Filing(mandate)], by=by)
    record.move([rotation], S.FILLED, on=on, by=by, entered=mandate, **facts)


@action
def call_contest(rotation: Rotation, contest: "Contest", *, on: date, by: "User") -> None:
    """Nobody of the reserve is left: the seat waits for an additional contest (PC art 9(9))."""
    _refuse_unless(rotation, S.OPEN)
    if rotation.of_state:
        raise Refused(_("A state body's seat is filled by the head of that body."))
    if next_of(rotation) is not None:
        raise Refused(_("The reserve list is not empty: ask the next of it first."))
    if contest.kind != "additional" or contest.convocation_id != rotation.seat.convocation_id:
        raise Refused(_("Choose an additional contest of this convocation."), field="contest")
    record.move([rotation], S.CONTEST, on=on, by=by, contest=contest)


@action
def resume(rotation: Rotation, *, on: date, by: "User") -> None:
    """The additional contest brought candidates, or the seat is to be filled after all."""
    if rotation.status == S.CONTEST and next_of(rotation) is None:
        raise Refused(_("The additional contest has brought nobody yet."))
    record.move([rotation], S.OPEN, on=on, by=by)


@action
def drop(rotation: Rotation, *, on: date, reason: str, by: "User") -> None:
    """The seat is left vacant to the end of the term."""
    if not reason.strip():
        raise Refused(_("Say why."), field="reason")
    record.move([rotation], S.DROPPED, on=on, by=by, reason=reason)


def _refuse_unless(rotation: Rotation, status: models.TextChoices) -> None:
    rotation.refresh_from_db(fields=["status", "version"])
    if rotation.struck or rotation.status != status:
        sentence = _("This cannot be done now: %s.") % rotation.get_status_display()
        raise Refused(sentence)
