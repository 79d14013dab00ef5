"""“Me too”: joining an appeal that is shown to everyone, leaving it, and finding one like it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.conf import settings
from django.db.models.functions import Coalesce
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from kenes.appeals.models import Appeal
from kenes.appeals.publication.models import shown_of
from kenes.appeals.supports import actions
from kenes.appeals.supports.models import Support
from kenes.core.access import console
from kenes.core.door import public
from kenes.core.prepared import Prepared
from kenes.core.refused import Refused
from kenes.core.text import language
from kenes.portal.appeal.everyone import DEVICE, SHOWN, found_appeal
from kenes.portal.appeal.guard import TooOften, refuse_a_crowd

S = Support.Status
LIKE_AT_MOST = 5
A_YEAR = 31_536_000


class JoinForm(forms.Form):
    """An address, which may be left out."""

    address = forms.EmailField(max_length=254, required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["address"]
        field.label = _("E-mail")
        field.help_text = _(
            "With it you are told of the answer; you confirm by a letter first. Without it you are "
            "counted at once, by this device."
        )
        field.widget.attrs["autocomplete"] = "email"
        field.error_messages["invalid"] = _("This is no e-mail address.")


@public
def join(request: Any, number: str) -> HttpResponse:
    """Join an appeal: by a device at once, by an address after its letter is confirmed."""
    row = found_appeal(request, number)
    if shown_of(row) is None:
        raise Http404
    form = JoinForm(request.POST if request.method == "POST" else None)
    sends = settings.KENES_SMTP is not None or request.council.is_demo
    if not sends:
        del form.fields["address"]
    context: dict[str, Any] = {"row": row, "form": form}
    token = request.COOKIES.get(DEVICE, "") or uuid4().hex
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                context["joined"] = _joined(request, row, form.cleaned_data, token)
                status = 200
            except Refused as refused:
                status = 429 if isinstance(refused, TooOften) else 422
                form.add_error(
                    refused.field if refused.field in form.fields else None, str(refused)
                )
    answer = render(request, "appeals/join.html", context, status=status)
    if context.get("joined") == "counted":
        answer.set_cookie(
            DEVICE,
            token,
            max_age=A_YEAR,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
    answer["Cache-Control"] = "no-store"
    return answer


def _joined(request: Any, row: Appeal, said: Mapping[str, str], token: str) -> str:
    """Join by the address, or by the device where none was said; which of the two it was."""
    refuse_a_crowd(request)
    if address := said.get("address", ""):
        actions.join_by_email(row, address, language=language(), by=console())
        return "letter"
    actions.join_by_device(row, token, language=language(), by=console())
    return "counted"


@public
@require_POST
def leave(request: Any, number: str) -> HttpResponse:
    """The device that joined leaves again."""
    row = found_appeal(request, number)
    mine = actions.of_device(row, request.COOKIES.get(DEVICE, ""))
    if mine is not None:
        actions.leave([mine], by=console())
    return HttpResponseRedirect(row.get_absolute_url())


@csrf_exempt
@public
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: Any, word: str, key: str) -> HttpResponse:
    """The page behind a link of a letter. Opening it changes nothing: programs open links too."""
    row = Support.behind(word, key) if word in Support.WORDS else None
    if row is None or row.council_id != request.council.pk:
        raise Http404
    done = request.method == "POST"
    if done and word == Support.CONFIRM and row.status == S.ASKED:
        actions.confirm(row, by=console())
    elif done and word == Support.LEAVE and row.status != S.LEFT:
        actions.leave([row], by=console())
    context = {
        "row": row,
        "leaves": word == Support.LEAVE,
        "left": row.status == S.LEFT,
        "counted": row.status == S.COUNTED,
        "page_url": f"/{language()}/{Appeal.PATH}/{row.appeal.number}/",
    }
    answer = render(request, "appeals/joined.html", context)
    answer["Cache-Control"] = "no-store"
    # The key in the address is a secret; no other site is told of it.
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def alike(council: Any, topic: str, district: str) -> list[dict[str, Any]]:
    """The newest appeals that everyone may read, of the same topic and district."""
    found = _ALIKE(council.pk, UUID(topic), UUID(district))
    joined = actions.counted(found) if found else {}
    return [{"row": row, "joined": joined.get(row.pk, 0)} for row in found]


# A day that no index is in order of: looking through all days for five appeals is the dearer way
# where few of them are shown, and SQLite would take it.
_NEWEST = Coalesce("received_on", "received_on").desc()
# It is asked of everyone who writes, and most often finds nothing.
_ALIKE: Prepared[Appeal] = Prepared(
    UUID,
    UUID,
    UUID,
    question=lambda council, topic, district: (
        Appeal.objects.filter(SHOWN, council=council, topic=topic, district=district)
        .live()
        .order_by(_NEWEST, "-pk")[:LIKE_AT_MOST]
    ),
)


urlpatterns = [
    path("appeals/joined/<slug:word>/<slug:key>/", link),
    path("appeals/<str:number>/join/", join, name="appeal-join"),
    path("appeals/<str:number>/leave/", leave, name="appeal-leave"),
]
