"""What becomes of an event: it is held, adjourned, fails or is cancelled."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from kenes.core import record
from kenes.core.action import action
from kenes.core.refused import Refused
from kenes.events.models import Event

if TYPE_CHECKING:
    from kenes.core.access import User

S = Event.Status


@action
def hold(events: Sequence[Event], *, on: date, by: "User") -> None:
    """The events took place on the day `on`, whatever day they were planned for.

    Each counts in the figure of its kind, by that day; what hangs on it (a sitting, a public
    hearing, a monitoring) counts with it. Refused for a sitting without a quorum.
    """
    for event in events:
        if event.began_on and event.began_on > on:
            raise Refused(_("It ended before it began."), field="on")
    record.move(events, S.HELD, on=on, by=by, held_on=on)
    for event in events:
        _ask_what_hangs_on(event)


def _ask_what_hangs_on(event: Event) -> None:
    """Let the record of a later register say whether the event can have been held."""
    hung: Any = event.hung
    if hung is not None:
        hung.event = event
        hung.check_facts()


@action
def adjourn(events: Sequence[Event], *, to: date, on: date, by: "User", reason: str = "") -> None:
    """On the day `on` the events were put off to the day `to`. Till held they count nowhere."""
    if to <= on:
        raise Refused(_("It is put off to a later day."), field="to")
    record.move(events, S.ADJOURNED, on=on, by=by, reason=reason, held_on=to)


@action
def fail(events: Sequence[Event], *, on: date, by: "User", reason: str = "") -> None:
    """The events did not take place: people came, but it could not be held. Counts in no figure."""
    record.move(events, S.FAILED, on=on, by=by, reason=reason)


@action
def cancel(events: Sequence[Event], *, on: date, by: "User", reason: str = "") -> None:
    """The events were called off before their day. They count in no figure."""
    record.move(events, S.CANCELLED, on=on, by=by, reason=reason)
