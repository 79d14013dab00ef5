"""What an agency was told of the hearing of its report, each time."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kenes.core.row import Row
from kenes.hearings.models import Hearing


class HearingNotice(Row):
    """An agency was told when its report is heard and by when it is awaited; or that it moved."""

    PART_OF = "hearing"
    TITLED_BY = ("hearing__agency",)
    PART_KEY: ClassVar[tuple[str, ...]] = ("sequence",)

    class Kind(models.TextChoices):
        SCHEDULED = "scheduled", _("the day is set")
        MOVED = "moved", _("the day has moved")
        PUT_OFF = "put_off", _("put off, no new day yet")
        CALLED_OFF = "called_off", _("called off")
        REMINDER = "reminder", _("reminder: the report has not come")

    # The kinds that say how the hearing stands; a reminder changes nothing of it.
    TERMS = (Kind.SCHEDULED, Kind.MOVED, Kind.PUT_OFF, Kind.CALLED_OFF)

    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="notices")
    sequence = models.PositiveSmallIntegerField(_("which in order"))
    kind = models.CharField(_("what it says"), max_length=12, choices=Kind.choices)
    told_on = models.DateField(_("told on"))
    planned_on_then = models.DateField(_("planned for, then"))
    before_on = models.DateField(_("planned before for"), null=True, blank=True)
    report_due_on_then = models.DateField(_("report awaited by, then"), null=True, blank=True)
    # To how many addresses the letter went; none where no address of the agency is known.
    addresses = models.PositiveSmallIntegerField(_("addresses"))

    class Meta(Row.Meta):
        verbose_name = _("notice to an agency of a hearing")
        verbose_name_plural = _("notices to agencies of hearings")
        ordering = ("sequence",)
        constraints = (
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "hearing", "sequence"],
                name="hearingnotice_once",
                condition=models.Q(struck_at=None),
            ),
        )
