"""Hearings of agencies' reports (PC art 23)."""

from collections.abc import Sequence

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kenes.core.flow import NumberedFlow
from kenes.core.row import Row
from kenes.organs.models import Organisation


class Hearing(NumberedFlow):
    """An agency's report, planned and heard as one item of the agenda of a sitting.

    The agency's kind is copied when it is heard: a department that is renamed or merged later
    changes no old figure. Accepted means that more than half of the participants present voted
    for it (PC art 23(4)).
    """

    PATH = "hearings"
    TITLED_BY = ("agency",)
    NUMBERED_BY = "planned_on"

    class Status(models.TextChoices):
        PLANNED = "planned", _("planned")
        POSTPONED = "postponed", _("postponed")
        HEARD = "heard", _("heard")
        CANCELLED = "cancelled", _("cancelled")

    class Verdict(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        NOT_ACCEPTED = "not_accepted", _("not accepted")

    MOVES = {
        Status.PLANNED: {Status.HEARD, Status.POSTPONED, Status.CANCELLED},
        Status.POSTPONED: {Status.PLANNED, Status.HEARD, Status.CANCELLED},
        Status.HEARD: set(),
        Status.CANCELLED: set(),
    }
    START = {Status.PLANNED}

    agency = models.ForeignKey(
        "kenes.Organisation",
        on_delete=models.PROTECT,
        related_name="hearings",
        verbose_name=_("agency"),
    )
    agency_kind_then = models.CharField(
        _("its kind then"), max_length=20, choices=Organisation.Kind.choices
    )
    planned_on = models.DateField(_("planned for"))
    heard_on = models.DateField(_("heard on"), null=True, blank=True)
    item = models.ForeignKey(
        "kenes.AgendaItem",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="hearings",
        verbose_name=_("question of the agenda"),
    )
    verdict = models.CharField(_("vote"), max_length=15, choices=Verdict.choices, blank=True)
    mark = models.PositiveSmallIntegerField(_("mark"), null=True, blank=True)
    status = models.CharField(
        _("state"), max_length=20, choices=Status.choices, default=Status.PLANNED, editable=False
    )

    class Meta(NumberedFlow.Meta):
        verbose_name = _("hearing of a report")
        verbose_name_plural = _("hearings of reports")
        constraints = (
            *NumberedFlow.Meta.constraints,
            # A struck hearing frees its item for the one that was meant.
            models.UniqueConstraint(
                fields=["council", "item"],
                name="hearing_one_per_item",
                condition=Q(struck_at=None),
            ),
            models.CheckConstraint(
                name="hearing_heard_has_date_and_item",
                condition=Q(status="heard", heard_on__isnull=False, item__isnull=False)
                | (~Q(status="heard") & Q(heard_on=None)),
            ),
        )

    @property
    def title(self) -> str:
        return self.agency.title

    def named(self) -> Sequence[Row]:
        return (self.agency,)
