"""Decisions of sittings, the tasks they give, and opinions that dissent from them."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kenes.core.flow import Flow
from kenes.core.frozen import Archive, covering
from kenes.core.refused import Refused
from kenes.core.row import Numbered, Row


class Decision(Numbered):
    """What a body decided under an item of its agenda, in two authentic languages.

    Public once both texts agree and it is published.
    """

    PATH = "decisions"
    NUMBERED_BY = "adopted_on"
    TITLED_BY = ("item__sitting__event",)
    PUBLIC = Q(published_on__isnull=False)

    item = models.ForeignKey(
        "kenes.AgendaItem",
        on_delete=models.PROTECT,
        related_name="decisions",
        verbose_name=_("question of the agenda"),
    )
    ballot = models.ForeignKey(
        "kenes.Ballot",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("vote"),
    )
    adopted_on = models.DateField(_("adopted on"))
    title_kk = models.CharField(_("title in Kazakh"), max_length=500, blank=True)
    title_ru = models.CharField(_("title in Russian"), max_length=500, blank=True)
    text_kk = models.TextField(_("text in Kazakh"), blank=True)
    text_ru = models.TextField(_("text in Russian"), blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True, editable=False)

    class Meta(Numbered.Meta):
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = (
            *Numbered.Meta.constraints,
            models.CheckConstraint(
                name="decision_published_in_both_languages",
                condition=Q(published_on=None) | (~Q(text_kk="") & ~Q(text_ru="")),
            ),
        )

    def archive_of(self, closed: Sequence[Archive]) -> Archive | None:
        """Published within the term it belongs to it; one that was not yet is still to be."""
        return covering(closed, self.published_on) if self.published_on else None

    def check_facts(self) -> None:
        if not (self.title_kk or self.title_ru):
            raise Refused(_("A title is needed, in Kazakh or in Russian."), field="title_ru")
        if self.ballot and not self.ballot.carried:
            raise Refused(_("The vote did not carry; it decides nothing."), field="ballot")


class Task(Flow):
    """What a decision asks of somebody by a day; the council itself says that it is done."""

    PART_OF = "decision"
    TITLED_BY = ("decision",)
    PART_KEY: ClassVar[tuple[str, ...]] = ("ordinal",)

    class Status(models.TextChoices):
        OPEN = "open", _("to be done")
        DONE = "done", _("done")
        DROPPED = "dropped", _("dropped")

    MOVES = {
        Status.OPEN: {Status.DONE, Status.DROPPED},
        Status.DONE: {Status.OPEN},
        Status.DROPPED: {Status.OPEN},
    }
    START = {Status.OPEN}

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="tasks")
    ordinal = models.PositiveSmallIntegerField(_("position"))
    text_kk = models.TextField(_("task in Kazakh"), blank=True)
    text_ru = models.TextField(_("task in Russian"), blank=True)
    owner = models.ForeignKey(
        "kenes.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="tasks",
        verbose_name=_("member responsible"),
    )
    agency = models.ForeignKey(
        "kenes.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("agency responsible"),
    )
    given_on = models.DateField(_("given on"))
    due_on = models.DateField(_("due on"), null=True, blank=True)
    outcome = models.TextField(_("what was done"), blank=True)
    status = models.CharField(
        _("state"), max_length=20, choices=Status.choices, default=Status.OPEN, editable=False
    )

    class Meta(Flow.Meta):
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering = ("ordinal",)
        constraints = (
            *Flow.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "decision", "ordinal"],
                name="task_position_once",
                condition=Q(struck_at=None),
            ),
        )

    @property
    def title(self) -> str:
        return self.in_language("text")

    @property
    def reference(self) -> str:
        return f"{self.decision.number}.{self.ordinal}"

    def overdue(self, today: date) -> bool:
        """Whether its day has passed and it is not done."""
        return self.status == self.Status.OPEN and self.due_on is not None and self.due_on < today

    def archive_of(self, closed: Sequence[Archive]) -> Archive | None:
        """Settled within the term it belongs to it; an open one is handed over to the next."""
        return None if self.status == self.Status.OPEN else covering(closed, self.status_on)

    def check_facts(self) -> None:
        if not (self.text_kk or self.text_ru):
            raise Refused(_("Say what is to be done."), field="text_ru")
        if self.owner and self.agency:
            raise Refused(_("A task has one owner: a member or an agency."), field="agency")


class Dissent(Row):
    """A member's dissenting opinion on an item, in his own words; it goes into the minutes."""

    PART_OF = "item"
    TITLED_BY = ("item__sitting__event",)
    PART_KEY: ClassVar[tuple[str, ...]] = ("person",)

    item = models.ForeignKey("kenes.AgendaItem", on_delete=models.PROTECT, related_name="dissents")
    person = models.ForeignKey(
        "kenes.Person", on_delete=models.PROTECT, related_name="+", verbose_name=_("member")
    )
    text = models.TextField(_("dissenting opinion"))

    class Meta(Row.Meta):
        verbose_name = _("dissenting opinion")
        constraints = (
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "item", "person"],
                name="dissent_once",
                condition=Q(struck_at=None),
            ),
        )
