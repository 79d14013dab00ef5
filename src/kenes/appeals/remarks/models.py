"""A remark of a colleague on an appeal."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kenes.appeals.models import Appeal
from kenes.core.refused import Refused
from kenes.core.row import Row, moment
from kenes.core.secret import SealedField


class Remark(Row):
    """Seen by the office alone, and never by the person: whom to call, what was agreed."""

    PART_OF = "appeal"
    TITLED_BY = ("appeal__topic", "appeal__district")
    PART_KEY: ClassVar[tuple[str, ...]] = ("pk",)
    PUBLIC = Q(pk=None)
    PERSONAL = True

    appeal = models.ForeignKey(Appeal, on_delete=models.PROTECT, related_name="remarks")
    text = SealedField(_("remark"))
    written_at = models.DateTimeField(_("written"), default=moment, editable=False)
    author_then = models.CharField(_("who wrote it"), max_length=300, editable=False)

    class Meta(Row.Meta):
        verbose_name = _("remark on an appeal")
        verbose_name_plural = _("remarks on appeals")
        ordering = ("-written_at", "-pk")

    def check_facts(self) -> None:
        self.text = self.text.strip()
        if not self.text:
            raise Refused(gettext("Write the remark."), field="text")
