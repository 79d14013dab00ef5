"""A paper of the council to an agency, and the points it speaks of."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kenes.core.flow import NumberedFlow
from kenes.core.row import Row


class Dispatch(NumberedFlow):
    """A paper with an outgoing number: prepared by Kenes, sent by a person.

    One paper goes to one agency and holds all its points: forty points to twelve agencies are
    twelve papers, and a reminder of nine of them is one.
    """

    PATH = "dispatches"
    NUMBERED_BY = "prepared_on"
    TITLED_BY = ("addressee",)
    PUBLIC = Q(status__in=("sent", "delivered", "returned"))

    class Kind(models.TextChoices):
        RECOMMENDATION = "recommendation", _("recommendations")
        REMINDER = "reminder", _("reminder")
        CHAIR = "chair", _("letter of the chair")
        SUPERVISOR = "supervisor", _("letter to the supervising body")

    class Channel(models.TextChoices):
        EMAIL = "email", _("by e-mail")
        CABINET = "cabinet", _("in the cabinet")
        POST = "post", _("by post")
        HAND = "hand", _("by hand")

    class Status(models.TextChoices):
        PREPARED = "prepared", _("to be sent")
        SENT = "sent", _("sent")
        DELIVERED = "delivered", _("delivered")
        RETURNED = "returned", _("came back")
        DROPPED = "dropped", _("not sent")

    # What the council does about silence, step by step; see `ladder`.
    PRESSING = (Kind.REMINDER, Kind.CHAIR, Kind.SUPERVISOR)
    GONE = (Status.SENT, Status.DELIVERED, Status.RETURNED)
    MOVES = {
        Status.PREPARED: {Status.SENT, Status.DROPPED},
        Status.SENT: {Status.DELIVERED, Status.RETURNED},
        Status.RETURNED: {Status.SENT, Status.DELIVERED},
        Status.DELIVERED: set(),
        Status.DROPPED: set(),
    }
    START = {Status.PREPARED}

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    addressee = models.ForeignKey(
        "kenes.Organisation",
        on_delete=models.PROTECT,
        related_name="dispatches",
        verbose_name=_("addressee"),
    )
    prepared_on = models.DateField(_("prepared on"))
    # What the clerk writes above the points; empty, the usual words stand there.
    opening_kk = models.TextField(_("opening in Kazakh"), blank=True)
    opening_ru = models.TextField(_("opening in Russian"), blank=True)
    channel = models.CharField(
        _("how it is sent"), max_length=10, choices=Channel.choices, blank=True
    )
    sent_on = models.DateField(_("sent on"), null=True, blank=True, editable=False)
    delivered_on = models.DateField(_("delivered on"), null=True, blank=True, editable=False)
    # How the delivery is known: the stamp on a copy, who opened it in the cabinet.
    proof = models.CharField(_("proof of delivery"), max_length=500, blank=True, editable=False)
    signatory_then = models.CharField(_("signed by"), max_length=300, blank=True, editable=False)
    status = models.CharField(
        _("state"), max_length=20, choices=Status.choices, default=Status.PREPARED, editable=False
    )

    class Meta(NumberedFlow.Meta):
        verbose_name = _("paper to an agency")
        verbose_name_plural = _("papers to agencies")
        constraints = (
            *NumberedFlow.Meta.constraints,
            models.CheckConstraint(
                name="dispatch_sent_says_when_and_how",
                condition=Q(status__in=["prepared", "dropped"], sent_on=None)
                | (
                    Q(sent_on__isnull=False)
                    & ~Q(channel="")
                    & ~Q(status__in=["prepared", "dropped"])
                ),
            ),
            models.CheckConstraint(
                name="dispatch_delivered_says_when",
                condition=Q(status="delivered", delivered_on__isnull=False)
                | (~Q(status="delivered") & Q(delivered_on=None)),
            ),
        )
        indexes = (models.Index(fields=["council", "status"], name="dispatch_by_state"),)

    @property
    def title(self) -> str:
        return f"{self.get_kind_display()}: {self.addressee.title}"

    def named(self) -> Sequence[Row]:
        return (self.addressee,)


class DispatchedPoint(Row):
    """A point of which a paper speaks."""

    PART_OF = "dispatch"
    TITLED_BY = ("dispatch__addressee",)
    PART_KEY: ClassVar[tuple[str, ...]] = ("point",)

    dispatch = models.ForeignKey(Dispatch, on_delete=models.PROTECT, related_name="points")
    point = models.ForeignKey("kenes.Point", on_delete=models.PROTECT, related_name="dispatched")
    # By when its answer was awaited on the day the paper was prepared; none in its first paper.
    awaited_on_then = models.DateField(null=True, blank=True, editable=False)

    class Meta(Row.Meta):
        verbose_name = _("point in a paper")
        verbose_name_plural = _("points in papers")
        ordering = ("pk",)
        constraints = (
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "dispatch", "point"],
                name="dispatched_point_once",
                condition=Q(struck_at=None),
            ),
        )

    def days_overdue(self, today: date) -> int:
        """Calendar days since the answer was awaited; 0 while it is not overdue."""
        if self.awaited_on_then is None:
            return 0
        return max(0, (today - self.awaited_on_then).days)
