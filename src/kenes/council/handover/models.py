"""Work that a convocation left open, and who of the next one took it over."""

from collections.abc import Sequence
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kenes.core.frozen import Archive
from kenes.core.prepared import Prepared
from kenes.core.row import Row
from kenes.council.models import Body, Convocation, Person


def closed_convocations(council_id: UUID) -> Sequence[Archive]:
    """The convocations of a council whose archives are closed."""
    return _CLOSED(council_id)


# Asked before every change of any row.
_CLOSED: Prepared[Convocation] = Prepared(
    UUID,
    question=lambda council: Convocation.objects.live().filter(
        council=council, closed_on__isnull=False
    ),
)


class Handover(Row):
    """One open record of any register that a convocation left, as it was on its last day.

    The key has no foreign key, for the record may stand in any register.
    """

    convocation = models.ForeignKey(
        Convocation,
        on_delete=models.PROTECT,
        related_name="left_open",
        verbose_name=_("convocation"),
    )
    register = models.CharField(_("register"), max_length=40)
    row_id = models.UUIDField()
    reference_then = models.CharField(_("number"), max_length=60, blank=True)
    title_then = models.CharField(_("what it is"), max_length=500)
    address = models.CharField(max_length=300, blank=True, editable=False)
    body = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("given to the body"),
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("given to the member"),
    )
    given_on = models.DateField(_("given on"), null=True, blank=True)

    class Meta(Row.Meta):
        verbose_name = _("open work handed over")
        verbose_name_plural = _("open work handed over")
        ordering = ("register", "reference_then")
        constraints = (
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "convocation", "row_id"],
                name="handover_once_per_record",
                condition=Q(struck_at=None),
            ),
            models.CheckConstraint(
                name="handover_given_to_somebody",
                condition=Q(given_on=None, body=None, person=None)
                | (Q(given_on__isnull=False) & (Q(body__isnull=False) | Q(person__isnull=False))),
            ),
        )

    @property
    def title(self) -> str:
        return self.title_then

    @property
    def reference(self) -> str:
        return self.reference_then
