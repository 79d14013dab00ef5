"""The calendar of the council: a month as a picture and as a list."""

from calendar import Calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.dates import MONTHS, MONTHS_3, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from kenes.core import clock
from kenes.core.door import public
from kenes.core.kept import in_order
from kenes.core.period import last_of_month, next_month
from kenes.core.text import capital, language
from kenes.council.models import Body
from kenes.events.kinds import KINDS
from kenes.events.models import Event
from kenes.norms import calendar as working
from kenes.norms.calendar import WorkingDays
from kenes.organs.models import District, Topic
from kenes.portal.face import state, words

FIRST_YEAR, LAST_YEAR = 2000, 2100
# What hangs on an event and has a page of its own.
HUNG = ("sitting", "public_hearing", "monitoring", "public_discussion")
# What a calendar may be narrowed to, and where an event says it.
NARROWED = {
    "kind": "kind",
    "body": "sitting__body__code",
    "district": "district__code",
    "topic": "topic__code",
}
# Asked for in the place of a district: what belongs to none. No code of a district is such a sign.
CITYWIDE = "~"
CALLED_OFF = (Event.Status.CANCELLED, Event.Status.FAILED)


@dataclass(frozen=True)
class Asked:
    """Which month, and which of its events."""

    month: date
    kind: str
    body: str
    district: str
    topic: str

    @classmethod
    def of(cls, get: Any) -> "Asked":
        """What an address asks for; 404 for a month that cannot be."""
        text = get.get("month", "")
        try:
            month = date.fromisoformat(f"{text}-01") if text else clock.today().replace(day=1)
        except ValueError:
            raise Http404 from None
        if not FIRST_YEAR <= month.year <= LAST_YEAR:
            raise Http404
        return cls(month, *(get.get(name, "") for name in NARROWED))

    @property
    def narrowed(self) -> dict[str, str]:
        """What is asked for, whatever the month."""
        return {name: getattr(self, name) for name in NARROWED if getattr(self, name)}

    def url(self, **change: str) -> str:
        """The address with something asked otherwise."""
        return f"?{urlencode({'month': self.month.isoformat()[:7], **self.narrowed, **change})}"

    def year_url(self, shown: int, **change: str) -> str:
        """The address of a year, narrowed alike."""
        said = urlencode({"year": shown, **self.narrowed, **change})
        return f"/{language()}/calendar/year/?{said}"

    def map_url(self, **span: str) -> str:
        """The address of the map of districts over a month or a year, narrowed alike."""
        rest = {name: code for name, code in self.narrowed.items() if name != "district"}
        return f"/{language()}/calendar/map/?{urlencode({**span, **rest})}"

    def file_url(self, **change: str) -> str:
        """The same as a file of iCalendar, in the reader's language."""
        return f"/calendar.ics?{urlencode({**self.narrowed, **change, 'lang': language()})}"

    def condition(self) -> Q:
        """Which events are asked for, whatever their month."""
        asked = self.narrowed
        citywide = asked.get("district") == CITYWIDE
        if citywide:
            del asked["district"]
        said = Q(**{NARROWED[name]: code for name, code in asked.items()})
        return said & Q(district=None) if citywide else said


def public_events(council: Any) -> Any:
    """The events of a council that anyone may see, with what their page and title need."""
    rows = Event.objects.of(council).live().filter(Event.PUBLIC)
    return rows.select_related("council", "sitting__body", *HUNG[1:], "district")


def page_of(event: Event) -> str:
    """The page of the record that hangs on an event, or its own."""
    for name in HUNG:
        if hasattr(event, name):
            return str(getattr(event, name).get_absolute_url())
    return event.get_absolute_url()


@public
def month(request: Any) -> HttpResponse:
    """One month: a grid of days, and the same as a list."""
    asked = Asked.of(request.GET)
    until = last_of_month(asked.month)
    rows = public_events(request.council).filter(asked.condition())
    rows = rows.filter(held_on__range=(asked.month, until))
    events = list(rows.order_by("held_on", "starts_at", "pk"))
    days = working.load()
    context = {
        "title": f"{capital(MONTHS[asked.month.month])} {asked.month.year}",
        "before": asked.url(month=_shifted(asked.month, -1)),
        "after": asked.url(month=_shifted(asked.month, 1)),
        "year": asked.year_url(asked.month.year),
        "map": asked.map_url(month=asked.month.isoformat()[:7]),
        "today": asked.url(month=clock.today().isoformat()[:7]),
        "weekdays": [(str(WEEKDAYS[at]), str(WEEKDAYS_ABBR[at])) for at in range(7)],
        "weeks": _weeks(asked.month, events, days),
        "list": as_list(events),
        "filters": filters(request.council, asked),
        "asked": asked,
        "feeds": _feeds(asked),
    }
    return render(request, "calendar/month.html", context)


def _shifted(first: date, by: int) -> str:
    other = next_month(first) if by > 0 else (first - timedelta(days=1)).replace(day=1)
    return other.isoformat()[:7]


def _weeks(first: date, events: Sequence[Event], days: WorkingDays) -> list[list[dict[str, Any]]]:
    """The grid: weeks of seven days, each with its events and why it is off."""
    by_day: dict[date, list[dict[str, Any]]] = {}
    for event in events:
        by_day.setdefault(event.held_on, []).append(_mark(event))
    return [
        [_day(on, first, by_day.get(on, []), days) for on in week]
        for week in Calendar().monthdatescalendar(first.year, first.month)
    ]


def _day(on: date, first: date, marks: Any, days: WorkingDays) -> dict[str, Any]:
    inside, mark = on.month == first.month, days.mark(on)
    return {
        "on": on,
        "inside": inside,
        "marks": marks if inside else [],
        "off": not days.is_working(on),
        "why": mark.why() if inside and mark else "",
        "today": on == clock.today(),
    }


TONES = {"sitting": 1, "public_hearing": 2, "monitoring": 5}


def _mark(event: Event) -> dict[str, Any]:
    at = time_format(event.starts_at, "H:i") if event.starts_at else ""
    return {
        "at": at,
        "title": words(event),
        "url": page_of(event),
        "gone": event.status in CALLED_OFF,
        "tone": TONES.get(event.kind, 3),
        "words": f"{at} {event.title}, {event.get_status_display()}".strip(),
    }


def as_list(events: Sequence[Event]) -> list[dict[str, Any]]:
    """The twin of the grid: every event in its order."""
    return [
        {
            **_mark(event),
            "day": event.held_on.day,
            "month": str(MONTHS_3[event.held_on.month]),
            "weekday": str(WEEKDAYS_ABBR[event.held_on.weekday()]).lower(),
            "iso": event.held_on.isoformat(),
            "kind": capital(kind_of(event)),
            "place": event.place,
            "district": str(event.district) if event.district else "",
            "video": event.sitting.video_url if hasattr(event, "sitting") else "",
            **state(event.status, event.get_status_display()),
        }
        for event in events
    ]


def kind_of(event: Event) -> str:
    """What kind of occasion it is; of a sitting, whose."""
    return str(event.sitting.body) if hasattr(event, "sitting") else str(event.get_kind_display())


def filters(council: Any, asked: Asked) -> list[dict[str, Any]]:
    """What a calendar may be narrowed to, each as a select."""

    def select(name: str, label: str, options: Any) -> dict[str, Any]:
        chosen = getattr(asked, name)
        shown = [{"value": "", "label": _("all"), "selected": not chosen}]
        shown += [{"value": v, "label": str(t), "selected": v == chosen} for v, t in options]
        return {"name": name, "label": label, "options": shown}

    def named(model: Any) -> list[tuple[str, str]]:
        return [(row.code, row.title) for row in in_order(model, council.pk)]

    kinds = [(kind.code, kind.plural) for kind in KINDS.values()]
    return [
        select("kind", _("What"), kinds),
        select("body", _("Body"), named(Body)),
        select("district", _("District"), [*named(District), (CITYWIDE, _("the whole city"))]),
        select("topic", _("Topic"), named(Topic)),
    ]


def _feeds(asked: Asked) -> list[dict[str, str]]:
    """The same as files: to be subscribed to from a phone, to be read as a feed."""
    here, body = language(), asked.body
    feed_url = f"/feed/{body}.atom" if body else "/feed.atom"
    return [
        {"label": _("Subscribe in a calendar"), "url": asked.file_url()},
        {"label": _("Subscribe to news (Atom)"), "url": f"{feed_url}?lang={here}"},
    ]


urlpatterns = [path("calendar/", month, name="calendar")]
