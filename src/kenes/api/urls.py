"""Every address for programs."""

from typing import Any

from django.urls import include, path

from kenes.api.description import api
from kenes.core.door import public


def _open() -> list[Any]:
    """The addresses, each of which says that everyone may come."""
    patterns: list[Any] = api.urls[0]
    for each in patterns:
        public(each.callback)
    return patterns


urlpatterns = [path("api/v1/", include((_open(), "ninja"), namespace="api-1"))]
