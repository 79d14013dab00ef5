"""The note: its blueprint, its frozen editions, and figures taken over from papers."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kenes.core.row import Numbered, Row
from kenes.organs.models import Directory


class Blueprint(Directory):
    """An ordered list of blocks from which a note is made, in three languages.

    `periods` maps a letter, by which figure tags name it, to its first and last day.
    """

    PARTS = ("Block",)

    periods = models.JSONField(_("periods"), default=dict)

    class Meta(Directory.Meta):
        verbose_name = _("blueprint of a note")
        verbose_name_plural = _("blueprints of notes")


class Block(Row):
    """A heading, a paragraph, a list, a table or a chart of a blueprint.

    Text holds figure tags; for a table and a chart `figure` says what is drawn.
    """

    PART_OF = "blueprint"
    PART_KEY: ClassVar[tuple[str, ...]] = ("position",)

    class Kind(models.TextChoices):
        HEADING = "heading", _("heading")
        PARAGRAPH = "paragraph", _("paragraph")
        BULLETS = "bullets", _("list")
        TABLE = "table", _("table")
        CHART = "chart", _("chart")

    blueprint = models.ForeignKey(Blueprint, on_delete=models.PROTECT, related_name="blocks")
    position = models.PositiveSmallIntegerField(_("position"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    figure = models.CharField(_("table or chart"), max_length=400, blank=True)
    text_kk = models.TextField(_("text in Kazakh"), blank=True)
    text_ru = models.TextField(_("text in Russian"), blank=True)
    text_en = models.TextField(_("text in English"), blank=True)

    class Meta(Row.Meta):
        verbose_name = _("block")
        verbose_name_plural = _("blocks")
        ordering = ("position",)
        constraints = (
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "blueprint", "position"],
                name="block_position_once",
                condition=Q(struck_at=None),
            ),
        )

    @property
    def title(self) -> str:
        return self.in_language("text")


class Edition(Numbered):
    """A frozen note: text, values, definitions and row keys as they were, under one digest.

    `frozen` is the canonical JSON, compressed; `digest` is the SHA-256 over it uncompressed.
    """

    PATH = "note/editions"
    NUMBERED_BY = "frozen_on"

    blueprint_code = models.CharField(max_length=80)
    title_kk = models.CharField(max_length=300, blank=True)
    title_ru = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=300, blank=True)
    frozen_on = models.DateField(_("frozen on"))
    digest = models.CharField("SHA-256", max_length=64)
    frozen = models.BinaryField()
    corrects = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name=_("corrects"),
    )

    class Meta(Numbered.Meta):
        verbose_name = _("edition of the note")
        verbose_name_plural = _("editions of the note")


class StatedFigure(Row):
    """A figure taken over from a named paper, for years whose records do not exist."""

    code = models.CharField(_("figure"), max_length=60)
    since_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"))
    value = models.PositiveIntegerField(_("value"))
    paper_kk = models.CharField(_("paper, in Kazakh"), max_length=300, blank=True)
    paper_ru = models.CharField(_("paper, in Russian"), max_length=300, blank=True)

    class Meta(Row.Meta):
        verbose_name = _("stated figure")
        verbose_name_plural = _("stated figures")
        constraints = (
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "code", "since_on", "until_on"],
                name="stated_once_per_period",
                condition=Q(struck_at=None),
            ),
            models.CheckConstraint(
                name="stated_ends_after_it_begins", condition=Q(until_on__gte=F("since_on"))
            ),
        )

    @property
    def title(self) -> str:
        return self.in_language("paper")


class Letterhead(Row):
    """The council's own letterhead, a Word document; the newest one carries its papers."""

    name = models.CharField(_("file"), max_length=200)
    content = models.BinaryField(editable=False)
    digest = models.CharField("SHA-256", max_length=64, editable=False)

    class Meta(Row.Meta):
        verbose_name = _("letterhead")
        verbose_name_plural = _("letterheads")

    @property
    def title(self) -> str:
        return self.name
