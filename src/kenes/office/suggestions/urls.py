"""Addresses of suggestions and of groups of appeals that are alike."""

from django.urls import path

from kenes.office.suggestions import card, groups, quality

urlpatterns = [
    path("appeals/suggestions/", quality.quality),
    path("appeals/groups/", groups.listed),
    path("appeals/groups/<uuid:key>/", groups.shown),
    path("appeals/groups/<uuid:key>/leave/<uuid:which>/", groups.leave),
    path("appeals/groups/<uuid:key>/<str:word>/", groups.done),
    path("appeals/<str:key>/suggestions/take/<uuid:which>/", card.take),
    path("appeals/<str:key>/suggestions/keep/<str:about>/", card.keep),
]
