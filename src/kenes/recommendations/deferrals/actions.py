"""An agency asks for more time; the council agrees or does not."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from kenes.core import record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.recommendations.deferrals.models import Deferral
from kenes.recommendations.models import Point
from kenes.recommendations.silence import actions as silence

if TYPE_CHECKING:
    from kenes.core.access import User

D = Deferral.Status


@action
def ask(point: Point, *, until_on: date, reason: str, on: date, by: "User") -> Deferral:
    """The agency asks to answer later. Nothing changes until the council says so."""
    if point.status != Point.Status.SENT:
        raise Refused(_("Point %s waits for no answer.") % point.reference)
    if point.due_on is None:
        raise Refused(_("No answer is due on any day, so none can be later."))
    if Deferral.objects.live().filter(point=point, status=D.ASKED).exists():
        raise Refused(_("More time was asked for already; the council has not said yet."))
    deferral = Deferral(
        council_id=point.council_id, point=point, asked_on=on, until_on=until_on, reason=reason
    )
    record.register([Filing(deferral, path=[(D.ASKED.value, on)])], by=by)
    return deferral


@action
def grant(deferral: Deferral, *, on: date, by: "User", decision: str = "") -> None:
    """The council agrees to wait until the later day; the day of the law stays to be seen.

    Until then the point does not count in `recommendations.overdue`.
    """
    said: dict[str, Any] = {"decided_on": on, "decision": decision.strip()}
    record.move([deferral], D.GRANTED, on=on, by=by, **said)
    silence.end(deferral.point, on=on, by=by)


@action
def refuse(deferral: Deferral, *, on: date, decision: str, by: "User") -> None:
    """The council does not agree, and says why: the day of the law stands."""
    if not decision.strip():
        raise Refused(_("Say why the council does not agree."), field="decision")
    said: dict[str, Any] = {"decided_on": on, "decision": decision.strip()}
    record.move([deferral], D.REFUSED, on=on, by=by, **said)
