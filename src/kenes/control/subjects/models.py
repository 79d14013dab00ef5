"""A subject of public control: who carries it out, by what right, with which interests."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kenes.control.models import OfForm
from kenes.core.refused import Refused
from kenes.core.row import Row


class Subject(OfForm):
    """A person who carries the control out, with the declaration of interests (PCtl art 7)."""

    class Role(models.TextChoices):
        MEMBER = "member", _("member of the council")
        CITIZEN = "citizen", _("citizen or member of an association")
        EXPERT = "expert", _("expert")

    class Conflict(models.TextChoices):
        NONE = "none", _("declares no conflict of interest")
        DECLARED = "declared", _("declares a conflict of interest")

    role = models.CharField(_("in which capacity"), max_length=10, choices=Role.choices)
    name = models.CharField(_("name"), max_length=300)
    head = models.BooleanField(_("leads the group"), default=False)
    qualification = models.CharField(_("degree and field"), max_length=300, blank=True)
    years = models.PositiveSmallIntegerField(_("years of work in the field"), null=True, blank=True)
    conflict = models.CharField(
        _("conflict of interest"), max_length=10, choices=Conflict.choices, blank=True
    )
    conflict_on = models.DateField(_("declared on"), null=True, blank=True)
    conflict_text = models.TextField(_("what it consists in"), blank=True)

    class Meta(Row.Meta):
        verbose_name = _("subject of control")
        verbose_name_plural = _("subjects of control")
        ordering = ("-head", "name", "pk")
        indexes = (models.Index(fields=["row_id"], name="subject_by_form"),)
        constraints = (
            *Row.Meta.constraints,
            models.CheckConstraint(
                name="subject_conflict_has_its_day",
                condition=Q(conflict="", conflict_on=None)
                | (~Q(conflict="") & Q(conflict_on__isnull=False)),
            ),
        )

    @property
    def title(self) -> str:
        return self.name

    def check_facts(self) -> None:
        if not self.name.strip():
            raise Refused(gettext("Write the name."), field="name")
        declared = self.conflict == self.Conflict.DECLARED
        if declared and not self.conflict_text.strip():
            raise Refused(gettext("Say what the conflict consists in."), field="conflict_text")
