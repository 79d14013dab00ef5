"""Sociological surveys."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kenes.core.refused import Refused
from kenes.core.row import Numbered


class Survey(Numbered):
    """A sociological survey, counted when its field work ends."""

    PATH = "surveys"
    NUMBERED_BY = "field_until"

    title_kk = models.CharField(_("title in Kazakh"), max_length=300, blank=True)
    title_ru = models.CharField(_("title in Russian"), max_length=300, blank=True)
    field_from = models.DateField(_("field work from"))
    field_until = models.DateField(_("field work until"))
    respondents = models.PositiveIntegerField(_("respondents"), null=True, blank=True)
    method_kk = models.CharField(_("method in Kazakh"), max_length=200, blank=True)
    method_ru = models.CharField(_("method in Russian"), max_length=200, blank=True)

    class Meta(Numbered.Meta):
        verbose_name = _("survey")
        verbose_name_plural = _("surveys")

    def check_facts(self) -> None:
        if self.field_until < self.field_from:
            raise Refused(_("It ended before it began."), field="field_until")
