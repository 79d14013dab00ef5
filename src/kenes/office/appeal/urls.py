"""Every address of the working pages of appeals."""

from django.urls import URLPattern

from kenes.office.appeal import (
    data,
    deeds,
    erasing,
    letters,
    messages,
    publication,
    questions,
    threshold,
)

urlpatterns: list[URLPattern] = [
    *threshold.urlpatterns,
    *questions.urlpatterns,
    *letters.urlpatterns,
    *deeds.urlpatterns,
    *data.urlpatterns,
    *erasing.urlpatterns,
    *messages.urlpatterns,
    *publication.urlpatterns,
]
