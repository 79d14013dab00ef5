"""Whose turn it is in the reserve list, and why another of it may not take a seat now."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kenes.council.candidates.models import Candidate
from kenes.council.models import Mandate
from kenes.council.rotation.models import Offer, Rotation

if TYPE_CHECKING:
    from kenes.organs.models import Organisation


def bars(rotation: Rotation) -> Sequence[tuple[Candidate, str]]:
    """Each of the reserve list in order, with the reason why he may not take the seat, if any."""
    waiting = Candidate.objects.waiting(rotation.seat.convocation)
    listed = waiting.select_related("nominated_by", "contest__convocation")
    offers = Offer.objects.live().filter(candidate__in=listed).select_related("rotation__seat")
    said: dict[object, list[Offer]] = {}
    for offer in offers:
        said.setdefault(offer.candidate_id, []).append(offer)
    seated = _seated(rotation)
    return [(each, _bar(each, rotation, said.get(each.pk, []), seated)) for each in listed]


def next_of(rotation: Rotation) -> Candidate | None:
    """The next of the reserve list who may take the seat."""
    return next((each for each, bar in bars(rotation) if not bar), None)


def _seated(rotation: Rotation) -> "set[Organisation]":
    """The organisations whose representatives sit in the convocation now."""
    held = Mandate.objects.live().filter(
        seat__convocation=rotation.seat.convocation, ended_on=None, nominated_by__isnull=False
    )
    return {mandate.nominated_by for mandate in held.select_related("nominated_by")}


def _bar(
    candidate: Candidate, rotation: Rotation, offers: Sequence[Offer], seated: "set[Organisation]"
) -> str:
    for offer in offers:
        if offer.rotation_id == rotation.pk and offer.answer == Offer.Answer.REFUSAL:
            return _("refused this seat")
        if offer.rotation_id != rotation.pk and offer.answer != Offer.Answer.REFUSAL:
            return _("was offered seat %s") % offer.rotation.seat
    if candidate.nominated_by is not None and candidate.nominated_by in seated:
        return _("%s has a seat already: one NGO, one seat") % candidate.nominated_by
    return ""
