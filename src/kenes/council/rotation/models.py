"""Filling a vacant seat: who left, who was asked and answered what, which decision let one in."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kenes.core.flow import Flow
from kenes.core.row import Row
from kenes.council.models import Mandate, Seat


class Rotation(Flow):
    """One vacancy on its way to being filled: who is replaced, by whom, by which decision.

    A seat of civil society goes to the next of the reserve list who consents, by decision of a
    general sitting (PC art 9(9)); a state body's by decision of its head (art 9(10)).
    """

    TITLED_BY = ("seat__convocation",)
    PARTS = ("Offer",)

    KEPT_WITH = "seat"

    class Status(models.TextChoices):
        OPEN = "open", _("a successor is sought")
        CONSENTED = "consented", _("waits for a decision of the general sitting")
        CONTEST = "contest", _("waits for an additional contest")
        FILLED = "filled", _("filled")
        DROPPED = "dropped", _("left vacant")

    UNDER_WAY = (Status.OPEN, Status.CONSENTED, Status.CONTEST)
    MOVES = {
        Status.OPEN: {Status.CONSENTED, Status.CONTEST, Status.FILLED, Status.DROPPED},
        Status.CONSENTED: {Status.FILLED, Status.OPEN, Status.DROPPED},
        Status.CONTEST: {Status.OPEN, Status.DROPPED},
        Status.FILLED: set(),
        Status.DROPPED: {Status.OPEN},
    }
    START = {Status.OPEN}

    seat = models.ForeignKey(
        Seat, on_delete=models.PROTECT, related_name="rotations", verbose_name=_("seat")
    )
    left = models.ForeignKey(
        Mandate, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("who left")
    )
    vacant_on = models.DateField(_("vacant since"))
    contest = models.ForeignKey(
        "kenes.Contest", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    decision = models.ForeignKey(
        "kenes.Decision",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="rotations",
        verbose_name=_("decision"),
    )
    # Of a state member: the paper of the head of his body.
    paper = models.CharField(_("paper"), max_length=300, blank=True, editable=False)
    entered = models.ForeignKey(
        Mandate,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("who entered"),
    )
    status = models.CharField(
        _("state"), max_length=20, choices=Status.choices, default=Status.OPEN, editable=False
    )

    class Meta(Flow.Meta):
        verbose_name = _("rotation")
        verbose_name_plural = _("rotations")
        constraints = (
            *Flow.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "seat"],
                name="rotation_one_at_a_time",
                condition=Q(status__in=["open", "consented", "contest"], struck_at=None),
            ),
            models.CheckConstraint(
                name="rotation_filled_by_somebody",
                condition=Q(status="filled", entered__isnull=False)
                | (~Q(status="filled") & Q(entered=None)),
            ),
        )

    @property
    def title(self) -> str:
        return str(self.seat)

    @property
    def of_state(self) -> bool:
        """Whether the seat is a state body's, which its head fills."""
        return self.seat.quota == Seat.Quota.STATE

    @property
    def consented(self) -> "Offer | None":
        """The offer that was accepted and not taken back."""
        return self.offers.live().filter(answer=Offer.Answer.CONSENT).first()

    @property
    def asked(self) -> "Offer | None":
        """The offer that waits for an answer."""
        return self.offers.live().filter(answer="").first()

    def days(self, today: date) -> int:
        """How many days the seat has stood, or stood, vacant."""
        until = self.entered.since_on if self.entered else today
        return (until - self.vacant_on).days


class Offer(Row):
    """The seat was offered to a candidate of the reserve list, and what he answered."""

    PART_OF = "rotation"
    PART_KEY: ClassVar[tuple[str, ...]] = ("candidate",)

    class Answer(models.TextChoices):
        CONSENT = "consent", _("consents")
        REFUSAL = "refusal", _("refuses")

    rotation = models.ForeignKey(Rotation, on_delete=models.PROTECT, related_name="offers")
    candidate = models.ForeignKey(
        "kenes.Candidate", on_delete=models.PROTECT, related_name="offers"
    )
    offered_on = models.DateField(_("offered on"))
    answer = models.CharField(_("answer"), max_length=10, choices=Answer.choices, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    paper = models.CharField(_("paper of the answer"), max_length=300, blank=True)

    class Meta(Row.Meta):
        verbose_name = _("offer of a seat")
        ordering = ("offered_on", "pk")
        constraints = (
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "rotation", "candidate"],
                name="offer_once_per_candidate",
                condition=Q(struck_at=None),
            ),
            models.UniqueConstraint(
                fields=["council", "rotation"],
                name="offer_one_at_a_time",
                condition=Q(answer__in=["", "consent"], struck_at=None),
            ),
            models.CheckConstraint(
                name="offer_answer_has_day_and_paper",
                condition=Q(answer="", answered_on=None)
                | (~Q(answer="") & Q(answered_on__isnull=False) & ~Q(paper="")),
            ),
        )
