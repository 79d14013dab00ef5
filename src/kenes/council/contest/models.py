"""A contest for seats: its notice, its working group, the steps that were published."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kenes.core.flow import NumberedFlow
from kenes.core.refused import Refused
from kenes.core.row import Numbered, Row
from kenes.council.models import Convocation, Seat


class Contest(NumberedFlow):
    """A contest for seats of a convocation, or an additional one when the reserve is empty.

    What the notice must say (PC art 9(6)) stands here; it is announced only when complete.
    """

    PATH = "contests"
    NUMBERED_BY = "opened_on"
    KEPT_WITH = "convocation"
    TITLED_BY = ("convocation",)
    PUBLIC = Q(status__in=("announced", "decided", "approved"))

    class Kind(models.TextChoices):
        FORMING = "forming", _("forming of a convocation")
        ADDITIONAL = "additional", _("additional contest")

    class Status(models.TextChoices):
        PREPARED = "prepared", _("in preparation")
        ANNOUNCED = "announced", _("announced")
        DECIDED = "decided", _("decided by the working group")
        APPROVED = "approved", _("composition approved")
        CANCELLED = "cancelled", _("cancelled")

    MOVES = {
        Status.PREPARED: {Status.ANNOUNCED, Status.CANCELLED},
        Status.ANNOUNCED: {Status.DECIDED, Status.CANCELLED},
        Status.DECIDED: {Status.APPROVED, Status.CANCELLED},
        Status.APPROVED: set(),
        Status.CANCELLED: set(),
    }
    START = {Status.PREPARED}
    NOTICE = ("body_ru", "address", "filing_from", "filing_until", "email")

    convocation = models.ForeignKey(
        Convocation,
        on_delete=models.PROTECT,
        related_name="contests",
        verbose_name=_("convocation"),
    )
    kind = models.CharField(
        _("kind"), max_length=12, choices=Kind.choices, default=Kind.FORMING.value
    )
    opened_on = models.DateField(_("opened on"))
    body_kk = models.CharField(_("name of the body in Kazakh"), max_length=300, blank=True)
    body_ru = models.CharField(_("name of the body in Russian"), max_length=300, blank=True)
    address = models.CharField(_("where papers are taken"), max_length=300, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    filing_from = models.DateField(_("papers are taken from"), null=True, blank=True)
    filing_until = models.DateField(_("the last day to file"), null=True, blank=True)
    criteria_kk = models.TextField(_("criteria in Kazakh"), blank=True)
    criteria_ru = models.TextField(_("criteria in Russian"), blank=True)
    protocol = models.CharField(_("protocol"), max_length=300, editable=False, blank=True)
    approved_by = models.CharField(_("approved by"), max_length=300, editable=False, blank=True)
    status = models.CharField(
        _("state"), max_length=20, choices=Status.choices, default=Status.PREPARED, editable=False
    )

    class Meta(NumberedFlow.Meta):
        verbose_name = _("contest")
        verbose_name_plural = _("contests")
        constraints = (
            *Numbered.Meta.constraints,
            models.CheckConstraint(
                name="contest_files_forward",
                condition=Q(filing_from=None)
                | Q(filing_until=None)
                | Q(filing_until__gte=F("filing_from")),
            ),
        )

    @property
    def title(self) -> str:
        return gettext("%(kind)s, convocation %(ordinal)s") % {
            "kind": capfirst(self.get_kind_display()),
            "ordinal": self.convocation.ordinal,
        }

    @property
    def missing(self) -> Sequence[str]:
        """What the notice does not say yet, by the names of its fields."""
        return [name for name in self.NOTICE if not getattr(self, name)]

    def taken_on(self, day: date) -> bool:
        """Whether papers are taken on the day; both ends are inside."""
        first, last = self.filing_from, self.filing_until
        announced = self.status == self.Status.ANNOUNCED
        return bool(announced and first and last and first <= day <= last)

    def check_facts(self) -> None:
        if self.filing_from and self.filing_until and self.filing_until < self.filing_from:
            raise Refused(_("The period of filing ends before it begins."), field="filing_until")


class Stage(Row):
    """One step of a contest that was made public, and the day."""

    PART_OF = "contest"
    PART_KEY: ClassVar[tuple[str, ...]] = ("kind",)

    class Kind(models.TextChoices):
        GROUP = "group", _("working group")
        NOTICE = "notice", _("notice of the contest")
        ADMISSION = "admission", _("admission of candidates")
        PROTOCOL = "protocol", _("scores and protocol")
        RESERVE = "reserve", _("reserve list")
        COMPOSITION = "composition", _("approved composition")

    contest = models.ForeignKey(Contest, on_delete=models.PROTECT, related_name="stages")
    kind = models.CharField(_("step"), max_length=12, choices=Kind.choices)
    published_on = models.DateField(_("published on"))

    class Meta(Row.Meta):
        verbose_name = _("published step of a contest")
        constraints = (
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "contest", "kind"],
                name="contest_step_published_once",
                condition=Q(struck_at=None),
            ),
        )


class GroupMember(Row):
    """A member of the working group; its composition is public. None may run (PC art 10(2))."""

    PART_OF = "contest"
    PART_KEY: ClassVar[tuple[str, ...]] = ("name",)

    contest = models.ForeignKey(Contest, on_delete=models.PROTECT, related_name="group")
    name = models.CharField(_("name"), max_length=300)
    quota = models.CharField(_("represents"), max_length=10, choices=Seat.Quota.choices)
    post = models.CharField(_("post or organisation"), max_length=300, blank=True)
    head = models.BooleanField(_("head of the group"), default=False)

    class Meta(Row.Meta):
        verbose_name = _("member of the working group")
        ordering = ("-head", "name")
        constraints = (
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "contest"],
                name="group_has_one_head",
                condition=Q(head=True, struck_at=None),
            ),
            models.CheckConstraint(
                name="group_head_is_civil", condition=Q(head=False) | Q(quota="civil")
            ),
        )

    def __str__(self) -> str:
        return self.name

    def check_facts(self) -> None:
        if self.head and self.quota != Seat.Quota.CIVIL:
            raise Refused(
                _("The head of the group is one of its members from civil society."), field="head"
            )
