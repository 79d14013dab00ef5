"""Draft acts and their reviews; acts in force and what the analysis found in them."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kenes.core.row import Numbered, Row
from kenes.organs.models import Directory


class DraftAct(Numbered):
    """A draft normative act of which the council was notified (LA art 20(2))."""

    PATH = "drafts"
    NUMBERED_BY = "received_on"
    PARTS = ("Review",)

    class Kind(models.TextChoices):
        ACT = "act", _("draft act")
        CONSULTATIVE = "consultative", _("consultative document")
        BILL = "bill", _("bill")
        CRISIS = "crisis", _("crisis bill")

    received_on = models.DateField(_("notified on"))
    title_kk = models.CharField(_("title in Kazakh"), max_length=500, blank=True)
    title_ru = models.CharField(_("title in Russian"), max_length=500, blank=True)
    kind = models.CharField(_("kind"), max_length=15, choices=Kind.choices, default=Kind.ACT)
    developer = models.ForeignKey(
        "kenes.Organisation",
        on_delete=models.PROTECT,
        related_name="drafts",
        verbose_name=_("drafting body"),
    )
    commission = models.ForeignKey(
        "kenes.Body",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("commission"),
    )

    class Meta(Numbered.Meta):
        verbose_name = _("draft act")
        verbose_name_plural = _("draft acts")


class Review(Row):
    """What the council concluded on a draft act; or that it let the draft pass in silence.

    Silence is consent by law (LA art 20(2)), but it is no review and counts as none.
    """

    PART_OF = "draft"
    TITLED_BY = ("draft",)
    PART_KEY: ClassVar[tuple[str, ...]] = ()

    class Outcome(models.TextChoices):
        AGREED = "agreed", _("agreed")
        REMARKS = "remarks", _("agreed with remarks")
        NOT_AGREED = "not_agreed", _("not agreed")
        LET_PASS = "let_pass", _("let pass")

    draft = models.ForeignKey(DraftAct, on_delete=models.PROTECT, related_name="reviews")
    concluded_on = models.DateField(_("conclusion on"))
    outcome = models.CharField(_("conclusion"), max_length=15, choices=Outcome.choices)
    remarks = models.PositiveSmallIntegerField(_("remarks"), default=0)

    class Meta(Row.Meta):
        verbose_name = _("review of a draft act")
        verbose_name_plural = _("reviews of draft acts")
        constraints = (
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "draft"],
                name="review_one_per_draft",
                condition=models.Q(struck_at=None),
            ),
        )


class Act(Directory):
    """An act in force that the council works by or has looked into."""

    class Meta(Directory.Meta):
        verbose_name = _("act in force")
        verbose_name_plural = _("acts in force")


class Finding(Numbered):
    """A gap, a contradiction or another fault found in an act in force."""

    PATH = "acts"
    NUMBERED_BY = "found_on"

    class Kind(models.TextChoices):
        GAP = "gap", _("gap")
        CONTRADICTION = "contradiction", _("contradiction")
        OUTDATED = "outdated", _("outdated rule")
        UNCLEAR = "unclear", _("unclear wording")

    found_on = models.DateField(_("found on"))
    act = models.ForeignKey(
        Act, on_delete=models.PROTECT, related_name="findings", verbose_name=_("act")
    )
    article = models.CharField(_("article"), max_length=60, blank=True)
    kind = models.CharField(_("kind"), max_length=15, choices=Kind.choices)
    title_kk = models.CharField(_("finding in Kazakh"), max_length=500, blank=True)
    title_ru = models.CharField(_("finding in Russian"), max_length=500, blank=True)

    class Meta(Numbered.Meta):
        verbose_name = _("finding in an act")
        verbose_name_plural = _("findings in acts")
