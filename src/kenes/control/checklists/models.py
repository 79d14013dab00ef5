"""Checklists with their questions, and the entries made in the field."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kenes.core.refused import Refused
from kenes.core.row import Row, moment


class Checklist(Row):
    """A list of questions: a pattern to begin from, or that of one monitoring."""

    monitoring = models.ForeignKey(
        "kenes.Monitoring",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="checklists",
        verbose_name=_("monitoring"),
    )
    title_kk = models.CharField(_("title in Kazakh"), max_length=300, blank=True)
    title_ru = models.CharField(_("title in Russian"), max_length=300, blank=True)

    class Meta(Row.Meta):
        verbose_name = _("checklist")
        verbose_name_plural = _("checklists")
        constraints = (
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "monitoring"],
                name="checklist_once_per_monitoring",
                condition=Q(struck_at=None),
            ),
        )

    @property
    def reference(self) -> str:
        return self.monitoring.reference if self.monitoring else ""

    def get_absolute_url(self) -> str:
        return self.monitoring.get_absolute_url() if self.monitoring else ""

    def check_facts(self) -> None:
        if not (self.title_kk or self.title_ru):
            raise Refused(gettext("A title is needed, in Kazakh or in Russian."), field="title_ru")


class CheckQuestion(Row):
    """One question of a checklist, under the heading of its section."""

    PART_OF = "checklist"
    PART_KEY: ClassVar[tuple[str, ...]] = ("position",)

    class Kind(models.TextChoices):
        YES_NO = "yes_no", _("yes or no")
        NUMBER = "number", _("a number")
        TEXT = "text", _("a text")
        PHOTO = "photo", _("a photo")

    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, related_name="questions")
    position = models.PositiveSmallIntegerField(_("position"))
    section_kk = models.CharField(_("section in Kazakh"), max_length=200, blank=True)
    section_ru = models.CharField(_("section in Russian"), max_length=200, blank=True)
    kind = models.CharField(_("what is answered"), max_length=10, choices=Kind.choices)
    text_kk = models.CharField(_("question in Kazakh"), max_length=500, blank=True)
    text_ru = models.CharField(_("question in Russian"), max_length=500, blank=True)

    class Meta(Row.Meta):
        verbose_name = _("question of a checklist")
        ordering = ("position", "pk")
        constraints = (
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "checklist", "position"],
                name="check_question_position_once",
                condition=Q(struck_at=None),
            ),
        )

    def __str__(self) -> str:
        return self.in_language("text")

    @property
    def section(self) -> str:
        """The heading it stands under, in the reader's language."""
        return self.in_language("section")

    def check_facts(self) -> None:
        if not (self.text_kk or self.text_ru):
            raise Refused(gettext("Write the question."), field="text_ru")


class FieldEntry(Row):
    """What one person found at one moment in answer to one question.

    Its key is made by whoever makes the entry, a phone without connection too: sent twice it is
    one entry. Where it was made is for the office alone.
    """

    PART_OF = "question"
    PUBLIC = Q(published=True)

    question = models.ForeignKey(CheckQuestion, on_delete=models.PROTECT, related_name="entries")
    who = models.CharField(_("who found it"), max_length=300)
    found_at = models.DateTimeField(_("found at"))
    received_at = models.DateTimeField(default=moment, editable=False)
    yes = models.BooleanField(_("yes"), null=True, blank=True)
    amount = models.DecimalField(
        _("number"), max_digits=14, decimal_places=3, null=True, blank=True
    )
    text = models.TextField(_("text"), blank=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    # Whether everyone may read it, on the page of the monitoring.
    published = models.BooleanField(_("seen by the public"), default=False, editable=False)

    class Meta(Row.Meta):
        verbose_name = _("entry of the field work")
        ordering = ("found_at", "pk")

    @property
    def said(self) -> str:
        """The answer in words."""
        if self.yes is not None:
            return str(gettext("yes") if self.yes else gettext("no"))
        if self.amount is not None:
            return f"{self.amount.normalize():f}"
        return self.text

    def check_facts(self) -> None:
        wanted = {
            CheckQuestion.Kind.YES_NO: self.yes is not None,
            CheckQuestion.Kind.NUMBER: self.amount is not None,
            CheckQuestion.Kind.TEXT: bool(self.text.strip()),
            CheckQuestion.Kind.PHOTO: True,
        }
        if not wanted[CheckQuestion.Kind(self.question.kind)]:
            raise Refused(gettext("Answer the question."), field="answer")
        if not self.who.strip():
            raise Refused(gettext("Say who found it."), field="who")

    def told(self) -> tuple[object, ...]:
        """What is said in it, for comparing it with what came again under the same key."""
        amount = None if self.amount is None else Decimal(self.amount).normalize()
        return (self.question_id, self.who.strip(), self.yes, amount, self.text.strip())


class BeforeAfter(Row):
    """What a monitoring found, and what stands there later."""

    PART_OF = "monitoring"
    TITLED_BY = ("monitoring__event",)

    monitoring = models.ForeignKey(
        "kenes.Monitoring", on_delete=models.PROTECT, related_name="changes"
    )
    before_kk = models.TextField(_("before, in Kazakh"), blank=True)
    before_ru = models.TextField(_("before, in Russian"), blank=True)
    after_kk = models.TextField(_("after, in Kazakh"), blank=True)
    after_ru = models.TextField(_("after, in Russian"), blank=True)
    seen_on = models.DateField(_("seen on"))

    class Meta(Row.Meta):
        verbose_name = _("before and after")
        ordering = ("seen_on", "pk")

    def check_facts(self) -> None:
        if not (self.before_kk or self.before_ru):
            raise Refused(gettext("Say how it was before."), field="before_ru")
        if not (self.after_kk or self.after_ru):
            raise Refused(gettext("Say how it is now."), field="after_ru")
