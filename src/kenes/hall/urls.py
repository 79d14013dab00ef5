"""Every address of the hall."""

from django.urls import path

from kenes.hall import member, screen

urlpatterns = [
    path("live/<uuid:key>.<str:language>", screen.live),
    path("<str:key>/", member.shown, name="hall"),
    path("<str:key>/screen/", screen.shown),
    path("<str:key>/door.svg", screen.code),
    path("<str:key>/door/<str:token>/", member.at_door),
    path("<str:key>/<str:verb>/", member.act),
]
