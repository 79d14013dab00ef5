"""Every address of the working pages of public control."""

from django.urls import URLPattern, path

from kenes.control.models import FORMS, Monitoring
from kenes.office.control import checklist, document, doing, field, guide, people
from kenes.office.event import door


def _of(model: type, code: str) -> list[URLPattern]:
    """The addresses of one form."""
    here, base = {"model": model}, f"{code}/<str:key>/"
    return [
        path(f"{base}course/", guide.guide, here),
        path(f"{base}participants/", people.participants, here),
        *door.patterns(model, f"{base}participants/"),
        path(f"{base}people/", people.people, here),
        path(f"{base}document/", document.document, here),
        path(f"{base}do/<slug:word>/", doing.done, here),
        path(f"{base}do/<slug:word>/<uuid:pk>/", doing.part_done, here),
    ]


urlpatterns: list[URLPattern] = [
    path(f"{Monitoring.PATH}/field-worker.js", field.worker, name="field-worker"),
    *(pattern for model in FORMS for pattern in _of(model, model.PATH)),
    *checklist.urlpatterns(f"{Monitoring.PATH}/<str:key>/checklist/"),
]
