"""An agency asks for its report to be put off; the council agrees or does not."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from kenes.core import attachment, clock, outbox, record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.hearings import actions as hearings
from kenes.hearings.models import Hearing
from kenes.hearings.postponements.models import Postponement
from kenes.hearings.requests import notices
from kenes.hearings.requests.models import PostponementRequest

if TYPE_CHECKING:
    from kenes.core.access import User

S = PostponementRequest.Status
Files = Iterable[tuple[str, Iterable[bytes]]]


def why_not(hearing: Hearing, asked: Iterable[PostponementRequest]) -> str:
    """Why nothing can be asked now; empty when the agency may ask to be heard later.

    `asked` is what was asked about this hearing before.
    """
    if hearing.status == Hearing.Status.HEARD:
        return _("The report was heard already.")
    if hearing.status == Hearing.Status.CANCELLED:
        return _("The report will not be heard.")
    if hearing.status == Hearing.Status.POSTPONED:
        return _("The report is put off already; the council has not set a new day yet.")
    if any(each.status == S.ASKED for each in asked):
        return _("It was asked already; the council has not said yet.")
    return ""


@action
def ask(request: PostponementRequest, *, by: "User", files: Files = ()) -> PostponementRequest:
    """The agency asks to be heard later. Nothing changes until the council says so.

    Its letter, where it brings one, is seen by the office and by the agency.
    """
    hearing = request.hearing
    if why := why_not(hearing, PostponementRequest.objects.live().filter(hearing=hearing)):
        raise Refused(why)
    request.council_id, request.asked_on = hearing.council_id, clock.today()
    record.register([Filing(request, path=[(S.ASKED.value, request.asked_on)])], by=by)
    for name, chunks in files:
        attachment.attach(request, name, chunks, public=False, by=by)
    return request


@action
def grant(
    request: PostponementRequest, *, on: date, by: "User", to_on: date | None = None
) -> Postponement:
    """The council agrees, and the report is put off in the agency's own words.

    It counts in `hearings.postponements` by the day `on`. Whoever was told of the hearing is told
    again; without `to_on` the report waits to be planned anew.
    """
    said: dict[str, Any] = {name: getattr(request, name) for name in ("letter_number", "letter_on")}
    made = hearings.postpone(
        request.hearing,
        on=on,
        to_on=to_on,
        reason=request.reason,
        asked_by=Postponement.AskedBy.AGENCY.value,
        by=by,
        **said,
    )
    answer: dict[str, Any] = {"decided_on": on, "postponement": made}
    record.move([request], S.GRANTED, on=on, by=by, **answer)
    return made


@action
def refuse(request: PostponementRequest, *, on: date, decision: str, by: "User") -> None:
    """The council does not agree, and says why: the day stands, and the agency gets a letter."""
    if not decision.strip():
        raise Refused(_("Say why the council does not agree."), field="decision")
    answer: dict[str, Any] = {"decided_on": on, "decision": decision.strip()}
    record.move([request], S.REFUSED, on=on, by=by, **answer)
    outbox.post(notices.letters(request), by=by)
