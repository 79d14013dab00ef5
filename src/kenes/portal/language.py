"""Languages: the first page, and the switch where an address has none."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language_from_request

from kenes.core.door import public

CODES = {code for code, _name in settings.LANGUAGES}


@public
def root(request: Any) -> HttpResponse:
    """`/` chooses the language the browser asks for."""
    return HttpResponseRedirect(f"/{get_language_from_request(request)[:2]}/")


@public
def switch(request: Any, code: str) -> HttpResponse:
    """Remember the language for pages whose address does not say it."""
    if code not in CODES:
        raise Http404
    back = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    return speaking(HttpResponseRedirect(back), code)


def speaking(answer: HttpResponse, code: str) -> HttpResponse:
    """The answer that also remembers the reader's language."""
    answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, code, max_age=31_536_000, samesite="Lax")
    return answer


urlpatterns = [path("", root), path("language/<str:code>/", switch, name="language")]
