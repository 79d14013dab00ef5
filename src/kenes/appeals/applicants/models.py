"""Who is behind an appeal."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from kenes.core.row import Row
from kenes.core.secret import SealedField, blind


class Applicant(Row):
    """Who wrote. Encrypted; found only by an exact name; its key betrays no order."""

    UNSAID = frozenset({"email"})

    class Kind(models.TextChoices):
        PERSON = "person", _("person")
        GROUP = "group", _("group of people")
        FIRM = "firm", _("firm")
        NGO = "ngo", _("NGO")
        ANONYMOUS = "anonymous", _("anonymous")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("applicant"), max_length=12, choices=Kind.choices)
    name = SealedField(_("name"), blank=True)
    contact = SealedField(_("phone or e-mail"), blank=True)
    # Where letters about the appeal go; `contact` is whatever else the person wrote.
    email = SealedField(_("e-mail"), blank=True)
    address = SealedField(_("address"), blank=True)
    name_index = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    email_index = models.CharField(max_length=64, blank=True, db_index=True, editable=False)

    class Meta(Row.Meta):
        verbose_name = _("applicant")
        verbose_name_plural = _("applicants")

    def check_facts(self) -> None:
        self.name_index = blind(self.name)
        self.email_index = blind(self.email)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}"
