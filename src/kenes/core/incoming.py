"""A letter that came to the council by e-mail: who wrote, what it says, which record it answers."""

from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kenes.core.flow import Flow
from kenes.core.letter import Letter
from kenes.core.row import Row
from kenes.core.secret import SealedField
from kenes.core.text import fold


class IncomingLetter(Flow):
    """One letter from outside, taken once however often it came.

    The sender is what the letter says and proves nothing. Sealed, for a letter may name anyone;
    `personal` until it is known to answer a record that is of no person: then only those read it
    who may see applicants, and no search finds its words.
    """

    PUBLIC = Q(pk=None)
    FILES_APART = True

    class Kind(models.TextChoices):
        LETTER = "letter", gettext_lazy("letter")
        AUTOMATIC = "automatic", gettext_lazy("automatic answer")
        BOUNCE = "bounce", gettext_lazy("not delivered")
        UNCLEAR = "unclear", gettext_lazy("not understood")

    class Status(models.TextChoices):
        NEW = "new", gettext_lazy("not placed")
        PLACED = "placed", gettext_lazy("placed")
        SET_ASIDE = "set_aside", gettext_lazy("set aside")

    START = frozenset({Status.NEW})
    MOVES = {
        Status.NEW: frozenset({Status.PLACED, Status.SET_ASIDE}),
        Status.PLACED: frozenset({Status.NEW}),
        Status.SET_ASIDE: frozenset({Status.NEW, Status.PLACED}),
    }

    # Of one message that came by two ways it is the same; no other message has it.
    digest = models.CharField(max_length=64, editable=False)
    message_id = models.CharField(max_length=998, editable=False, blank=True)
    in_reply_to = models.CharField(max_length=998, editable=False, blank=True)
    references = models.TextField(editable=False, blank=True)
    sender = SealedField(gettext_lazy("sender's address"), blank=True)
    name = SealedField(gettext_lazy("sender"), blank=True)
    subject = SealedField(gettext_lazy("subject line"), blank=True)
    text = SealedField(gettext_lazy("text"), blank=True)
    # Sentences about what could not be kept: a file of a kind not allowed, a virus.
    remarks = SealedField(gettext_lazy("not kept"), blank=True)
    received_on = models.DateField(gettext_lazy("came on"), editable=False)
    received_at = models.DateTimeField(gettext_lazy("came"), editable=False)
    kind = models.CharField(
        gettext_lazy("kind"), max_length=10, choices=Kind.choices, default=Kind.LETTER
    )
    status = models.CharField(
        gettext_lazy("status"),
        max_length=20,
        choices=Status.choices,
        default=Status.NEW,
        editable=False,
    )
    personal = models.BooleanField(gettext_lazy("personal"), default=True, editable=False)
    # The letter of ours that it answers, and the record that letter told of or a person chose.
    answers = models.ForeignKey(
        Letter, on_delete=models.PROTECT, null=True, editable=False, related_name="answers"
    )
    about_id = models.UUIDField(null=True, editable=False)
    about_kind = models.CharField(
        gettext_lazy("what it answers"), max_length=40, blank=True, editable=False
    )
    words = models.TextField(editable=False, blank=True)

    class Meta(Flow.Meta):
        verbose_name = gettext_lazy("incoming letter")
        verbose_name_plural = gettext_lazy("incoming letters")
        constraints = (
            *Flow.Meta.constraints,
            models.UniqueConstraint(fields=["council", "digest"], name="incoming_taken_once"),
            models.CheckConstraint(
                name="incoming_placed_says_where",
                condition=Q(status="placed", about_id__isnull=False)
                | (~Q(status="placed") & Q(about_id=None, about_kind="")),
            ),
        )
        indexes = (
            models.Index(fields=["council", "received_on"], name="incoming_by_day"),
            models.Index(fields=["council", "status"], name="incoming_by_status"),
            models.Index(fields=["about_id"], name="incoming_by_what_it_answers"),
        )

    @property
    def title(self) -> str:
        if self.personal:
            return _("Personal letter")
        return self.subject or _("Without a subject")

    def get_absolute_url(self) -> str:
        return f"/{(get_language() or 'ru')[:2]}/incoming/{self.pk}/"

    @property
    def about(self) -> Any:
        """The record it answers; None where none was found."""
        if self.about_id is None:
            return None
        model: Any = apps.get_model("kenes", self.about_kind)
        return model.objects.filter(council_id=self.council_id, pk=self.about_id).first()


def facts_about(row: Row | None, *, personal: bool) -> dict[str, Any]:
    """What a letter knows of the record it answers: where it stands, who may read, how found."""
    if row is None:
        return {"about_id": None, "about_kind": "", "personal": True, "words": ""}
    return {
        "about_id": row.pk,
        "about_kind": str(row._meta.model_name),
        "personal": personal or row.PERSONAL,
        "words": fold(row.reference),
    }
