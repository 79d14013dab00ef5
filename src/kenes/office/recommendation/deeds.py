"""What may be done with a point in the office, and what each deed asks."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kenes.core.action import action
from kenes.core.attachment import attach
from kenes.council.models import Person
from kenes.office.choosing import DayField, Directories, RowChoice
from kenes.office.deed import Deed, Fields, files, one_of, text
from kenes.office.recommendation.answering import beside
from kenes.recommendations import actions
from kenes.recommendations.answers import actions as answers
from kenes.recommendations.deferrals import actions as deferrals
from kenes.recommendations.models import Point
from kenes.recommendations.proof import actions as proof
from kenes.recommendations.proof.models import Claim, Verification

if TYPE_CHECKING:
    from kenes.core.access import User

P = Point.Status


def _claim(point: Point) -> Fields:
    return {
        "text": text(_("What the agency says was done"), rows=4),
        "language": forms.ChoiceField(
            label=_("Language"), choices=settings.LANGUAGES, initial="ru"
        ),
        "signed_then": text(_("Signed by"), required=False),
        "evidence": files(_("Evidence")),
    }


@action
def _take_claim(
    point: Point, *, on: date, evidence: Iterable[Any], by: "User", **facts: Any
) -> None:
    said = Claim(point=point, claimed_on=on, **facts)
    proof.claim(said, by=by)
    for file in evidence:
        with beside("evidence"):
            attach(said, file.name, file.chunks(), public=True, by=by)


def _check(point: Point) -> Fields:
    claims = list(point.claims.live())
    people = Directories(point.council).rows(Person)
    asked: dict[str, forms.Field] = {
        "outcome": one_of(_("Found"), Verification.Outcome.choices),
        "text_ru": text(_("What was found, in Russian"), required=False, rows=4),
        "text_kk": text(_("What was found, in Kazakh"), required=False, rows=4),
        "person": RowChoice(people, label=_("Checked by"), required=False),
        "evidence": files(_("Evidence")),
        "closing": one_of(
            _("Close the point"),
            [
                (value, P(value).label)
                for value in point.CLOSED
                if value in point.MOVES[point.status]
            ],
            required=False,
            help_text=_("Left empty, the point stays open."),
        ),
    }
    if claims:
        asked["claim"] = RowChoice(
            claims, label=_("Which report of the agency it is about"), required=False
        )
        asked["claim"].initial = str(claims[-1].pk)
    return asked


@action
def _verify(
    point: Point, *, on: date, evidence: Iterable[Any], closing: str, by: "User", **facts: Any
) -> None:
    found = Verification(point=point, verified_on=on, **facts)
    proof.verify(found, closing=closing, by=by)
    for file in evidence:
        with beside("evidence"):
            attach(found, file.name, file.chunks(), public=True, by=by)


def _not_done(point: Point) -> Fields:
    return {"reason": text(_("Why it is closed as not implemented"), rows=3)}


def _close(point: Point, *, on: date, reason: str, by: "User") -> None:
    actions.close([point], implemented=False, on=on, reason=reason, by=by)


def _more_time(point: Point) -> Fields:
    return {
        "until_on": DayField(label=_("Until which day")),
        "reason": text(_("Why more time is needed"), rows=3),
    }


def _ask(point: Point, **facts: Any) -> None:
    deferrals.ask(point, **facts)


def _received(point: Point, *, on: date, by: "User") -> None:
    actions.receive([point], on=on, by=by)


POINT: Mapping[str, Deed] = {
    "claim": Deed(
        _("Enter what the agency reports"),
        _take_claim,
        _claim,
        _("It stands beside what the council finds, and closes nothing."),
    ),
    "check": Deed(
        _("Enter a check"),
        _verify,
        _check,
        _("What the council itself found. Only a check that found it done closes it so."),
    ),
    "close": Deed(_("Close as not implemented"), _close, _not_done, grave=True),
    "more-time": Deed(
        _("Enter a request for more time"),
        _ask,
        _more_time,
        _("Nothing changes until the council agrees."),
    ),
    "received": Deed(
        _("Enter the day of receipt"),
        _received,
        follows=_("The term of the answer runs from that day."),
    ),
}


def of_point(point: Point) -> list[tuple[str, Deed]]:
    """The deeds that make sense for a point as it stands."""
    words = []
    if point.status == P.SENT:
        words += ["more-time"] if point.due_on else []
        words += ["received"] if point.received_on is None else []
    if point.status in Point.ANSWERS:
        words += ["claim"]
    if point.sent_on and point.status != P.IMPLEMENTED:
        words += ["check"]
    if point.status in {P.SENT, *Point.ANSWERS}:
        words += ["close"]
    return [(word, POINT[word]) for word in words]


def _reason(row: Any) -> Fields:
    return {"reason": text(_("Reason"), rows=3)}


def _why_not_shown(row: Any) -> Fields:
    field = text(_("Why it is not shown"), required=False, rows=2, initial=row.withheld)
    field.help_text = str(_("Everyone reads this reason. Left empty, the text itself is shown."))
    return {"reason": field}


def _decision(required: bool) -> Any:
    return lambda row: {"decision": text(_("Why so decided"), required=required, rows=3)}


HOLLOW = Deed(
    _("Without substance"),
    answers.find_hollow,
    _reason,
    _("The point counts as not answered in substance. The agency and the public see your reason."),
    grave=True,
)
WITHHOLD = Deed(_("Show it or not"), answers.withhold, _why_not_shown, dated=False)
GRANT = Deed(_("Agree"), deferrals.grant, _decision(required=False))
REFUSE = Deed(_("Do not agree"), deferrals.refuse, _decision(required=True), grave=True)
