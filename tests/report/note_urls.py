"""Every address of Kenes, the note's among them."""

from django.conf.urls.i18n import i18n_patterns

from kenes import urls
from kenes.office import note as office
from kenes.portal import note as portal

urlpatterns = [*office.urlpatterns, *i18n_patterns(*portal.urlpatterns), *urls.urlpatterns]
