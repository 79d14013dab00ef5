"""Figures of appeals. The four leaves of the outcome always make up what was considered."""

from typing import TYPE_CHECKING

from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from kenes.appeals.models import Appeal
from kenes.core.dimension import Choice, Dimension, Related, StateAsOf
from kenes.core.flow import Step
from kenes.core.indicator import Clause, Indicator, State, state, state_but
from kenes.core.link import Link, Role
from kenes.core.measure import Count, Measure, Median, Percentile
from kenes.core.period import Scope
from kenes.organs.indicators import by_agency, by_district, by_month, by_topic

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

DIMENSIONS = (
    StateAsOf(code="state", wording=_("by state"), path=""),
    by_topic(),
    by_district(),
    by_month("received_on"),
    Choice(code="kind", wording=_("by kind"), path="kind"),
    Choice(code="channel", wording=_("by channel"), path="channel"),
    Choice(code="applicant", wording=_("by applicant"), path="applicant_kind_then"),
    Choice(code="language", wording=_("by language"), path="language"),
    Related(code="commission", wording=_("by commission"), path="commission"),
    by_agency(),
)


# How a figure of appeals is divided into others.
# What was considered comes first: most readers ask for that, so it is hidden least.
TAKING = ("appeals.considered", "received, less what was not taken up")
OUTCOME = ("appeals.considered", "by outcome")
TERM = ("appeals.considered", "by term")

ROWS, APPEALS = Count(), _("appeals")


def _received(
    code: str,
    wording: "_StrPromise",
    definition: "_StrPromise",
    counted: State | None = None,
    *,
    measure: Measure = ROWS,
    unit: "_StrPromise" = APPEALS,
    within: tuple[str, str] | None = None,
    taken_off: bool = False,
    **where: Clause,
) -> Indicator:
    """Appeals received in the period, those alone that stood so on the day of reading."""
    dimensions: tuple[Dimension, ...] = DIMENSIONS
    if isinstance(measure, Median):
        dimensions = tuple(each.overlaps() for each in dimensions)
    return Indicator(
        code=code,
        model=Appeal,
        wording=wording,
        definition=definition,
        unit=unit,
        counted_on="received_on",
        where=where,
        state=counted,
        measure=measure,
        people=True,
        within=within,
        taken_off=taken_off,
        dimensions=dimensions,
    )


RECEIVED = _received(
    "appeals.received",
    _("appeals received"),
    _("Appeals received in the period, whatever became of them."),
    within=TAKING,
)

NOT_TAKEN_UP = _received(
    "appeals.not_taken_up",
    _("appeals not taken up"),
    _(
        "Of the appeals received in the period, those that stood forwarded whole, returned, "
        "terminated, withdrawn or merged into another."
    ),
    state(*Appeal.NOT_TAKEN_UP),
    within=TAKING,
    taken_off=True,
)

CONSIDERED = _received(
    "appeals.considered",
    _("appeals of citizens and organisations considered"),
    _(
        "Appeals received in the period, less those that stood forwarded whole, returned, "
        "terminated, withdrawn or merged into another."
    ),
    state_but(*Appeal.NOT_TAKEN_UP),
)

RESOLVED = _received(
    "appeals.resolved",
    _("appeals resolved"),
    _("Of the appeals considered, those whose question stood resolved."),
    state(Appeal.Status.RESOLVED),
    within=OUTCOME,
)

EXPLAINED = _received(
    "appeals.explained",
    _("appeals explained"),
    _("Of the appeals considered, those that stood closed with an explanation."),
    state(Appeal.Status.EXPLAINED),
    within=OUTCOME,
)

REFUSED = _received(
    "appeals.refused",
    _("appeals refused"),
    _("Of the appeals considered, those that stood refused."),
    state(Appeal.Status.REFUSED),
    within=OUTCOME,
)

IN_WORK = _received(
    "appeals.in_work",
    _("appeals in work"),
    _("Of the appeals considered, those that stood open."),
    state(*Appeal.OPEN),
    within=OUTCOME,
)

LEAVES = (RESOLVED, EXPLAINED, REFUSED, IN_WORK)


def _answered(scope: Scope) -> Q:
    """The first answer in substance had come by the day of reading."""
    return Q(answered_on__lte=scope.as_of)


def _in_time(scope: Scope) -> Q:
    """It had come by the last day of its term, with every extension."""
    return Q(answered_on__lte=scope.as_of) & Q(answered_on__lte=F("due_on"))


def _late(scope: Scope) -> Q:
    """The term had run out without an answer, whether one came later or not."""
    came = Q(answered_on__gt=F("due_on"))
    return Q(due_on__lt=scope.as_of) & (came | Q(answered_on=None))


def _repeats_a_resolved_one(scope: Scope) -> Q:
    """It repeats an appeal that stood resolved on the day this one came."""
    came = Appeal.objects.filter(pk=OuterRef("from_id")).values("received_on")
    made = Step.objects.filter(row_id=OuterRef("to_id"), struck_at=None)
    then = made.filter(on__lte=OuterRef("came_on")).order_by("-ordinal")
    said = Link.objects.filter(role=Role.REPEATS, struck_at=None)
    dated = said.annotate(came_on=Subquery(came[:1]))
    stood = dated.annotate(stood=Subquery(then.values("to_status")[:1]))
    # Few appeals repeat another one: the links are read, not every appeal.
    return Q(pk__in=stood.filter(stood=Appeal.Status.RESOLVED).values("from_id"))


TAKEN_UP = state_but(*Appeal.NOT_TAKEN_UP)
DAYS = _("days")

IN_TIME = _received(
    "appeals.in_time",
    _("appeals answered in time"),
    _(
        "Of the appeals considered, those first answered by the last day of their term, with every "
        "extension."
    ),
    TAKEN_UP,
    in_time=_in_time,
    within=TERM,
)

LATE = _received(
    "appeals.late",
    _("appeals late"),
    _(
        "Of the appeals considered, those whose term had run out before the first answer, whether "
        "it came later or had not come."
    ),
    TAKEN_UP,
    late=_late,
    within=TERM,
)

DAYS_TO_ANSWER = _received(
    "appeals.days_to_answer",
    _("median days to the answer to an appeal"),
    _(
        "Half of the appeals answered were first answered within so many calendar days from their "
        "registration. Appeals still open are not in it."
    ),
    TAKEN_UP,
    measure=Median("days_to_answer"),
    unit=DAYS,
    answered=_answered,
)

MOST_DAYS = _received(
    "appeals.days_to_most_answers",
    _("days within which nine of ten appeals are answered"),
    _(
        "Nine of ten of the appeals answered were first answered within so many calendar days from "
        "their registration. Appeals still open are not in it."
    ),
    TAKEN_UP,
    measure=Percentile("days_to_answer"),
    unit=DAYS,
    answered=_answered,
)

REPEATED = _received(
    "appeals.repeated",
    _("appeals repeated after they were resolved"),
    _(
        "Appeals received in the period that repeat an appeal which stood resolved on the day they "
        "came."
    ),
    repeats=_repeats_a_resolved_one,
)

TIMES = (IN_TIME, LATE, DAYS_TO_ANSWER, MOST_DAYS, REPEATED)
INDICATORS = [RECEIVED, NOT_TAKEN_UP, CONSIDERED, *LEAVES, *TIMES]
