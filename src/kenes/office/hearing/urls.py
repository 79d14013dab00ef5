"""Every address of the working pages of hearings."""

from django.urls import URLPattern

from kenes.office.hearing import letters, mark, plan, questions, requests

urlpatterns: list[URLPattern] = [
    *plan.urlpatterns,
    *letters.urlpatterns,
    *requests.urlpatterns,
    *questions.urlpatterns,
    *mark.urlpatterns,
]
