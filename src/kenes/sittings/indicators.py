"""Figures of sittings."""

from typing import TYPE_CHECKING

from django.db.models import Q
from django.db.models.functions import TruncMonth
from django.db.models.lookups import GreaterThan
from django.utils.translation import gettext_lazy as _

from kenes.core.dimension import Choice, Related
from kenes.core.indicator import Indicator, state
from kenes.core.measure import Distinct
from kenes.core.period import Scope, last_of_month
from kenes.council.models import Body
from kenes.events.models import Event
from kenes.organs.indicators import by_month
from kenes.sittings.models import AgendaItem, Sitting

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

HELD = state(Event.Status.HELD, at="event__")
BY_MONTH = by_month("event__held_on")
BY_FORM = Choice(code="form", wording=_("by form"), path="form")


def _held(
    code: str, kind: Body.Kind, wording: "_StrPromise", definition: "_StrPromise"
) -> Indicator:
    """Sittings of one kind of body that were held."""
    return Indicator(
        code=code,
        model=Sitting,
        wording=wording,
        definition=definition,
        unit=_("sittings"),
        counted_on="event__held_on",
        where={"body": Q(body__kind=kind)},
        state=HELD,
        dimensions=(BY_MONTH, BY_FORM),
    )


GENERAL = _held(
    "sittings.general",
    Body.Kind.COUNCIL,
    _("general sittings"),
    _(
        "General sittings that were held with a quorum, by the day they opened. Joint, extra and "
        "expanded ones count once; adjourned, cancelled and inquorate ones do not count."
    ),
)

PRESIDIUM = _held(
    "sittings.presidium",
    Body.Kind.PRESIDIUM,
    _("sittings of the presidium"),
    _("Sittings of the presidium that were held with a quorum, by the day they opened."),
)

QUESTIONS = Indicator(
    code="sittings.questions",
    model=AgendaItem,
    wording=_("questions considered"),
    definition=_(
        "Items of the agenda taken up at the general sittings held, except procedural ones: the "
        "agenda, the minutes, miscellaneous."
    ),
    unit=_("questions"),
    counted_on="sitting__event__held_on",
    where={
        "body": Q(sitting__body__kind=Body.Kind.COUNCIL),
        "taken up": Q(taken_up=True),
        "not procedural": ~Q(kind__in=AgendaItem.PROCEDURAL),
    },
    state=state(Event.Status.HELD, at="sitting__event__"),
    dimensions=(
        Choice(code="kind", wording=_("by kind"), path="kind"),
        by_month("sitting__event__held_on"),
    ),
)


def _months(
    code: str, kind: Body.Kind, wording: "_StrPromise", definition: "_StrPromise"
) -> Indicator:
    """Pairs of a body and a month in which it sat, out of the months it had to sit in."""

    def months_to_sit_in(scope: Scope) -> int:
        """How many pairs there would be, had each such body sat every month."""
        bodies = Body.objects.of(scope.council).live().filter(kind=kind)
        ends = [last_of_month(month) for month in scope.period.months()]
        return sum(
            1
            for body in bodies
            for end in ends
            if end in scope.period
            and body.since_on <= end
            and (body.ended_on is None or body.ended_on > end)
        )

    def whole_months(scope: Scope) -> Q:
        """Only months that end inside the period have a day on which the body must exist."""
        ends = [last_of_month(month) for month in scope.period.months()]
        last = max((end for end in ends if end in scope.period), default=scope.period.since)
        return Q(event__held_on__lte=last)

    return Indicator(
        code=code,
        model=Sitting,
        wording=wording,
        definition=definition,
        unit=_("months"),
        counted_on="event__held_on",
        where={
            "body": Q(body__kind=kind),
            # A body abolished within the month did not exist on its last day.
            "existed at its end": Q(body__ended_on=None)
            | Q(GreaterThan(TruncMonth("body__ended_on"), TruncMonth("event__held_on"))),
            "whole months": whole_months,
        },
        state=HELD,
        measure=Distinct(("body",), {"month": TruncMonth("event__held_on")}),
        dimensions=(Related(code="body", wording=_("by body"), path="body"), BY_MONTH),
        of=months_to_sit_in,
    )


COMMISSION_MONTHS = _months(
    "sittings.commission_months",
    Body.Kind.COMMISSION,
    _("monthly sittings of commissions"),
    _(
        "Pairs of a commission and a month in which it held a sitting, out of the months on whose "
        "last day the commission existed. Two sittings in one month are one pair."
    ),
)

COMMITTEE_MONTHS = _months(
    "sittings.committee_months",
    Body.Kind.COMMITTEE,
    _("monthly sittings of committees"),
    _(
        "Pairs of a committee and a month in which it held a sitting, out of the months on whose "
        "last day the committee existed. Two sittings in one month are one pair."
    ),
)

INDICATORS = [GENERAL, QUESTIONS, PRESIDIUM, COMMISSION_MONTHS, COMMITTEE_MONTHS]
