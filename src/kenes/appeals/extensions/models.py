"""A decision to take more time for the answer to an appeal."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kenes.appeals.models import Appeal
from kenes.core.refused import Refused
from kenes.core.row import Row


class AppealExtension(Row):
    """The term of an appeal runs on, by a reasoned decision (APPC 76(3), ATI 11(10)).

    Its reason is told to the person alone: it may speak of what they wrote.
    """

    PART_OF = "appeal"
    TITLED_BY = ("appeal__topic", "appeal__district")
    PART_KEY: ClassVar[tuple[str, ...]] = ("decided_on", "pk")
    PUBLIC = Q(pk__in=())
    PERSONAL = True

    class Official(models.TextChoices):
        HEAD = "head", _("the head")
        DEPUTY = "deputy", _("a deputy of the head")
        STAFF = "staff", _("the head of the apparatus")

    appeal = models.ForeignKey(
        Appeal, on_delete=models.PROTECT, related_name="extensions", verbose_name=_("appeal")
    )
    decided_on = models.DateField(_("decided on"))
    official = models.CharField(_("who decided"), max_length=8, choices=Official.choices)
    # In the unit of the rule: months of an appeal, days of a request for information.
    length = models.PositiveSmallIntegerField(_("for how long"))
    reason = models.TextField(_("why more time is needed"))

    class Meta(Row.Meta):
        verbose_name = _("extension of the term")
        verbose_name_plural = _("extensions of the term")
        ordering = ("decided_on", "pk")
        constraints = (
            *Row.Meta.constraints,
            models.CheckConstraint(name="appealextension_is_some_time", condition=Q(length__gt=0)),
        )

    def __str__(self) -> str:
        return f"{self._meta.verbose_name}: {self.appeal.number}"

    def check_facts(self) -> None:
        self.reason = self.reason.strip()
        if not self.reason:
            raise Refused(gettext("Say why more time is needed."), field="reason")
        if self.decided_on < self.appeal.starts_on:
            raise Refused(gettext("The appeal had not come yet."), field="on")
