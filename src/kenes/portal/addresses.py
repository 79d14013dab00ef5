"""Addresses of figures."""

from urllib.parse import urlencode

from django.utils.translation import get_language

from kenes.core.period import Scope


def figure_address(code: str, scope: Scope) -> str:
    """The address at which a figure opens with the same scope."""
    asked = {"from": scope.period.since.isoformat(), "until": scope.period.until.isoformat()}
    if scope.read_as_of:
        asked["as_of"] = scope.read_as_of.isoformat()
    language = (get_language() or "ru")[:2]
    return f"/{language}/figures/{code}/?{urlencode(asked | dict(scope.filters))}"
