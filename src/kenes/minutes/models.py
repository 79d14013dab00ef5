"""Minutes, the prose a clerk adds to their facts, and who signed them."""

from collections.abc import Sequence
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kenes.core.flow import NumberedFlow
from kenes.core.frozen import Archive, covering
from kenes.core.row import Row


class Minutes(NumberedFlow):
    """One version of the minutes of a sitting.

    A draft is made anew from the facts each time it is looked at. When it is closed for signing,
    facts and prose are frozen together under a SHA-256; a later correction is a new version that
    replaces this one, and both stay to be seen.
    """

    PATH = "minutes"
    TITLED_BY = ("sitting__event",)
    NUMBERED_BY = "held_on"

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        CLOSED = "closed", _("for signing")
        SIGNED = "signed", _("signed")
        PUBLISHED = "published", _("published")
        REPLACED = "replaced", _("replaced by a new version")

    MOVES = {
        Status.DRAFT: {Status.CLOSED},
        Status.CLOSED: {Status.DRAFT, Status.SIGNED},
        Status.SIGNED: {Status.PUBLISHED},
        Status.PUBLISHED: {Status.REPLACED},
        Status.REPLACED: set(),
    }
    START = {Status.DRAFT}
    # The statuses in which facts and prose no longer change.
    FROZEN = (Status.CLOSED, Status.SIGNED, Status.PUBLISHED, Status.REPLACED)
    PUBLIC = Q(status__in=(Status.PUBLISHED, Status.REPLACED))

    sitting = models.ForeignKey(
        "kenes.Sitting", on_delete=models.PROTECT, related_name="minutes", verbose_name=_("sitting")
    )
    edition = models.PositiveSmallIntegerField(_("version"), default=1, editable=False)
    held_on = models.DateField(_("date"), editable=False)
    chaired_by = models.ForeignKey(
        "kenes.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("chaired by"),
    )
    kept_by = models.CharField(_("minutes kept by"), max_length=300)
    # Why the earlier version had to be corrected; the first version has no reason.
    reason = models.TextField(_("reason for the new version"), blank=True)
    status = models.CharField(
        _("state"), max_length=20, choices=Status.choices, default=Status.DRAFT, editable=False
    )
    frozen = models.BinaryField(null=True, editable=False)
    digest = models.CharField(max_length=64, blank=True, editable=False)

    class Meta(NumberedFlow.Meta):
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")
        constraints = (
            *NumberedFlow.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "sitting", "edition"],
                name="minutes_edition_once",
                condition=Q(struck_at=None),
            ),
            models.CheckConstraint(
                name="minutes_closed_are_frozen",
                condition=Q(status="draft") | (Q(frozen__isnull=False) & ~Q(digest="")),
            ),
        )

    def archive_of(self, closed: Sequence[Archive]) -> Archive | None:
        """Published within the term they belong to it; until then they are still to be made."""
        public = self.status in (self.Status.PUBLISHED, self.Status.REPLACED)
        return covering(closed, self.status_on) if public else None

    @property
    def title(self) -> str:
        return str(self.sitting.title)

    @property
    def is_frozen(self) -> bool:
        """Whether its facts and prose no longer change."""
        return self.status in self.FROZEN


class Passage(Row):
    """What the clerk writes in the minutes at one place: at the opening, under an item, at the end.

    Prose alone: numbers, names and votes come from the facts.
    """

    PART_OF = "minutes"
    TITLED_BY = ("minutes__sitting__event",)
    PART_KEY: ClassVar[tuple[str, ...]] = ("place", "item")

    class Place(models.TextChoices):
        OPENING = "opening", _("at the opening")
        ITEM = "item", _("under the question")
        CLOSING = "closing", _("at the end")

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="passages")
    place = models.CharField(max_length=10, choices=Place.choices)
    item = models.ForeignKey(
        "kenes.AgendaItem", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    text_kk = models.TextField(_("text in Kazakh"), blank=True)
    text_ru = models.TextField(_("text in Russian"), blank=True)

    class Meta(Row.Meta):
        verbose_name = _("passage of the minutes")
        constraints = (
            *Row.Meta.constraints,
            models.CheckConstraint(
                name="passage_under_an_item_names_it",
                condition=Q(place="item", item__isnull=False)
                | (~Q(place="item") & Q(item__isnull=True)),
            ),
            models.UniqueConstraint(
                fields=["council", "minutes", "place", "item"],
                name="passage_once_under_item",
                condition=Q(struck_at=None, item__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["council", "minutes", "place"],
                name="passage_once_at_either_end",
                condition=Q(struck_at=None, item__isnull=True),
            ),
        )


class Signature(Row):
    """Somebody signed closed minutes: on paper, scanned, or by a detached file with its digest."""

    PART_OF = "minutes"
    TITLED_BY = ("minutes__sitting__event",)
    PART_KEY: ClassVar[tuple[str, ...]] = ("role",)

    class Role(models.TextChoices):
        CHAIR = "chair", _("chair of the sitting")
        SECRETARY = "secretary", _("secretary")

    class Kind(models.TextChoices):
        PAPER = "paper", _("on paper")
        SCAN = "scan", _("a scan of the signed paper")
        DETACHED = "detached", _("a signature file")

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="signatures")
    role = models.CharField(_("role"), max_length=10, choices=Role.choices)
    name_then = models.CharField(_("name"), max_length=300)
    kind = models.CharField(_("how it was signed"), max_length=10, choices=Kind.choices)
    signed_on = models.DateField(_("signed on"))
    file_name = models.CharField(max_length=200, blank=True)
    file = models.BinaryField(null=True, editable=False)
    file_digest = models.CharField(max_length=64, blank=True, editable=False)
    # The digest of the very minutes that were signed.
    minutes_digest_then = models.CharField(max_length=64, editable=False)

    class Meta(Row.Meta):
        verbose_name = _("signature")
        constraints = (
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "minutes", "role"],
                name="signature_once_per_role",
                condition=Q(struck_at=None),
            ),
            models.CheckConstraint(
                name="signature_file_unless_on_paper",
                condition=Q(kind="paper") | (Q(file__isnull=False) & ~Q(file_digest="")),
            ),
        )
