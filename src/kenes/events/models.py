"""The occasion: what happened at a time and place, with whom, and how many it reached."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kenes.core import clock
from kenes.core.flow import NumberedFlow
from kenes.core.frozen import Archive, covering
from kenes.core.refused import Refused
from kenes.core.row import Row
from kenes.events import kinds


class Event(NumberedFlow):
    """An occasion of whatever happens at a time and place.

    A sitting, a public hearing and a monitoring each hang on an event of their kind, so calendar,
    reach and co-organisers are one query each. Kinds exclude one another.
    """

    PATH = "events"
    NUMBERED_BY = "held_on"
    PARTS = ("Coorganiser", "Participant", "ReachEntry")
    UNSAID = frozenset({"programme_line", "registers"})

    class Status(models.TextChoices):
        PLANNED = "planned", _("planned")
        HELD = "held", _("held")
        ADJOURNED = "adjourned", _("adjourned")
        FAILED = "failed", _("did not take place")
        CANCELLED = "cancelled", _("cancelled")

    MOVES = {
        Status.PLANNED: {Status.HELD, Status.ADJOURNED, Status.FAILED, Status.CANCELLED},
        Status.ADJOURNED: {Status.HELD, Status.FAILED, Status.CANCELLED},
        Status.HELD: set(),
        Status.FAILED: set(),
        Status.CANCELLED: set(),
    }
    START = {Status.PLANNED}

    kind = models.CharField(_("kind"), max_length=30, choices=kinds.choices)
    title_kk = models.CharField(_("title in Kazakh"), max_length=500, blank=True)
    title_ru = models.CharField(_("title in Russian"), max_length=500, blank=True)
    began_on = models.DateField(_("began on"), null=True, blank=True)
    held_on = models.DateField(_("date"))
    starts_at = models.TimeField(_("time"), null=True, blank=True)
    ends_at = models.TimeField(_("ends at"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=300, blank=True)
    places = models.PositiveIntegerField(_("places in the hall"), null=True, blank=True)
    registers = models.BooleanField(_("people register for it"), default=False)
    district = models.ForeignKey(
        "kenes.District",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("district"),
    )
    topic = models.ForeignKey(
        "kenes.Topic", on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("topic")
    )
    akim_of = models.ForeignKey(
        "kenes.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("akim of"),
    )
    programme_line = models.ForeignKey(
        "kenes.ProgrammeLine",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("line of the programme"),
    )
    # A total somebody wrote down; it counts nowhere, the ledger does, and the difference is shown.
    reach_stated = models.PositiveIntegerField(
        _("people in all, as it was reported"), null=True, blank=True
    )
    status = models.CharField(
        _("state"), max_length=20, choices=Status.choices, default=Status.PLANNED, editable=False
    )

    class Meta(NumberedFlow.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = (
            models.Index(fields=["council", "held_on"], name="event_by_day"),
            models.Index(fields=["council", "kind", "held_on"], name="event_by_kind_and_day"),
        )

    @property
    def hung(self) -> Row | None:
        """The record of a later register this is the occasion of: a sitting, a public hearing."""
        for relation in self._meta.related_objects:
            name = relation.get_accessor_name() or ""
            if relation.one_to_one and hasattr(self, name):
                found: Row = getattr(self, name)
                return found
        return None

    @property
    def takes_registrations(self) -> bool:
        """Whether people register for it at all."""
        return self.registers or kinds.KINDS[self.kind].registers

    def archive_of(self, closed: Sequence[Archive]) -> Archive | None:
        """A sitting belongs to the convocation in whose term it was held, or came to nothing.

        Other occasions are nobody's sitting; they and their figures outlive a convocation.
        """
        settled = self.kind == "sitting" and not self.MOVES[self.Status(self.status)]
        return covering(closed, self.status_on) if settled else None

    @property
    def room(self) -> int | None:
        """How many visits its hall can hold: each place once a day. None where nobody said."""
        days = (self.held_on - (self.began_on or self.held_on)).days + 1
        return None if self.places is None else self.places * days

    def check_facts(self) -> None:
        if self.began_on and self.began_on > self.held_on:
            raise Refused(_("It ended before it began."), field="held_on")
        one_day = self.began_on in (None, self.held_on)
        if one_day and self.starts_at and self.ends_at and self.ends_at < self.starts_at:
            raise Refused(_("It ends before it starts."), field="ends_at")
        if not (self.title_kk or self.title_ru):
            raise Refused(_("A title is needed, in Kazakh or in Russian."), field="title_ru")


class Coorganiser(Row):
    """An organisation that held the event together with the council."""

    PART_OF = "event"
    TITLED_BY = ("event",)
    PART_KEY: ClassVar[tuple[str, ...]] = ("organisation",)

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="coorganisers")
    organisation = models.ForeignKey(
        "kenes.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("organisation"),
    )
    kind_then = models.CharField(_("its kind then"), max_length=20)

    class Meta(Row.Meta):
        verbose_name = _("co-organiser")
        constraints = (
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "event", "organisation"],
                name="coorganiser_once",
                condition=models.Q(struck_at=None),
            ),
        )

    def __str__(self) -> str:
        return str(self.organisation)


class Participant(Row):
    """A member of the council took part in the event."""

    PART_OF = "event"
    TITLED_BY = ("event",)
    PART_KEY: ClassVar[tuple[str, ...]] = ("person",)

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="participants")
    person = models.ForeignKey(
        "kenes.Person", on_delete=models.PROTECT, related_name="+", verbose_name=_("member")
    )

    class Meta(Row.Meta):
        verbose_name = _("member who took part")
        constraints = (
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "event", "person"],
                name="participant_once",
                condition=models.Q(struck_at=None),
            ),
        )

    def __str__(self) -> str:
        return str(self.person)


class ReachEntry(Row):
    """So many visits of one audience at one event, from one source: a line of the reach ledger.

    `people` are visits: who came twice is counted twice. `persons` are how many different people
    they were, where that is known.
    """

    PART_OF = "event"
    TITLED_BY = ("event",)
    PART_KEY: ClassVar[tuple[str, ...]] = ("audience", "source", "district")
    FILES_APART = True  # The scan of a sign-in sheet bears names.

    class Audience(models.TextChoices):
        MEMBERS = "members", _("members and experts")
        STATE = "state", _("state bodies")
        QUASI_STATE = "quasi_state", _("quasi-state sector")
        BUSINESS = "business", _("business")
        HOUSE_HEADS = "house_heads", _("heads of KSK and OSI")
        ACTIVISTS = "activists", _("city activists")
        RESIDENTS = "residents", _("residents")
        OTHERS = "others", _("others")

    class Source(models.TextChoices):
        SIGN_IN = "sign_in", _("sign-in sheet")
        CHECK_IN = "check_in", _("check-in by code")
        HEAD_COUNT = "head_count", _("head count")
        STREAM = "stream", _("broadcast")

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="reach")
    audience = models.CharField(_("audience"), max_length=20, choices=Audience.choices)
    source = models.CharField(
        _("how it is known"), max_length=20, choices=Source.choices, blank=True
    )
    district = models.ForeignKey(
        "kenes.District",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("district they came from"),
    )
    people = models.PositiveIntegerField(_("people"))
    persons = models.PositiveIntegerField(_("different people"), null=True, blank=True)
    estimated = models.BooleanField(_("estimate"), default=False)

    class Meta(Row.Meta):
        verbose_name = _("reach")
        constraints = (
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "event", "audience", "source", "district"],
                name="reach_once_per_audience_source_and_district",
                condition=models.Q(struck_at=None),
            ),
            # A line of no district is one too; a database takes two empty fields for different.
            models.UniqueConstraint(
                fields=["council", "event", "audience", "source"],
                name="reach_once_per_audience_and_source",
                condition=models.Q(struck_at=None, district=None),
            ),
            models.CheckConstraint(
                name="reach_has_no_more_persons_than_visits",
                condition=models.Q(persons=None) | models.Q(persons__lte=models.F("people")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_audience_display()}"

    @property
    def stands_for(self) -> tuple[Any, ...] | None:
        """A journal and the form of an event say the audience alone."""
        exact = self.source or self.district_id is not None
        return (self.audience, "", None) if exact else None

    @property
    def in_the_hall(self) -> bool:
        """Whether these visits take places; who watched a broadcast sat at home."""
        return self.source != self.Source.STREAM

    def check_facts(self) -> None:
        if self.event.held_on > clock.today():
            raise Refused(_("The event is still ahead: nobody has come yet."), field="people")
        if self.persons is not None and self.persons > self.people:
            raise Refused(_("There are more different people than visits."), field="persons")
        if self.in_the_hall:
            refuse_more_than_fit(self.event, self.people)


def refuse_more_than_fit(event: Event, visits: int) -> None:
    """Refuse more visits than the hall of the event has places."""
    if event.room is not None and visits > event.room:
        sentence = _("The hall has %(places)s places, and %(visits)s visits were written down.")
        raise Refused(sentence % {"places": event.room, "visits": visits}, field="people")
