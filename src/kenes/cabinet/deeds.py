"""What a contact may say of a point, and what each asks."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kenes.core import clock
from kenes.core.access import Access
from kenes.core.action import action
from kenes.core.attachment import attach
from kenes.office.choosing import DayField, RowChoice
from kenes.office.deed import Deed, Fields, files, text
from kenes.office.recommendation.answering import beside
from kenes.recommendations import actions
from kenes.recommendations.deferrals import actions as deferrals
from kenes.recommendations.models import Point
from kenes.recommendations.proof import actions as proof
from kenes.recommendations.proof.models import Claim

if TYPE_CHECKING:
    from kenes.core.access import User

P = Point.Status


def _claim(point: Point) -> Fields:
    said = text(_("What was done"), rows=6)
    said.help_text = str(_("It is published: write nobody's personal data."))
    evidence = files(_("Evidence"))
    evidence.help_text = str(_("Photos, acts, contracts: what shows that it was done."))
    return {"text": said, "evidence": evidence}


@action
def _report(point: Point, *, text: str, evidence: Iterable[Any], by: "User") -> None:
    said = Claim(
        point=point,
        claimed_on=clock.today(),
        text=text,
        language=(get_language() or "ru")[:2],
        signed_then=by.name,
    )
    proof.claim(said, by=by)
    for file in evidence:
        with beside("evidence"):
            attach(said, file.name, file.chunks(), public=True, by=by)


def _more_time(point: Point) -> Fields:
    return {
        "until_on": DayField(label=_("Until which day")),
        "reason": text(_("Why more time is needed"), rows=3),
    }


def _ask(point: Point, *, by: "User", **facts: Any) -> None:
    deferrals.ask(point, on=clock.today(), by=by, **facts)


def _colleagues(point: Point) -> Fields:
    held = Access.objects.of(point.council).live().on(clock.today())
    # A point of a predecessor is seen to by people of the agency that took over.
    rows = held.filter(role="agency", agency=point.addressee.of_today).select_related("user")
    chosen: forms.Field = RowChoice(rows, label=_("Who sees to it"), required=False)
    chosen.initial = str(point.colleague_id or "")
    return {"to": chosen}


def _name(point: Point, *, to: Access | None, by: "User") -> None:
    actions.delegate(point, to=to, version=point.version, by=by)


DEEDS: Mapping[str, Deed] = {
    "report": Deed(
        _("Report what was done"),
        _report,
        _claim,
        _("The council looks for itself and closes the point; your report stands beside."),
        dated=False,
    ),
    "more-time": Deed(
        _("Ask for more time"),
        _ask,
        _more_time,
        _("The day of the law stays until the council agrees."),
        dated=False,
    ),
    "colleague": Deed(_("Name who sees to it"), _name, _colleagues, dated=False),
}


def of_point(point: Point) -> list[tuple[str, Deed]]:
    """What makes sense to be said of a point as it stands."""
    words = []
    if point.answered_on and point.status not in Point.CLOSED:
        words.append("report")
    if point.status == P.SENT and point.due_on:
        words.append("more-time")
    if point.status not in Point.CLOSED:
        words.append("colleague")
    return [(word, DEEDS[word]) for word in words]
