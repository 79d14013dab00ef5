"""A sitting or another event as a mail program's calendar understands it (RFC 5545, RFC 5546)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from icalendar import Calendar, Event, Timezone, vCalAddress, vText

from kenes.core import clock

PRODUCT = "-//Kenes//Public council//EN"
# The zone is described from here on: the change of 2024-03-01 from UTC+6 to UTC+5 lies inside.
_DESCRIBED_FROM, _DESCRIBED_UNTIL = date(2020, 1, 1), date(2038, 1, 1)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One entry of a calendar. `begins` without an hour makes it an entry of the whole day."""

    uid: str
    title: str
    begins: datetime | date
    length: timedelta
    place: str = ""
    text: str = ""
    url: str = ""
    sequence: int = 0
    cancelled: bool = False
    tentative: bool = False
    kinds: Sequence[str] = ()
    organiser: tuple[str, str] | None = None
    attendee: tuple[str, str] | None = None


@cache
def _zone() -> Timezone:
    """The rules of the council's zone, so that a program with old rules shows the right hour."""
    return Timezone.from_tzid(
        str(clock.COUNCIL_ZONE), first_date=_DESCRIBED_FROM, last_date=_DESCRIBED_UNTIL
    )


def calendar(entries: Iterable[Entry], *, method: str, name: str = "", language: str = "") -> bytes:
    """The entries as one iCalendar file of the given method: REQUEST, CANCEL, PUBLISH."""
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", method)
    if name:
        made.add("x-wr-calname", vText(name))
        made.add("x-wr-timezone", str(clock.COUNCIL_ZONE))
        made.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    made.add_component(_zone())
    for entry in entries:
        made.add_component(_component(entry, language))
    return bytes(made.to_ical())


def _component(entry: Entry, language: str) -> Event:
    made = Event()
    made.add("uid", entry.uid)
    made.add("dtstamp", clock.now())
    made.add("sequence", entry.sequence)
    made.add("dtstart", entry.begins)
    if isinstance(entry.begins, datetime):
        made.add("dtend", entry.begins + entry.length)
    else:
        made.add("dtend", entry.begins + timedelta(days=1))
    said = {"LANGUAGE": language} if language else {}
    made.add("summary", entry.title, parameters=said)
    for name, value in (("location", entry.place), ("description", entry.text)):
        if value:
            made.add(name, value, parameters=said)
    if entry.url:
        made.add("url", entry.url)
    if entry.kinds:
        made.add("categories", list(entry.kinds))
    made.add("status", _status(entry))
    _people(made, entry)
    return made


def _status(entry: Entry) -> str:
    if entry.cancelled:
        return "CANCELLED"
    return "TENTATIVE" if entry.tentative else "CONFIRMED"


def _people(made: Event, entry: Entry) -> None:
    """Whose invitation it is, and to whom. Answers go by the link in the letter, so RSVP is off."""
    if entry.organiser:
        name, email = entry.organiser
        organiser = vCalAddress(f"mailto:{email}")
        organiser.params["CN"] = name
        made["organizer"] = organiser
    if entry.attendee:
        name, email = entry.attendee
        attendee = vCalAddress(f"mailto:{email}")
        attendee.params.update(
            {"CN": name, "ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "FALSE"}
        )
        made.add("attendee", attendee, encode=False)
