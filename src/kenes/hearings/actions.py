"""What becomes of an agency's report: it is heard, postponed, planned anew or called off."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from kenes.core import attachment, record
from kenes.core.action import action
from kenes.core.refused import Refused
from kenes.hearings.models import Hearing

if TYPE_CHECKING:
    from kenes.core.access import User
    from kenes.sittings.models import AgendaItem

S = Hearing.Status


@action
def hear(
    hearing: Hearing,
    *,
    item: "AgendaItem",
    on: date,
    by: "User",
    verdict: str = "",
    mark: int | None = None,
) -> None:
    """The council heard the report under an item of the agenda, and voted on it.

    From `on` it counts in the figure of its kind of agency (`hearings.akimats`,
    `hearings.state_bodies`, `hearings.subordinate`), whatever the vote; the kind is the one the
    agency has now, and stays with the record. Refused when the item is another report's.
    """
    other = Hearing.objects.live().filter(item=item).exclude(pk=hearing.pk).first()
    if other is not None:
        sentence = _("Another report was heard under that item: %s.")
        raise Refused(sentence % other.reference, field="item")
    facts: dict[str, Any] = {"heard_on": on, "item": item, "verdict": verdict, "mark": mark}
    record.move([hearing], S.HEARD, on=on, by=by, **facts, agency_kind_then=hearing.agency.kind)


@action
def postpone(hearing: Hearing, *, on: date, by: "User", reason: str = "") -> None:
    """The report was put off, and has no new day yet. The dossier of the agency shows how often."""
    record.move([hearing], S.POSTPONED, on=on, by=by, reason=reason)


@action
def plan(hearing: Hearing, *, planned_on: date, on: date, by: "User") -> None:
    """On the day `on` a postponed report was given a new day, `planned_on`."""
    if planned_on < on:
        raise Refused(_("A report is planned for a day to come."), field="planned_on")
    record.move([hearing], S.PLANNED, on=on, by=by, planned_on=planned_on)


@action
def cancel(hearing: Hearing, *, on: date, by: "User", reason: str = "") -> None:
    """The report will not be heard. It counts in no figure."""
    record.move([hearing], S.CANCELLED, on=on, by=by, reason=reason)


@action
def take_report(hearing: Hearing, name: str, chunks: Iterable[bytes], *, by: "User") -> None:
    """The agency brought its report before it is heard. The newest one stands, older ones stay."""
    if hearing.status == S.HEARD:
        raise Refused(_("The report was heard already; nothing is added to it."), field="file")
    if hearing.status == S.CANCELLED:
        raise Refused(_("The report will not be heard."), field="file")
    attachment.attach(hearing, name, chunks, public=False, by=by)
