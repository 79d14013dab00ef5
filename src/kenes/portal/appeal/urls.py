"""Every address of appeals on the portal."""

from django.urls import URLPattern

from kenes.portal.appeal import dossier, everyone, joining, own, sending

urlpatterns: list[URLPattern] = [
    *sending.urlpatterns,
    *own.urlpatterns,
    *dossier.urlpatterns,
    *joining.urlpatterns,
    *everyone.urlpatterns,
]
