"""The door of every page: each view says who may come in."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from kenes.core import clock
from kenes.core.access import Access, User, access_of
from kenes.core.roles import ROLES, Permission, Role

if TYPE_CHECKING:
    from kenes.council.models import Council


class CouncilRequest(HttpRequest):
    """A request that knows its council, and whom it is made by and as."""

    council: "Council"
    access: Access | None
    role: Role | None
    user: User


View = Callable[..., HttpResponse]


def may(request: Any, permission: Permission) -> bool:
    """Whether the person of this request may do this in this council."""
    role: Role | None = getattr(request, "role", None)
    return role is not None and permission in role.may


def requires(permission: Permission) -> Callable[[View], View]:
    """Open the view only to whom the roles allow it; others sign in or are told they may not."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: CouncilRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if may(request, permission):
                return view(request, *args, **kwargs)
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            raise PermissionDenied

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return decorate


def public(view: View) -> View:
    """Open the view to everyone. Each view says either this or what it requires."""
    view.permission = "public"  # type: ignore[attr-defined]
    return view


def on_duty(request: Any) -> None:
    """Find out in which role the person of a request acts today, and tell the journal."""
    request.access = access_of(request.user, request.council, clock.today())
    request.role = ROLES[request.access.role] if request.access else None
    if request.role:
        request.user.acting_as = request.role.code
