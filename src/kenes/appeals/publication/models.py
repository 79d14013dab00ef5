"""What everyone may read of an appeal."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kenes.appeals.models import Appeal
from kenes.core.flow import Flow


class Publication(Flow):
    """The person agreed that the appeal is shown without the person; a clerk confirmed the text.

    The text stands here only while it is shown: it is masked, and nothing of it is kept before a
    person has confirmed it or after the consent is taken back.
    """

    PART_OF = "appeal"
    PUBLIC = Q(status="published")
    FOUND_IN = "AppealIndex"
    FOUND_BY = frozenset({"text", "answer"})

    class Status(models.TextChoices):
        CONSENTED = "consented", _("may be shown")
        PUBLISHED = "published", _("shown to everyone")
        HIDDEN = "hidden", _("not shown by the council")
        TAKEN_BACK = "taken_back", _("consent taken back")

    class Given(models.TextChoices):
        PORTAL = "portal", _("on the site")
        PAPER = "paper", _("on the paper itself")
        ORAL = "oral", _("orally")
        LETTER = "letter", _("by a letter")

    MOVES = {
        Status.CONSENTED: {Status.PUBLISHED, Status.HIDDEN, Status.TAKEN_BACK},
        # Shown again, with other words.
        Status.PUBLISHED: {Status.PUBLISHED, Status.HIDDEN, Status.TAKEN_BACK},
        Status.HIDDEN: {Status.PUBLISHED, Status.TAKEN_BACK},
        Status.TAKEN_BACK: {Status.CONSENTED},
    }
    START = {Status.CONSENTED}

    appeal = models.OneToOneField(
        Appeal, on_delete=models.PROTECT, related_name="publication", verbose_name=_("appeal")
    )
    # How the person said so: what stands on paper or was told, a clerk wrote down.
    given = models.CharField(
        _("how the consent was given"),
        max_length=10,
        choices=Given.choices,
        default=Given.PORTAL,
        editable=False,
    )
    text = models.TextField(_("text for everyone"), blank=True, editable=False)
    answer = models.TextField(_("answer for everyone"), blank=True, editable=False)
    status = models.CharField(
        _("state"), max_length=20, choices=Status.choices, default=Status.CONSENTED, editable=False
    )

    class Meta(Flow.Meta):
        verbose_name = _("public text of an appeal")
        verbose_name_plural = _("public texts of appeals")
        constraints = (
            *Flow.Meta.constraints,
            models.CheckConstraint(
                name="publication_says_nothing_unless_shown",
                condition=(Q(status="published") & ~Q(text=""))
                | (~Q(status="published") & Q(text="", answer="")),
            ),
        )


def publication_of(appeal: Any) -> Publication | None:
    """The consent and the text of an appeal, if the person ever consented."""
    found: Publication | None = getattr(appeal, "publication", None)
    return found


def shown_of(appeal: Any) -> Publication | None:
    """What everyone may read of an appeal; None where that is nothing."""
    found = publication_of(appeal)
    shown = found is not None and found.status == Publication.Status.PUBLISHED and not found.struck
    return found if shown else None
