"""Every address of the working pages of appeals."""

from django.urls import URLPattern

from kenes.office.appeal import deeds, letters, messages, publication, questions, threshold

urlpatterns: list[URLPattern] = [
    *threshold.urlpatterns,
    *questions.urlpatterns,
    *letters.urlpatterns,
    *deeds.urlpatterns,
    *messages.urlpatterns,
    *publication.urlpatterns,
]
