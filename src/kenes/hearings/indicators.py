"""Figures of hearings of agencies' reports."""

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from kenes.core.dimension import Choice
from kenes.core.flow import status_as_of
from kenes.core.indicator import Indicator
from kenes.core.link import Link
from kenes.core.measure import Distinct
from kenes.core.period import Scope
from kenes.hearings.models import Hearing
from kenes.hearings.postponements.models import Postponement
from kenes.organs.indicators import by_agency, by_month
from kenes.organs.models import Organisation
from kenes.recommendations.models import Point

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.utils.functional import _StrPromise

DIMENSIONS = (
    by_agency(),
    by_month("heard_on"),
    Choice(code="verdict", wording=_("by vote"), path="verdict"),
)
HEARD = _(
    "Reports heard at a sitting, whatever the vote, by the day they were heard; the kind of the "
    "agency is the one it had then."
)
AGENCIES = _("Different agencies whose reports were heard, by the day they were heard.")


def _heard(kind: Organisation.Kind, word: str, wording: "_StrPromise") -> Indicator:
    """Reports of one kind of agency."""
    return Indicator(
        code=f"hearings.{word}",
        model=Hearing,
        wording=wording,
        definition=HEARD,
        unit=_("reports"),
        counted_on="heard_on",
        where={"agency": Q(agency_kind_then=kind)},
        dimensions=DIMENSIONS,
    )


def _agencies(kind: Organisation.Kind, word: str, wording: "_StrPromise") -> Indicator:
    """How many different agencies of a kind reported."""
    return Indicator(
        code=f"hearings.{word}_agencies",
        model=Hearing,
        wording=wording,
        definition=AGENCIES,
        unit=_("agencies"),
        counted_on="heard_on",
        where={"agency": Q(agency_kind_then=kind)},
        measure=Distinct(("agency",)),
        dimensions=(DIMENSIONS[0], *(each.overlaps() for each in DIMENSIONS[1:])),
    )


def _with_point(*, sent: bool) -> "Callable[[Scope], Q]":
    """A recommendation that came of the hearing has, as of the day, a point that stands so."""

    def condition(scope: Scope) -> Q:
        points = Point.objects.live().filter(
            recommendation=OuterRef("to_id"), prepared_on__lte=scope.as_of
        )
        points = points.annotate(stood=status_as_of(scope.as_of))
        prepared = Q(stood=Point.Status.PREPARED)
        wanted = points.filter(~prepared if sent else prepared, stood__isnull=False)
        came_of = Link.objects.filter(from_id=OuterRef("pk"), struck_at=None)
        return Q(Exists(came_of.filter(Exists(wanted))))

    return condition


def _recommended(
    code: str, wording: "_StrPromise", definition: "_StrPromise", **where: "Callable[[Scope], Q]"
) -> Indicator:
    return Indicator(
        code=code,
        model=Hearing,
        wording=wording,
        definition=definition,
        unit=_("reports"),
        counted_on="heard_on",
        where=where,
        dimensions=(
            *DIMENSIONS,
            Choice(code="kind", wording=_("by kind"), path="agency_kind_then"),
        ),
    )


def _none(scope: Scope) -> Q:
    return ~_with_point(sent=True)(scope) & ~_with_point(sent=False)(scope)


def _only_prepared(scope: Scope) -> Q:
    return _with_point(sent=False)(scope) & ~_with_point(sent=True)(scope)


ALL = _recommended("hearings.heard", _("reports of agencies heard"), HEARD)

RECOMMENDED = _recommended(
    "hearings.recommended",
    _("reports with recommendations sent"),
    _("Reports heard of which at least one recommendation had been sent to an agency."),
    sent=_with_point(sent=True),
)

RECOMMENDED_IN_PREPARATION = _recommended(
    "hearings.recommended_in_preparation",
    _("reports with recommendations in preparation"),
    _("Reports heard whose recommendations were being prepared and none had been sent."),
    prepared=_only_prepared,
)

NOT_RECOMMENDED = _recommended(
    "hearings.not_recommended",
    _("reports without recommendations"),
    _("Reports heard of which no recommendation had come."),
    none=_none,
)

LEAVES = (RECOMMENDED, RECOMMENDED_IN_PREPARATION, NOT_RECOMMENDED)

POSTPONEMENTS = Indicator(
    code="hearings.postponements",
    model=Postponement,
    wording=_("times reports were put off"),
    definition=_(
        "Each time the hearing of a report was put off, by the day that was decided, whoever asked "
        "and whatever became of the report later."
    ),
    unit=_("times"),
    counted_on="postponed_on",
    dimensions=(
        by_agency("hearing__agency"),
        by_month("postponed_on"),
        Choice(code="asked_by", wording=_("by who asked"), path="asked_by"),
    ),
)

INDICATORS = [
    _heard(Organisation.Kind.AKIMAT, "akimats", _("reports of akimats heard")),
    _agencies(Organisation.Kind.AKIMAT, "akimats", _("akimats that reported")),
    _heard(Organisation.Kind.STATE_BODY, "state_bodies", _("reports of state bodies heard")),
    _agencies(Organisation.Kind.STATE_BODY, "state_bodies", _("state bodies that reported")),
    _heard(
        Organisation.Kind.SUBORDINATE,
        "subordinate",
        _("reports of subordinate organisations heard"),
    ),
    _agencies(
        Organisation.Kind.SUBORDINATE,
        "subordinate",
        _("subordinate organisations that reported"),
    ),
    ALL,
    *LEAVES,
    POSTPONEMENTS,
]
