"""What is suggested for one appeal, on its page; a person takes it, or leaves all as it is."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kenes.appeals.models import Appeal
from kenes.appeals.publication.models import shown_of
from kenes.appeals.suggestions import actions
from kenes.appeals.suggestions.models import About, Reading, Suggestion
from kenes.appeals.suggestions.reach import LEAST, learnable
from kenes.core.door import requires
from kenes.core.frozen import why_frozen
from kenes.core.link import Link
from kenes.core.refused import Refused
from kenes.core.roles import Permission
from kenes.core.text import capital
from kenes.office.register import register_of
from kenes.portal.face import state

_NAMED = ("topic", "district", "agency")


def suggested(row: Any, *, writes: bool) -> dict[str, Any] | None:
    """What the card of an open appeal shows; of any other record, nothing."""
    if not isinstance(row, Appeal) or row.struck or row.status not in Appeal.OPEN:
        return None
    reading = Reading.objects.filter(appeal=row, struck_at=None).first()
    if reading is None:
        closed = learnable(row.council).count()
        return {"few": closed if closed < LEAST else None, "least": LEAST}
    rows = Suggestion.objects.filter(reading=reading, struck_at=None).order_by("ordinal")
    of_alike = [f"alike__{each}" for each in (*_NAMED, "publication")]
    found = list(rows.select_related(*_NAMED, *of_alike))
    boxes = [_box(row, reading, about, found, writes) for about in About.values]
    return {
        "boxes": [box for box in boxes if box],
        "alike": [_alike(each) for each in found if each.about == Suggestion.ALIKE],
        "read_on": reading.read_on,
        "version": row.version,
        "reading": reading.pk,
    }


def _box(
    row: Appeal, reading: Reading, about: str, found: list[Suggestion], writes: bool
) -> dict[str, Any] | None:
    """One question: what stands, what is suggested, whether it is settled."""
    own = [each for each in found if each.about == about]
    if not own:
        return None
    stands = getattr(row, f"{about}_id")
    base = register_of(Appeal).url(row, "suggestions/")
    return {
        "label": capital(About(about).label),
        "stands": str(getattr(row, about) or ""),
        "settled": any(each.said for each in own),
        "writes": writes,
        "keep_url": f"{base}keep/{about}/",
        "rows": [
            {
                "named": str(each.named),
                "percent": each.percent,
                "same": each.named.pk == stands,
                "taken": each.said == Suggestion.Said.TAKEN,
                "take_url": f"{base}take/{each.pk}/",
            }
            for each in own
        ],
    }


def _alike(suggestion: Suggestion) -> dict[str, Any]:
    """An earlier appeal, what solved it, and how it was answered as far as everyone may read it."""
    other = suggestion.alike
    assert other is not None
    shown = shown_of(other)
    led = Link.objects.filter(from_id=other.pk, struck_at=None).count()
    days = (other.status_on - other.received_on).days
    return {
        "number": other.number,
        "title": other.title,
        "url": register_of(Appeal).url(other),
        "percent": suggestion.percent,
        "state": state(other.status, other.get_status_display()),
        "agency": str(other.agency or ""),
        "days": days,
        "answer": shown.answer if shown else "",
        "led": led,
    }


def _appeal(request: Any, key: str) -> Any:
    """An open appeal of this council whose suggestions may be settled."""
    row = register_of(Appeal).find(request, key)
    if row.struck or row.status not in Appeal.OPEN or why_frozen([row]):
        raise Http404
    return row


@requires(Permission.REGISTER_WRITE)
@require_POST
def take(request: Any, key: str, which: Any) -> HttpResponse:
    """A suggestion is taken: the appeal says so from now on."""
    row = _appeal(request, key)
    own = Suggestion.objects.filter(reading__appeal=row, struck_at=None)
    suggestion = get_object_or_404(own.select_related("reading__appeal", *_NAMED), pk=which)
    version = request.POST.get("version", "")
    seen = int(version) if version.isdecimal() and len(version) < 9 else 0
    _done(request, lambda: actions.take(suggestion, version=seen, by=request.user))
    return HttpResponseRedirect(f"{register_of(Appeal).url(row)}#suggested")


@requires(Permission.REGISTER_WRITE)
@require_POST
def keep(request: Any, key: str, about: str) -> HttpResponse:
    """The appeal is left as it stands."""
    row = _appeal(request, key)
    if about not in About.values:
        raise Http404
    reading = get_object_or_404(
        Reading.objects.select_related("appeal"), appeal=row, struck_at=None
    )
    _done(request, lambda: actions.keep(reading, about, by=request.user))
    return HttpResponseRedirect(f"{register_of(Appeal).url(row)}#suggested")


def _done(request: Any, act: Any) -> None:
    """Do it and say so; a refusal is said in its place."""
    try:
        act()
        messages.success(request, _("Recorded: %s.") % _("the choice"))
    except Refused as refused:
        messages.error(request, str(refused))
