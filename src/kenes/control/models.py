"""Forms of public control: public hearings and monitorings."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from kenes.core.row import Numbered


class _OfEvent(Numbered):
    """What hangs on an event of its own kind and takes title and date from it."""

    NUMBERED_BY = "held_on"
    TITLED_BY = ("event",)

    class Meta(Numbered.Meta):
        abstract = True

    @property
    def held_on(self) -> date:
        return self.event.held_on  # type: ignore[attr-defined, no-any-return]

    @property
    def title(self) -> str:
        return self.event.title  # type: ignore[attr-defined, no-any-return]


class PublicHearing(_OfEvent):
    """A public hearing: a draft or a question is put before the public (PC art 21)."""

    PATH = "control/hearings"

    event = models.OneToOneField(
        "kenes.Event",
        on_delete=models.PROTECT,
        related_name="public_hearing",
        verbose_name=_("event"),
    )
    protocol_on = models.DateField(_("final protocol adopted on"), null=True, blank=True)

    class Meta(_OfEvent.Meta):
        verbose_name = _("public hearing")
        verbose_name_plural = _("public hearings")


class Monitoring(_OfEvent):
    """A public monitoring of an object, counted when its field work ends (PC art 20).

    The field work runs from `began_on` to `held_on` of its event.
    """

    PATH = "control/monitorings"

    event = models.OneToOneField(
        "kenes.Event",
        on_delete=models.PROTECT,
        related_name="monitoring",
        verbose_name=_("event"),
    )
    object_kk = models.CharField(_("object in Kazakh"), max_length=300, blank=True)
    object_ru = models.CharField(_("object in Russian"), max_length=300, blank=True)
    agency = models.ForeignKey(
        "kenes.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="monitorings",
        verbose_name=_("agency"),
    )
    concluded_on = models.DateField(_("conclusion on"), null=True, blank=True)

    class Meta(_OfEvent.Meta):
        verbose_name = _("monitoring")
        verbose_name_plural = _("monitorings")
