"""Sittings of any body of the council, and the items of their agendas."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kenes.core.refused import Refused
from kenes.core.row import Numbered, Row


class Sitting(Numbered):
    """A sitting of the council, its presidium, a commission or a committee.

    Whether it was held stands on its event; held means that the quorum was there (PC art 13(2)).
    The size of the body and the quorum are copied at the opening.
    """

    PATH = "sittings"
    TITLED_BY = ("event",)
    NUMBERED_BY = "held_on"

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
    seats_then = models.PositiveSmallIntegerField(_("members in all"), null=True, blank=True)
    quorum_then = models.PositiveSmallIntegerField(_("quorum"), null=True, blank=True)
    present = models.PositiveSmallIntegerField(_("present"), null=True, blank=True)

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
    def has_quorum(self) -> bool:
        """Whether at least the quorum was present; False while either is unknown."""
        return None not in (self.present, self.quorum_then) and self.present >= self.quorum_then  # type: ignore[operator]

    def check_facts(self) -> None:
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

    class Kind(models.TextChoices):
        QUESTION = "question", _("question")
        REPORT = "report", _("report of an agency")
        AGENDA = "agenda", _("approval of the agenda")
        MINUTES = "minutes", _("approval of minutes")
        MISCELLANEOUS = "miscellaneous", _("miscellaneous")

    PROCEDURAL = (Kind.AGENDA, Kind.MINUTES, Kind.MISCELLANEOUS)

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField(_("position"))
    kind = models.CharField(_("kind"), max_length=15, choices=Kind.choices)
    title_kk = models.CharField(_("question in Kazakh"), max_length=500, blank=True)
    title_ru = models.CharField(_("question in Russian"), max_length=500, blank=True)
    taken_up = models.BooleanField(_("taken up"), default=True)

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
