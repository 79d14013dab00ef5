"""Appeals as everyone may read them: the list with its districts and verdicts, and the page."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.formats import date_format, number_format
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kenes.appeals.models import Appeal
from kenes.appeals.publication.models import Publication, shown_of
from kenes.appeals.supports import actions as supports
from kenes.core.door import public
from kenes.core.period import Scope
from kenes.core.text import language
from kenes.organs.models import District
from kenes.portal.card import card
from kenes.portal.chain import chain
from kenes.portal.district_map import NARROW, WIDE, places, sentence
from kenes.portal.district_map import shown as districts
from kenes.portal.face import Offered
from kenes.portal.faces.appeals import APPEALS
from kenes.portal.listing import Listing
from kenes.report.charts.chart import PHONE, WEB, Tile, Tiles, svg

SHOWN = Q(publication__status=Publication.Status.PUBLISHED, publication__struck_at=None)
DEVICE = "kenes_device"
# The tone of what a person says of an answer.
TONES = {"solved": "good", "partly": "attention", "not_solved": "bad"}


def _shown(scope: Scope, key: str) -> Q:
    return SHOWN


def _said(scope: Scope, key: str) -> Q:
    """What one verdict leaves: it is told only of an answer, of an appeal shown to everyone."""
    return SHOWN & Q(verdict=key, status__in=Appeal.ANSWERED)


FACE = replace(
    APPEALS,
    # By the day of the answer the office works; in what order it is due tells of what kind it is.
    orders=(),
    lead=gettext_lazy(
        "What an appeal is about is read with its author's consent alone. Of every other there are "
        "the number, the day and how it stands."
    ),
    filters=(
        Offered(
            code="shown",
            wording=gettext_lazy("by what can be read"),
            leaves=_shown,
            offers=lambda scope: (("yes", _("with their text")),),
        ),
        Offered(
            code="verdict",
            wording=gettext_lazy("by what the person says of it"),
            leaves=_said,
            offers=lambda scope: [(v, str(label)) for v, label in Appeal.Verdict.choices],
        ),
        *(each for each in APPEALS.filters if each.code != "verdict"),
    ),
)


@public
def listed(request: Any) -> HttpResponse:
    """The list; where no export is asked for, with the districts and what people say of answers."""
    listing = Listing(FACE, request, office=False)
    if form := request.GET.get("format"):
        return listing.export(form)
    context = {"face": FACE, **listing.page(), **_overview(request)}
    return render(request, "appeals/list.html", context)


def _overview(request: Any) -> dict[str, Any]:
    """Of all that are shown with their text: how many by district, and by verdict."""
    # From the texts shown, which are few beside all appeals.
    shown = Publication.objects.of(request.council).filter(status=Publication.Status.PUBLISHED)
    rows = shown.filter(struck_at=None, appeal__struck_at=None).order_by()
    told = ("appeal__district_id", "appeal__status", "appeal__verdict")
    counts = rows.values_list(*told).annotate(Count("pk"))
    counted: dict[Any, Counter[bool]] = {}
    verdicts: Counter[str] = Counter()
    for district, status, verdict, number in counts:
        counted.setdefault(district, Counter())[status in Appeal.OPEN] += number
        verdicts[verdict if status in Appeal.ANSWERED else ""] += number
    if not counted:
        return {}
    return {"picture": _picture(request.council, counted), "verdicts": _verdicts(verdicts)}


def _verdicts(found: Mapping[str, int]) -> Sequence[dict[str, str]]:
    here = f"/{language()}/{Appeal.PATH}/?verdict="
    return [
        {
            "label": str(label),
            "number": number_format(found[value], force_grouping=True),
            "url": f"{here}{value}",
            "tone": TONES[value],
        }
        for value, label in Appeal.Verdict.choices
    ]


def _picture(council: Any, counted: Mapping[Any, Mapping[bool, int]]) -> dict[str, Any]:
    """The districts as equal tiles, where they lie: answered and still open."""
    rows = districts(council.pk, counted)
    title = _("By district")
    wide, phone = (_tiles(rows, counted, in_row, title) for in_row in (WIDE, NARROW))
    # The drawing escapes every word it is given, so its markup is our own.
    return {
        "title": title,
        "told": sentence(rows),
        "wide": mark_safe(svg(wide, WEB, key="of-appeals")),
        "phone": mark_safe(svg(phone, PHONE, key="of-appeals-phone")),
    }


def _tiles(
    rows: Sequence[District],
    counted: Mapping[Any, Mapping[bool, int]],
    in_row: int,
    title: str,
) -> Tiles:
    tiles = []
    for row, at in zip(rows, places(rows, in_row), strict=True):
        found = counted.get(row.pk, Counter())
        url = f"/{language()}/{Appeal.PATH}/?shown=yes&district={row.code}"
        parts = (found[False], found[True])
        tiles.append(Tile(row.title, sum(parts), *at, url, parts))
    return Tiles(
        tiles=tiles,
        parts=(_("closed"), _("in work")),
        title=title,
        heading=_("District"),
        lang=language(),
        empty=_("Nothing here yet"),
    )


def found_appeal(request: Any, number: str) -> Any:
    """The appeal of this number that everyone may know of; 404 for any other."""
    row = FACE.rows(request, office=False).filter(number=number).first()
    if row is None:
        raise Http404
    return row


@public
def shown(request: Any, number: str) -> HttpResponse:
    """An appeal: with the person's consent its text, answer and verdict, else only its course."""
    row = found_appeal(request, number)
    told = card(FACE, row, office=False)
    # The whole text stands above the facts.
    told["facts"] = [fact for fact in told["facts"] if fact["name"] != _("Text for everyone")]
    context = {"face": FACE, **told, "chain": chain(request, row), **seen(request, row)}
    return render(request, "appeals/page.html", context)


def seen(request: Any, row: Appeal) -> dict[str, Any]:
    """What everyone may read of an appeal that is shown; nothing of any other."""
    publication = shown_of(row)
    if publication is None:
        return {}
    closed = row.verdict and row.status in Appeal.ANSWERED
    verdict = {"label": row.get_verdict_display(), "tone": TONES[row.verdict]} if closed else None
    device = request.COOKIES.get(DEVICE, "")
    return {
        "publication": publication,
        "verdict": verdict,
        "verdict_on": date_format(row.verdict_on, "DATE_FORMAT") if row.verdict_on else "",
        "joined": supports.counted([row]).get(row.pk, 0),
        "mine": supports.of_device(row, device) is not None,
    }


urlpatterns = [
    path("appeals/", listed, name="appeals"),
    path("appeals/<str:number>/", shown, name="appeal"),
]
