"""The calendar as a file of iCalendar, whole or narrowed; one sitting as a file."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import override

from kenes.core import clock
from kenes.core.door import public
from kenes.core.row import Row
from kenes.core.text import capital, language
from kenes.council.address import site_of
from kenes.council.models import Body
from kenes.events.kinds import KINDS
from kenes.events.models import Event
from kenes.organs.models import District, Topic
from kenes.portal.calendar import CALLED_OFF, CITYWIDE, Asked, kind_of, page_of, public_events
from kenes.sittings.invitations.calendar import Entry, calendar
from kenes.sittings.models import USUAL

LANGUAGES = ("kk", "ru", "en")
# How far back and ahead a subscription reaches.
BACK, AHEAD = timedelta(days=366), timedelta(days=731)
# What a calendar may be narrowed to that is a record, found by its code.
NAMED: dict[str, type[Row]] = {"body": Body, "district": District, "topic": Topic}


def told_language(request: Any) -> str:
    """The language of a file whose address names none but by `lang`."""
    said = request.GET.get("lang", "ru")
    if said not in LANGUAGES:
        raise Http404
    return str(said)


@public
def subscription(request: Any, body: str = "") -> HttpResponse:
    """The calendar as a file of iCalendar: whole, or of a body, a kind, a district, a topic."""
    tongue = told_language(request)
    asked = Asked.of({**request.GET.dict(), **({"body": body} if body else {})})
    with override(tongue):
        name = ". ".join([*_named(request.council, asked), request.council.title])
        today = clock.today()
        rows = public_events(request.council).filter(asked.condition())
        rows = rows.filter(held_on__range=(today - BACK, today + AHEAD)).order_by("held_on", "pk")
        return _file([entry(event, tongue) for event in rows], name, tongue, "kenes.ics")


@public
def one(request: Any, number: str) -> HttpResponse:
    """One sitting as a file for a calendar."""
    event = public_events(request.council).filter(sitting__number=number).first()
    if event is None or event.sitting.struck:
        raise Http404
    return _file([entry(event, language())], "", language(), f"sitting-{number}.ics")


def _named(council: Any, asked: Asked) -> Iterator[str]:
    """What the calendar is narrowed to, in words; 404 for what the council does not have."""
    for name, code in asked.narrowed.items():
        if name == "kind":
            if code not in KINDS:
                raise Http404
            yield str(KINDS[code].plural)
            continue
        if (name, code) == ("district", CITYWIDE):
            yield capital(_("the whole city"))
            continue
        found = NAMED[name].objects.of(council).live().filter(code=code).first()
        if found is None:
            raise Http404
        yield found.title


def entry(event: Event, tongue: str) -> Entry:
    """An event as an entry of a calendar. A sitting bears the name its invitations bear."""
    begins: date | datetime = event.held_on
    if event.starts_at:
        begins = datetime.combine(event.held_on, event.starts_at, clock.COUNCIL_ZONE)
    video = event.sitting.video_url if hasattr(event, "sitting") else ""
    text = [kind_of(event), f"{_('Broadcast')}: {video}" if video else ""]
    return Entry(
        uid=str(event.pk),
        title=event.in_language("title", tongue),
        begins=begins,
        length=USUAL,
        place=event.place,
        text="\n".join(line for line in text if line),
        url=f"{site_of(event.council)}{page_of(event)}",
        sequence=event.version - 1,
        cancelled=event.status in CALLED_OFF,
        kinds=[str(event.get_kind_display())],
    )


def _file(entries: Sequence[Entry], name: str, tongue: str, file: str) -> HttpResponse:
    content = calendar(entries, method="PUBLISH", name=name, language=tongue)
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'inline; filename="{file}"'
    answer["Cache-Control"] = "public, max-age=900"
    return answer


plain_urlpatterns = [
    path("calendar.ics", subscription),
    path("calendar/<str:body>.ics", subscription),
]
urlpatterns = [
    path("sittings/<str:number>/calendar.ics", one),
]
