"""What the council advised, to whom, and how it stands."""

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.apps import apps
from django.db import models
from django.db.models import Case, F, Max, OuterRef, Q, Subquery, When
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kenes.core.flow import Flow, NumberedFlow
from kenes.core.refused import Refused
from kenes.core.row import RowQuerySet, Searched
from kenes.core.text import fold


class Recommendation(NumberedFlow):
    """A paper with advice of the council, adopted by a vote. What is tracked are its points.

    It counts as a paper by the day of its adoption. Until then it is nobody's business but the
    council's.
    """

    PATH = "recommendations"
    NUMBERED_BY = "prepared_on"
    PUBLIC = Q(status="adopted")
    UNSAID = frozenset({"decision"})

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        ADOPTED = "adopted", _("adopted")
        DECLINED = "declined", _("not adopted")

    MOVES = {
        Status.DRAFT: {Status.ADOPTED, Status.DECLINED},
        Status.ADOPTED: set(),
        Status.DECLINED: {Status.DRAFT},
    }
    START = {Status.DRAFT}

    prepared_on = models.DateField(_("prepared on"))
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    # The decision of the sitting that adopted it; a paper taken over from a journal may name none.
    decision = models.ForeignKey(
        "kenes.Decision",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="recommendations",
        verbose_name=_("decision of the sitting"),
    )
    title_kk = models.CharField(_("title in Kazakh"), max_length=500, blank=True)
    title_ru = models.CharField(_("title in Russian"), max_length=500, blank=True)
    # The code of the norm that says by when the agency must answer (PC art 5(2), PCtl art 13(4)).
    norm = models.CharField(_("legal basis"), max_length=40, default="rec.answer.general")
    topic = models.ForeignKey(
        "kenes.Topic",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("topic"),
    )
    status = models.CharField(
        _("state"), max_length=20, choices=Status.choices, default=Status.DRAFT, editable=False
    )

    class Meta(NumberedFlow.Meta):
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        constraints = (
            *NumberedFlow.Meta.constraints,
            models.CheckConstraint(
                name="recommendation_adopted_has_its_day",
                condition=Q(status="adopted", adopted_on__isnull=False)
                | (~Q(status="adopted") & Q(adopted_on=None, decision=None)),
            ),
        )

    def check_facts(self) -> None:
        if self.adopted_on and self.adopted_on < self.prepared_on:
            raise Refused(gettext("It was adopted before it was prepared."), field="adopted_on")


class PointQuerySet(RowQuerySet):
    """Questions about many points."""

    def awaited(self, as_of: date | None = None) -> Self:
        """Each with the day its answer is awaited by as `awaited_on`.

        It is the day of the law, or the later one to which the council has agreed; with `as_of`
        only what it had agreed to by then.
        """
        deferrals: Any = apps.get_model("kenes", "Deferral")
        granted = deferrals.objects.filter(point=OuterRef("pk"), status="granted", struck_at=None)
        if as_of is not None:
            granted = granted.filter(decided_on__lte=as_of)
        latest = granted.order_by().values("point").annotate(last=Max("until_on")).values("last")
        later = When(deferred_to__gt=F("due_on"), then=F("deferred_to"))
        points = self.annotate(deferred_to=Subquery(latest))
        return points.annotate(awaited_on=Case(later, default=F("due_on")))

    def overdue(self, today: date) -> Self:
        """Those still without any answer after the day it was awaited by, the oldest first."""
        late = self.awaited().filter(status=Point.Status.SENT, awaited_on__lt=today)
        return late.order_by("awaited_on", "pk")


class Point(Flow, Searched):
    """One piece of advice to one agency: one addressee, one clock, one state.

    The same text to twelve agencies is twelve points. The agency answers, promises and says what
    it has done; it is the council that closes a point.
    """

    PART_OF = "recommendation"
    TITLED_BY = ("recommendation",)
    # What is still being prepared is nobody's business yet but the council's.
    PUBLIC = ~Q(status__in=("prepared", "dropped"))
    PART_KEY: ClassVar[tuple[str, ...]] = ("ordinal",)
    UNSAID = frozenset({"received_on", "colleague", "closed_because"})

    class Status(models.TextChoices):
        PREPARED = "prepared", _("in preparation")
        DROPPED = "dropped", _("not adopted")
        SENT = "sent", _("sent, waits for an answer")
        ACCEPTED = "accepted", _("accepted")
        PARTLY = "partly", _("accepted in part")
        REJECTED = "rejected", _("rejected with reasons")
        BEYOND = "beyond", _("beyond its competence")
        HOLLOW = "hollow", _("answered without substance")
        IMPLEMENTED = "implemented", _("closed: implemented")
        NOT_IMPLEMENTED = "not_implemented", _("closed: not implemented")

    # What an agency may answer; that an answer is hollow is for the council to find.
    GIVEN = (Status.ACCEPTED, Status.PARTLY, Status.REJECTED, Status.BEYOND)
    ANSWERS = (*GIVEN, Status.HOLLOW)
    CLOSED = (Status.IMPLEMENTED, Status.NOT_IMPLEMENTED)
    # A later answer may only come nearer to what was advised.
    MOVES = {
        Status.PREPARED: {Status.SENT, Status.DROPPED},
        Status.DROPPED: {Status.PREPARED},
        Status.SENT: {*ANSWERS, *CLOSED},
        Status.ACCEPTED: {Status.HOLLOW, *CLOSED},
        Status.PARTLY: {Status.ACCEPTED, Status.HOLLOW, *CLOSED},
        Status.REJECTED: {Status.ACCEPTED, Status.PARTLY, Status.HOLLOW, *CLOSED},
        Status.BEYOND: {*GIVEN, Status.HOLLOW, *CLOSED} - {Status.BEYOND},
        Status.HOLLOW: {*GIVEN, *CLOSED},
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
    done_when_kk = models.TextField(_("what would count as done, in Kazakh"), blank=True)
    done_when_ru = models.TextField(_("what would count as done, in Russian"), blank=True)
    prepared_on = models.DateField(_("prepared on"))
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    # The law counts from receipt; while that is not proven, from the day it was sent.
    received_on = models.DateField(_("received by the agency on"), null=True, blank=True)
    # Empty where no rule is known for the day it was sent: the law then had no term.
    due_on = models.DateField(_("answer due on"), null=True, blank=True)
    # The first answer, whatever it said.
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    days_to_answer = models.PositiveSmallIntegerField(null=True, editable=False)
    promised_on = models.DateField(_("promised by"), null=True, blank=True)
    # Why the council closed it as not implemented, where no check says so.
    closed_because = models.TextField(_("why it is closed"), blank=True, editable=False)
    # Who in the agency sees to it, where its contact has named one.
    colleague = models.ForeignKey(
        "kenes.Access",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who sees to it in the agency"),
    )
    status = models.CharField(
        _("state"), max_length=20, choices=Status.choices, default=Status.PREPARED, editable=False
    )

    if TYPE_CHECKING:
        # What `objects.awaited()` adds to each.
        awaited_on: date | None

    objects: ClassVar[PointQuerySet] = PointQuerySet.as_manager()  # type: ignore[assignment]

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
                condition=Q(
                    status__in=["prepared", "dropped"], sent_on=None, due_on=None, answered_on=None
                )
                | (~Q(status__in=["prepared", "dropped"]) & Q(sent_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="point_answered_counts_its_days",
                condition=Q(answered_on=None, days_to_answer=None)
                | Q(answered_on__isnull=False, days_to_answer__isnull=False),
            ),
        )
        indexes = (
            models.Index(fields=["council", "status", "due_on"], name="point_by_what_is_due"),
            models.Index(fields=["addressee", "status"], name="point_by_addressee"),
        )

    @property
    def title(self) -> str:
        return self.in_language("text")

    @property
    def done_when(self) -> str:
        """What would count as done, in the reader's language."""
        return self.in_language("done_when")

    @property
    def reference(self) -> str:
        return f"{self.recommendation.number}/{self.ordinal}"

    def get_absolute_url(self) -> str:
        return f"{self.recommendation.get_absolute_url()}#point-{self.ordinal}"

    def search_words(self) -> str:
        names = (self.addressee.title_kk, self.addressee.title_ru)
        return fold(" ".join([self.reference, self.text_kk, self.text_ru, *names]))

    @property
    def answered_late(self) -> bool:
        """Whether the first answer came after the day it was awaited by; asks `awaited()` rows."""
        return bool(self.answered_on and self.awaited_on and self.answered_on > self.awaited_on)

    @property
    def clock_from(self) -> date | None:
        """The day from which the term of the answer runs."""
        return self.received_on or self.sent_on

    def check_facts(self) -> None:
        for before, after, sentence in (
            ("prepared_on", "sent_on", gettext("The point was sent before it was prepared.")),
            ("sent_on", "received_on", gettext("It was received before it was sent.")),
            ("sent_on", "answered_on", gettext("It was answered before it was sent.")),
        ):
            first, later = getattr(self, before), getattr(self, after)
            if first and later and later < first:
                raise Refused(sentence, field=after)
        answered = self.answered_on and self.sent_on
        self.days_to_answer = (self.answered_on - self.sent_on).days if answered else None  # type: ignore[operator]
