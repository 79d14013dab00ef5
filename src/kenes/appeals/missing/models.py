"""What an appeal lacks, and what the person supplied of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kenes.appeals.models import Appeal
from kenes.core.flow import Flow
from kenes.core.refused import Refused
from kenes.core.secret import SealedField


class MissingPart(Flow):
    """The person is told what the appeal lacks and until when it may be supplied (APPC 64(6)).

    What was asked and what was said is between the council and the person alone.
    """

    PART_OF = "appeal"
    TITLED_BY = ("appeal__topic", "appeal__district")
    PART_KEY: ClassVar[tuple[str, ...]] = ("asked_on", "pk")
    PUBLIC = Q(pk__in=())
    PERSONAL = True

    class Status(models.TextChoices):
        ASKED = "asked", _("waits for the person")
        SUPPLIED = "supplied", _("supplied")
        DROPPED = "dropped", _("no longer asked for")

    MOVES = {
        Status.ASKED: {Status.SUPPLIED, Status.DROPPED},
        Status.SUPPLIED: set(),
        Status.DROPPED: set(),
    }
    START = {Status.ASKED}

    appeal = models.ForeignKey(
        Appeal, on_delete=models.PROTECT, related_name="missing", verbose_name=_("appeal")
    )
    asked_on = models.DateField(_("asked on"))
    until_on = models.DateField(_("until which day"))
    what = SealedField(_("what is missing"))
    supplied_on = models.DateField(_("supplied on"), null=True, blank=True, editable=False)
    text = SealedField(_("what the person supplied"), blank=True, editable=False)
    status = models.CharField(
        _("state"), max_length=20, choices=Status.choices, default=Status.ASKED, editable=False
    )

    class Meta(Flow.Meta):
        verbose_name = _("missing part of an appeal")
        verbose_name_plural = _("missing parts of appeals")
        ordering = ("asked_on", "pk")
        constraints = (
            *Flow.Meta.constraints,
            models.CheckConstraint(
                name="missingpart_supplied_says_when",
                condition=Q(status="supplied", supplied_on__isnull=False)
                | (~Q(status="supplied") & Q(supplied_on=None)),
            ),
        )

    def __str__(self) -> str:
        return f"{self._meta.verbose_name}: {self.appeal.number}"

    def check_facts(self) -> None:
        self.what = self.what.strip()
        if not self.what:
            raise Refused(gettext("Say what is missing."), field="what")
        if self.until_on <= self.asked_on:
            raise Refused(gettext("That day is not ahead."), field="until_on")
