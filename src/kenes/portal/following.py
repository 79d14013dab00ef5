"""Following a recommendation or an agency by e-mail: the wish, its confirmation, its end."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from kenes.core.access import console
from kenes.core.door import public
from kenes.core.refused import Refused
from kenes.core.text import language
from kenes.portal.agencies import address, found_agency
from kenes.portal.faces.work import RECOMMENDATIONS
from kenes.subscriptions import actions
from kenes.subscriptions.models import Subscription

S = Subscription.Status


class WishForm(forms.Form):
    """The address to which letters go."""

    address = forms.EmailField(max_length=254)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["address"]
        field.label = _("E-mail")
        field.help_text = _("We write to it only about this, at most once on a working day.")
        field.widget.attrs["autocomplete"] = "email"
        field.error_messages = dict.fromkeys(
            ("required", "invalid", "max_length"), _("This is no e-mail address.")
        )


@public
def recommendation(request: Any, number: str) -> HttpResponse:
    """Follow one recommendation."""
    row = RECOMMENDATIONS.rows(request, office=False).filter(number=number).first()
    if row is None:
        raise Http404
    return _wish(request, {"recommendation": row}, row, row.get_absolute_url())


@public
def agency(request: Any, code: str) -> HttpResponse:
    """Follow everything that is advised to one agency."""
    row = found_agency(request, code)
    return _wish(request, {"agency": row}, row, address(row))


def _wish(request: Any, followed: dict[str, Any], row: Any, url: str) -> HttpResponse:
    """Ask for the address. Whatever stands about it in the register, the answer is the same."""
    form = WishForm(request.POST or None)
    sends = settings.KENES_SMTP is not None or request.council.is_demo
    context = {"form": form, "row": row, "url": url, "sends": sends, "feed_url": _feed(followed)}
    if request.method == "POST" and sends and form.is_valid():
        wish = Subscription(
            council=request.council,
            address=form.cleaned_data["address"],
            language=language(),
            **followed,
        )
        try:
            actions.ask(wish, by=console())
        except Refused as refused:
            form.add_error("address", str(refused))
        else:
            context["asked"] = True
    return render(request, "following/wish.html", context)


def _feed(followed: dict[str, Any]) -> str:
    if row := followed.get("recommendation"):
        return f"/feed/recommendations/{row.number}.atom?lang={language()}"
    return f"/feed/agencies/{followed['agency'].code}.atom?lang={language()}"


def _behind(request: Any, word: str, key: str) -> Subscription:
    found = Subscription.behind(word, key) if word in Subscription.WORDS else None
    if found is None or found.council_id != request.council.pk:
        raise Http404
    return found


@csrf_exempt
@public
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: Any, word: str, key: str) -> HttpResponse:
    """The page behind a link of a letter. Opening it changes nothing, for programs open links too.

    A mail program ends letters by one POST to the address itself (RFC 8058): it has no cookies, so
    the key alone is asked for.
    """
    row = _behind(request, word, key)
    done = request.method == "POST"
    if done and word == Subscription.CONFIRM and row.status == S.ASKED:
        actions.confirm(row, by=console())
    elif done and word == Subscription.STOP and row.status != S.ENDED:
        actions.end([row], by=console())
    elif done and word == Subscription.STOP_ALL and row.status != S.ENDED:
        actions.end(actions.of_one_address(row), by=console())
    context = {
        "row": row,
        "word": word,
        "stops": word != Subscription.CONFIRM,
        "ended": row.status == S.ENDED,
        "confirmed": row.status == S.CONFIRMED,
        "page_url": f"/{language()}/{row.path}",
    }
    answer = render(request, "following/link.html", context)
    answer["Cache-Control"] = "no-store"
    # The key in the address is a secret; no other site is told of it.
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer


urlpatterns = [
    path("recommendations/<str:number>/follow/", recommendation, name="follow-recommendation"),
    path("agencies/<str:code>/follow/", agency, name="follow-agency"),
    path("follow/<str:word>/<str:key>/", link, name="follow-link"),
]
