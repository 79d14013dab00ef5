"""Who is called to a sitting, what they were told of it, and what they answered."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kenes.core.refused import Refused
from kenes.core.row import Row, RowQuerySet, moment
from kenes.core.secret import SealedField, blind
from kenes.core.text import language


def check_address(email: str, field: str = "email") -> None:
    """Refuse what is no e-mail address."""
    try:
        validate_email(email)
    except ValidationError:
        raise Refused(_("This is no e-mail address."), field=field) from None


class Contact(Row):
    """Where letters to a member go, and in which language. Sealed, and shown to few."""

    TITLED_BY = ("person",)

    person = models.ForeignKey(
        "kenes.Person", on_delete=models.PROTECT, related_name="contacts", verbose_name=_("member")
    )
    email = SealedField(_("e-mail"))
    language = models.CharField(
        _("language of letters"), max_length=2, choices=settings.LANGUAGES, default="ru"
    )

    class Meta(Row.Meta):
        verbose_name = _("address of a member")
        constraints = (
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "person"],
                name="contact_one_per_person",
                condition=Q(struck_at=None),
            ),
        )

    @property
    def title(self) -> str:
        return str(self.person.title)

    def check_facts(self) -> None:
        self.email = self.email.strip()
        check_address(self.email)


class InvitationQuerySet(RowQuerySet):
    """Questions about those invited."""

    def told(self) -> Any:
        """Those who were sent at least one notice."""
        return self.live().filter(told_sequence__isnull=False)

    def answers(self) -> "dict[Any, Invitation]":
        """The members who said whether they come: person → invitation. For the page of presence."""
        said = self.live().exclude(answer="").filter(person__isnull=False)
        return {each.person_id: each for each in said}


class Invitation(Row):
    """A member or a guest is called to a sitting; his address is copied when he is told."""

    PART_OF = "sitting"
    TITLED_BY = ("sitting__event", "person")

    class Role(models.TextChoices):
        MEMBER = "member", _("member of the body")
        AGENCY = "agency", _("agency")
        EXPERT = "expert", _("expert")
        GUEST = "guest", _("guest")

    class Answer(models.TextChoices):
        NONE = "", _("no answer yet")
        COMING = "coming", _("will come")
        NOT_COMING = "not_coming", _("will not come")

    sitting = models.ForeignKey(
        "kenes.Sitting", on_delete=models.PROTECT, related_name="invitations"
    )
    person = models.ForeignKey(
        "kenes.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="invitations",
        verbose_name=_("member"),
    )
    # Of a guest; a member is called by the name in the directory.
    guest = SealedField(_("name"), blank=True)
    role = models.CharField(_("invited as"), max_length=10, choices=Role.choices)
    email = SealedField(_("e-mail"), blank=True)
    # Finds an address that stands on the list already without reading any.
    email_index = models.CharField(max_length=64, blank=True, editable=False)
    language = models.CharField(
        _("language of letters"), max_length=2, choices=settings.LANGUAGES, default="ru"
    )
    # The sequence of the last notice he was sent; empty while he was told nothing.
    told_sequence = models.PositiveIntegerField(null=True, editable=False)
    answer = models.CharField(
        _("answer"), max_length=12, choices=Answer.choices, blank=True, editable=False
    )
    # Why somebody does not come may be nobody's business: sealed, and shown to few.
    reason = SealedField(_("reason"), blank=True, editable=False)
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)

    objects: ClassVar[InvitationQuerySet] = InvitationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Row.Meta):
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = (
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "sitting", "person"],
                name="invitation_once_per_person",
                condition=Q(struck_at=None, person__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["council", "sitting", "email_index"],
                name="invitation_once_per_guest",
                condition=Q(struck_at=None, person=None),
            ),
            models.CheckConstraint(
                name="invitation_answered_says_when",
                condition=Q(answer="", answered_at=None)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
            ),
        )

    @property
    def name(self) -> str:
        """Who is invited, in the reader's language."""
        return str(self.person.title) if self.person else self.guest

    def __str__(self) -> str:
        return self.name

    def check_facts(self) -> None:
        self.email, self.guest = self.email.strip(), " ".join(self.guest.split())
        if self.person_id is None and not self.guest:
            raise Refused(_("Say whom you invite."), field="guest")
        if self.person_id is None or self.email:
            check_address(self.email)
        self.email_index = blind(self.email)


class Notice(Row):
    """What was told of a sitting, the same to everyone: an iCalendar sequence and its terms.

    Each change of what was told is a new notice with the next sequence; who got it stands in the
    letters about the invitations.
    """

    PART_OF = "sitting"
    TITLED_BY = ("sitting__event",)
    PART_KEY: ClassVar[tuple[str, ...]] = ("sequence",)

    class Method(models.TextChoices):
        REQUEST = "REQUEST", _("invitation")
        CANCEL = "CANCEL", _("cancellation")

    sitting = models.ForeignKey("kenes.Sitting", on_delete=models.PROTECT, related_name="notices")
    sequence = models.PositiveIntegerField(editable=False)
    method = models.CharField(max_length=10, choices=Method.choices, editable=False)
    at = models.DateTimeField(default=moment, editable=False)
    reason = models.TextField(_("reason"), blank=True)
    told = models.JSONField(editable=False)

    class Meta(Row.Meta):
        verbose_name = _("notice of a sitting")
        ordering = ("sequence",)
        constraints = (
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "sitting", "sequence"], name="notice_sequence_once"
            ),
        )

    def agenda(self) -> list[str]:
        """The questions as they were told, in the reader's language where it was written."""
        tongue = "kk" if language() == "kk" else "ru"
        return [item[tongue] or item["kk"] or item["ru"] for item in self.told["items"]]
