"""Every address of the working pages of events."""

from django.urls import URLPattern, path

from kenes.events.models import Event
from kenes.office.event import coming, door, ledger, problems

urlpatterns: list[URLPattern] = [
    *ledger.urlpatterns,
    *problems.urlpatterns,
    path("coming/<str:code>/", door.scanned),
    path(f"{Event.PATH}/<str:key>/coming/", coming.shown, {"model": Event}),
    *door.patterns(Event, f"{Event.PATH}/<str:key>/coming/"),
]
