"""The text of an appeal for everyone: what was masked is read, confirmed, or taken off."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kenes.appeals.publication import actions
from kenes.appeals.publication.models import Publication, publication_of
from kenes.core import record
from kenes.core.door import may, requires
from kenes.core.refused import Refused
from kenes.core.roles import Permission
from kenes.office.deed import Deed, Fields, carry_out, text
from kenes.office.due import SHOWN, Asked, Due, Duty
from kenes.office.looks import looked_at
from kenes.office.page import page
from kenes.office.register import registers

S = Publication.Status


def _asks(row: Publication) -> Fields:
    offered = actions.proposed(row.appeal)
    sure = _("I have read it: nothing here tells who the person is, or who anyone else is")
    unread = _("Say that you have read it.")
    fields = {
        "text": text(_("Text for everyone"), rows=10, initial=offered["text"]),
        "answer": text(_("Answer for everyone"), required=False, rows=6, initial=offered["answer"]),
        "read": forms.BooleanField(label=sure, error_messages={"required": unread}),
    }
    empty = _("Write the text that everyone will read.")
    fields["text"].error_messages["required"] = empty
    fields["answer"].help_text = _("Left empty, the answer is not shown.")
    return fields


def _publish(row: Publication, *, by: Any, read: bool, **said: str) -> None:
    actions.publish(row, by=by, **said)


def _why(row: Publication) -> Fields:
    return {"reason": text(_("Why is it not shown?"), rows=3)}


DEEDS: Mapping[str, Deed] = {
    "publish": Deed(gettext_lazy("Show to everyone"), _publish, _asks, dated=False),
    "hide": Deed(
        gettext_lazy("Do not show"),
        actions.hide,
        _why,
        gettext_lazy("The text is gone from the site at once. The consent of the person stands."),
        grave=True,
        dated=False,
    ),
}


@requires(Permission.REGISTER_WRITE)
def done(request: Any, key: str, deed: str) -> HttpResponse:
    """The text is confirmed or taken off. It is read beside the sealed one: that is a look."""
    if not may(request, Permission.APPLICANT_SEE):
        raise PermissionDenied
    register = registers()["appeals"]
    row = register.find(request, key)
    known = publication_of(row)
    if known is None or deed not in DEEDS:
        raise Http404
    known.appeal = row
    if row.struck:
        raise Refused(_("A struck record is put back first, then put right."))
    record.refuse_frozen([row])
    if known.status == S.TAKEN_BACK:
        raise Refused(_("The person has taken the consent back."))
    crumbs = [(str(register.plural), register.list_url), (row.number, register.url(row))]

    def frame(template: str, context: Mapping[str, Any], *, last: str, status: int) -> HttpResponse:
        shown = {**context, "row": row, "beside": deed == "publish"}
        way = [*crumbs, (last, "")]
        answer = page(request, "office/appeal/publication.html", shown, crumbs=way, status=status)
        if deed == "publish":
            return looked_at(row, answer, by=request.user)
        answer["Cache-Control"] = "no-store"
        return answer

    what, back = f"{row.number} · {row.title}", register.url(row)
    return carry_out(request, DEEDS[deed], known, frame=frame, what=what, back=back)


def waiting(asked: Asked) -> list[Due]:
    """Appeals whose authors agreed that everyone may read them, and nobody has looked yet."""
    rows = Publication.objects.of(asked.council).live().filter(status=S.CONSENTED)
    rows = rows.select_related("appeal__topic", "appeal__district").order_by("status_on", "pk")
    words = str(_("Read and show it."))
    register = registers()["appeals"]
    return [
        Due(
            row.appeal,
            row.status_on,
            row.title,
            row.appeal.number,
            words,
            "plain",
            url=register.url(row.appeal, "publication/publish/"),
        )
        for row in rows[: SHOWN + 1]
    ]


DUTIES = (
    Duty(
        "publications",
        gettext_lazy("Appeals to be shown to everyone"),
        waiting,
        "appeals",
        seen_by=Permission.REGISTER_WRITE,
    ),
)
urlpatterns = [path("appeals/<str:key>/publication/<slug:deed>/", done)]
