"""Building the agenda of a sitting: its items in order, and what waits to come on it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from kenes.core import clock
from kenes.core.attachment import attached
from kenes.core.door import may, requires
from kenes.core.link import Link
from kenes.core.refused import Refused
from kenes.core.roles import Permission
from kenes.office.register import register_of
from kenes.office.sitting.item import urlpatterns as item_urlpatterns
from kenes.office.sitting.room import room, sitting_of
from kenes.office.sitting.sources import waiting
from kenes.portal.listing import office_url
from kenes.sittings.agenda import actions
from kenes.sittings.invitations.models import Notice
from kenes.sittings.invitations.notices import changes, terms
from kenes.sittings.models import AgendaItem, Sitting

NEEDS = {
    "rapporteur": gettext_lazy("no speaker yet"),
    "agency": gettext_lazy("no agency yet"),
    "draft": gettext_lazy("no draft decision yet"),
}
# So many matters of one register are shown at once; the rest on request.
SHOWN = 15
K = AgendaItem.Kind
USUAL = (K.AGENDA, K.MINUTES, K.MISCELLANEOUS)


@requires(Permission.OFFICE_ENTER)
def agenda(request: Any, key: str) -> HttpResponse:
    """The agenda as it stands; for who may write, with everything that waits for one."""
    return _page(request, sitting_of(request, key))


def _page(request: Any, sitting: Sitting, refused: Refused | None = None) -> HttpResponse:
    items = list(actions.live_items(sitting))
    writes = may(request, Permission.REGISTER_WRITE) and sitting.agenda_open
    context = {
        "items": _items(sitting, items),
        "seen": " ".join(str(item.pk) for item in items),
        "base": base(sitting),
        "writes": writes,
        "refused": refused,
        "total": _total(items),
        "sources": _sources(request, sitting) if writes else [],
        "news": _news(sitting),
        "settled": not sitting.agenda_open,
    }
    status = 409 if refused else 200
    template = "office/sitting/agenda.html"
    if request.headers.get("HX-Target") == "agenda":
        template = "office/sitting/agenda_list.html"
    return room(request, sitting, "agenda", template, context, status=status)


def base(sitting: Sitting) -> str:
    """The address of a sitting's agenda in the office."""
    return register_of(Sitting).url(sitting, "agenda/")


def _items(sitting: Sitting, items: Sequence[AgendaItem]) -> list[dict[str, Any]]:
    """Each item with what is missing, when it begins, and what it came from."""
    origins, files = _origins(items), attached(items, public=False)
    at = sitting.begins
    shown = []
    for item in items:
        title, tongue = item.written("title")
        shown.append(
            {
                "item": item,
                "title": title,
                "lang": tongue,
                "kind": str(item.get_kind_display()),
                "missing": [str(NEEDS[name]) for name in item.missing],
                "at": time_format(at.time(), "H:i") if at and item.minutes_planned else "",
                "origin": origins.get(item.pk),
                "files": len(files.get(item.pk, [])),
            }
        )
        at = _after(at, item)
    return shown


def _after(at: datetime | None, item: AgendaItem) -> datetime | None:
    return at + timedelta(minutes=item.minutes_planned or 0) if at else None


def _origins(items: Sequence[AgendaItem]) -> dict[Any, dict[str, str]]:
    """The record each item came from, where it came from one that has a page."""
    links = Link.objects.filter(to_id__in=[item.pk for item in items], struck_at=None)
    by_register: dict[str, dict[Any, Any]] = {}
    for link in links:
        by_register.setdefault(link.from_register, {})[link.from_id] = link.to_id
    found = {}
    for name, pairs in by_register.items():
        model: Any = apps.get_model("kenes", name)
        rows = model.objects.filter(pk__in=list(pairs), struck_at=None)
        for row in rows.select_related(*model.TITLED_BY):
            words = f"{model._meta.verbose_name} {row.reference}".strip()
            url = office_url(row) if row.get_absolute_url() else ""
            found[pairs[row.pk]] = {"url": url, "words": words or str(row)}
    return found


def _total(items: Sequence[AgendaItem]) -> str:
    """How long all items take together."""
    minutes = sum(item.minutes_planned or 0 for item in items)
    if not minutes:
        return ""
    hours, rest = divmod(minutes, 60)
    return _("%(hours)d h %(minutes)02d min planned") % {"hours": hours, "minutes": rest}


def _sources(request: Any, sitting: Sitting) -> list[dict[str, Any]]:
    """What waits, register by register; one of them whole when the address asks for it."""
    whole = request.GET.get("source", "")
    shown = []
    for source, matters in waiting(request.council, clock.today()):
        some = matters if source.code == whole else matters[:SHOWN]
        rest = len(matters) - len(some)
        more = ngettext("%(n)d more", "%(n)d more", rest) % {"n": rest} if rest else ""
        shown.append(
            {
                "code": source.code,
                "wording": str(source.wording),
                "total": len(matters),
                "late": sum(each.late for each in matters),
                "open": source.code == whole,
                "matters": [_matter(source.code, each) for each in some],
                "more": more,
            }
        )
    return shown


def _matter(code: str, each: Any) -> dict[str, Any]:
    item = AgendaItem(title_kk=each.title_kk, title_ru=each.title_ru)
    title, tongue = item.written("title")
    value = f"{code}:{each.origin.pk}"
    return {"value": value, "title": title, "lang": tongue, "why": str(each.why), "late": each.late}


def _news(sitting: Sitting) -> list[str]:
    """What those invited do not know yet; empty while nobody was told anything."""
    last = Notice.objects.live().filter(sitting=sitting).order_by("sequence").last()
    if last is None or last.method == Notice.Method.CANCEL or not sitting.ahead:
        return []
    return changes(last.told, terms(sitting))


@requires(Permission.REGISTER_WRITE)
@require_POST
def order(request: Any, key: str) -> HttpResponse:
    """Bring the items into another order: dropped there, or one moved up or down."""
    sitting = sitting_of(request, key)
    seen = _keys(request.POST.get("seen", ""))
    wanted = _moved(seen, request.POST.get("move", "")) or _keys(request.POST.get("order", ""))
    try:
        actions.reorder(sitting, wanted, seen=seen, by=request.user)
    except Refused as refused:
        return _page(request, sitting, refused)
    if request.headers.get("HX-Target") == "agenda":
        return _page(request, sitting)
    key_moved = request.POST.get("move", "").partition(":")[0]
    return HttpResponseRedirect(f"{base(sitting)}#item-{key_moved}" if key_moved else base(sitting))


def _keys(text: str) -> list[UUID]:
    try:
        return [UUID(word) for word in text.split()]
    except ValueError:
        raise Http404 from None


def _moved(seen: Sequence[UUID], move: str) -> list[UUID]:
    """The order after `<key>:up` or `<key>:down`; nothing when that says no move."""
    word, _colon, way = move.partition(":")
    if not word:
        return []
    [key] = _keys(word)
    if key not in seen or way not in ("up", "down"):
        raise Http404
    order = list(seen)
    place = order.index(key)
    other = place + (1 if way == "down" else -1)
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
    return order


@requires(Permission.REGISTER_WRITE)
@require_POST
def take(request: Any, key: str) -> HttpResponse:
    """Put the chosen matters on the agenda, each linked with what it came from."""
    sitting = sitting_of(request, key)
    chosen = set(request.POST.getlist("matter"))
    if not chosen:
        return _page(request, sitting, Refused(_("Tick what is to come on the agenda.")))
    items = [
        (_item(each), each.origin)
        for source, matters in waiting(request.council, clock.today())
        for each in matters
        if f"{source.code}:{each.origin.pk}" in chosen
    ]
    try:
        if len(items) != len(chosen):
            raise Refused(_("One of them stands on another agenda by now. Choose again."))
        actions.put_on(sitting, items, by=request.user)
    except Refused as refused:
        return _page(request, sitting, refused)
    said = ngettext("%(n)d question came on.", "%(n)d questions came on.", len(items))
    messages.success(request, said % {"n": len(items)})
    return HttpResponseRedirect(base(sitting))


def _item(each: Any) -> AgendaItem:
    return AgendaItem(
        kind=each.kind, title_kk=each.title_kk[:500], title_ru=each.title_ru[:500], **each.facts
    )


@requires(Permission.REGISTER_WRITE)
@require_POST
def usual(request: Any, key: str) -> HttpResponse:
    """Begin an empty agenda with what every agenda has."""
    sitting = sitting_of(request, key)
    if actions.live_items(sitting).exists():
        return HttpResponseRedirect(base(sitting))
    words = {
        K.AGENDA: ("Күн тәртібін бекіту туралы", "Об утверждении повестки дня"),
        K.MINUTES: ("Алдыңғы отырыстың хаттамасын бекіту туралы",
                    "Об утверждении протокола предыдущего заседания"),
        K.MISCELLANEOUS: ("Әртүрлі мәселелер", "Разное"),
    }  # fmt: skip
    items = [AgendaItem(kind=k, title_kk=words[k][0], title_ru=words[k][1]) for k in USUAL]
    actions.put_on(sitting, [(item, None) for item in items], by=request.user)
    return HttpResponseRedirect(base(sitting))


urlpatterns: list[URLPattern] = [
    path("sittings/<str:key>/agenda/", agenda),
    path("sittings/<str:key>/agenda/order/", order),
    path("sittings/<str:key>/agenda/take/", take),
    path("sittings/<str:key>/agenda/usual/", usual),
    *item_urlpatterns,
]
