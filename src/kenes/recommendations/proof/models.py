"""What an agency claims to have done, and what the council found: two things, never one."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kenes.core.refused import Refused
from kenes.core.row import Row
from kenes.recommendations.models import Point


class Claim(Row):
    """An agency says that it has carried out a point, and shows how. It closes nothing."""

    PART_OF = "point"
    TITLED_BY = ("point__recommendation",)
    PART_KEY: ClassVar[tuple[str, ...]] = ("claimed_on", "pk")
    PUBLIC = Q(withheld="")

    point = models.ForeignKey(Point, on_delete=models.PROTECT, related_name="claims")
    claimed_on = models.DateField(_("reported on"))
    text = models.TextField(_("what was done"))
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default="ru"
    )
    signed_then = models.CharField(_("signed by"), max_length=300, blank=True)
    withheld = models.TextField(_("why it is not shown"), blank=True)

    class Meta(Row.Meta):
        verbose_name = _("report of what was done")
        verbose_name_plural = _("reports of what was done")
        ordering = ("claimed_on", "pk")

    @property
    def title(self) -> str:
        return self.text[:200]

    def check_facts(self) -> None:
        self.text = self.text.strip()
        if not self.text:
            raise Refused(gettext("Say what was done."), field="text")
        if self.point.sent_on and self.claimed_on < self.point.sent_on:
            raise Refused(gettext("It was reported before it was asked."), field="claimed_on")


class Verification(Row):
    """The council looked at what was done, on evidence; its finding stands beside the claim."""

    PART_OF = "point"
    TITLED_BY = ("point__recommendation",)
    PART_KEY: ClassVar[tuple[str, ...]] = ("verified_on", "pk")

    class Outcome(models.TextChoices):
        DONE = "done", _("done")
        PARTLY = "partly", _("done in part")
        NOT_DONE = "not_done", _("not done")

    point = models.ForeignKey(Point, on_delete=models.PROTECT, related_name="verifications")
    claim = models.ForeignKey(
        Claim,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="verifications",
        verbose_name=_("report of the agency"),
    )
    verified_on = models.DateField(_("checked on"))
    outcome = models.CharField(_("found"), max_length=10, choices=Outcome.choices)
    text_kk = models.TextField(_("what was found, in Kazakh"), blank=True)
    text_ru = models.TextField(_("what was found, in Russian"), blank=True)
    person = models.ForeignKey(
        "kenes.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("checked by"),
    )

    class Meta(Row.Meta):
        verbose_name = _("check by the council")
        verbose_name_plural = _("checks by the council")
        ordering = ("verified_on", "pk")

    @property
    def title(self) -> str:
        return self.in_language("text")

    def check_facts(self) -> None:
        if not (self.text_kk.strip() or self.text_ru.strip()):
            raise Refused(gettext("Say what was found, and on what evidence."), field="text_ru")
        if self.point.sent_on and self.verified_on < self.point.sent_on:
            raise Refused(gettext("It was checked before it was asked."), field="verified_on")
