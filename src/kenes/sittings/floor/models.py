"""The item under discussion from one moment to another, and the speeches under it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kenes.core.row import Row, moment


class Turn(Row):
    """An item of the agenda was under discussion from one moment to another.

    An item may be taken up again later. Who was present for an item is read from its turns.
    """

    PART_OF = "item"
    TITLED_BY = ("item__sitting__event",)

    item = models.ForeignKey("kenes.AgendaItem", on_delete=models.PROTECT, related_name="turns")
    began_at = models.DateTimeField(default=moment)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(Row.Meta):
        verbose_name = _("turn of an item")
        ordering = ("began_at", "pk")
        constraints = (
            *Row.Meta.constraints,
            models.CheckConstraint(
                name="turn_ends_after_it_began",
                condition=Q(ended_at=None) | Q(ended_at__gte=F("began_at")),
            ),
        )


class Speech(Row):
    """Somebody asked for the floor under an item, and took it from one moment to another."""

    PART_OF = "item"
    TITLED_BY = ("item__sitting__event",)

    item = models.ForeignKey("kenes.AgendaItem", on_delete=models.PROTECT, related_name="speeches")
    person = models.ForeignKey(
        "kenes.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("member"),
    )
    # A guest has no row of his own: his name and whom he speaks for.
    guest = models.CharField(_("guest"), max_length=300, blank=True)
    asked_at = models.DateTimeField(default=moment)
    began_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes allowed"), null=True, blank=True)

    class Meta(Row.Meta):
        verbose_name = _("speech")
        ordering = ("asked_at", "pk")
        constraints = (
            *Row.Meta.constraints,
            models.CheckConstraint(
                name="speech_is_somebodys", condition=Q(person__isnull=False) ^ ~Q(guest="")
            ),
            models.CheckConstraint(
                name="speech_ends_after_it_began",
                condition=Q(ended_at=None) | Q(began_at__isnull=False, ended_at__gte=F("began_at")),
            ),
        )

    def __str__(self) -> str:
        return str(self.person) if self.person else self.guest
