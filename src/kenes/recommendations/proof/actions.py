"""An agency says what it has done; the council looks for itself, and closes."""

from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from kenes.core import record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.recommendations import actions as recommendations
from kenes.recommendations.answers.actions import refuse_changed, refuse_closed
from kenes.recommendations.models import Point
from kenes.recommendations.proof.models import Claim, Verification

if TYPE_CHECKING:
    from kenes.core.access import User


@action
def claim(said: Claim, *, by: "User", versions: Mapping[UUID, int] | None = None) -> None:
    """The agency says that it has carried out a point. The council is told; nothing is closed."""
    refuse_changed(said.point, versions)
    refuse_closed(said.point)
    if said.point.answered_on is None:
        raise Refused(_("Answer the point first, then report what was done."))
    said.council_id = said.point.council_id
    record.register([Filing(said)], by=by)


@action
def verify(found: Verification, *, by: "User", closing: str = "") -> None:
    """The council looked at what was done; with `closing` it closes the point on what it found.

    It counts in `recommendations.verified`. Closed as implemented it counts in
    `recommendations.implemented`; only a check that found it done can close it so.
    """
    point = found.point
    if point.sent_on is None:
        raise Refused(_("Point %s is not sent.") % point.reference)
    if found.claim and found.claim.point_id != point.pk:
        raise Refused(_("That report is about another point."), field="claim")
    found.council_id = point.council_id
    record.register([Filing(found)], by=by)
    if closing:
        if closing not in point.CLOSED:
            raise Refused(_("Say how the point is closed."), field="closing")
        done = closing == Point.Status.IMPLEMENTED
        recommendations.close([point], implemented=done, on=found.verified_on, by=by)
