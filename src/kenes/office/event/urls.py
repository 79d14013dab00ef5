"""Every address of the working pages of an event."""

from django.urls import URLPattern

from kenes.office.event import ledger

urlpatterns: list[URLPattern] = [
    *ledger.urlpatterns,
]
