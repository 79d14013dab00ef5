"""A problem that was voiced at an event."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kenes.core.refused import Refused
from kenes.core.row import Row
from kenes.events.models import Event


class Problem(Row):
    """A problem voiced at an event by a member or a resident."""

    PART_OF = "event"
    TITLED_BY = ("event",)
    PART_KEY: ClassVar[tuple[str, ...]] = ("text_ru", "text_kk")

    class Voice(models.TextChoices):
        MEMBER = "member", _("a member")
        RESIDENT = "resident", _("a resident")

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="problems")
    text_kk = models.TextField(_("problem in Kazakh"), blank=True)
    text_ru = models.TextField(_("problem in Russian"), blank=True)
    voice = models.CharField(_("voiced by"), max_length=10, choices=Voice.choices)
    topic = models.ForeignKey(
        "kenes.Topic", on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("topic")
    )

    class Meta(Row.Meta):
        verbose_name = _("problem voiced")
        verbose_name_plural = _("problems voiced")

    @property
    def title(self) -> str:
        return self.in_language("text")

    @property
    def anchor(self) -> str:
        """The place of this problem on the page of its event."""
        return f"problem-{self.pk}"

    def get_absolute_url(self) -> str:
        return f"{super().get_absolute_url()}#{self.anchor}"

    def check_facts(self) -> None:
        if not (self.text_kk.strip() or self.text_ru.strip()):
            raise Refused(_("Say what the problem is, in Kazakh or in Russian."), field="text_ru")
