"""An answer that did not come in time: an event with its day, not a flag."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kenes.core.row import Row
from kenes.recommendations.models import Point


class Silence(Row):
    """A point waits for its answer since the day after it was due, until one comes.

    The council may publish it as unanswered, the last of its means.
    """

    PART_OF = "point"
    TITLED_BY = ("point__recommendation",)
    PART_KEY: ClassVar[tuple[str, ...]] = ("since_on",)

    point = models.ForeignKey(Point, on_delete=models.PROTECT, related_name="silences")
    # The first day on which the answer was overdue, whenever that was noticed.
    since_on = models.DateField(_("overdue since"))
    # The day for which the council waited: that of the law, or the later one it had agreed to.
    awaited_on_then = models.DateField(_("was awaited by"))
    published_on = models.DateField(_("published as unanswered on"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    class Meta(Row.Meta):
        verbose_name = _("overdue answer")
        verbose_name_plural = _("overdue answers")
        ordering = ("since_on", "pk")
        constraints = (
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "point"],
                name="silence_one_at_a_time",
                condition=Q(struck_at=None, ended_on=None),
            ),
            models.CheckConstraint(
                name="silence_goes_forward",
                condition=Q(since_on__gt=models.F("awaited_on_then"))
                & (Q(ended_on=None) | Q(ended_on__gte=models.F("since_on"))),
            ),
        )

    @property
    def title(self) -> str:
        return self.point.title
