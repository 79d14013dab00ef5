"""What appeals have come to by their number: topics, groups, appeals that many have joined."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import path
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kenes.appeals.models import Appeal
from kenes.core import clock
from kenes.core.agenda_source import Waiting
from kenes.core.door import may, requires
from kenes.core.roles import Permission
from kenes.office.due import SHOWN, Asked, Due, Duty
from kenes.office.leading import leads, of_many, of_origin, origin_of_many, threshold_url
from kenes.office.page import page
from kenes.office.register import register_of
from kenes.office.sitting.sources import PAST_THRESHOLD, waiting
from kenes.portal.face import state
from kenes.sittings.models import AgendaItem

HERE = "/office/appeals/threshold/"


def _matters(council: Any, today: Any) -> list[Waiting]:
    """Everything past the threshold that the council has not taken up."""
    found = waiting(council, today, PAST_THRESHOLD)
    return [each for _source, matters in found for each in matters]


def _url(origin: Any) -> str:
    return register_of(Appeal).url(origin) if isinstance(origin, Appeal) else threshold_url(origin)


def _title(each: Waiting) -> str:
    return str(AgendaItem(title_kk=each.title_kk, title_ru=each.title_ru).written("title")[0])


def due(asked: Asked) -> Sequence[Due]:
    """Matters that wait to be taken up."""
    matters = _matters(asked.council, asked.today)[: SHOWN + 1]
    words, tone = _("not taken up yet"), "attention"
    return [
        Due(each.origin, asked.today, _title(each), str(each.why), words, tone, _url(each.origin))
        for each in matters
    ]


DUTIES = (Duty("threshold", gettext_lazy("Appeals past the threshold"), due, "appeals/threshold"),)


@requires(Permission.OFFICE_ENTER)
def listed(request: Any) -> HttpResponse:
    """All that wait, with what may be begun from each."""
    writes = may(request, Permission.REGISTER_WRITE)
    title = _("Appeals past the threshold")
    context = {
        "title": title,
        "matters": [
            {
                "title": _title(each),
                "why": str(each.why),
                "url": _url(each.origin),
                "leads": _leads(each.origin) if writes else [],
            }
            for each in _matters(request.council, clock.today())
        ],
    }
    return page(request, "office/appeal/threshold.html", context, crumbs=_crumbs((title, "")))


def _leads(origin: Any) -> list[dict[str, str]]:
    if isinstance(origin, Appeal):
        return leads(register_of(Appeal), origin)
    return of_many(origin)


def _crumbs(*further: tuple[str, str]) -> list[tuple[str, str]]:
    return [(_("Appeals"), "/office/appeals/"), *further]


@requires(Permission.OFFICE_ENTER)
def shown(request: Any, code: str, key: Any) -> HttpResponse:
    """One topic or group: the very appeals that are counted, and what may be begun from them."""
    origin = origin_of_many(request, code, str(key))
    if origin is None:
        raise Http404
    rows = of_origin(origin).select_related("topic", "district")
    register = register_of(Appeal)
    context = {
        "title": origin.title,
        "rows": [
            {
                "number": row.number,
                "title": row.title,
                "url": register.url(row),
                "received": date_format(row.received_on, "DATE_FORMAT"),
                "state": state(row.status, row.get_status_display())["state"],
            }
            for row in rows
        ],
        "leads": of_many(origin) if may(request, Permission.REGISTER_WRITE) else [],
    }
    crumbs = _crumbs((_("Appeals past the threshold"), HERE), (origin.title, ""))
    return page(request, "office/appeal/threshold_one.html", context, crumbs=crumbs)


urlpatterns = [
    path("appeals/threshold/", listed),
    path("appeals/threshold/<str:code>/<uuid:key>/", shown),
]
