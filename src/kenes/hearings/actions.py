"""What becomes of an agency's report: it is planned, heard, postponed or called off."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from kenes.core import attachment, clock, record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.flow import Path
from kenes.core.refused import Refused
from kenes.hearings.models import Hearing
from kenes.hearings.postponements import actions as postponements
from kenes.hearings.telling import actions as telling
from kenes.organs.models import Organisation

if TYPE_CHECKING:
    from kenes.core.access import User
    from kenes.council.models import Council
    from kenes.hearings.postponements.models import Postponement
    from kenes.sittings.models import AgendaItem

S = Hearing.Status


@action
def schedule(filings: Sequence[Filing[Hearing]], *, by: "User") -> None:
    """Reports are planned. The agencies whose day is ahead are told by a letter."""
    record.register(filings, by=by)
    for filing in filings:
        if filing.row.status == S.PLANNED:
            telling.tell(filing.row, by=by)


@action
def schedule_many(
    council: "Council", days: Mapping[Organisation, date], *, by: "User"
) -> list[Hearing]:
    """Many agencies are planned at once, each for its day, and told of it.

    Refused when one of the days is gone by, or an agency waits to be heard already.
    """
    today = clock.today()
    waiting = Hearing.objects.of(council).live().filter(status__in=(S.PLANNED, S.POSTPONED))
    waits = {row.agency_id: row for row in waiting.filter(agency__in=list(days))}
    for agency, on in days.items():
        if on < today:
            sentence = _("%s: a report is planned for a day to come.")
            raise Refused(sentence % agency.title, field=agency.code)
        if (other := waits.get(agency.pk)) is not None:
            said = {"agency": agency.title, "number": other.number}
            sentence = _("%(agency)s waits to be heard already: %(number)s.")
            raise Refused(sentence % said, field=agency.code)
    rows = [
        Hearing(council=council, agency=agency, agency_kind_then=agency.kind, planned_on=on)
        for agency, on in days.items()
    ]
    if not rows:
        raise Refused(_("Choose at least one agency."))
    schedule([Filing(row, path=[(S.PLANNED.value, today)]) for row in rows], by=by)
    return rows


@action
def take_in(filings: Sequence[Filing[Hearing]], *, by: "User") -> None:
    """Reports come from a journal: nobody is written to about what he knows long since.

    One that stands put off was put off, though the journal does not say who asked.
    """
    record.register(filings, by=by)
    for filing in filings:
        _note_put_off(filing.row, filing.path, by=by)


@action
def amend(hearing: Hearing, filing: Filing[Hearing], *, by: "User") -> None:
    """A line of a journal has changed, and the report stands as it says now."""
    record.amend(hearing, filing, by=by)
    _note_put_off(hearing, filing.path, by=by)


def _note_put_off(hearing: Hearing, path: Path, *, by: "User") -> None:
    """Each time the report was put off is a row, once."""
    days = set(hearing.postponements.live().values_list("postponed_on", flat=True))
    for status, on in path:
        if status == S.POSTPONED and on not in days:
            postponements.enter(hearing, on=on, by=by)


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
def postpone(
    hearing: Hearing,
    *,
    on: date,
    by: "User",
    reason: str = "",
    to_on: date | None = None,
    **said: Any,
) -> "Postponement":
    """The report was put off; it is a row that everyone sees, and the agency is told.

    It counts in `hearings.postponements` by the day `on`. `said` is who asked and by which letter.
    With `to_on` the new day is known at once; without it the report waits to be planned anew.
    """
    if to_on is not None and to_on < on:
        raise Refused(_("A report is planned for a day to come."), field="to_on")
    row = postponements.enter(hearing, on=on, by=by, reason=reason, to_on=to_on, **said)
    record.move([hearing], S.POSTPONED, on=on, by=by, reason=reason)
    if to_on is not None:
        record.move([hearing], S.PLANNED, on=on, by=by, planned_on=to_on)
    telling.tell(hearing, by=by, reason=reason)
    return row


@action
def plan(hearing: Hearing, *, planned_on: date, on: date, by: "User") -> None:
    """On the day `on` a postponed report was given a new day, `planned_on`; the agency is told."""
    if planned_on < on:
        raise Refused(_("A report is planned for a day to come."), field="planned_on")
    record.move([hearing], S.PLANNED, on=on, by=by, planned_on=planned_on)
    postponements.give_day(hearing, planned_on, by=by)
    telling.tell(hearing, by=by)


@action
def cancel(hearing: Hearing, *, on: date, by: "User", reason: str = "") -> None:
    """The report will not be heard. It counts in no figure; who was told of it is told that."""
    record.move([hearing], S.CANCELLED, on=on, by=by, reason=reason)
    telling.tell(hearing, by=by, reason=reason)


@action
def take_report(hearing: Hearing, name: str, chunks: Iterable[bytes], *, by: "User") -> None:
    """The agency brought its report before it is heard. The newest one stands, older ones stay."""
    if hearing.status == S.HEARD:
        raise Refused(_("The report was heard already; nothing is added to it."), field="file")
    if hearing.status == S.CANCELLED:
        raise Refused(_("The report will not be heard."), field="file")
    attachment.attach(hearing, name, chunks, public=False, by=by)
