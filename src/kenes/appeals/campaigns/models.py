"""Groups of appeals that say the same: found by the jobs, confirmed by a person."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kenes.appeals.models import Appeal
from kenes.core.flow import Flow
from kenes.core.row import Row


class Campaign(Flow):
    """Open appeals whose texts are alike. It waits until the clerk names it or sends it away."""

    PARTS: ClassVar[tuple[str, ...]] = ("CampaignAppeal",)
    TITLED_BY = ("topic",)
    # Only the office knows of groups.
    PUBLIC = Q(pk__isnull=True)

    class Status(models.TextChoices):
        WAITING = "waiting", _("waits to be confirmed")
        CONFIRMED = "confirmed", _("confirmed")
        ANSWERED = "answered", _("answered together")
        JOINED = "joined", _("merged into one")
        DISMISSED = "dismissed", _("no group")

    _ENDS = {Status.ANSWERED, Status.JOINED, Status.DISMISSED}
    MOVES = {
        Status.WAITING: {Status.CONFIRMED, Status.JOINED, Status.DISMISSED},
        Status.CONFIRMED: _ENDS,
        Status.ANSWERED: {Status.CONFIRMED},
        Status.JOINED: set(),
        Status.DISMISSED: {Status.CONFIRMED},
    }
    START = {Status.WAITING}
    OPEN = (Status.WAITING, Status.CONFIRMED)

    class Kind(models.TextChoices):
        CAMPAIGN = "campaign", _("several people write alike")
        DOUBLE = "double", _("one person wrote again")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    title_kk = models.CharField(_("name in Kazakh"), max_length=200, blank=True)
    title_ru = models.CharField(_("name in Russian"), max_length=200, blank=True)
    topic = models.ForeignKey("kenes.Topic", on_delete=models.PROTECT, related_name="+")
    found_on = models.DateField(_("found on"))
    status = models.CharField(
        _("state"),
        max_length=20,
        choices=Status.choices,
        default=Status.WAITING,
        editable=False,
    )

    class Meta(Flow.Meta):
        verbose_name = _("group of appeals alike")
        verbose_name_plural = _("groups of appeals alike")
        constraints = (
            *Flow.Meta.constraints,
            models.CheckConstraint(
                name="campaign_confirmed_is_named",
                condition=Q(status__in=("waiting", "dismissed", "joined"))
                | (~Q(title_kk="") & ~Q(title_ru="")),
            ),
        )
        indexes = (models.Index(fields=["council", "status"], name="campaign_by_state"),)

    @property
    def title(self) -> str:
        return self.in_language("title") or self.topic.title

    def get_absolute_url(self) -> str:
        """It has no page outside the office."""
        return ""

    def open_appeals(self) -> Any:
        """Those of the group that are still looked into, the earliest first."""
        inside = self.members.filter(struck_at=None).values("appeal")
        rows = Appeal.objects.of(self.council).live().filter(pk__in=inside)
        return rows.filter(status__in=Appeal.OPEN).order_by("received_on", "number")


class CampaignAppeal(Row):
    """One appeal of a group, and how like the others it is."""

    PART_OF = "campaign"
    PART_KEY: ClassVar[tuple[str, ...]] = ("appeal",)
    TITLED_BY = ("appeal__topic", "appeal__district")

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="members")
    appeal = models.ForeignKey(Appeal, on_delete=models.PROTECT, related_name="campaigns")
    percent = models.PositiveSmallIntegerField(_("likeness, percent"))

    class Meta(Row.Meta):
        verbose_name = _("appeal of a group")
        verbose_name_plural = _("appeals of groups")
        constraints = (
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "campaign", "appeal"],
                name="campaign_has_appeal_once",
                condition=Q(struck_at=None),
            ),
        )
