"""Every address of the cabinet."""

from django.urls import URLPattern, path

from kenes.cabinet import colleagues, desk, dossier, files, hearings, recommendations

urlpatterns: list[URLPattern] = [
    path("", desk.desk),
    *recommendations.urlpatterns,
    *hearings.urlpatterns,
    *dossier.urlpatterns,
    *colleagues.urlpatterns,
    *files.urlpatterns,
]
