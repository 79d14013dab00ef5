"""What the council advised, to whom, and what came of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kenes.core.flow import Flow, NumberedFlow
from kenes.core.row import Numbered


class Recommendation(Numbered):
    """A paper with advice of the council. It counts as a paper; what is tracked are its points."""

    PATH = "recommendations"
    NUMBERED_BY = "adopted_on"

    adopted_on = models.DateField(_("adopted on"))
    title_kk = models.CharField(_("title in Kazakh"), max_length=500, blank=True)
    title_ru = models.CharField(_("title in Russian"), max_length=500, blank=True)
    # The code of the norm that says by when the agency must answer (PC art 5(2), PCtl art 13(4)).
    norm = models.CharField(_("legal basis"), max_length=40, default="rec.answer.general")

    class Meta(Numbered.Meta):
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")


class Point(Flow):
    """One piece of advice to one agency: one addressee, one clock, one state.

    The same text to twelve agencies is twelve points. It is the council that closes a point.
    """

    PART_OF = "recommendation"
    TITLED_BY = ("recommendation",)
    # What is still being prepared is nobody's business yet but the council's.
    PUBLIC = ~Q(status="prepared")
    PART_KEY: ClassVar[tuple[str, ...]] = ("ordinal",)

    class Status(models.TextChoices):
        PREPARED = "prepared", _("in preparation")
        SENT = "sent", _("sent, waits for an answer")
        ACCEPTED = "accepted", _("accepted")
        PARTLY = "partly", _("accepted in part")
        REJECTED = "rejected", _("rejected with reasons")
        HOLLOW = "hollow", _("answered without substance")
        IMPLEMENTED = "implemented", _("closed: implemented")
        NOT_IMPLEMENTED = "not_implemented", _("closed: not implemented")

    ANSWERS = (Status.ACCEPTED, Status.PARTLY, Status.REJECTED, Status.HOLLOW)
    _CLOSED = {Status.IMPLEMENTED, Status.NOT_IMPLEMENTED}
    MOVES = {
        Status.PREPARED: {Status.SENT},
        Status.SENT: {*ANSWERS, *_CLOSED},
        Status.ACCEPTED: _CLOSED,
        Status.PARTLY: {Status.ACCEPTED, *_CLOSED},
        Status.REJECTED: {Status.ACCEPTED, Status.PARTLY, *_CLOSED},
        Status.HOLLOW: {Status.ACCEPTED, Status.PARTLY, Status.REJECTED, *_CLOSED},
        Status.IMPLEMENTED: set(),
        Status.NOT_IMPLEMENTED: {Status.IMPLEMENTED},
    }
    START = {Status.PREPARED}

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, related_name="points"
    )
    ordinal = models.PositiveSmallIntegerField(_("point"))
    addressee = models.ForeignKey(
        "kenes.Organisation",
        on_delete=models.PROTECT,
        related_name="points",
        verbose_name=_("addressee"),
    )
    text_kk = models.TextField(_("text in Kazakh"), blank=True)
    text_ru = models.TextField(_("text in Russian"), blank=True)
    prepared_on = models.DateField(_("prepared on"))
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    # Empty where no rule is known for the day it was sent: the law then had no term.
    due_on = models.DateField(_("answer due on"), null=True, blank=True)
    status = models.CharField(
        _("state"), max_length=20, choices=Status.choices, default=Status.PREPARED, editable=False
    )

    class Meta(Flow.Meta):
        verbose_name = _("point of a recommendation")
        verbose_name_plural = _("points of recommendations")
        constraints = (
            *Flow.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "recommendation", "ordinal"],
                name="point_once",
                condition=Q(struck_at=None),
            ),
            models.CheckConstraint(
                name="point_sent_has_its_dates",
                condition=Q(status="prepared", sent_on=None, due_on=None)
                | (~Q(status="prepared") & Q(sent_on__isnull=False)),
            ),
        )

    @property
    def title(self) -> str:
        return self.in_language("text")

    @property
    def reference(self) -> str:
        return f"{self.recommendation.number}/{self.ordinal}"


class UrgentQuestion(NumberedFlow):
    """A question that could not wait for a sitting and was settled in working order."""

    PATH = "urgent"
    NUMBERED_BY = "raised_on"

    class Status(models.TextChoices):
        RAISED = "raised", _("raised")
        SETTLED = "settled", _("settled")
        DROPPED = "dropped", _("dropped")

    MOVES = {
        Status.RAISED: {Status.SETTLED, Status.DROPPED},
        Status.SETTLED: {Status.RAISED},
        Status.DROPPED: {Status.RAISED},
    }
    START = {Status.RAISED}

    raised_on = models.DateField(_("raised on"))
    title_kk = models.CharField(_("question in Kazakh"), max_length=500, blank=True)
    title_ru = models.CharField(_("question in Russian"), max_length=500, blank=True)
    agency = models.ForeignKey(
        "kenes.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("agency"),
    )
    status = models.CharField(
        _("state"), max_length=20, choices=Status.choices, default=Status.RAISED, editable=False
    )

    class Meta(NumberedFlow.Meta):
        verbose_name = _("urgent question")
        verbose_name_plural = _("urgent questions")
