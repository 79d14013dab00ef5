"""What people add to their appeals: read by the council, and a wish to reopen decided."""

from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kenes.appeals.messages import actions
from kenes.appeals.messages.models import PersonMessage
from kenes.core import record
from kenes.core.door import may, requires
from kenes.core.frozen import why_frozen
from kenes.core.roles import Permission
from kenes.office.deed import Deed, Fields, carry_out, text
from kenes.office.due import SHOWN, Asked, Due, Duty
from kenes.office.looks import looked_at
from kenes.office.page import page
from kenes.office.register import Register, registers
from kenes.portal.face import state

K, S = PersonMessage.Kind, PersonMessage.Status


def _reason(row: PersonMessage) -> Fields:
    return {"reason": text(_("Reason"), required=False, rows=2)}


def _why(row: PersonMessage) -> Fields:
    return {"reason": text(_("Why is it not reopened?"), rows=2)}


def _read(row: PersonMessage, *, by: Any, reason: str = "") -> None:
    actions.read([row], by=by, reason=reason)


REOPEN = Deed(
    gettext_lazy("Reopen"),
    actions.grant,
    _reason,
    gettext_lazy("It is in work again from that day."),
)
LEAVE = Deed(gettext_lazy("Leave it closed"), _read, _why, dated=False)
READ = Deed(gettext_lazy("Read"), _read, dated=False)


def _deeds(row: PersonMessage) -> Mapping[str, Deed]:
    """What may be done about a message that waits."""
    if row.status != S.NEW:
        return {}
    return {"reopen": REOPEN, "leave": LEAVE} if row.kind == K.REOPEN else {"read": READ}


def _found(request: Any, key: str) -> tuple[Register, Any]:
    register = registers()["appeals"]
    return register, register.find(request, key)


def _crumbs(register: Register, row: Any) -> list[tuple[str, str]]:
    return [(str(register.plural), register.list_url), (row.number, register.url(row))]


@requires(Permission.APPLICANT_SEE)
def shown(request: Any, key: str) -> HttpResponse:
    """The messages about an appeal. Each look leaves a line in the journal."""
    register, row = _found(request, key)
    base = register.url(row, "messages/")
    writes = may(request, Permission.REGISTER_WRITE) and not row.struck and not why_frozen([row])
    told = [
        {
            "row": each,
            "on": date_format(each.written_on, "DATE_FORMAT"),
            **state(each.status, each.get_status_display()),
            "deeds": [
                {"url": f"{base}{each.pk}/{word}/", "label": deed.label}
                for word, deed in (_deeds(each) if writes else {}).items()
            ],
        }
        for each in row.messages.live().order_by("pk")
    ]
    crumbs = [*_crumbs(register, row), (_("Messages"), "")]
    context = {"row": row, "told": told, "back": register.url(row)}
    answer = page(request, "office/appeal/messages.html", context, crumbs=crumbs)
    return looked_at(row, answer, by=request.user)


@requires(Permission.REGISTER_WRITE)
def done(request: Any, key: str, pk: UUID, deed: str) -> HttpResponse:
    """A message is read; a wish to reopen is granted, or left with the reason."""
    if not may(request, Permission.APPLICANT_SEE):
        raise PermissionDenied
    register, row = _found(request, key)
    record.refuse_frozen([row])
    message = get_object_or_404(row.messages.live().select_related("appeal"), pk=pk)
    if deed not in _deeds(message):
        raise Http404
    message.appeal = row
    way = _crumbs(register, row)
    return carry_out(
        request,
        _deeds(message)[deed],
        message,
        frame=partial(_frame, request, way),
        what=f"{row.number} · {row.title}",
        back=register.url(row, "messages/"),
    )


def _frame(
    request: Any,
    way: list[tuple[str, str]],
    template: str,
    context: Mapping[str, Any],
    *,
    last: str,
    status: int,
) -> HttpResponse:
    return page(request, template, context, crumbs=[*way, (last, "")], status=status)


def waiting(asked: Asked) -> list[Due]:
    """Messages nobody has read, and wishes to reopen that nobody has decided, the oldest first."""
    rows = PersonMessage.objects.of(asked.council).live().filter(status=S.NEW)
    rows = rows.select_related("appeal__topic", "appeal__district").order_by("written_on", "pk")
    register = registers()["appeals"]
    return [
        Due(
            each.appeal,
            each.written_on,
            each.title,
            each.appeal.number,
            each.get_kind_display(),
            "attention" if each.kind == K.REOPEN else "plain",
            url=register.url(each.appeal, "messages/"),
        )
        for each in rows[: SHOWN + 1]
    ]


DUTIES = (
    Duty(
        "messages",
        gettext_lazy("What people write about their appeals"),
        waiting,
        "appeals",
        seen_by=Permission.APPLICANT_SEE,
    ),
)
urlpatterns = [
    path("appeals/<str:key>/messages/", shown),
    path("appeals/<str:key>/messages/<uuid:pk>/<slug:deed>/", done),
]
