"""The demo's strip: look as somebody else, let days go by, try to cheat."""

from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth import login, logout
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from kenes.appeals.indicators import RESOLVED
from kenes.appeals.models import Appeal
from kenes.core.access import Access, console
from kenes.core.door import public
from kenes.core.period import Scope
from kenes.demo import day
from kenes.demo.sandbox import SESSION_KEY
from kenes.portal.figures import last_three_years
from kenes.portal.language import CODES, speaking

HOMES = {"agency": "/cabinet/", "resident": "/"}


def _only_in_demo(request: Any) -> None:
    if not request.council.is_demo:
        raise Http404


def _back(request: Any, default: str = "/") -> HttpResponseRedirect:
    came_from = request.headers.get("referer", default)
    hosts = {request.get_host()}
    safe = url_has_allowed_host_and_scheme(came_from, allowed_hosts=hosts)
    return HttpResponseRedirect(came_from if safe else default)


def _spoken(request: Any) -> str:
    """The language of the page the visitor comes from."""
    word = urlsplit(request.headers.get("referer", "")).path[1:3]
    return word if word in CODES else (get_language() or "ru")[:2]


@public
@require_POST
def role(request: Any) -> HttpResponse:
    """Sign the visitor in as the demo's person of that role; a resident is signed out."""
    _only_in_demo(request)
    wanted = request.POST.get("role", "resident")
    spoken = _spoken(request)
    logout(request)
    if wanted == "resident":
        return HttpResponseRedirect(f"/{spoken}/")
    access = Access.objects.of(request.council).live().filter(role=wanted, ended_on=None).first()
    if access is None:
        raise Http404
    login(request, access.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return speaking(HttpResponseRedirect(HOMES.get(wanted, "/office/")), spoken)


@public
@require_POST
def move(request: Any) -> HttpResponse:
    """Let a day or a week go by."""
    _only_in_demo(request)
    days = {"1": 1, "7": 7}.get(request.POST.get("move", ""))
    if days is None:
        raise Http404
    day.let_pass(request.council, days=days, by=console())
    return _back(request)


@public
def cheat(request: Any) -> HttpResponse:
    """Strike one resolved appeal in a sandbox of one's own, and put it back."""
    _only_in_demo(request)
    scope = Scope(request.council, last_three_years())
    if request.method == "POST":
        if request.POST.get("put_back"):
            request.session.pop(SESSION_KEY, None)
        elif row := RESOLVED.rows(scope).filter(number=request.POST.get("number", "")).first():
            request.session[SESSION_KEY] = str(row.pk)
        return HttpResponseRedirect(request.path)
    struck = Appeal.objects.filter(pk=request.session.get(SESSION_KEY)).first()
    rows = RESOLVED.rows(scope).select_related("topic", "district").order_by("-received_on")[:12]
    context = {"struck": struck, "rows": rows, "value": RESOLVED.value(scope)}
    return render(request, "demo/cheat.html", context)


urlpatterns = [
    path("demo/role/", role, name="demo_role"),
    path("demo/move/", move, name="demo_move"),
]
localised = [path("cheat/", cheat, name="cheat")]
