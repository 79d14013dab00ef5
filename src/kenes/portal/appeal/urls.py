"""Every address of appeals on the portal."""

from django.urls import URLPattern

from kenes.portal.appeal import everyone, joining, own, sending

urlpatterns: list[URLPattern] = [
    *sending.urlpatterns,
    *own.urlpatterns,
    *joining.urlpatterns,
    *everyone.urlpatterns,
]
