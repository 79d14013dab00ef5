"""A letter to an agency about an appeal, and its answer."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kenes.appeals.matters.models import Matter
from kenes.appeals.models import Appeal
from kenes.core.flow import Flow
from kenes.core.refused import Refused
from kenes.core.secret import SealedField


class Inquiry(Flow):
    """The council asks one agency about an appeal, or about one question of it.

    `due_on` is the day by which the law has a state body answer (APPC 76), as it stood when the
    letter went. Both letters are sealed: they may name the person.
    """

    PART_OF = "appeal"
    TITLED_BY = ("appeal__topic", "appeal__district")
    PART_KEY: ClassVar[tuple[str, ...]] = ("asked_on", "pk")
    PUBLIC = Q(pk=None)
    PERSONAL = True

    class Status(models.TextChoices):
        ASKED = "asked", _("waits for the agency")
        ANSWERED = "answered", _("the agency answered")
        DROPPED = "dropped", _("asked no more")

    MOVES = {
        Status.ASKED: frozenset({Status.ANSWERED, Status.DROPPED}),
        # An answer that says nothing is asked for again.
        Status.ANSWERED: frozenset({Status.ASKED}),
        Status.DROPPED: frozenset({Status.ASKED}),
    }
    START = frozenset({Status.ASKED})

    appeal = models.ForeignKey(Appeal, on_delete=models.PROTECT, related_name="inquiries")
    matter = models.ForeignKey(
        Matter,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="inquiries",
        verbose_name=_("question of an appeal"),
    )
    agency = models.ForeignKey(
        "kenes.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("agency"),
    )
    text = SealedField(_("letter to the agency"))
    asked_on = models.DateField(_("sent on"))
    number_out = models.CharField(_("number of our letter"), max_length=60, blank=True)
    due_on = models.DateField(_("answer due on"), editable=False)
    answered_on = models.DateField(_("answered on"), null=True, blank=True, editable=False)
    number_in = models.CharField(
        _("number of the agency's letter"), max_length=60, blank=True, editable=False
    )
    answer = SealedField(_("answer of the agency"), blank=True, editable=False)
    status = models.CharField(
        _("state"), max_length=20, choices=Status.choices, default=Status.ASKED, editable=False
    )

    class Meta(Flow.Meta):
        verbose_name = _("letter to an agency about an appeal")
        verbose_name_plural = _("letters to agencies about appeals")
        ordering = ("asked_on", "pk")
        constraints = (
            *Flow.Meta.constraints,
            models.CheckConstraint(
                name="inquiry_answered_says_when",
                condition=Q(status="answered", answered_on__isnull=False)
                | (~Q(status="answered") & Q(answered_on=None)),
            ),
        )
        indexes = (models.Index(fields=["council", "status", "due_on"], name="inquiry_by_due_day"),)

    def check_facts(self) -> None:
        self.text, self.number_out = self.text.strip(), self.number_out.strip()
        if not self.text:
            raise Refused(gettext("Write what the agency is asked."), field="text")
        if self.matter is not None and self.matter.appeal_id != self.appeal_id:
            raise Refused(gettext("That is a question of another appeal."), field="matter")
