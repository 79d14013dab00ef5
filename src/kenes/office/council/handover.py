"""Closing a convocation: what stays open, who of the next one takes it over."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kenes.core import clock
from kenes.core.door import may, requires
from kenes.core.roles import Permission
from kenes.council.handover import actions
from kenes.council.handover.models import Handover
from kenes.council.models import Body, Convocation, Mandate, Person
from kenes.office.choosing import RowChoice, RowsChoice
from kenes.office.council.deed import Deed, Fields, carry_out
from kenes.office.council.open_work import OPEN_WORK
from kenes.office.council.room import BASE, room
from kenes.portal.listing import office_url

TAB = "handover"
BACK = f"{BASE}handover/"
SHOWN = 5


@requires(Permission.OFFICE_ENTER)
def handover(request: Any) -> HttpResponse:
    """Before the closing: what is open today. After it: what was handed over and to whom."""
    today = clock.today()
    council = request.council
    rows = Convocation.objects.of(council).live()
    now = rows.sitting(today)
    closed = rows.filter(closed_on__isnull=False).order_by("-ordinal")
    context = {
        "convocation": now,
        "since": date_format(now.since_on, "DATE_FORMAT") if now else "",
        "work": [_open(what, council, today) for what in OPEN_WORK] if now else [],
        "closed": [_closed(each) for each in closed],
        "writes": may(request, Permission.REGISTER_WRITE),
    }
    return room(request, TAB, "office/council/handover.html", context)


def _open(what: Any, council: Any, on: Any) -> dict[str, Any]:
    rows = list(what.find(council, on))
    return {
        "label": str(what.label),
        "total": len(rows),
        "rows": [
            {"title": row.title, "reference": row.reference, "url": _url(row)}
            for row in rows[:SHOWN]
        ],
        "more": max(0, len(rows) - SHOWN),
    }


def _url(row: Any) -> str:
    """The card of a row in the office; a disputed fact is settled on a page of the council."""
    return office_url(row) if row.get_absolute_url() else f"{BASE}disputes/"


def _closed(convocation: Convocation) -> dict[str, Any]:
    labels = {what.code: str(what.label) for what in OPEN_WORK}
    rows = list(
        Handover.objects.live().filter(convocation=convocation).select_related("body", "person")
    )
    groups: dict[str, list[Handover]] = {}
    for row in rows:
        groups.setdefault(row.register, []).append(row)
    return {
        "convocation": convocation,
        "on": date_format(convocation.closed_on, "DATE_FORMAT") if convocation.closed_on else "",
        "total": len(rows),
        "given": sum(row.given_on is not None for row in rows),
        "groups": [
            {
                "label": labels.get(code, code),
                "register": code,
                "key": convocation.pk,
                "waiting": sum(row.given_on is None for row in found),
                "rows": [_told(row) for row in found],
            }
            for code, found in groups.items()
        ],
    }


def _told(row: Handover) -> dict[str, Any]:
    owners = [str(owner) for owner in (row.body, row.person) if owner]
    return {
        "title": row.title_then,
        "reference": row.reference_then,
        "url": row.address,
        "owner": ", ".join(owners),
    }


def _close(convocation: Convocation, *, on: Any, by: Any) -> None:
    work = [(what, row) for what in OPEN_WORK for row in what.find(convocation.council, on)]
    actions.close(convocation, work, on=on, by=by)


def _asked_of_giving(work: list[Handover]) -> Fields:
    council, today = work[0].council, clock.today()
    sitting = Mandate.objects.of(council).live().on(today).values("person")
    waiting = [each for each in work if each.given_on is None]
    chosen = RowsChoice(waiting, label=_("What is given"))
    chosen.initial = [str(each.pk) for each in waiting]
    return {
        "chosen": chosen,
        "body": RowChoice(
            Body.objects.of(council).live().on(today), label=_("To which body"), required=False
        ),
        "person": RowChoice(
            Person.objects.of(council).live().filter(pk__in=sitting),
            label=_("To which member"),
            required=False,
        ),
    }


def _give(work: list[Handover], *, chosen: list[Handover], **said: Any) -> None:
    actions.give(chosen, **said)


CLOSE = Deed(
    gettext_lazy("Close the convocation"),
    _close,
    follows=gettext_lazy(
        "Mandates and roles end that day, what is open is listed for the next convocation, and "
        "the archive does not change any more. This cannot be undone."
    ),
    grave=True,
)
GIVE = Deed(gettext_lazy("Give it over"), _give, _asked_of_giving)


@requires(Permission.REGISTER_WRITE)
def close(request: Any, key: Any) -> HttpResponse:
    """The convocation of today is closed."""
    rows = Convocation.objects.of(request.council).live().select_related("council")
    here = get_object_or_404(rows.filter(closed_on=None), pk=key)
    what = _("Convocation %s") % here.ordinal
    return carry_out(request, CLOSE, here, tab=TAB, what=what, back=BACK)


@requires(Permission.REGISTER_WRITE)
def give(request: Any, key: Any, register: str) -> HttpResponse:
    """Open work of one register is given to a body or a member of the next convocation."""
    here = get_object_or_404(Convocation.objects.of(request.council).live(), pk=key)
    work = list(
        Handover.objects.live()
        .filter(convocation=here, register=register)
        .select_related("council")
    )
    labels = {what.code: str(what.label) for what in OPEN_WORK}
    if not work:
        raise Http404
    what = labels.get(register, register)
    return carry_out(request, GIVE, work, tab=TAB, what=what, back=BACK)
