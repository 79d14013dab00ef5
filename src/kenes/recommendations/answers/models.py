"""What an agency answered to a point."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kenes.core.refused import Refused
from kenes.core.row import Row
from kenes.recommendations.models import Point

TEXT_AT_MOST = 20_000


class PointAnswer(Row):
    """An agency's reasoned answer to one point (PC art 5(2), PCtl art 13(4)).

    Both sides publish answers (PCtl arts 7(2)8 and 8(2)7); one that holds somebody's personal data
    is withheld with a reason. That it is hollow is the council's own finding, and says why.
    """

    PART_OF = "point"
    TITLED_BY = ("point__recommendation",)
    PART_KEY: ClassVar[tuple[str, ...]] = ("given_on", "pk")
    PUBLIC = Q(withheld="")

    class Channel(models.TextChoices):
        CABINET = "cabinet", _("in the cabinet")
        EMAIL = "email", _("by e-mail")
        PAPER = "paper", _("on paper")

    # The states of a point that an answer brings it to.
    KINDS: ClassVar = [(status.value, status.label) for status in Point.GIVEN]

    point = models.ForeignKey(Point, on_delete=models.PROTECT, related_name="answers")
    given_on = models.DateField(_("answered on"))
    kind = models.CharField(_("answer"), max_length=20, choices=KINDS)
    text = models.TextField(_("reasons"))
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default="ru"
    )
    promised_on = models.DateField(_("promised by"), null=True, blank=True)
    channel = models.CharField(_("how it came"), max_length=10, choices=Channel.choices)
    # The agency's own outgoing number, and who signed there.
    outgoing_number = models.CharField(
        _("outgoing number of the agency"), max_length=60, blank=True
    )
    signed_then = models.CharField(_("signed by"), max_length=300, blank=True)
    withheld = models.TextField(_("why it is not shown"), blank=True)
    hollow_because = models.TextField(_("why it is without substance"), blank=True)

    class Meta(Row.Meta):
        verbose_name = _("answer to a point")
        verbose_name_plural = _("answers to points")
        ordering = ("given_on", "pk")

    @property
    def title(self) -> str:
        return f"{self.get_kind_display()}: {self.point.title}"

    def check_facts(self) -> None:
        """Refuse an answer without reasons; the law asks for a reasoned one (PC art 1(8))."""
        self.text = self.text.strip()
        if self.kind not in Point.GIVEN:
            sentence = gettext(
                "Say what the answer is: accepted, in part, rejected, not competent."
            )
            raise Refused(sentence, field="kind")
        if not self.text:
            raise Refused(
                gettext("Give the reasons: the law asks for a reasoned answer."), field="text"
            )
        if len(self.text) > TEXT_AT_MOST:
            sentence = gettext("The text is longer than %s characters; attach it as a file.")
            raise Refused(sentence % TEXT_AT_MOST, field="text")
        if self.point.sent_on and self.given_on < self.point.sent_on:
            raise Refused(gettext("It was answered before it was sent."), field="given_on")
        if self.promised_on and self.promised_on < self.given_on:
            raise Refused(
                gettext("What is promised lies ahead of the answer."), field="promised_on"
            )
