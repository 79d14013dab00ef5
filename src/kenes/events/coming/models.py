"""Registrations for an event: who comes, who waits for a place, who is there."""

import hmac
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kenes.core.refused import Refused
from kenes.core.row import Row, moment
from kenes.core.secret import SealedField, blind
from kenes.core.text import language
from kenes.events.models import ReachEntry

if TYPE_CHECKING:
    from kenes.council.models import Council

CODE_LENGTH = 8
# What follows the code in a person's own address: so much that nobody ever guesses it.
SECRET_LENGTH = 24


class Registration(Row):
    """Somebody registered for an event. Only how many they are is public.

    The name goes after its term; the row stays, so that the count does. Whoever came without
    having registered is a row as well: of an audience, and of nobody.
    """

    PART_OF = "event"
    TITLED_BY = ("event",)
    PUBLIC = Q(pk__in=())
    PERSONAL = True
    SEALED: ClassVar[tuple[str, ...]] = ("name", "email", "organisation", "needs")
    # Nothing is kept of who only came in, so nobody was asked to agree.
    AT_THE_DOOR = Q(consent_text="")
    # Who registered beforehand and did not give the place up; who has a place; who waits for one.
    ASKED = Q(gave_up_at=None) & ~AT_THE_DOOR
    HOLDS = Q(gave_up_at=None, waits=False)
    WAITS = Q(gave_up_at=None, waits=True)

    event = models.ForeignKey("kenes.Event", on_delete=models.PROTECT, related_name="registrations")
    name = SealedField(_("name"), blank=True)
    email = SealedField(_("e-mail"), blank=True)
    organisation = SealedField(_("organisation"), blank=True)
    needs = SealedField(_("what is needed to take part"), blank=True)
    audience = models.CharField(
        _("audience"), max_length=20, choices=ReachEntry.Audience.choices, blank=True
    )
    # Digits alone: they read aloud in every language. The code opens nothing by itself: it is
    # looked up at the door by the secretary, who sees the whole list anyway.
    code = models.CharField(_("code for the door"), max_length=12, blank=True, editable=False)
    waits = models.BooleanField(_("on the waiting list"), default=False)
    gave_up_at = models.DateTimeField(_("gave the place up"), null=True, blank=True)
    reminded_on = models.DateField(_("reminded on"), null=True, blank=True)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="ru")
    # The very words agreed to, as they stood that day.
    consent_text = models.TextField(_("consent"))
    registered_at = models.DateTimeField(default=moment)
    came = models.BooleanField(_("came"), default=False)
    forgotten_on = models.DateField(_("name erased on"), null=True, blank=True)

    class Meta(Row.Meta):
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ("registered_at", "pk")
        indexes = (models.Index(fields=["event"], name="registration_by_event"),)
        constraints = (
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "code"],
                name="registration_code_once",
                condition=~models.Q(code=""),
            ),
        )

    def __str__(self) -> str:
        return str(_("registration"))

    @property
    def at_the_door(self) -> bool:
        """Whether this one came without having registered."""
        return not self.consent_text

    @property
    def spoken(self) -> str:
        """The code as it is read aloud: in two halves."""
        return f"{self.code[:4]} {self.code[4:]}".strip()

    @property
    def key(self) -> str:
        """The secret of the person's own address: only who registered has it; it is not stored."""
        said = f"coming|{self.council_id}|{self.pk}|{self.code}"
        return f"{self.code}{blind(said)[:SECRET_LENGTH]}"

    def own_url(self, tongue: str = "") -> str:
        """The person's own page; empty once the code is erased."""
        return f"/{tongue or language()}/coming/{self.key}/" if self.code else ""

    @classmethod
    def behind(cls, council: "Council", key: str) -> Self | None:
        """The registration whose own page this is; None where nobody was given the address."""
        coded = cls.objects.of(council).live().filter(code=key[:CODE_LENGTH]).exclude(code="")
        found = coded.select_related("event", "council").first()
        known = found is not None and hmac.compare_digest(found.key.encode(), key.encode())
        return found if known else None

    def check_facts(self) -> None:
        if self.forgotten_on or self._came_unasked():
            return
        if not self.name.strip():
            raise Refused(gettext("Write your name."), field="name")
        if not self.consent_text.strip():
            raise Refused(gettext("Without consent nothing can be kept of you."), field="consent")

    def _came_unasked(self) -> bool:
        kept: list[Any] = [getattr(self, name) for name in self.SEALED]
        return self.came and self.at_the_door and not any(kept)
