"""Lines of the reach ledger are added, put right and struck; a total is stated."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError
from django.utils.translation import gettext as _

from kenes.core import attachment, record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.events.ledger.whole import live, refuse_overfull, refuse_unheld
from kenes.events.models import Event, ReachEntry

if TYPE_CHECKING:
    from kenes.core.access import User

File = tuple[str, Iterable[bytes]]


def add(line: ReachEntry, *, by: "User", scans: Sequence[File] = ()) -> None:
    """So many more visits stand in the ledger of an event, with the scans that prove them.

    They count in the figure of reach of its kind. Refused at an event that was not held.
    """
    try:
        _add(line, by=by, scans=scans)
    except IntegrityError:
        raise _said_already() from None


@action
def _add(line: ReachEntry, *, by: "User", scans: Sequence[File]) -> None:
    line.council_id = line.event.council_id
    _ask(line)
    record.register([Filing(line)], by=by)
    _prove(line, by=by, scans=scans)


def correct(line: ReachEntry, *, by: "User", scans: Sequence[File] = (), **facts: Any) -> None:
    """A line of the ledger says what is true; the figure of reach follows."""
    try:
        _correct(line, by=by, scans=scans, facts=facts)
    except IntegrityError:
        raise _said_already() from None


@action
def _correct(line: ReachEntry, *, by: "User", scans: Sequence[File], facts: Any) -> None:
    told = ReachEntry(pk=line.pk, council_id=line.council_id, event=line.event)
    for name in ("audience", "source", "district", "people", "persons", "estimated"):
        setattr(told, name, facts.get(name, getattr(line, name)))
    _ask(told)
    record.correct(line, version=line.version, by=by, **facts)
    _prove(line, by=by, scans=scans)


def _prove(line: ReachEntry, *, by: "User", scans: Sequence[File]) -> None:
    """The scan of the sign-in sheet lies with the line; it bears names and is never public."""
    for name, chunks in scans:
        attachment.attach(line, name, chunks, public=False, by=by)


@action
def state(event: Event, *, total: int | None, by: "User") -> None:
    """A report said so many people in all. It counts nowhere; the difference is shown."""
    if event.status != Event.Status.HELD and total is not None:
        refuse_unheld(event)
    record.correct(event, version=event.version, by=by, reach_stated=total)


def _ask(line: ReachEntry) -> None:
    """Refuse a line that cannot be true beside the others of its event."""
    refuse_unheld(line.event)
    others = [each for each in live(line.event) if each.pk != line.pk]
    if any(each.part_key() == line.part_key() for each in others):
        raise _said_already()
    refuse_overfull(line.event, [*others, line])


def _said_already() -> Refused:
    sentence = _("The ledger has a line of this audience, source and district already.")
    return Refused(sentence, field="audience")
