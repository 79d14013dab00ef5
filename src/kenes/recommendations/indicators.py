"""Figures of recommendations. What is counted are points: one addressee, one clock, one state."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from kenes.core.dimension import StateAsOf
from kenes.core.flow import Step
from kenes.core.indicator import Clause, Indicator, State, state
from kenes.core.period import Scope
from kenes.organs.indicators import by_agency, by_month
from kenes.recommendations.models import Point, Recommendation, UrgentQuestion

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def _reached(*statuses: str) -> Callable[[Scope], Q]:
    """The point had by the day of reading come, once at least, to one of these states."""

    def condition(scope: Scope) -> Q:
        steps = Step.objects.filter(row_id=OuterRef("pk"), struck_at=None, on__lte=scope.as_of)
        return Q(Exists(steps.filter(to_status__in=statuses)))

    return condition


def _late(scope: Scope) -> Q:
    """The day by which the answer is due had passed."""
    return Q(due_on__lt=scope.as_of)


def _points(
    code: str,
    wording: "_StrPromise",
    definition: "_StrPromise",
    *,
    stands: State | None = None,
    by: str = "sent_on",
    **where: Clause,
) -> Indicator:
    return Indicator(
        code=f"recommendations.{code}",
        model=Point,
        wording=wording,
        definition=definition,
        unit=_("points"),
        counted_on=by,
        where=where,
        state=stands,
        dimensions=(
            by_agency("addressee"),
            by_month(by),
            StateAsOf(code="state", wording=_("by state"), path=""),
        ),
    )


S = Point.Status

INDICATORS = [
    _points(
        "sent",
        _("points of recommendations sent"),
        _("Points sent to agencies, by the day sent. The same text to twelve agencies is twelve."),
    ),
    _points(
        "answered",
        _("points answered"),
        _("Of the points sent, those to which the agency had answered."),
        answered=_reached(*Point.ANSWERS),
    ),
    _points(
        "accepted",
        _("points accepted"),
        _("Of the points sent, those that the agency had accepted in full."),
        accepted=_reached(S.ACCEPTED),
    ),
    _points(
        "implemented",
        _("points implemented"),
        _("Of the points sent, those that the council itself had closed as implemented."),
        stands=state(S.IMPLEMENTED),
    ),
    _points(
        "overdue",
        _("points overdue"),
        _("Of the points sent, those still without an answer after the day it was due."),
        stands=state(S.SENT),
        late=_late,
    ),
    _points(
        "in_preparation",
        _("points in preparation"),
        _("Points being prepared and not yet sent, by the day their preparation began."),
        stands=state(S.PREPARED),
        by="prepared_on",
    ),
    Indicator(
        code="recommendations.documents",
        model=Recommendation,
        wording=_("papers with recommendations"),
        definition=_("Papers with recommendations adopted, by the day of adoption."),
        unit=_("papers"),
        counted_on="adopted_on",
        dimensions=(by_month("adopted_on"),),
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
        dimensions=(by_agency(), by_month("raised_on")),
    ),
]
