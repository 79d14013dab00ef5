"""Every address of the working pages of public control."""

from typing import Any

from django.urls import URLPattern, path

from kenes.control.models import FORMS, Monitoring
from kenes.office.control import checklist, document, doing, field, guide, people
from kenes.office.control.room import ROOMS
from kenes.office.event import door


def _of(model: Any, code: str) -> list[URLPattern]:
    """The addresses of one form: those of the pages that its room has."""
    here, base = {"model": model}, f"{code}/<str:key>/"
    pages = {
        "course": [path(f"{base}course/", guide.guide, here)],
        "participants": [
            path(f"{base}participants/", people.participants, here),
            *door.patterns(model, f"{base}participants/"),
        ],
        "people": [path(f"{base}people/", people.people, here)],
        "document": [path(f"{base}document/", document.document, here)],
    }
    has = dict(ROOMS[model].pages)
    return [
        *(each for word, of_page in pages.items() if word in has for each in of_page),
        path(f"{base}do/<slug:word>/", doing.done, here),
        path(f"{base}do/<slug:word>/<uuid:pk>/", doing.part_done, here),
    ]


urlpatterns: list[URLPattern] = [
    path(f"{Monitoring.PATH}/field-worker.js", field.worker, name="field-worker"),
    *(pattern for model in FORMS for pattern in _of(model, model.PATH)),
    *checklist.urlpatterns(f"{Monitoring.PATH}/<str:key>/checklist/"),
]
