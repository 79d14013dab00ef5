"""A person who joins an appeal instead of writing the same."""

import hmac
from typing import ClassVar, Self
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kenes.appeals.models import Appeal
from kenes.core.flow import Flow
from kenes.core.refused import Refused
from kenes.core.secret import SealedField, blind
from kenes.core.text import owner_of

_OPEN = ("asked", "counted")


class Support(Flow):
    """“Me too”: it counts once per e-mail, which a letter confirms, or once per device.

    Neither is kept in the open, and both are erased when the person leaves.
    """

    PART_OF = "appeal"
    # Everyone sees how many there are, nobody sees whom.
    PUBLIC = Q(pk__in=[])

    class Status(models.TextChoices):
        ASKED = "asked", _("not confirmed yet")
        COUNTED = "counted", _("counted")
        LEFT = "left", _("left")

    MOVES = {
        Status.ASKED: {Status.COUNTED, Status.LEFT},
        Status.COUNTED: {Status.LEFT},
        Status.LEFT: set(),
    }
    START = {Status.ASKED, Status.COUNTED}

    appeal = models.ForeignKey(
        Appeal, on_delete=models.PROTECT, related_name="supports", verbose_name=_("appeal")
    )
    address = SealedField(_("e-mail"), blank=True)
    # A keyed digest of whose address it is, or of what the device was given.
    whose = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default="kk"
    )
    joined_on = models.DateField(_("joined on"), editable=False)
    # The day of the answer the person was told of last.
    told_on = models.DateField(_("told on"), null=True, editable=False)
    status = models.CharField(
        _("state"), max_length=20, choices=Status.choices, default=Status.ASKED, editable=False
    )

    class Meta(Flow.Meta):
        verbose_name = _("support of an appeal")
        verbose_name_plural = _("supports of appeals")
        constraints = (
            *Flow.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "appeal", "whose"],
                name="support_once_per_person",
                condition=Q(struck_at=None, status__in=_OPEN),
            ),
            models.CheckConstraint(
                name="support_left_keeps_nobody",
                condition=Q(status="left", address="", whose="")
                | (~Q(status="left") & ~Q(whose="")),
            ),
        )
        indexes = (
            models.Index(fields=["council", "joined_on"], name="support_by_day"),
            models.Index(fields=["appeal", "status"], name="support_by_appeal"),
        )

    # What the links of its letters do; each has a key of its own.
    CONFIRM, LEAVE = "confirm", "leave"
    WORDS: ClassVar[tuple[str, ...]] = (CONFIRM, LEAVE)

    def key(self, word: str) -> str:
        """The secret of a link: only who got the letter has it. Nothing of it is stored."""
        return f"{self.pk.hex}{blind(f'support|{word}|{self.pk}')[:32]}"

    @classmethod
    def behind(cls, word: str, key: str) -> Self | None:
        """The support whose link this is; None where no letter of ours held it."""
        try:
            found = cls.objects.live().filter(pk=UUID(key[:32])).first()
        except ValueError:
            return None
        known = found is not None and hmac.compare_digest(found.key(word).encode(), key.encode())
        return found if known else None

    def check_facts(self) -> None:
        self.address = self.address.strip()
        if not self.address:
            return
        try:
            validate_email(self.address)
        except ValidationError:
            raise Refused(gettext("This is no e-mail address."), field="address") from None
        self.whose = blind(owner_of(self.address))


def by_device(token: str) -> str:
    """By what the support of one device is known."""
    return blind(f"device|{token}")
