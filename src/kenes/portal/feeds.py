"""Feeds of news: sittings announced, held or called off, decisions published, advice answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import Max, Min
from django.http import Http404, HttpResponse
from django.urls import path
from django.utils.feedgenerator import Atom1Feed
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from kenes.core import clock
from kenes.core.door import public
from kenes.core.flow import Step
from kenes.council.address import site_of
from kenes.council.models import Body
from kenes.portal.calendar_file import told_language
from kenes.sittings.decisions.models import Decision
from kenes.sittings.models import Sitting

AT_MOST = 60


@dataclass(frozen=True)
class News:
    """One entry of a feed."""

    key: UUID
    title: str
    text: str
    url: str
    published: datetime
    updated: datetime
    kind: str


@public
def feed(request: Any, body: str = "") -> HttpResponse:
    """The newest of the whole council, or of one of its bodies, as Atom."""
    tongue = told_language(request)
    council, site = request.council, site_of(request.council)
    with override(tongue):
        name = council.title
        if body:
            found = Body.objects.of(council).live().filter(code=body).first()
            if found is None:
                raise Http404
            name = f"{found.in_language('title', tongue)}. {name}"
        news = [*_sittings(council, body), *_decisions(council, body)]
        news.sort(key=lambda each: (each.updated, each.key), reverse=True)
        own = f"/feed/{body}.atom" if body else "/feed.atom"
        source = Source(own, "/calendar/", _("Sittings and decisions"))
        return answered(atom(name, site, tongue, source, news[:AT_MOST]))


def _sittings(council: Any, body: str) -> list[News]:
    """Sittings by the moment at which they last came to another state."""
    rows = Sitting.objects.of(council).live().filter(Sitting.PUBLIC, event__struck_at=None)
    if body:
        rows = rows.filter(body__code=body)
    newest = list(rows.select_related("event", "body").order_by("-event__held_on", "-pk")[:AT_MOST])
    steps = Step.objects.filter(row_id__in=[row.event_id for row in newest], struck_at=None)
    told = steps.order_by().values("row_id").annotate(first=Min("at"), last=Max("at"))
    moments = {line["row_id"]: (line["first"], line["last"]) for line in told}
    return [_sitting(row, *moments[row.event_id]) for row in newest if row.event_id in moments]


def _sitting(row: Sitting, first: datetime, last: datetime) -> News:
    event = row.event
    when = date_format(event.held_on, "DATE_FORMAT")
    if event.starts_at:
        when = f"{when}, {event.starts_at:%H:%M}"
    said = [str(row.body), event.place, str(event.get_status_display())]
    return News(
        key=row.pk,
        title=f"{when}: {event.title}",
        text=", ".join(part for part in said if part),
        url=row.get_absolute_url(),
        published=first,
        updated=last,
        kind=_("Sitting"),
    )


def _decisions(council: Any, body: str) -> list[News]:
    rows = Decision.objects.of(council).live().filter(Decision.PUBLIC)
    if body:
        rows = rows.filter(item__sitting__body__code=body)
    newest = rows.select_related("item__sitting__body").order_by("-published_on", "-pk")
    return [_decision(row) for row in newest[:AT_MOST]]


def _decision(row: Decision) -> News:
    assert row.published_on is not None
    at = _noon(row.published_on)
    return News(
        key=row.pk,
        title=_("Decision %(number)s: %(title)s") % {"number": row.number, "title": row.title},
        text=row.in_language("text"),
        url=row.get_absolute_url(),
        published=at,
        updated=at,
        kind=_("Decision"),
    )


def _noon(on: date) -> datetime:
    """The hour of a publication is not kept; noon stands for its day."""
    return datetime.combine(on, time(12), clock.COUNCIL_ZONE)


@dataclass(frozen=True)
class Source:
    """What a feed is of: its own address, the page it belongs to, what it tells."""

    own: str
    page: str
    tells: str


def atom(name: str, site: str, tongue: str, source: Source, news: Iterable[News]) -> str:
    """A feed as Atom in one language."""
    own = f"{site}{source.own}"
    made = Atom1Feed(
        title=name,
        link=f"{site}/{tongue}{source.page}",
        description=source.tells,
        language=tongue,
        feed_url=f"{own}?lang={tongue}",
        feed_guid=own,
    )
    for each in news:
        made.add_item(
            title=each.title,
            link=f"{site}{each.url}",
            description=each.text,
            unique_id=f"urn:uuid:{each.key}",
            pubdate=each.published,
            updateddate=each.updated,
            categories=[each.kind],
        )
    return str(made.writeString("utf-8"))


def answered(content: str) -> HttpResponse:
    """A feed as it is sent; programs that read it come back in a quarter of an hour."""
    answer = HttpResponse(content, content_type="application/atom+xml; charset=utf-8")
    answer["Cache-Control"] = "public, max-age=900"
    return answer


urlpatterns = [path("feed.atom", feed), path("feed/<str:body>.atom", feed)]
