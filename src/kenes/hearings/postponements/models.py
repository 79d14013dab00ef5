"""A report of an agency that was put off."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kenes.core.refused import Refused
from kenes.core.row import Row
from kenes.hearings.models import Hearing


class Postponement(Row):
    """The hearing of a report was put off: who asked, why, by which letter, to which day.

    Everyone sees it. The new day may be unknown yet; it is filled in when the report is planned
    anew. Who asked is empty where a journal of earlier years does not say.
    """

    PART_OF = "hearing"
    TITLED_BY = ("hearing__agency",)
    PART_KEY: ClassVar[tuple[str, ...]] = ("postponed_on", "pk")

    class AskedBy(models.TextChoices):
        COUNCIL = "council", _("the council")
        AGENCY = "agency", _("the agency")
        OTHER = "other", _("somebody else")

    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="postponements")
    postponed_on = models.DateField(_("put off on"))
    asked_by = models.CharField(_("who asked"), max_length=10, choices=AskedBy.choices, blank=True)
    asked_who = models.CharField(_("who it was"), max_length=300, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    letter_number = models.CharField(_("number of the letter"), max_length=60, blank=True)
    letter_on = models.DateField(_("date of the letter"), null=True, blank=True)
    from_on = models.DateField(_("from which day"))
    to_on = models.DateField(_("to which day"), null=True, blank=True)

    class Meta(Row.Meta):
        verbose_name = _("postponement of a report")
        verbose_name_plural = _("postponements of reports")
        ordering = ("postponed_on", "pk")
        constraints = (
            *Row.Meta.constraints,
            models.CheckConstraint(
                name="postponement_names_the_other_who_asked",
                condition=~Q(asked_by="other") | ~Q(asked_who=""),
            ),
            models.CheckConstraint(
                name="postponement_is_to_another_day",
                condition=Q(to_on=None) | ~Q(to_on=F("from_on")),
            ),
        )

    def check_facts(self) -> None:
        for name in ("asked_who", "reason", "letter_number"):
            setattr(self, name, getattr(self, name).strip())
        if self.asked_by == self.AskedBy.OTHER and not self.asked_who:
            raise Refused(gettext("Say who asked."), field="asked_who")
        if self.to_on and self.to_on == self.from_on:
            raise Refused(gettext("The new day is the same as the old one."), field="to_on")
        if self.to_on and self.to_on < self.postponed_on:
            raise Refused(gettext("A report is put off to a day to come."), field="to_on")
        if self.letter_on and self.letter_on > self.postponed_on:
            sentence = gettext("The letter was written after the report was put off.")
            raise Refused(sentence, field="letter_on")
