"""What an urgent question is, and how it stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kenes.core.flow import NumberedFlow


class UrgentQuestion(NumberedFlow):
    """A question that could not wait for a sitting and was settled in working order."""

    PATH = "urgent"
    NUMBERED_BY = "raised_on"

    class Status(models.TextChoices):
        RAISED = "raised", _("raised")
        SETTLED = "settled", _("settled")
        DROPPED = "dropped", _("dropped")

    MOVES = {
        Status.RAISED: {Status.SETTLED, Status.DROPPED},
        Status.SETTLED: {Status.RAISED},
        Status.DROPPED: {Status.RAISED},
    }
    START = {Status.RAISED}

    raised_on = models.DateField(_("raised on"))
    title_kk = models.CharField(_("question in Kazakh"), max_length=500, blank=True)
    title_ru = models.CharField(_("question in Russian"), max_length=500, blank=True)
    agency = models.ForeignKey(
        "kenes.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("agency"),
    )
    status = models.CharField(
        _("state"), max_length=20, choices=Status.choices, default=Status.RAISED, editable=False
    )

    class Meta(NumberedFlow.Meta):
        verbose_name = _("urgent question")
        verbose_name_plural = _("urgent questions")
