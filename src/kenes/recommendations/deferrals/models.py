"""More time asked for an answer."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kenes.core.flow import Flow
from kenes.core.refused import Refused
from kenes.recommendations.models import Point


class Deferral(Flow):
    """An agency asks to answer later, and the council agrees or does not.

    The legal day stays with the point and is always shown; the council that agreed does not press
    before the later day.
    """

    PART_OF = "point"
    TITLED_BY = ("point__recommendation",)
    PART_KEY: ClassVar[tuple[str, ...]] = ("asked_on", "pk")
    PUBLIC = Q(status="granted")

    class Status(models.TextChoices):
        ASKED = "asked", _("asked")
        GRANTED = "granted", _("agreed")
        REFUSED = "refused", _("not agreed")

    MOVES = {
        Status.ASKED: {Status.GRANTED, Status.REFUSED},
        Status.GRANTED: set(),
        Status.REFUSED: set(),
    }
    START = {Status.ASKED}

    point = models.ForeignKey(Point, on_delete=models.PROTECT, related_name="deferrals")
    asked_on = models.DateField(_("asked on"))
    until_on = models.DateField(_("until which day"))
    reason = models.TextField(_("reason"))
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decision = models.TextField(_("why so decided"), blank=True)
    status = models.CharField(
        _("state"), max_length=20, choices=Status.choices, default=Status.ASKED, editable=False
    )

    class Meta(Flow.Meta):
        verbose_name = _("request for more time")
        verbose_name_plural = _("requests for more time")
        ordering = ("asked_on", "pk")
        constraints = (
            *Flow.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "point"],
                name="deferral_one_asked_at_a_time",
                condition=Q(struck_at=None, status="asked"),
            ),
            models.CheckConstraint(
                name="deferral_decided_says_when",
                condition=Q(status="asked", decided_on=None)
                | (~Q(status="asked") & Q(decided_on__isnull=False)),
            ),
        )

    @property
    def title(self) -> str:
        return self.point.title

    def check_facts(self) -> None:
        self.reason = self.reason.strip()
        if not self.reason:
            raise Refused(gettext("Say why more time is needed."), field="reason")
        if self.point.due_on and self.until_on <= self.point.due_on:
            raise Refused(
                gettext("The new day is later than the day of the law."), field="until_on"
            )
        if self.until_on <= self.asked_on:
            raise Refused(gettext("That day is not ahead."), field="until_on")
