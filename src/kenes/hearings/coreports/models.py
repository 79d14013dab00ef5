"""A report given beside that of the agency."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kenes.core.refused import Refused
from kenes.core.row import Row
from kenes.hearings.models import Hearing


class CoReport(Row):
    """Somebody reports beside the agency: the chair of the maslikhat, of the council, an expert.

    Its text or its file, or both; everyone sees them.
    """

    PART_OF = "hearing"
    TITLED_BY = ("hearing__agency",)
    PART_KEY: ClassVar[tuple[str, ...]] = ("who",)

    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="coreports")
    who = models.CharField(_("who reports"), max_length=300)
    text_kk = models.TextField(_("text in Kazakh"), blank=True)
    text_ru = models.TextField(_("text in Russian"), blank=True)

    class Meta(Row.Meta):
        verbose_name = _("co-report")
        verbose_name_plural = _("co-reports")
        ordering = ("pk",)
        constraints = (
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "hearing", "who"],
                name="coreport_once",
                condition=models.Q(struck_at=None),
            ),
        )

    def check_facts(self) -> None:
        self.who = self.who.strip()
        if not self.who:
            raise Refused(gettext("Say who reports."), field="who")
