"""How accounts come to be: by invitation of an administrator, never by signing up."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings

from kenes.core import clock
from kenes.core.access import access_of


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # it has no types
    """Closes the door of self-made accounts."""

    def is_open_for_signup(self, request: Any) -> bool:
        return False

    def get_login_redirect_url(self, request: Any) -> str:
        """An agency's contact comes into the cabinet, everybody else into the office."""
        access = access_of(request.user, request.council, clock.today())
        return (
            "/cabinet/" if access and access.role == "agency" else str(settings.LOGIN_REDIRECT_URL)
        )
