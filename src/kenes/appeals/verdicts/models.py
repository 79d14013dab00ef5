"""What the person says of the answer that stands: columns of the appeal itself."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kenes.core.secret import SealedField


class Judged(models.Model):
    """Whether the question is solved in fact, in whose words, and how the council heard of it."""

    class Verdict(models.TextChoices):
        SOLVED = "solved", _("the question is solved")
        PARTLY = "partly", _("solved in part")
        NOT_SOLVED = "not_solved", _("nothing has changed")

    class Merits(models.TextChoices):
        YES = "yes", _("answered on the merits")
        NO = "no", _("a formal reply")

    class Heard(models.TextChoices):
        SITE = "site", _("on the site")
        PHONE = "phone", _("by phone")
        RECEPTION = "reception", _("at a reception")
        LETTER = "letter", _("by a letter")

    verdict = models.CharField(
        _("what the person says of it"),
        max_length=12,
        choices=Verdict.choices,
        blank=True,
        editable=False,
    )
    merits = models.CharField(
        _("what the person says of the answer"),
        max_length=3,
        choices=Merits.choices,
        blank=True,
        editable=False,
    )
    verdict_text = SealedField(_("in the person's words"), blank=True, editable=False)
    verdict_on = models.DateField(_("said on"), null=True, blank=True, editable=False)
    # What was said by phone or at a reception a clerk wrote down, and who said it.
    verdict_heard = models.CharField(
        _("how it was said"), max_length=10, choices=Heard.choices, blank=True, editable=False
    )
    verdict_by = SealedField(_("who said it"), blank=True, editable=False)

    class Meta:
        abstract = True
