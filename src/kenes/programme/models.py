"""The funded programme of support to the council: its goal, tasks, events and money."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kenes.core.row import Row
from kenes.organs.models import Directory


class Programme(Directory):
    """A programme for which a body of the city gives money."""

    body = models.ForeignKey(
        "kenes.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("supporting body"),
    )
    since_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"))
    goal_kk = models.TextField(_("goal in Kazakh"), blank=True)
    goal_ru = models.TextField(_("goal in Russian"), blank=True)

    class Meta(Directory.Meta):
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")


class ProgrammeLine(Row):
    """A task or an event of the programme, with its money of one year, in tenge."""

    PART_OF = "programme"
    PART_KEY: ClassVar[tuple[str, ...]] = ("ordinal", "year")

    class Kind(models.TextChoices):
        TASK = "task", _("task")
        EVENT = "event", _("event")

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="lines", verbose_name=_("programme")
    )
    ordinal = models.PositiveSmallIntegerField(_("line"))
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    year = models.PositiveSmallIntegerField(_("year"))
    title_kk = models.CharField(_("title in Kazakh"), max_length=300, blank=True)
    title_ru = models.CharField(_("title in Russian"), max_length=300, blank=True)
    tenge = models.PositiveBigIntegerField(_("tenge"), default=0)

    class Meta(Row.Meta):
        verbose_name = _("line of the programme")
        verbose_name_plural = _("lines of the programme")
