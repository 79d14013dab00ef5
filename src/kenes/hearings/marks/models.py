"""Criteria of the council, and the marks of a report by each of them."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kenes.core.refused import Refused
from kenes.core.row import Row
from kenes.hearings.models import Hearing
from kenes.organs.models import Directory

LEAST, MOST = 1, 5


class Criterion(Directory):
    """What the council looks at when it marks a report, and how much that weighs.

    The law names no criteria (PC art 23): they are the council's own.
    """

    weight = models.PositiveSmallIntegerField(
        _("weight"), default=1, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    since_on = models.DateField(_("in use from"))
    ended_on = models.DateField(_("in use until"), null=True, blank=True)

    class Meta(Directory.Meta):
        verbose_name = _("criterion of a report")
        verbose_name_plural = _("criteria of reports")
        constraints = (
            *Directory.Meta.constraints,
            models.CheckConstraint(name="criterion_weighs", condition=Q(weight__range=(1, 100))),
        )

    def check_facts(self) -> None:
        super().check_facts()
        if self.ended_on and self.ended_on <= self.since_on:
            raise Refused(gettext("It ended before it began."), field="ended_on")


class HearingMark(Row):
    """The mark a report got by one criterion, from 1 to 5; the weight is the one it had then."""

    PART_OF = "hearing"
    TITLED_BY = ("hearing__agency",)
    PART_KEY: ClassVar[tuple[str, ...]] = ("criterion",)

    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="marks")
    criterion = models.ForeignKey(
        Criterion, on_delete=models.PROTECT, related_name="+", verbose_name=_("criterion")
    )
    value = models.PositiveSmallIntegerField(_("mark"))
    weight_then = models.PositiveSmallIntegerField(_("weight then"))

    class Meta(Row.Meta):
        verbose_name = _("mark by a criterion")
        verbose_name_plural = _("marks by criteria")
        constraints = (
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "hearing", "criterion"],
                name="hearingmark_once",
                condition=Q(struck_at=None),
            ),
            models.CheckConstraint(
                name="hearingmark_from_one_to_five", condition=Q(value__range=(LEAST, MOST))
            ),
        )
