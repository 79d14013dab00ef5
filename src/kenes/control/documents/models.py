"""The final document of a form of public control, its parts, and to whom it went."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kenes.control.models import OfForm
from kenes.core.refused import Refused
from kenes.core.row import Row


class DocumentPart(Row):
    """One part of a final document, in one language or in both."""

    PART_OF = "document"
    PART_KEY: ClassVar[tuple[str, ...]] = ("kind",)

    class Kind(models.TextChoices):
        TASKS = "tasks", _("tasks")
        FACTS = "facts", _("facts found")
        HARM = "harm", _("harm to rights and interests")
        RECOMMENDATIONS = "recommendations", _("recommendations")
        PROPOSALS = "proposals", _("proposals on efficiency")
        ACTS = "acts", _("proposals on acts")
        REASONS = "reasons", _("reasons")

    document = models.ForeignKey(
        "kenes.FinalDocument", on_delete=models.PROTECT, related_name="parts"
    )
    kind = models.CharField(_("part"), max_length=20, choices=Kind.choices)
    text_kk = models.TextField(_("text in Kazakh"), blank=True)
    text_ru = models.TextField(_("text in Russian"), blank=True)

    class Meta(Row.Meta):
        verbose_name = _("part of a final document")
        constraints = (
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "document", "kind"],
                name="document_part_once",
                condition=Q(struck_at=None),
            ),
        )

    def __str__(self) -> str:
        return str(self.get_kind_display())


K = DocumentPart.Kind
# What the document of each form holds: PC 21(7)-(9), PC 20(5), PC 22, PCtl 10 and 13(1).
PARTS_OF: Mapping[str, tuple[K, ...]] = {
    "publichearing": (K.FACTS, K.RECOMMENDATIONS, K.PROPOSALS, K.REASONS),
    "monitoring": (K.TASKS, K.FACTS, K.HARM, K.RECOMMENDATIONS, K.PROPOSALS, K.ACTS),
    "publicexpertise": (K.FACTS, K.RECOMMENDATIONS, K.PROPOSALS),
    "publicdiscussion": (K.TASKS, K.FACTS, K.RECOMMENDATIONS),
}


class FinalDocument(OfForm):
    """What a form of public control ended with. It is drawn up, adopted, signed and published.

    Once adopted its text changes no more.
    """

    PUBLIC = Q(published_on__isnull=False)
    PARTS = ("DocumentPart",)

    drawn_on = models.DateField(_("drawn up on"))
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    # Of a hearing: members of the council present, and how many of them were for it.
    present = models.PositiveSmallIntegerField(_("members present"), null=True, blank=True)
    voted_for = models.PositiveSmallIntegerField(_("members for it"), null=True, blank=True)
    chair = models.CharField(_("signed by the chair"), max_length=300, blank=True)
    secretary = models.CharField(_("signed by the secretary"), max_length=300, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)

    class Meta(Row.Meta):
        verbose_name = _("final document")
        verbose_name_plural = _("final documents")
        indexes = (models.Index(fields=["row_id"], name="document_by_form"),)
        constraints = (
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "row_id"],
                name="document_once_per_form",
                condition=Q(struck_at=None),
            ),
            models.CheckConstraint(
                name="document_signed_by_both",
                condition=Q(signed_on=None, chair="")
                | (Q(signed_on__isnull=False, adopted_on__isnull=False) & ~Q(chair="")),
            ),
        )

    @property
    def title(self) -> str:
        return self.form.title

    @property
    def kinds(self) -> tuple[K, ...]:
        """The parts it must hold."""
        return PARTS_OF[self.register]

    @property
    def missing(self) -> list[str]:
        """The parts that say nothing yet."""
        written = {part.kind for part in self.parts.live() if part.text_kk or part.text_ru}
        return [str(kind.label) for kind in self.kinds if kind not in written]


class Sending(Row):
    """The final document went to somebody: when, how, and what came back."""

    PART_OF = "document"

    class Role(models.TextChoices):
        BODY = "body", _("to the body")
        SUPERVISOR = "supervisor", _("to the body that supervises it")
        MEDIA = "media", _("to the media")

    class Channel(models.TextChoices):
        EMAIL = "email", _("by e-mail")
        PAPER = "paper", _("on paper")
        SYSTEM = "system", _("through the document system")
        HANDED = "handed", _("handed over")

    document = models.ForeignKey(FinalDocument, on_delete=models.PROTECT, related_name="sendings")
    role = models.CharField(_("to whom"), max_length=10, choices=Role.choices)
    agency = models.ForeignKey(
        "kenes.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("agency"),
    )
    media = models.CharField(_("name of the media"), max_length=300, blank=True)
    channel = models.CharField(_("how it is sent"), max_length=10, choices=Channel.choices)
    sent_on = models.DateField(_("sent on"))
    received_on = models.DateField(_("received on"), null=True, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answer = models.TextField(_("what the answer says"), blank=True)

    class Meta(Row.Meta):
        verbose_name = _("sending of a final document")
        ordering = ("sent_on", "pk")

    def __str__(self) -> str:
        return str(self.agency) if self.agency else self.media

    def check_facts(self) -> None:
        if self.role == self.Role.MEDIA and not self.media.strip():
            raise Refused(gettext("Name the media."), field="media")
        if self.role != self.Role.MEDIA and self.agency is None:
            raise Refused(gettext("Choose the agency."), field="agency")
