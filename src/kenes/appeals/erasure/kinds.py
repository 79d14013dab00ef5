"""Why what is personal is erased."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Ground(models.TextChoices):
    """The ground on which the personal part of an appeal is erased."""

    TERM = "term", _("the term of keeping is over")
    CONSENT = "consent", _("the person took the consent back")
    REQUEST = "request", _("the person asked for it")
    COURT = "court", _("a court or another body with that power decided so")
