"""Questions, speeches and counts of a public hearing or discussion."""

from collections.abc import Sequence

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kenes.core.flow import Flow
from kenes.core.refused import Refused
from kenes.core.row import Row, moment

TEXT_AT_MOST = 2_000
# More people than this have never stood in one hall; a larger number is a slip of the hand.
PEOPLE_AT_MOST = 50_000


class PublicQuestion(Flow):
    """A question put to a hearing or a discussion, before it or during it; moderated."""

    PART_OF = "event"
    TITLED_BY = ("event",)
    PUBLIC = Q(status="shown")

    class Status(models.TextChoices):
        WAITING = "waiting", _("waits for a look")
        SHOWN = "shown", _("shown")
        SET_ASIDE = "set_aside", _("set aside")

    MOVES = {
        Status.WAITING: {Status.SHOWN, Status.SET_ASIDE},
        Status.SHOWN: {Status.SET_ASIDE},
        Status.SET_ASIDE: {Status.SHOWN},
    }
    START = {Status.WAITING}

    event = models.ForeignKey(
        "kenes.Event", on_delete=models.PROTECT, related_name="public_questions"
    )
    text = models.TextField(_("question"))
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="ru")
    asked_at = models.DateTimeField(default=moment, editable=False)
    during = models.BooleanField(_("asked during it"), default=False)
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.CharField(_("answered by"), max_length=300, blank=True)
    status = models.CharField(
        _("state"), max_length=20, choices=Status.choices, default=Status.WAITING, editable=False
    )

    class Meta(Flow.Meta):
        verbose_name = _("question of the public")
        verbose_name_plural = _("questions of the public")
        ordering = ("asked_at", "pk")

    @property
    def title(self) -> str:
        return self.text[:200]

    def check_facts(self) -> None:
        if not self.text.strip():
            raise Refused(gettext("Write the question."), field="text")
        if len(self.text) > TEXT_AT_MOST:
            sentence = gettext("The text is longer than %s characters.")
            raise Refused(sentence % TEXT_AT_MOST, field="text")


class PublicSpeech(Row):
    """Somebody spoke at a hearing or a discussion, from one moment to another."""

    PART_OF = "event"
    TITLED_BY = ("event",)

    event = models.ForeignKey(
        "kenes.Event", on_delete=models.PROTECT, related_name="public_speeches"
    )
    name = models.CharField(_("who speaks"), max_length=300)
    post = models.CharField(_("post or organisation"), max_length=300, blank=True)
    text = models.TextField(_("what was said, in short"), blank=True)
    began_at = models.DateTimeField(_("began at"), default=moment)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    class Meta(Row.Meta):
        verbose_name = _("speech at a hearing")
        ordering = ("began_at", "pk")
        constraints = (
            *Row.Meta.constraints,
            models.CheckConstraint(
                name="publicspeech_ends_after_it_began",
                condition=Q(ended_at=None) | Q(ended_at__gte=F("began_at")),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def seconds(self) -> int:
        """How long it lasted; 0 while it lasts."""
        return int((self.ended_at - self.began_at).total_seconds()) if self.ended_at else 0

    def named(self) -> Sequence[Row]:
        return ()


class HeadCount(Row):
    """So many people were present at a moment."""

    PART_OF = "event"
    TITLED_BY = ("event",)

    event = models.ForeignKey("kenes.Event", on_delete=models.PROTECT, related_name="head_counts")
    at = models.DateTimeField(_("counted at"), default=moment)
    people = models.PositiveIntegerField(_("people present"))

    class Meta(Row.Meta):
        verbose_name = _("count of those present")
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return str(self.people)

    def check_facts(self) -> None:
        if self.people > PEOPLE_AT_MOST:
            raise Refused(gettext("So many people cannot be in one place."), field="people")
