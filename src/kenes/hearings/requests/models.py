"""A request of an agency to have the hearing of its report put off."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kenes.core.flow import Flow
from kenes.core.refused import Refused
from kenes.hearings.models import Hearing
from kenes.hearings.postponements.models import Postponement


class PostponementRequest(Flow):
    """An agency asks to be heard later, and the council agrees or does not.

    The day of the hearing stands until then. Only what was agreed to is public: it is a
    postponement, in the agency's own words.
    """

    PART_OF = "hearing"
    TITLED_BY = ("hearing__agency",)
    PART_KEY: ClassVar[tuple[str, ...]] = ("asked_on", "pk")
    PUBLIC = Q(status="granted")

    class Status(models.TextChoices):
        ASKED = "asked", _("waits for the council")
        GRANTED = "granted", _("the council agreed")
        REFUSED = "refused", _("the council did not agree")

    MOVES = {
        Status.ASKED: {Status.GRANTED, Status.REFUSED},
        Status.GRANTED: set(),
        Status.REFUSED: set(),
    }
    START = {Status.ASKED}

    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="requests")
    asked_on = models.DateField(_("asked on"))
    wished_on = models.DateField(_("wished day"), null=True, blank=True)
    reason = models.TextField(_("reason"))
    letter_number = models.CharField(_("number of the letter"), max_length=60, blank=True)
    letter_on = models.DateField(_("date of the letter"), null=True, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True, editable=False)
    decision = models.TextField(_("why so decided"), blank=True, editable=False)
    postponement = models.OneToOneField(
        Postponement,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="request",
        editable=False,
        verbose_name=_("postponement of a report"),
    )
    status = models.CharField(
        _("state"), max_length=20, choices=Status.choices, default=Status.ASKED, editable=False
    )

    class Meta(Flow.Meta):
        verbose_name = _("request to put a report off")
        verbose_name_plural = _("requests to put a report off")
        ordering = ("asked_on", "pk")
        constraints = (
            *Flow.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "hearing"],
                name="postponementrequest_one_asked_at_a_time",
                condition=Q(struck_at=None, status="asked"),
            ),
            models.CheckConstraint(
                name="postponementrequest_decided_says_when",
                condition=Q(status="asked", decided_on=None)
                | (~Q(status="asked") & Q(decided_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="postponementrequest_granted_is_a_postponement",
                condition=Q(status="granted", postponement__isnull=False)
                | (~Q(status="granted") & Q(postponement=None)),
            ),
            models.CheckConstraint(
                name="postponementrequest_refused_says_why",
                condition=~Q(status="refused") | ~Q(decision=""),
            ),
        )

    def check_facts(self) -> None:
        for name in ("reason", "letter_number"):
            setattr(self, name, getattr(self, name).strip())
        if not self.reason:
            raise Refused(gettext("Say why the report should be put off."), field="reason")
        if self.wished_on and self.wished_on < self.asked_on:
            raise Refused(gettext("That day is gone by."), field="wished_on")
        if self.wished_on and self.wished_on <= self.hearing.planned_on:
            sentence = gettext("The report is planned for %s; ask for a later day.")
            said = self.hearing.planned_on.strftime("%d.%m.%Y")
            raise Refused(sentence % said, field="wished_on")
        if self.letter_on and self.letter_on > self.asked_on:
            raise Refused(gettext("That day is still to come."), field="letter_on")
