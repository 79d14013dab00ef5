"""Every address of Kenes."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from kenes.portal import demo as portal_demo
from kenes.portal import figures, health, home, language, members, registers, search

urlpatterns = [
    *language.urlpatterns,
    *health.urlpatterns,
    *portal_demo.urlpatterns,
    path("account/", include("allauth.urls")),
    *i18n_patterns(
        *home.urlpatterns,
        *figures.urlpatterns,
        *members.urlpatterns,
        *search.urlpatterns,
        *registers.urlpatterns,
    ),
]
