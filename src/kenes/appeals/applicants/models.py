"""Who is behind an appeal."""

import uuid

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kenes.core.refused import Refused
from kenes.core.row import Row
from kenes.core.secret import SealedField, blind

SIGNED_AT_LEAST = 2


class Applicant(Row):
    """Who wrote. Encrypted; found only by an exact name; its key betrays no order."""

    UNSAID = frozenset({"email", "signed"})

    class Kind(models.TextChoices):
        PERSON = "person", _("person")
        GROUP = "group", _("group of people")
        FIRM = "firm", _("firm")
        NGO = "ngo", _("NGO")
        ANONYMOUS = "anonymous", _("anonymous")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("applicant"), max_length=12, choices=Kind.choices)
    # Of a group the name is that of who represents it.
    signed = models.PositiveIntegerField(_("how many signed"), null=True, blank=True)
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
        if self.signed is not None:
            self._check_signed(self.signed)
        self.name_index = blind(self.name)
        self.email_index = blind(self.email)

    def _check_signed(self, signed: int) -> None:
        """Several people sign as a group, also one that leaves its name out."""
        if self.kind not in {self.Kind.GROUP, self.Kind.ANONYMOUS}:
            raise Refused(gettext("Several people sign as a group of people."), field="signed")
        if signed < SIGNED_AT_LEAST:
            raise Refused(gettext("Two people sign, or more."), field="signed")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}"
