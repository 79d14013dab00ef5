"""How accounts come to be: by invitation of an administrator, never by signing up."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # it has no types
    """Closes the door of self-made accounts."""

    def is_open_for_signup(self, request: Any) -> bool:
        return False
