"""Accounts, and the access each has to a council."""

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Self
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kenes.core.prepared import Prepared
from kenes.core.roles import ROLES, role_choices
from kenes.core.row import Row, RowQuerySet, uuid7

if TYPE_CHECKING:
    from kenes.council.models import Council

CONSOLE = "console@localhost"


class UserManager(BaseUserManager["User"]):
    """Accounts are found by e-mail, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """An account. It is of no council; `Access` says where and as whom it may act."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    language = models.CharField(_("language"), max_length=2, default="ru")
    is_active = models.BooleanField(default=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    # The role of the act under way, copied into the journal; set where a request comes in.
    acting_as: str = ""

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name


class AccessQuerySet(RowQuerySet):
    """Questions about many accesses."""

    def on(self, day: date) -> Self:
        """Those that hold on the day, with their accounts."""
        held = self.filter(since_on__lte=day).filter(Q(ended_on=None) | Q(ended_on__gt=day))
        return held.select_related("user").order_by("since_on", "pk")


class Access(Row):
    """One person's role in one council, from a day until the day it ends."""

    user = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="accesses", verbose_name=_("account")
    )
    role = models.CharField(_("role"), max_length=20, choices=role_choices)
    agency = models.ForeignKey(
        "kenes.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("agency"),
    )
    # Which member the account is of: his votes, his presence, his own page.
    person = models.ForeignKey(
        "kenes.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="accesses",
        verbose_name=_("member"),
    )
    since_on = models.DateField(_("from"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    objects: ClassVar[AccessQuerySet] = AccessQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Row.Meta):
        constraints = (
            *Row.Meta.constraints,
            models.CheckConstraint(
                name="access_agency_names_its_agency",
                condition=Q(role="agency", agency__isnull=False)
                | (~Q(role="agency") & Q(agency__isnull=True)),
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}: {ROLES[self.role].name}"


def access_of(user: Any, council: "Council", on: date) -> Access | None:
    """The access a person has to a council on a day, if any."""
    if not user.is_authenticated:
        return None
    held = _HELD(user.pk, council.pk, on)
    return held[-1] if held else None


_HELD: Prepared[Access] = Prepared(
    UUID,
    UUID,
    date,
    question=lambda user, council, on: (
        Access.objects.filter(user=user, council=council, struck_at=None, since_on__lte=on)
        .filter(Q(ended_on=None) | Q(ended_on__gt=on))
        .order_by("since_on")
    ),
)


def console() -> User:
    """The account under which commands act; nobody can sign in with it."""
    known = _CONSOLES(CONSOLE)
    user = known[0] if known else _console_made()
    user.acting_as = "console"
    return user


def _console_made() -> User:
    facts = {"name": "Kenes", "is_active": False, "password": "!"}
    return User.objects.get_or_create(email=CONSOLE, defaults=facts)[0]


_CONSOLES: Prepared[User] = Prepared(str, question=lambda email: User.objects.filter(email=email))
