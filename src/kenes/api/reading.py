"""Appeals as everyone may read them, in pages from the newest to the oldest."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from ninja import Query, Schema
from pydantic import Field

from kenes.api.problem import Faulty, Problem
from kenes.api.router import APPEALS
from kenes.api.said import Page, Public
from kenes.appeals.models import Appeal
from kenes.appeals.publication.models import shown_of
from kenes.appeals.supports import actions as supports
from kenes.core.refused import Refused
from kenes.core.text import language
from kenes.organs.models import District, Topic
from kenes.portal.appeal.everyone import FACE, SHOWN, found_appeal
from kenes.portal.cursor import Cursor, place

AT_MOST, USUAL = 100, 50
UNCHANGED = {"responses": {304: {"description": "What If-None-Match names still stands."}}}
_CODES = {"topic": Topic, "district": District}


class Wanted(Schema):
    """Which appeals; what is left out leaves all of them."""

    topic: str = Field("", description="The code of a topic.")
    district: str = Field("", description="The code of a district.")
    state: str = Field("", description="How it stands today, by the code of /api/v1/states.")
    kind: str = Field("", description="By the code of /api/v1/kinds.")
    since: date | None = Field(None, alias="from", description="Received that day or later.")
    until: date | None = Field(None, description="Received that day or earlier.")
    q: str = Field("", max_length=200, description="Its number, or words of a text that is shown.")
    shown: bool = Field(False, description="Only those that everyone may read with their text.")
    after: str = Field("", max_length=60, description="Where a page begins; `next` says it.")
    limit: int = Field(USUAL, ge=1, le=AT_MOST)


KNOWN = {field.alias or name for name, field in Wanted.model_fields.items()}


@APPEALS.get(
    "/appeals",
    response={200: Page, 422: Problem},
    operation_id="appeals",
    openapi_extra=UNCHANGED,
)
def listed(request: Any, wanted: Query[Wanted]) -> Any:
    """The appeals of the council, the newest first: their course, and with consent their words.

    Ask again with `If-None-Match`: what has not changed is not sent twice.
    """
    # A filter misspelt would otherwise be none, and leave everything.
    if unknown := [(name, _("There is no such field.")) for name in request.GET.keys() - KNOWN]:
        raise Faulty(422, errors=unknown)
    rows = _narrowed(FACE.rows(request, office=False), request.council, wanted)
    found = list(rows.order_by("-received_on", "-pk")[: wanted.limit + 1])
    page = found[: wanted.limit]
    next_ = None
    if len(found) > wanted.limit:
        asked = {k: v for k, v in request.GET.items() if k != "after"}
        asked["after"] = place(page[-1], "received_on")
        next_ = request.build_absolute_uri(f"{request.path}?{urlencode(asked)}")
    return Page(appeals=_told(request, page), next=next_)


@APPEALS.get(
    "/appeals/{number}",
    response={200: Public, 404: Problem},
    operation_id="appeal",
    openapi_extra=UNCHANGED,
)
def one(request: Any, number: str) -> Any:
    """One appeal, as everyone may read it."""
    return _told(request, [found_appeal(request, number)])[0]


def _narrowed(rows: Any, council: Any, wanted: Wanted) -> Any:
    """The rows asked for; a code that is none is told, not taken for an empty list."""
    asked = [name for name in (*_CODES, "kind") if getattr(wanted, name)]
    rows = FACE.openly(FACE.found(rows, wanted.q, council), asked, wanted.q)
    for name, model in _CODES.items():
        if code := getattr(wanted, name):
            known: Any = model
            if not known.objects.of(council).filter(code=code).exists():
                raise Faulty(422, errors=[(name, _("There is no such code here."))])
            rows = rows.filter(**{f"{name}__code": code})
    for name, field, values in (
        ("state", "status", Appeal.Status.values),
        ("kind", "kind", Appeal.Kind.values),
    ):
        if code := getattr(wanted, name):
            if code not in values:
                raise Faulty(422, errors=[(name, _("There is no such code here."))])
            rows = rows.filter(**{field: code})
    if wanted.since:
        rows = rows.filter(received_on__gte=wanted.since)
    if wanted.until:
        rows = rows.filter(received_on__lte=wanted.until)
    if wanted.shown:
        rows = rows.filter(SHOWN)
    return _after(rows, wanted.after)


def _after(rows: Any, text: str) -> Any:
    try:
        cursor = Cursor.of({"older": text})
        return cursor.narrow(rows, "received_on") if cursor else rows
    except Refused as refused:
        raise Faulty(422, errors=[("after", str(refused))]) from None


def _told(request: Any, rows: list[Any]) -> list[Public]:
    """What everyone may read of these, asked together."""
    shown = {row.pk: found for row in rows if (found := shown_of(row)) is not None}
    joined = supports.counted([row for row in rows if row.pk in shown]) if shown else {}
    site = request.build_absolute_uri(f"/{language()}/{Appeal.PATH}/")
    return [_public(row, shown.get(row.pk), joined.get(row.pk, 0), site) for row in rows]


def _public(row: Any, shown: Any, joined: int, site: str) -> Public:
    closed = shown is not None and row.status in Appeal.ANSWERED
    return Public(
        number=row.number,
        url=f"{site}{row.number}/",
        received_on=row.received_on,
        kind=row.kind if row.opened else None,
        channel=row.channel if row.opened else None,
        language=row.language if row.opened else None,
        topic=row.topic.code if row.opened and row.topic else None,
        district=row.district.code if row.opened and row.district else None,
        state=row.status,
        state_on=row.status_on,
        text=shown.text if shown else None,
        answer=(shown.answer or None) if shown else None,
        verdict=row.verdict if closed else "",
        joined=joined if shown else None,
    )
