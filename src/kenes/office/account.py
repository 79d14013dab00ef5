"""How accounts come to be: by invitation, never by signing up; what awaits who signs in."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpResponse

from kenes.core import clock
from kenes.core.access import access_of
from kenes.portal.language import speaking


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # it has no types
    """Closes the door of self-made accounts; shows each person to his own face, in his language."""

    def is_open_for_signup(self, request: Any) -> bool:
        return False

    def get_login_redirect_url(self, request: Any) -> str:
        """An agency's contact comes into the cabinet, everybody else into the office."""
        access = access_of(request.user, request.council, clock.today())
        return (
            "/cabinet/" if access and access.role == "agency" else str(settings.LOGIN_REDIRECT_URL)
        )

    def post_login(self, request: Any, user: Any, **said: Any) -> HttpResponse:
        """Pages speak the language of the account until another one is chosen in this browser."""
        answer: HttpResponse = super().post_login(request, user, **said)
        if settings.LANGUAGE_COOKIE_NAME in request.COOKIES:
            return answer
        return speaking(answer, user.language)
