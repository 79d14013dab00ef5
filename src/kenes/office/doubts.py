"""Before a new occasion is saved: what it may repeat, and whose room it takes."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Q
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from kenes.core.row import Row
from kenes.core.text import capital
from kenes.events.clashes import doubles, rooms_taken
from kenes.events.models import Event
from kenes.office.entry import Doubt
from kenes.office.register import register_of


def of_event(event: Event) -> Sequence[Doubt]:
    """The events that a new one may repeat, and those whose room it takes."""
    return _doubts(event, Q())


def of_occasion(row: Any) -> Sequence[Doubt]:
    """The same of what hangs on an event."""
    return _doubts(row.event, Q())


def of_sitting(row: Any) -> Sequence[Doubt]:
    """A sitting repeats only one of its own body; in its room anything may take place."""
    return _doubts(row.event, Q(sitting__body=row.body_id))


def of_monitoring(row: Any) -> Sequence[Doubt]:
    """A monitoring repeats only one of the same object; many are out in the field on one day."""
    same = Q(monitoring__object_ru=row.object_ru, monitoring__object_kk=row.object_kk)
    return _doubts(row.event, same)


def _doubts(event: Event, among: Q) -> Sequence[Doubt]:
    twice, taken = doubles(event, among), rooms_taken(event)
    return [
        *(_doubt("double", other, _double) for other in twice),
        *(_doubt("room", other, _room) for other in taken if other not in twice),
    ]


def _doubt(kind: str, other: Event, says: Callable[[Event], str]) -> Doubt:
    home: Row = other.hung or other
    return Doubt(f"{kind}-{other.pk}", says(other), home)


def _double(other: Event) -> str:
    said = {"kind": capital(other.get_kind_display()), "on": date_format(other.held_on)}
    return _("%(kind)s of %(on)s stands in the register already. Is it the same?") % said


def _room(other: Event) -> str:
    said = {"place": other.place, "on": date_format(other.held_on), "at": _hours(other)}
    return _("The room is taken at that time: %(place)s, %(on)s, %(at)s.") % said


def _hours(other: Event) -> str:
    hours = [time_format(at, "H:i") for at in (other.starts_at, other.ends_at) if at]
    return "–".join(hours)


def told(doubts: Sequence[Doubt]) -> dict[str, Any]:
    """Doubts as the form shows them, and the word by which the person says: all the same."""
    return {
        "rows": [
            {
                "sentence": doubt.sentence,
                "reference": doubt.row.reference,
                "title": doubt.row.title,
                "url": register_of(type(doubt.row)).url(doubt.row),
            }
            for doubt in doubts
        ],
        "also": {
            "label": _("Save all the same"),
            "name": "despite",
            "value": " ".join(doubt.key for doubt in doubts),
        },
    }


def unseen(doubts: Sequence[Doubt], despite: str) -> bool:
    """Whether there is a doubt that the person has not been shown and set aside."""
    return not {doubt.key for doubt in doubts} <= set(despite.split())
