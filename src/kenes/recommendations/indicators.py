"""Figures of recommendations. What is counted are points: one addressee, one clock, one state.

States are read as of a day: an answer, a later day to which the council agreed, a check count from
the day they came, and nothing that came after the day of reading counts at all.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from kenes.core.dimension import Dimension, Origin, StateAsOf
from kenes.core.flow import Step
from kenes.core.indicator import Clause, Indicator, State, state
from kenes.core.measure import Count, Measure, Median
from kenes.core.period import Scope
from kenes.organs.indicators import by_agency, by_month, by_topic, by_year
from kenes.recommendations.models import Point, Recommendation
from kenes.recommendations.urgent.models import UrgentQuestion

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def _answers(scope: Scope) -> Any:
    """The steps by which a point was answered until the day of reading."""
    steps = Step.objects.filter(row_id=OuterRef("pk"), struck_at=None, on__lte=scope.as_of)
    return steps.filter(to_status__in=Point.ANSWERS)


def _answered(scope: Scope) -> Q:
    """The agency had answered by the day of reading, once at least, whatever it said."""
    return Q(Exists(_answers(scope)))


def _said(status: str) -> Callable[[Scope], Q]:
    """The last answer by the day of reading was this one, whatever became of the point later."""

    def condition(scope: Scope) -> Q:
        last = _answers(scope).order_by("-ordinal").values("to_status")[:1]
        return Q(Exact(Subquery(last), Value(status)))

    return condition


def _granted(**conditions: Any) -> Q:
    """The council had agreed to wait; `conditions` say when it did and until which day."""
    deferrals: Any = apps.get_model("kenes", "Deferral")
    granted = deferrals.objects.filter(point=OuterRef("pk"), status="granted", struck_at=None)
    return Q(Exists(granted.filter(**conditions)))


def _late(scope: Scope) -> Q:
    """The first answer came after the day it was awaited by, as that stood when it came."""
    came = OuterRef("answered_on")
    return Q(answered_on__gt=F("due_on")) & ~_granted(decided_on__lte=came, until_on__gte=came)


def _in_time(scope: Scope) -> Q:
    """The first answer was not late; where the law had no term then, none is."""
    return ~_late(scope)


def _overdue(scope: Scope) -> Q:
    """The day the answer is awaited by, as it stood on the day of reading, had passed."""
    day = scope.as_of
    return Q(due_on__lt=day) & ~_granted(decided_on__lte=day, until_on__gte=day)


def _deferred(scope: Scope) -> Q:
    """The council had by the day of reading agreed to wait longer."""
    return _granted(decided_on__lte=scope.as_of)


def _verified(scope: Scope) -> Q:
    """The council had by the day of reading looked at what was done, whatever it found."""
    verifications: Any = apps.get_model("kenes", "Verification")
    checks = verifications.objects.filter(point=OuterRef("pk"), struck_at=None)
    return Q(Exists(checks.filter(verified_on__lte=scope.as_of)))


ROWS, POINTS = Count(), _("points")


def _points(
    code: str,
    wording: "_StrPromise",
    definition: "_StrPromise",
    *,
    stands: State | None = None,
    by: str = "sent_on",
    measure: Measure = ROWS,
    unit: "_StrPromise" = POINTS,
    **where: Clause,
) -> Indicator:
    dimensions: tuple[Dimension, ...] = (
        by_agency("addressee"),
        by_topic("recommendation__topic"),
        Origin(code="origin", wording=_("by origin"), path="recommendation"),
        by_month(by),
        by_year(by),
        StateAsOf(code="state", wording=_("by state"), path=""),
    )
    if isinstance(measure, Median):
        dimensions = tuple(each.overlaps() for each in dimensions)
    return Indicator(
        code=f"recommendations.{code}",
        model=Point,
        wording=wording,
        definition=definition,
        unit=unit,
        counted_on=by,
        where=where,
        state=stands,
        measure=measure,
        dimensions=dimensions,
    )


S = Point.Status

ANSWERED = [
    _points(
        "sent",
        _("points of recommendations sent"),
        _("Points sent to agencies, by the day sent. The same text to twelve agencies is twelve."),
    ),
    _points(
        "answered",
        _("points answered"),
        _("Of the points sent, those to which the agency had answered."),
        answered=_answered,
    ),
    _points(
        "answered_in_time",
        _("points answered in time"),
        _(
            "Of the points sent, those whose first answer came by the day of the law, or by the "
            "later day to which the council had agreed before the answer came. Where the law had "
            "no term on the day a point was sent, no answer to it is late. Those answered in time, "
            "answered late and unanswered make all those sent."
        ),
        answered=_answered,
        in_time=_in_time,
    ),
    _points(
        "answered_late",
        _("points answered late"),
        _(
            "Of the points sent, those whose first answer came after the day of the law and after "
            "any later day to which the council had agreed before the answer came."
        ),
        answered=_answered,
        late=_late,
    ),
    _points(
        "unanswered",
        _("points unanswered"),
        _(
            "Of the points sent, those to which no answer had come, whether its day had passed or "
            "not; also those that the council had closed without one."
        ),
        unanswered=lambda scope: ~_answered(scope),
    ),
    _points(
        "days_to_answer",
        _("median days to answer"),
        _(
            "Half of the points answered were answered within so many calendar days from the day "
            "sent to the first answer. Points still unanswered are not in it."
        ),
        measure=Median("days_to_answer"),
        unit=_("days"),
        answered=_answered,
    ),
    _points(
        "overdue",
        _("points overdue"),
        _(
            "Of the points sent, those still without an answer after the day it was due, or after "
            "the later day to which the council had agreed by then."
        ),
        stands=state(S.SENT),
        overdue=_overdue,
    ),
    _points(
        "deferred",
        _("points given more time"),
        _("Of the points sent, those for whose answer the council had agreed to wait longer."),
        deferred=_deferred,
    ),
]

SAID = [
    _points(
        "accepted",
        _("points accepted"),
        _(
            "Of the points sent, those that the agency had accepted in full by its last answer. "
            "Those accepted, accepted in part, rejected, beyond competence and answered without "
            "substance make all those answered."
        ),
        accepted=_said(S.ACCEPTED),
    ),
    _points(
        "partly",
        _("points accepted in part"),
        _("Of the points sent, those that the agency had accepted in part by its last answer."),
        partly=_said(S.PARTLY),
    ),
    _points(
        "rejected",
        _("points rejected"),
        _("Of the points sent, those that the agency had rejected by its last answer."),
        rejected=_said(S.REJECTED),
    ),
    _points(
        "beyond",
        _("points beyond competence"),
        _(
            "Of the points sent, those of which the agency had last answered that they are beyond "
            "its competence."
        ),
        beyond=_said(S.BEYOND),
    ),
    _points(
        "hollow",
        _("points answered without substance"),
        _("Of the points sent, those whose last answer the council found to be without substance."),
        hollow=_said(S.HOLLOW),
    ),
]

DONE = [
    _points(
        "verified",
        _("points checked by the council"),
        _(
            "Of the points sent, those of which the council had checked at least once what was "
            "done, whatever it found. What the agency says of itself is no check."
        ),
        verified=_verified,
    ),
    _points(
        "implemented",
        _("points implemented"),
        _("Of the points sent, those that the council itself had closed as implemented."),
        stands=state(S.IMPLEMENTED),
    ),
    _points(
        "not_implemented",
        _("points not implemented"),
        _("Of the points sent, those that the council had closed as not implemented."),
        stands=state(S.NOT_IMPLEMENTED),
    ),
    _points(
        "in_preparation",
        _("points in preparation"),
        _("Points being prepared and not yet sent, by the day their preparation began."),
        stands=state(S.PREPARED),
        by="prepared_on",
    ),
]

INDICATORS = [
    *ANSWERED,
    *SAID,
    *DONE,
    Indicator(
        code="recommendations.documents",
        model=Recommendation,
        wording=_("papers with recommendations"),
        definition=_("Papers with recommendations adopted, by the day of adoption."),
        unit=_("papers"),
        counted_on="adopted_on",
        dimensions=(
            by_topic(),
            Origin(code="origin", wording=_("by origin"), path="pk"),
            by_month("adopted_on"),
            by_year("adopted_on"),
        ),
    ),
    Indicator(
        code="recommendations.urgent_settled",
        model=UrgentQuestion,
        wording=_("urgent questions settled in working order"),
        definition=_(
            "Urgent questions raised in the period that stood settled in working order, without "
            "a sitting."
        ),
        unit=_("questions"),
        counted_on="raised_on",
        state=state(UrgentQuestion.Status.SETTLED),
        dimensions=(by_agency(), by_month("raised_on"), by_year("raised_on")),
    ),
]
