"""Sittings of any body of the council, and the items of their agendas."""

from datetime import date, datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kenes.core import clock
from kenes.core.refused import Refused
from kenes.core.row import Numbered, Row
from kenes.events.models import Event

# How long a sitting is thought to last while nobody has said how long its questions take.
USUAL = timedelta(hours=2)


class Sitting(Numbered):
    """A sitting of the council, its presidium, a commission or a committee.

    Whether it was held stands on its event; held means that the quorum was there (PC art 13(2)).
    The size of the body and the quorum are copied at the opening.
    """

    PATH = "sittings"
    KEPT_WITH = "event"
    TITLED_BY = ("event",)
    NUMBERED_BY = "held_on"
    UNSAID = frozenset({"video_url"})
    # Statuses of the occasion in which the sitting is still ahead.
    AHEAD = (Event.Status.PLANNED, Event.Status.ADJOURNED)

    class Form(models.TextChoices):
        REGULAR = "regular", _("regular")
        EXTRA = "extra", _("extra")
        JOINT = "joint", _("joint")
        EXPANDED = "expanded", _("expanded")

    event = models.OneToOneField(
        "kenes.Event", on_delete=models.PROTECT, related_name="sitting", verbose_name=_("event")
    )
    body = models.ForeignKey(
        "kenes.Body", on_delete=models.PROTECT, related_name="sittings", verbose_name=_("body")
    )
    form = models.CharField(_("form"), max_length=10, choices=Form.choices, default=Form.REGULAR)
    video_url = models.URLField(_("link to the broadcast"), max_length=500, blank=True)
    seats_then = models.PositiveSmallIntegerField(_("members in all"), null=True, blank=True)
    quorum_then = models.PositiveSmallIntegerField(_("quorum"), null=True, blank=True)
    present = models.PositiveSmallIntegerField(_("present"), null=True, blank=True)
    # When the chair opened and closed it, where it was kept in Kenes from the beginning.
    opened_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)

    class Meta(Numbered.Meta):
        verbose_name = _("sitting")
        verbose_name_plural = _("sittings")
        constraints = (
            *Numbered.Meta.constraints,
            models.CheckConstraint(
                name="sitting_present_at_most_all",
                condition=Q(present=None)
                | Q(seats_then=None)
                | Q(present__lte=models.F("seats_then")),
            ),
        )

    @property
    def held_on(self) -> date:
        return self.event.held_on

    @property
    def title(self) -> str:
        return self.event.title

    @property
    def ahead(self) -> bool:
        """Whether it is still to be held."""
        return self.event.status in self.AHEAD

    @property
    def agenda_open(self) -> bool:
        """Whether its agenda may change: till it is opened, and while it sits."""
        return self.in_session or (self.ahead and self.closed_at is None)

    @property
    def begins(self) -> datetime | None:
        """The instant it begins, by the council's clock; None while the hour is not set."""
        if self.event.starts_at is None:
            return None
        return datetime.combine(self.event.held_on, self.event.starts_at, clock.COUNCIL_ZONE)

    @property
    def length(self) -> timedelta:
        """How long it is planned to last: the minutes of its questions, or the usual time."""
        minutes = self.items.live().aggregate(all=models.Sum("minutes_planned"))["all"]
        return timedelta(minutes=minutes) if minutes else USUAL

    @property
    def has_quorum(self) -> bool:
        """Whether at least the quorum was present; False while either is unknown."""
        return None not in (self.present, self.quorum_then) and self.present >= self.quorum_then  # type: ignore[operator]

    @property
    def in_session(self) -> bool:
        """Whether it has been opened and not closed yet."""
        return self.opened_at is not None and self.closed_at is None

    def check_facts(self) -> None:
        if self.video_url and not self.video_url.startswith(("https://", "http://")):
            raise Refused(_("A link begins with https://."), field="video_url")
        if self.present is not None and self.seats_then and self.present > self.seats_then:
            raise Refused(_("More are present than there are members."), field="present")
        if self.event.status == "held" and not self.has_quorum:
            raise Refused(
                _("A sitting without a quorum is not held; mark it as not having taken place."),
                field="present",
            )


class AgendaItem(Row):
    """A question on the agenda of a sitting. Procedural ones are no questions in the note."""

    PART_OF = "sitting"
    TITLED_BY = ("sitting__event",)
    PART_KEY: ClassVar[tuple[str, ...]] = ("position",)
    UNSAID = frozenset({"rapporteur", "agency", "minutes_planned", "draft_kk", "draft_ru"})

    class Kind(models.TextChoices):
        QUESTION = "question", _("question")
        REPORT = "report", _("report of an agency")
        DRAFT = "draft", _("draft act")
        APPEAL = "appeal", _("appeals of citizens")
        EXECUTION = "execution", _("execution of decisions")
        AGENDA = "agenda", _("approval of the agenda")
        MINUTES = "minutes", _("approval of minutes")
        MISCELLANEOUS = "miscellaneous", _("miscellaneous")

    PROCEDURAL = (Kind.AGENDA, Kind.MINUTES, Kind.MISCELLANEOUS)
    # What an item of a kind cannot well do without; what is missing is said, never refused.
    NEEDS: ClassVar[dict[str, tuple[str, ...]]] = {
        Kind.QUESTION: ("rapporteur",),
        Kind.REPORT: ("agency", "rapporteur", "draft"),
        Kind.DRAFT: ("agency", "rapporteur", "draft"),
        Kind.APPEAL: ("rapporteur", "draft"),
        Kind.EXECUTION: ("rapporteur",),
    }

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField(_("position"))
    kind = models.CharField(_("kind"), max_length=15, choices=Kind.choices)
    title_kk = models.CharField(_("question in Kazakh"), max_length=500, blank=True)
    title_ru = models.CharField(_("question in Russian"), max_length=500, blank=True)
    taken_up = models.BooleanField(_("taken up"), default=True)
    rapporteur = models.CharField(_("speaker"), max_length=300, blank=True)
    agency = models.ForeignKey(
        "kenes.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("agency"),
    )
    minutes_planned = models.PositiveSmallIntegerField(_("minutes planned"), null=True, blank=True)
    draft_kk = models.TextField(_("draft decision in Kazakh"), blank=True)
    draft_ru = models.TextField(_("draft decision in Russian"), blank=True)

    class Meta(Row.Meta):
        verbose_name = _("question of the agenda")
        verbose_name_plural = _("questions of the agenda")
        constraints = (
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "sitting", "position"],
                name="agenda_position_once",
                condition=Q(struck_at=None),
            ),
        )

    @property
    def procedural(self) -> bool:
        """Whether it is about the course of the sitting and no question of its own."""
        return self.kind in self.PROCEDURAL

    @property
    def missing(self) -> list[str]:
        """What its kind cannot well do without and nobody has stated yet: names of facts."""
        stated = {
            "rapporteur": bool(self.rapporteur),
            "agency": self.agency_id is not None,
            "draft": bool(self.draft_kk or self.draft_ru),
        }
        return [name for name in self.NEEDS.get(self.kind, ()) if not stated[name]]

    def check_facts(self) -> None:
        if self.minutes_planned is not None and not 1 <= self.minutes_planned <= 600:
            raise Refused(_("From 1 to 600 minutes."), field="minutes_planned")
