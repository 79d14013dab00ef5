"""What happens to every request: its council, its clock, its role, its refusals."""

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kenes.core import clock
from kenes.core.door import on_duty
from kenes.core.prepared import Prepared
from kenes.core.refused import Refused
from kenes.council.models import Council
from kenes.demo.sandbox import sandbox

Next = Callable[[HttpRequest], HttpResponse]

WITHOUT_COUNCIL = ("/static/", "/health/")


def council(get_response: Next) -> Next:
    """Find the council by the host's name, stand the demo's clock, tell the person's role."""

    def found(request: Any) -> HttpResponse:
        if request.path.startswith(WITHOUT_COUNCIL):
            return get_response(request)
        request.council = council_at(request.get_host())
        if request.council is None:
            return render(request, "empty_register.html", status=503)
        demo_now = request.council.demo_now
        with clock.standing(demo_now) if demo_now else nullcontext():
            on_duty(request)
            if _spoiled(request):
                said = Refused(_("This page address is spoiled; open the register anew."))
                return render(request, "refused.html", {"refused": said}, status=400)
            with sandbox(request):
                return get_response(request)

    return found


def oversized(get_response: Next) -> Next:
    """Refuse, before a byte of it is read, a request that is larger than any form may be."""

    def measured(request: Any) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > settings.KENES_REQUEST_AT_MOST:
            most = settings.KENES_REQUEST_AT_MOST // 1024**2
            said = Refused(_("All that a form sends is at most %s MB together.") % most)
            return render(request, "refused.html", {"refused": said}, status=413)
        return get_response(request)

    return measured


def _spoiled(request: HttpRequest) -> bool:
    """Whether an address holds the one character that no database keeps."""
    asked = [value for values in request.GET.lists() for value in values[1]]
    return any("\x00" in text for text in (request.path, *request.GET, *asked))


def council_at(host: str) -> Council | None:
    """The council that answers at a host; the first one where none claims it."""
    name = host.split(":")[0].casefold()
    councils = _COUNCILS()
    for each in councils:
        if name in each.hosts.split() or name == f"{each.slug}.localhost":
            return each
    return councils[0] if councils else None


_COUNCILS: Prepared[Council] = Prepared(question=lambda: Council.objects.order_by("pk"))


def refusals(get_response: Next) -> Next:
    """A refusal that no form has caught becomes a page with its sentence."""

    class Refusals:
        def __call__(self, request: HttpRequest) -> HttpResponse:
            return get_response(request)

        def process_exception(
            self, request: HttpRequest, exception: Exception
        ) -> HttpResponse | None:
            if isinstance(exception, Refused):
                return render(request, "refused.html", {"refused": exception}, status=409)
            return None

    return Refusals()
