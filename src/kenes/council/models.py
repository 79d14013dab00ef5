"""The council: its convocations, people, seats and mandates, bodies and roles in them."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, F, Max, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from kenes.core.refused import Refused
from kenes.core.row import Row, RowQuerySet, uuid7
from kenes.council.span import Ending, SpanQuerySet, Term
from kenes.organs.models import Directory


class Council(models.Model):
    """One public council. Every row belongs to exactly one; it is found by the host's name."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slug = models.SlugField(_("short name"), max_length=60, unique=True)
    title_kk = models.CharField(_("name in Kazakh"), max_length=300)
    title_ru = models.CharField(_("name in Russian"), max_length=300)
    title_en = models.CharField(_("name in English"), max_length=300, blank=True)
    hosts = models.TextField(_("host names"), blank=True)
    # A letter to this address that answers nothing is an appeal; empty: it waits in the inbox.
    appeals_mail = models.EmailField(_("address for appeals"), blank=True, editable=False)
    # Months after its outcome for which the person behind an appeal is kept; empty: always.
    appeals_kept_for = models.PositiveSmallIntegerField(null=True, editable=False)
    # The instant at which the clock of a demo register stands; a real register has none.
    demo_now = models.DateTimeField(null=True, editable=False)

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The name in the reader's language."""
        language = (get_language() or "ru")[:2]
        return getattr(self, f"title_{language}", "") or self.title_ru

    @property
    def is_demo(self) -> bool:
        return self.demo_now is not None


class ConvocationQuerySet(SpanQuerySet):
    """Questions about many convocations."""

    def sitting(self, day: date) -> "Convocation | None":
        """Whose members sit on the day: the old one's, until a new composition is approved."""
        begun = self.live().on(day).order_by("-ordinal")
        held = Mandate.objects.live().on(day).filter(seat__convocation=OuterRef("pk"))
        found: Convocation | None = begun.filter(Exists(held)).first() or begun.first()
        return found


class Convocation(Term, Row):
    """One composition of the council, from its approval to the next one's."""

    ordinal = models.PositiveSmallIntegerField(_("convocation"))
    since_on = models.DateField(_("from"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    # The day it was closed and its archive frozen: no seat or mandate of it changes any more.
    closed_on = models.DateField(_("archive closed on"), null=True, editable=False)

    objects: ClassVar[ConvocationQuerySet] = ConvocationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Row.Meta):
        verbose_name = _("convocation")
        constraints = (
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "ordinal"], name="convocation_once", condition=Q(struck_at=None)
            ),
        )

    def __str__(self) -> str:
        return str(self.ordinal)

    def check_facts(self) -> None:
        if self.ended_on and self.ended_on <= self.since_on:
            raise Refused(_("A convocation ends after it begins."), field="ended_on")


class Person(Directory):
    """A member, or one who was."""

    class Sex(models.TextChoices):
        WOMAN = "woman", _("woman")
        MAN = "man", _("man")

    sex = models.CharField(_("sex"), max_length=10, choices=Sex.choices, blank=True)
    birth_year = models.PositiveSmallIntegerField(_("year of birth"), null=True, blank=True)

    class Meta(Directory.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def get_absolute_url(self) -> str:
        return f"/{(get_language() or 'ru')[:2]}/members/{self.code}/"


class SeatQuerySet(RowQuerySet):
    """Questions about many seats."""

    def vacant(self, day: date) -> Self:
        """Seats of the convocation of that day that nobody holds, each with `vacant_since`."""
        sitting = Convocation.objects.live().on(day)
        held = Mandate.objects.live().filter(seat=OuterRef("pk"))
        ended = Max("mandates__ended_on", filter=Q(mandates__struck_at=None))
        empty = self.live().filter(~Exists(held.on(day)), convocation__in=sitting)
        return empty.annotate(vacant_since=Coalesce(ended, F("convocation__since_on")))


class Seat(Row):
    """A place in a convocation, which outlives its holder."""

    KEPT_WITH = "convocation"

    class Quota(models.TextChoices):
        CIVIL = "civil", _("civil society")
        STATE = "state", _("state body")

    convocation = models.ForeignKey(
        Convocation, on_delete=models.PROTECT, related_name="seats", verbose_name=_("convocation")
    )
    ordinal = models.PositiveSmallIntegerField(_("seat"))
    quota = models.CharField(_("quota"), max_length=10, choices=Quota.choices)

    objects: ClassVar[SeatQuerySet] = SeatQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Row.Meta):
        verbose_name = _("seat")
        constraints = (
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "convocation", "ordinal"],
                name="seat_once_in_convocation",
                condition=Q(struck_at=None),
            ),
        )

    def __str__(self) -> str:
        return f"{self.convocation}/{self.ordinal}"


class Mandate(Row):
    """A person holds a seat, from a day until the day he no longer does.

    After a vacancy the next of the reserve list enters by decision of a general sitting (PC art
    9(9)); a state member is replaced by the head of his body (PC art 9(10)) and is no rotation.
    """

    KEPT = True
    KEPT_WITH = "seat"
    TITLED_BY = ("person",)

    class Entered(models.TextChoices):
        CONTEST = "contest", _("by contest")
        RESERVE = "reserve", _("from the reserve list")
        AGENCY = "agency", _("sent by a state body")

    class Ground(models.TextChoices):
        TERM = "term", _("the term ended")
        RESIGNED = "resigned", _("own application")
        HEALTH = "health", _("health")
        DEATH = "death", _("death")
        MISSING = "missing", _("declared missing")
        INCAPACITY = "incapacity", _("declared incapable")
        ABSENCE = "absence", _("absences without valid reason")
        SERVICE = "service", _("joined public service")
        LIQUIDATION = "liquidation", _("the nominating NGO was liquidated")
        UNFIT = "unfit", _("no longer meets what is asked of a candidate")
        RECALLED = "recalled", _("replaced by the state body")
        OTHER = "other", _("other ground")

    seat = models.ForeignKey(
        Seat, on_delete=models.PROTECT, related_name="mandates", verbose_name=_("seat")
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="mandates", verbose_name=_("person")
    )
    since_on = models.DateField(_("member from"))
    ended_on = models.DateField(_("left on"), null=True, blank=True)
    entered = models.CharField(_("entered"), max_length=10, choices=Entered.choices)
    decided_on = models.DateField(_("decided on"))
    nominated_by = models.ForeignKey(
        "kenes.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("nominated by"),
    )
    ground = models.CharField(
        _("ground of leaving"), max_length=20, choices=Ground.choices, blank=True
    )
    left_paper = models.CharField(_("paper of leaving"), max_length=300, editable=False, blank=True)

    objects: ClassVar[SpanQuerySet] = SpanQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Row.Meta):
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        constraints = (
            *Row.Meta.constraints,
            models.CheckConstraint(
                name="mandate_ends_after_it_begins",
                condition=Q(ended_on=None) | Q(ended_on__gt=F("since_on")),
            ),
            models.CheckConstraint(
                name="mandate_ended_has_ground",
                condition=Q(ended_on=None, ground="") | (Q(ended_on__isnull=False) & ~Q(ground="")),
            ),
            models.UniqueConstraint(
                fields=["council", "seat"],
                name="seat_has_one_holder",
                condition=Q(ended_on=None, struck_at=None),
            ),
        )

    @property
    def title(self) -> str:
        return self.person.title

    @property
    def reference(self) -> str:
        return self.person.code

    def get_absolute_url(self) -> str:
        return self.person.get_absolute_url()

    def check_facts(self) -> None:
        if self.ended_on and self.ended_on <= self.since_on:
            raise Refused(_("A mandate ends after it begins."), field="ended_on")
        if bool(self.ended_on) != bool(self.ground):
            raise Refused(_("A member who left has a day and a ground of leaving."), field="ground")


class Body(Ending, Directory):
    """The council itself, its presidium, a commission, a committee or an expert group."""

    class Kind(models.TextChoices):
        COUNCIL = "council", _("general sitting")
        PRESIDIUM = "presidium", _("presidium")
        COMMISSION = "commission", _("commission")
        COMMITTEE = "committee", _("committee")
        EXPERTS = "experts", _("expert group")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    since_on = models.DateField(_("formed on"))
    ended_on = models.DateField(_("abolished on"), null=True, blank=True)

    objects: ClassVar[SpanQuerySet] = SpanQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Directory.Meta):
        verbose_name = _("body of the council")
        verbose_name_plural = _("bodies of the council")


class Office(Ending, Row):
    """A role of a person in a body, from a day until the day it ends."""

    PART_KEY: ClassVar[tuple[str, ...]] = ("person", "role")

    class Role(models.TextChoices):
        CHAIR = "chair", _("chair")
        DEPUTY = "deputy", _("deputy chair")
        MEMBER = "member", pgettext_lazy("of a body", "member")

    # A body has one of each at a time.
    ALONE = (Role.CHAIR, Role.DEPUTY)

    body = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        related_name="offices",
        verbose_name=_("body of the council"),
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="offices", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=10, choices=Role.choices)
    since_on = models.DateField(_("from"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    objects: ClassVar[SpanQuerySet] = SpanQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Row.Meta):
        verbose_name = _("role in a body")

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}, {self.body}"
