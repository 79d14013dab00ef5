"""The page that explains the addresses for programs to people."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from kenes.appeals.models import Appeal
from kenes.core.door import public
from kenes.core.text import language
from kenes.organs.models import Topic
from kenes.portal.appeal.form import FILES_AT_MOST, TEXT_AT_MOST

ROOT = "/api/v1"


@public
def explained(request: Any) -> HttpResponse:
    """What the addresses are for, with three examples that can be copied."""
    topic = Topic.objects.of(request.council).live().order_by("code").first()
    context = {
        "root": request.build_absolute_uri(ROOT),
        "tongue": language(),
        "topic": topic.code if topic else "roads",
        "kind": Appeal.Kind.APPLICATION.value,
        "files": FILES_AT_MOST,
        "characters": TEXT_AT_MOST,
    }
    return render(request, "api/page.html", context)


urlpatterns = [path("api/", explained, name="api")]
