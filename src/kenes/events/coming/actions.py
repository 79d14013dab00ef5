"""People register for an event, wait, give their place up; their names go after a term."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q
from django.utils.translation import gettext as _

from kenes.core import clock, journal, outbox, record
from kenes.core.access import console
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.letter import Letter
from kenes.core.refused import Refused
from kenes.events import actions as events
from kenes.events.coming import notices
from kenes.events.coming.models import CODE_LENGTH, Registration
from kenes.events.models import Event
from kenes.norms import calendar
from kenes.norms.deadline import deadline
from kenes.norms.models import Norm

if TYPE_CHECKING:
    from kenes.core.access import User
    from kenes.council.models import Council

AHEAD = (Event.Status.PLANNED, Event.Status.ADJOURNED)
# More than this in one day are no people.
A_DAY = 1_000


def open_to_all(event: Event) -> bool:
    """Whether it is ahead, or is today."""
    return event.status in AHEAD and event.held_on >= clock.today()


def may_come(event: Event) -> bool:
    """Whether anyone may still register for it."""
    return event.takes_registrations and open_to_all(event)


@action
def come(registration: Registration, *, by: "User") -> None:
    """Somebody registered from the portal, without an account; a letter confirms it.

    Who comes after the last place is on the waiting list.
    """
    event = locked(registration.event)
    if not may_come(event):
        raise Refused(_("Registration is closed."))
    since = clock.now() - timedelta(days=1)
    rows = Registration.objects.filter(event=event)
    if rows.filter(registered_at__gt=since).exclude(Registration.AT_THE_DOOR).count() >= A_DAY:
        raise Refused(_("So many people asked today that no more are taken. Come back tomorrow."))
    fill(event, by=by)
    free = _free(event)
    registration.waits = free is not None and free <= 0
    registration.code = _fresh_code(event.council_id)
    record.register([Filing(registration)], by=by)
    if letters := notices.received(registration, before(registration)):
        outbox.post(letters, by=by)


def locked(event: Event) -> Event:
    """The event, held until the end of the act: two people cannot get its last place at once."""
    held: Event = Event.objects.live().select_for_update().get(pk=event.pk)
    return held


def _free(event: Event) -> int | None:
    """How many places are free; None where their number is not limited."""
    if event.places is None:
        return None
    rows = Registration.objects.live().filter(Registration.HOLDS, event=event)
    return event.places - rows.count()


def before(registration: Registration) -> int:
    """How many have waited longer than this one."""
    at = Q(registered_at=registration.registered_at, pk__lt=registration.pk)
    earlier = Q(registered_at__lt=registration.registered_at) | at
    rows = Registration.objects.live().filter(Registration.WAITS, event=registration.event_id)
    return rows.filter(earlier).count()


def _fresh_code(council: Any) -> str:
    while True:
        code = f"{secrets.randbelow(10**CODE_LENGTH):0{CODE_LENGTH}}"
        if not Registration.objects.filter(council=council, code=code).exists():
            return code


def fill(event: Event, *, by: "User") -> None:
    """Those who have waited longest get the places that are free, and are told by letter."""
    if not open_to_all(event):
        return
    free = _free(event)
    waiting = Registration.objects.live().filter(Registration.WAITS, event=event)
    waiting = waiting.select_related("council", "event").order_by("registered_at", "pk")
    lucky = list(waiting if free is None else waiting[: max(free, 0)])
    for row in lucky:
        row.event = event
        record.correct(row, version=row.version, by=by, waits=False)
    if letters := notices.place(lucky):
        outbox.post(letters, by=by)


@action
def give_up(registration: Registration, *, by: "User") -> None:
    """Somebody cannot come after all; the first of those who wait gets the place."""
    event = locked(registration.event)
    registration.refresh_from_db()
    if not open_to_all(event) or registration.came:
        raise Refused(_("It is too late to give the place up."))
    if registration.gave_up_at is not None:
        raise Refused(_("The place is given up already."))
    now = clock.now()
    record.correct(registration, version=registration.version, by=by, gave_up_at=now)
    fill(event, by=by)


@action
def adjourn(rows: Sequence[Event], *, to: date, on: date, by: "User", reason: str = "") -> None:
    """The events are put off to another day; all who registered are told the new one."""
    events.adjourn(rows, to=to, on=on, by=by, reason=reason)
    for event in rows:
        if letters := notices.moved(event, reason, put_off=True):
            outbox.post(letters, by=by)


@action
def cancel(rows: Sequence[Event], *, on: date, by: "User", reason: str = "") -> None:
    """The events are called off; all who registered are told."""
    events.cancel(rows, on=on, by=by, reason=reason)
    for event in rows:
        if letters := notices.called_off(event, reason):
            outbox.post(letters, by=by)


# What those who registered are told when it is put right.
TERMS = ("held_on", "starts_at", "place")


def put_right(event: Event, said: Mapping[str, Any], *, by: "User") -> None:
    """Facts of an event were put right: who registered is told, and a new place is given away.

    Called inside the act that puts it right.
    """
    if not open_to_all(event):
        return
    if any(name in said for name in TERMS) and (letters := notices.moved(event, "", put_off=False)):
        outbox.post(letters, by=by)
    if "places" in said:
        fill(locked(event), by=by)


def remind(council: "Council", today: date) -> int:
    """Write to those who have a place so many days before it, once for each day it is put off to.

    Who registered today had a letter today. Says how many letters it wrote.
    """
    days, done = calendar.load(), 0
    rows = Event.objects.of(council).live().filter(status__in=AHEAD, held_on__gte=today)
    for event in rows.filter(registrations__isnull=False).distinct():
        if event.held_on == today and event.starts_at and event.starts_at <= _hour():
            continue
        norm = Norm.objects.nearest("participants.reminder", event.held_on, council)
        due_on = deadline(norm, event.held_on, days).due_on
        if today < due_on:
            continue
        unreminded = Q(reminded_on=None) | Q(reminded_on__lt=due_on)
        held = Registration.objects.live().filter(Registration.HOLDS, unreminded, event=event)
        held = held.filter(came=False).exclude(email="").select_related("council", "event")
        due = [row for row in held if _day(row) < today]
        if due:
            _remind(due, today, by=console())
            done += len(due)
    return done


def _hour() -> Any:
    return clock.now().astimezone(clock.COUNCIL_ZONE).time()


def _day(row: Registration) -> date:
    return row.registered_at.astimezone(clock.COUNCIL_ZONE).date()


@action
def _remind(rows: Sequence[Registration], today: date, *, by: "User") -> None:
    outbox.post(notices.reminder(rows), by=by)
    reminded = Registration.objects.filter(pk__in=[row.pk for row in rows])
    reminded.update(version=F("version") + 1, reminded_on=today)
    journal.write_all("registration.reminded", [(row, {"on": today}) for row in rows], by=by)


def forget(council: "Council", today: date) -> int:
    """Erase the names of those who registered, once their term is over. Says how many they were.

    The rows stay without them, so that the counts do. An event that nobody wrote down as held or
    cancelled keeps no name longer.
    """
    kept = Registration.objects.of(council).filter(forgotten_on=None, event__held_on__lt=today)
    kept = kept.exclude(Registration.AT_THE_DOOR)
    days, done = calendar.load(), 0
    for event in Event.objects.of(council).filter(pk__in=kept.values("event")):
        norm = Norm.objects.nearest("participants.names", event.held_on, council)
        if deadline(norm, event.held_on, days).due_on < today:
            rows = list(kept.filter(event=event))
            _erase(rows, today, by=console())
            done += len(rows)
    return done


@action
def _erase(rows: list[Registration], today: date, *, by: "User") -> None:
    letters = Letter.objects.filter(about_id__in=[row.pk for row in rows])
    letters.update(recipient="", name="", text="")
    # Struck ones too: what was entered by mistake is no reason to keep a name.
    erased = dict.fromkeys((*Registration.SEALED, "code"), "")
    kept = Registration.objects.filter(pk__in=[row.pk for row in rows])
    kept.update(version=F("version") + 1, forgotten_on=today, **erased)
    journal.write_all("registration.forgotten", [(row, {"on": today}) for row in rows], by=by)
