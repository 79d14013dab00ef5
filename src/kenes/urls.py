"""Every address of Kenes."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from kenes.portal import (
    answer,
    bodies,
    calendar,
    contests,
    control,
    demo,
    feeds,
    figures,
    files,
    gallery,
    health,
    home,
    language,
    members,
    minutes,
    note,
    registers,
    search,
    sittings,
)

urlpatterns = [
    *language.urlpatterns,
    *health.urlpatterns,
    *demo.urlpatterns,
    *calendar.plain_urlpatterns,
    *feeds.urlpatterns,
    *files.urlpatterns,
    path("account/", include("allauth.urls")),
    path("office/", include("kenes.office.urls")),
    path("hall/", include("kenes.hall.urls")),
    path("cabinet/", include("kenes.cabinet.urls")),
    *i18n_patterns(
        *home.urlpatterns,
        *note.urlpatterns,
        *figures.urlpatterns,
        *answer.urlpatterns,
        *bodies.urlpatterns,
        *calendar.urlpatterns,
        *sittings.urlpatterns,
        *contests.urlpatterns,
        *members.urlpatterns,
        *minutes.urlpatterns,
        *control.urlpatterns,
        *search.urlpatterns,
        *gallery.urlpatterns,
        *registers.urlpatterns,
    ),
]
