"""A question inside an appeal."""

from collections.abc import Collection
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kenes.appeals.models import Appeal
from kenes.core.flow import Flow
from kenes.core.refused import Refused
from kenes.core.secret import SealedField

# What a person would least like to read stands last.
FAVOUR = (Appeal.Status.RESOLVED, Appeal.Status.EXPLAINED, Appeal.Status.REFUSED)
AT_MOST = 40
# As many letters of a question tell it from the others.
FIRST_WORDS = 60


class Matter(Flow):
    """One of the questions of an appeal: its own topic and agency, its own outcome and answer.

    An appeal without any is itself the one question. What the person wrote may name anyone, so the
    words are sealed as the appeal's are.
    """

    PART_OF = "appeal"
    TITLED_BY = ("topic", "appeal__topic", "appeal__district")
    PART_KEY: ClassVar[tuple[str, ...]] = ("ordinal",)
    PUBLIC = Q(pk=None)
    PERSONAL = True

    class Status(models.TextChoices):
        OPEN = "open", _("no outcome yet")
        RESOLVED = Appeal.Status.RESOLVED.value, Appeal.Status.RESOLVED.label
        EXPLAINED = Appeal.Status.EXPLAINED.value, Appeal.Status.EXPLAINED.label
        REFUSED = Appeal.Status.REFUSED.value, Appeal.Status.REFUSED.label

    CLOSED = frozenset({Status.RESOLVED, Status.EXPLAINED, Status.REFUSED})
    MOVES = {Status.OPEN: CLOSED, **dict.fromkeys(sorted(CLOSED), frozenset({Status.OPEN}))}
    START = frozenset({Status.OPEN})

    appeal = models.ForeignKey(Appeal, on_delete=models.PROTECT, related_name="matters")
    ordinal = models.PositiveSmallIntegerField(_("No"), editable=False)
    question = SealedField(_("question"))
    topic = models.ForeignKey(
        "kenes.Topic",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("topic"),
    )
    agency = models.ForeignKey(
        "kenes.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("agency"),
    )
    answer = SealedField(_("answer to the person"), blank=True, editable=False)
    status = models.CharField(
        _("outcome"), max_length=20, choices=Status.choices, default=Status.OPEN, editable=False
    )

    class Meta(Flow.Meta):
        verbose_name = _("question of an appeal")
        verbose_name_plural = _("questions of an appeal")
        ordering = ("appeal", "ordinal")
        constraints = (
            *Flow.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "appeal", "ordinal"], name="matter_once_per_appeal_and_ordinal"
            ),
        )

    @property
    def title(self) -> str:
        return str(self.topic) if self.topic else self.appeal.title

    @property
    def begins(self) -> str:
        """Its number and first words: two questions of one appeal may have the same topic."""
        words = " ".join(self.question.split())
        return f"{self.ordinal}. {Truncator(words).chars(FIRST_WORDS)}"

    def check_facts(self) -> None:
        self.question = self.question.strip()
        if not self.question:
            raise Refused(gettext("Say what is asked."), field="question")


def outcome(statuses: Collection[str]) -> str:
    """What becomes of an appeal whose questions stand so; empty while one of them is open.

    It is resolved when all of them are; else it is what the least favourable of them is.
    """
    if not statuses or Matter.Status.OPEN in statuses:
        return ""
    return max(statuses, key=lambda status: FAVOUR.index(Appeal.Status(status)))
