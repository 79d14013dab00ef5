"""The door of the cabinet: who may come in, and what of the register is the agency's own."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from kenes.core.door import requires
from kenes.core.roles import Permission
from kenes.hearings.models import Hearing
from kenes.recommendations.models import Point, Recommendation

View = Callable[..., HttpResponse]


def contact(view: View | None = None, *, permission: Permission = Permission.CABINET_ENTER) -> Any:
    """Open the view to an agency's contact who signed in with a second factor.

    The people of a demo register have none: they exist nowhere else, and a visitor is let in by
    one press.
    """

    def decorate(view: View) -> View:
        @requires(permission)
        @wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.council.is_demo and not is_mfa_enabled(request.user):
                said = _("First set up a second factor: it keeps the answers of your agency yours.")
                messages.info(request, said)
                return HttpResponseRedirect("/account/2fa/")
            answer = view(request, *args, **kwargs)
            # What an agency is asked is for nobody who uses the same computer after it.
            answer.headers.setdefault("Cache-Control", "no-store")
            return answer

        return guarded

    return decorate(view) if view is not None else decorate


def own_points(request: Any) -> Any:
    """The points asked of this agency, and of those whose work it has taken over.

    Every page of the cabinet reads through it; what is not sent yet is no agency's business.
    """
    agency = request.access.agency
    points = Point.objects.of(request.council).live().filter(Point.PUBLIC)
    asked = points.filter(addressee__in=agency.with_predecessors())
    related = ("recommendation", "addressee", "council", "colleague__user")
    return asked.awaited().select_related(*related)


def own_point(request: Any, key: str, ordinal: int) -> Point:
    """One of the agency's own points; 404 for any other."""
    found: Point | None = (
        own_points(request).filter(recommendation__number=key, ordinal=ordinal).first()
    )
    if found is None:
        raise Http404
    return found


def own_paper(request: Any, key: str) -> tuple[Recommendation, list[Point]]:
    """A recommendation with the agency's own points; 404 where it has none in it."""
    points = list(own_points(request).filter(recommendation__number=key).order_by("ordinal"))
    if not points:
        raise Http404
    return points[0].recommendation, points


def own_hearings(request: Any) -> Any:
    """The reports of this agency, and of those whose work it has taken over."""
    hearings = Hearing.objects.of(request.council).live()
    return hearings.filter(agency__in=request.access.agency.with_predecessors())
