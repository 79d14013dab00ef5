"""The right of reply of an agency."""

from collections.abc import Sequence

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kenes.core.refused import Refused
from kenes.core.row import Row

TEXT_AT_MOST = 5_000


class Statement(Row):
    """What an agency says publicly of how the council counts it: its right of reply."""

    PUBLIC = Q(withheld="")

    agency = models.ForeignKey(
        "kenes.Organisation",
        on_delete=models.PROTECT,
        related_name="statements",
        verbose_name=_("agency"),
    )
    stated_on = models.DateField(_("stated on"), editable=False)
    signed_then = models.CharField(_("signed by"), max_length=300)
    text = models.TextField(_("text"))
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default="ru"
    )
    # Why the council does not show it; empty while everyone may read it.
    withheld = models.TextField(_("why it is not shown"), blank=True)

    class Meta(Row.Meta):
        verbose_name = _("statement of an agency")
        verbose_name_plural = _("statements of agencies")
        ordering = ("-stated_on", "-pk")
        indexes = (models.Index(fields=["agency", "stated_on"], name="statement_by_agency"),)

    @property
    def title(self) -> str:
        return self.text[:200]

    def named(self) -> Sequence[Row]:
        return (self.agency,)

    def check_facts(self) -> None:
        if not self.text.strip():
            raise Refused(gettext("Write the statement."), field="text")
        if len(self.text) > TEXT_AT_MOST:
            sentence = gettext("The text is longer than %s characters.")
            raise Refused(sentence % TEXT_AT_MOST, field="text")
