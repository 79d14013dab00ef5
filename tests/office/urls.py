"""The addresses of Kenes with those of the office."""

from django.urls import include, path

from kenes.urls import urlpatterns as others

urlpatterns = [path("office/", include("kenes.office.urls")), *others]
