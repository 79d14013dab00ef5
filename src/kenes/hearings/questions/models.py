"""A question to an agency whose report is to be heard."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kenes.core.flow import Flow
from kenes.core.refused import Refused
from kenes.core.secret import SealedField
from kenes.hearings.models import Hearing


class HearingQuestion(Flow):
    """A member or a resident asks an agency something at the hearing of its report.

    A resident's question waits until the secretary lets it through or sets it aside and says why.
    Of a resident only the text is published; the name, where one was left, is sealed.
    """

    PART_OF = "hearing"
    TITLED_BY = ("hearing__agency",)
    PART_KEY: ClassVar[tuple[str, ...]] = ("asked_on", "pk")
    PUBLIC = Q(status__in=("through", "answered"))

    class Status(models.TextChoices):
        CAME = "came", _("came in")
        THROUGH = "through", _("let through")
        ASIDE = "aside", _("set aside")
        ANSWERED = "answered", _("answered")

    class Source(models.TextChoices):
        MEMBER = "member", _("a member of the council")
        RESIDENT = "resident", _("a resident")

    MOVES = {
        Status.CAME: {Status.THROUGH, Status.ASIDE},
        Status.THROUGH: {Status.ANSWERED, Status.ASIDE},
        Status.ASIDE: {Status.THROUGH},
        Status.ANSWERED: {Status.THROUGH},
    }
    START = {Status.CAME, Status.THROUGH}

    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="questions")
    source = models.CharField(_("who asks"), max_length=10, choices=Source.choices)
    person = models.ForeignKey(
        "kenes.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("member"),
    )
    name = SealedField(_("name"), blank=True)
    asked_on = models.DateField(_("asked on"))
    text = models.TextField(_("question"))
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    aside_because = models.TextField(_("why it was set aside"), blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    answer_language = models.CharField(
        _("language of the answer"), max_length=2, choices=settings.LANGUAGES, blank=True
    )
    answered_by = models.CharField(_("who answered"), max_length=300, blank=True)
    status = models.CharField(
        _("state"), max_length=20, choices=Status.choices, default=Status.CAME, editable=False
    )

    class Meta(Flow.Meta):
        verbose_name = _("question to an agency")
        verbose_name_plural = _("questions to agencies")
        ordering = ("asked_on", "pk")
        constraints = (
            *Flow.Meta.constraints,
            models.CheckConstraint(
                name="hearingquestion_of_a_member_names_him",
                condition=Q(source="member", person__isnull=False)
                | Q(source="resident", person=None),
            ),
            models.CheckConstraint(
                name="hearingquestion_answered_has_its_answer",
                condition=(Q(status="answered", answered_on__isnull=False) & ~Q(answer=""))
                | (~Q(status="answered") & Q(answered_on=None, answer="")),
            ),
            models.CheckConstraint(
                name="hearingquestion_set_aside_says_why",
                condition=~Q(status="aside") | ~Q(aside_because=""),
            ),
        )

    @property
    def title(self) -> str:
        return self.text

    def check_facts(self) -> None:
        self.text, self.name = self.text.strip(), self.name.strip()
        if not self.text:
            raise Refused(gettext("Write the question."), field="text")
