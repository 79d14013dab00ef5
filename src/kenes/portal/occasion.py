"""What the page of any occasion has beside its record: a sheet for the wall, words for machines."""

import json
from datetime import datetime
from typing import Any

from django.db.models import Count
from django.utils.safestring import SafeString, mark_safe

from kenes.core import clock
from kenes.core.text import language
from kenes.council.address import site_of
from kenes.events.coming import actions as coming
from kenes.events.coming.models import Registration
from kenes.events.models import Event
from kenes.portal.calendar import page_of

S = Event.Status
AHEAD = (S.PLANNED, S.ADJOURNED)
# The words of schema.org for how an event stands. It has none for one that was held.
STANDS = {
    S.ADJOURNED: "https://schema.org/EventPostponed",
    S.CANCELLED: "https://schema.org/EventCancelled",
    S.FAILED: "https://schema.org/EventCancelled",
}
SCHEDULED = "https://schema.org/EventScheduled"
# What would end a script in a page, written so that it cannot.
UNSAFE = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def occasion(event: Event) -> dict[str, Any]:
    """For parts/occasion.html: the sheet while it is ahead, who comes, and the schema."""
    poster = f"/{language()}/events/{event.number}/poster/" if event.status in AHEAD else ""
    return {"poster": poster, "schema": schema(event), "coming": standing(event)}


def standing(event: Event) -> dict[str, Any] | None:
    """How many registered, how many wait, how many places are left; None where nobody registers."""
    if not event.takes_registrations:
        return None
    rows = Registration.objects.live().filter(event=event)
    counts: dict[str, Any] = rows.aggregate(
        registered=Count("pk", filter=Registration.ASKED & Registration.HOLDS),
        waiting=Count("pk", filter=Registration.WAITS),
        holding=Count("pk", filter=Registration.HOLDS),
    )
    left = None if event.places is None else max(event.places - counts["holding"], 0)
    may_come = coming.may_come(event)
    return {
        **counts,
        "places": event.places,
        "left": left,
        "may_come": may_come,
        "full": may_come and left == 0,
    }


def schema(event: Event) -> SafeString:
    """The event as schema.org describes one, in JSON that may stand in a page."""
    begins = event.held_on.isoformat()
    if event.starts_at:
        at = datetime.combine(event.held_on, event.starts_at, clock.COUNCIL_ZONE)
        begins = at.isoformat(timespec="minutes")
    site, council = site_of(event.council), event.council
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": event.title,
        "inLanguage": language(),
        "startDate": begins,
        "eventStatus": STANDS.get(S(event.status), SCHEDULED),
        "organizer": {"@type": "GovernmentOrganization", "name": council.title, "url": f"{site}/"},
        "url": f"{site}{page_of(event)}",
    }
    if event.place:
        said["location"] = {"@type": "Place", "name": event.place, "address": event.place}
    return mark_safe(json.dumps(said, ensure_ascii=False).translate(UNSAFE))
