"""Every address of Kenes."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from kenes.portal import (
    control,
    demo,
    figures,
    health,
    home,
    language,
    members,
    note,
    registers,
    search,
)

urlpatterns = [
    *language.urlpatterns,
    *health.urlpatterns,
    *demo.urlpatterns,
    path("account/", include("allauth.urls")),
    path("office/", include("kenes.office.urls")),
    *i18n_patterns(
        *home.urlpatterns,
        *note.urlpatterns,
        *figures.urlpatterns,
        *members.urlpatterns,
        *control.urlpatterns,
        *search.urlpatterns,
        *registers.urlpatterns,
    ),
]
