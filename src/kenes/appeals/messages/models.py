"""What a person adds to an appeal after it was sent."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kenes.appeals.models import Appeal
from kenes.core.flow import Flow
from kenes.core.refused import Refused
from kenes.core.secret import SealedField


class PersonMessage(Flow):
    """The person wrote to the council about an appeal, or asks that it be opened anew."""

    PART_OF = "appeal"
    # It is between the person and the council.
    PUBLIC = Q(pk__in=[])

    class Kind(models.TextChoices):
        MESSAGE = "message", _("message")
        REOPEN = "reopen", _("asks to be reopened")
        # Put away when the appeal was opened anew: of the next answer nothing is said yet.
        VERDICT = "verdict", _("said of an earlier answer")

    class Status(models.TextChoices):
        NEW = "new", _("not read yet")
        READ = "read", _("read")

    MOVES = {Status.NEW: {Status.READ}, Status.READ: set()}
    START = {Status.NEW}

    appeal = models.ForeignKey(
        Appeal, on_delete=models.PROTECT, related_name="messages", verbose_name=_("appeal")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    text = SealedField(_("text"), blank=True)
    written_on = models.DateField(_("written on"))
    status = models.CharField(
        _("state"), max_length=20, choices=Status.choices, default=Status.NEW, editable=False
    )

    class Meta(Flow.Meta):
        verbose_name = _("message of a person")
        verbose_name_plural = _("messages of people")
        indexes = (
            models.Index(fields=["council", "status", "written_on"], name="person_message_waits"),
        )

    def check_facts(self) -> None:
        if not self.text.strip():
            raise Refused(gettext("Write what you wish to say."), field="text")
