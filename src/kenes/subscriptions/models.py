"""A person who follows a recommendation or an agency by e-mail."""

import hmac
from typing import Any, ClassVar, Self
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kenes.core.flow import Flow
from kenes.core.refused import Refused
from kenes.core.secret import SealedField, blind
from kenes.recommendations import tracking

_OPEN = ("asked", "confirmed")


class Subscription(Flow):
    """Somebody asked to be told of a recommendation or an agency, and confirmed it by a letter.

    The address is sealed, found by a keyed digest alone, and erased on the day it ends.
    """

    # It is nobody's business but the follower's own.
    PUBLIC = Q(pk__in=[])
    TITLED_BY = ("recommendation", "agency")

    class Status(models.TextChoices):
        ASKED = "asked", _("not confirmed yet")
        CONFIRMED = "confirmed", _("confirmed")
        ENDED = "ended", _("ended")

    MOVES = {
        Status.ASKED: {Status.CONFIRMED, Status.ENDED},
        Status.CONFIRMED: {Status.ENDED},
        Status.ENDED: set(),
    }
    START = {Status.ASKED}

    address = SealedField(_("e-mail"), blank=True)
    address_key = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default="kk"
    )
    recommendation = models.ForeignKey(
        "kenes.Recommendation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="subscriptions",
        verbose_name=_("recommendation"),
    )
    agency = models.ForeignKey(
        "kenes.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="subscriptions",
        verbose_name=_("agency"),
    )
    asked_on = models.DateField(_("asked on"), editable=False)
    # Up to which moment the follower knows everything.
    told_at = models.DateTimeField(_("told until"), null=True, editable=False)
    status = models.CharField(
        _("state"), max_length=20, choices=Status.choices, default=Status.ASKED, editable=False
    )

    class Meta(Flow.Meta):
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        constraints = (
            *Flow.Meta.constraints,
            models.CheckConstraint(
                name="subscription_follows_one_thing",
                condition=Q(recommendation__isnull=False, agency=None)
                | Q(recommendation=None, agency__isnull=False),
            ),
            models.CheckConstraint(
                name="subscription_ended_keeps_no_address",
                condition=Q(status="ended", address="", address_key="")
                | (~Q(status="ended") & ~Q(address="") & ~Q(address_key="")),
            ),
            models.CheckConstraint(
                name="subscription_confirmed_knows_until_when",
                condition=~Q(status="confirmed") | Q(told_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["council", "address_key", "recommendation"],
                name="subscription_once_per_recommendation",
                condition=Q(struck_at=None, status__in=_OPEN),
            ),
            models.UniqueConstraint(
                fields=["council", "address_key", "agency"],
                name="subscription_once_per_agency",
                condition=Q(struck_at=None, status__in=_OPEN),
            ),
        )
        indexes = (models.Index(fields=["council", "asked_on"], name="subscription_by_day"),)

    # What the links of its letters do; each has a key of its own.
    CONFIRM, STOP, STOP_ALL = "confirm", "stop", "stop-all"
    WORDS: ClassVar[tuple[str, ...]] = (CONFIRM, STOP, STOP_ALL)

    @property
    def followed(self) -> Any:
        """The recommendation or the agency."""
        return self.recommendation or self.agency

    @property
    def title(self) -> str:
        return str(self.followed.title)

    @property
    def path(self) -> str:
        """Where the page of what is followed stands, below the language."""
        if self.recommendation:
            return f"recommendations/{self.recommendation.number}/"
        return f"agencies/{self.agency.code}/"  # type: ignore[union-attr]

    def key(self, word: str) -> str:
        """The secret of a link: only who got the letter has it. Nothing of it is stored."""
        return f"{self.pk.hex}{blind(f'subscription|{word}|{self.pk}')[:32]}"

    @classmethod
    def behind(cls, word: str, key: str) -> Self | None:
        """The subscription whose link this is; None where no letter of ours held it."""
        try:
            found = cls.objects.live().filter(pk=UUID(key[:32])).first()
        except ValueError:
            return None
        known = found is not None and hmac.compare_digest(found.key(word), key)
        return found if known else None

    def points(self) -> Any:
        """The points it is about, as far as everyone may see them."""
        seen = tracking.seen().filter(council=self.council)
        if self.recommendation_id:
            return seen.filter(recommendation=self.recommendation_id)
        return seen.filter(addressee__in=self.agency.with_predecessors())  # type: ignore[union-attr]

    def check_facts(self) -> None:
        self.address = self.address.strip()
        try:
            validate_email(self.address)
        except ValidationError:
            raise Refused(gettext("This is no e-mail address."), field="address") from None
        self.address_key = blind(self.address)
