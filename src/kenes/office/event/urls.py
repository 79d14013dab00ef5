"""Every address of the working pages of events."""

from django.urls import URLPattern

from kenes.office.event import problems

urlpatterns: list[URLPattern] = [
    *problems.urlpatterns,
]
