"""Whether the server is alive, and ready to answer."""

from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.urls import path

from kenes.core.door import public


@public
def live(request: Any) -> HttpResponse:
    """The process answers."""
    return HttpResponse("alive\n", content_type="text/plain")


@public
def ready(request: Any) -> HttpResponse:
    """The database answers too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ready\n", content_type="text/plain")


urlpatterns = [path("health/live", live), path("health/ready", ready)]
