"""What a model suggests for an appeal, what the clerk made of it, and how well the model did."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kenes.appeals.models import Appeal
from kenes.core.row import Row


class About(models.TextChoices):
    """What is suggested."""

    TOPIC = "topic", _("topic")
    DISTRICT = "district", _("district")
    AGENCY = "agency", _("agency")


class Training(Row):
    """A model was learned from the closed appeals of the council, and measured on a fifth of them.

    What is measured was held out: the model that is measured never saw it.
    """

    PARTS: ClassVar[tuple[str, ...]] = ("Measure",)

    trained_on = models.DateField(_("learned on"))
    appeals = models.PositiveIntegerField(_("appeals learned from"))
    # Almost a copy of one learned from: it would be recognised, not understood.
    copies = models.PositiveIntegerField(_("near copies left out"))

    class Meta(Row.Meta):
        verbose_name = _("model of suggestions")
        verbose_name_plural = _("models of suggestions")

    @property
    def title(self) -> str:
        return str(self._meta.verbose_name)


class Measure(Row):
    """How often what stands in the register was the first suggestion, and among the first three."""

    PART_OF = "training"
    PART_KEY: ClassVar[tuple[str, ...]] = ("about", "language", "topic")
    TITLED_BY = ("topic",)

    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="measures")
    about = models.CharField(_("about"), max_length=10, choices=About.choices)
    # Of all appeals where both are empty.
    language = models.CharField(
        _("language"), max_length=2, choices=Appeal.Language.choices, blank=True
    )
    topic = models.ForeignKey("kenes.Topic", on_delete=models.PROTECT, null=True, related_name="+")
    asked = models.PositiveIntegerField(_("held out"))
    first = models.PositiveIntegerField(_("right at once"))
    three = models.PositiveIntegerField(_("right within three"))

    class Meta(Row.Meta):
        verbose_name = _("quality of suggestions")
        verbose_name_plural = _("quality of suggestions")
        constraints = (
            *Row.Meta.constraints,
            models.CheckConstraint(
                name="measure_counts_agree",
                condition=Q(first__lte=models.F("three"), three__lte=models.F("asked")),
            ),
        )


class Reading(Row):
    """A model read an open appeal once, and suggests what it may be about."""

    PART_OF = "appeal"
    PARTS: ClassVar[tuple[str, ...]] = ("Suggestion",)

    appeal = models.ForeignKey(Appeal, on_delete=models.PROTECT, related_name="readings")
    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="+")
    read_on = models.DateField(_("read on"))

    class Meta(Row.Meta):
        verbose_name = _("reading of an appeal")
        verbose_name_plural = _("readings of appeals")
        constraints = (
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "appeal"], name="reading_once", condition=Q(struck_at=None)
            ),
        )


class Suggestion(Row):
    """One thing suggested: a topic, a district or an agency; or an earlier appeal that is alike."""

    PART_OF = "reading"
    PART_KEY: ClassVar[tuple[str, ...]] = ("about", "ordinal")
    ALIKE = "alike"

    class Said(models.TextChoices):
        TAKEN = "taken", _("taken")
        PASSED = "passed", _("passed over")

    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="suggestions")
    about = models.CharField(
        _("about"), max_length=10, choices=[*About.choices, (ALIKE, _("appeal alike"))]
    )
    ordinal = models.PositiveSmallIntegerField(_("rank"))
    percent = models.PositiveSmallIntegerField(_("how sure, percent"))
    topic = models.ForeignKey("kenes.Topic", on_delete=models.PROTECT, null=True, related_name="+")
    district = models.ForeignKey(
        "kenes.District", on_delete=models.PROTECT, null=True, related_name="+"
    )
    agency = models.ForeignKey(
        "kenes.Organisation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    alike = models.ForeignKey(Appeal, on_delete=models.PROTECT, null=True, related_name="+")
    said = models.CharField(
        _("the clerk"), max_length=8, choices=Said.choices, blank=True, editable=False
    )

    class Meta(Row.Meta):
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        constraints = (
            *Row.Meta.constraints,
            models.CheckConstraint(
                name="suggestion_names_one_thing",
                condition=Q(about="topic", topic__isnull=False, district=None, agency=None)
                & Q(alike=None)
                | Q(about="district", district__isnull=False, topic=None, agency=None, alike=None)
                | Q(about="agency", agency__isnull=False, topic=None, district=None, alike=None)
                | Q(about="alike", alike__isnull=False, topic=None, district=None, agency=None),
            ),
            models.CheckConstraint(
                name="suggestion_percent_of_hundred", condition=Q(percent__lte=100)
            ),
        )
        indexes = (models.Index(fields=["council", "about", "ordinal", "said"], name="suggested"),)

    @property
    def named(self) -> Row:
        """What is suggested."""
        found: Row = getattr(self, self.about)
        return found
