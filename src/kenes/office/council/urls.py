"""Every address of the council's own pages."""

from django.urls import URLPattern, URLResolver, path

from kenes.office.council import (
    bodies,
    candidates,
    contests,
    handover,
    members,
    overview,
    rotation,
    vacancies,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("council/", overview.overview),
    path("council/leave/", vacancies.leave),
    path("council/vacancies/", vacancies.vacancies),
    path("council/seats/<uuid:key>/begin/", vacancies.begin),
    path("council/rotations/<uuid:key>/", rotation.rotation),
    path("council/rotations/<uuid:key>/<slug:word>/", rotation.done),
    path("council/bodies/", bodies.bodies),
    path("council/bodies/new/", bodies.form),
    path("council/bodies/<uuid:key>/appoint/", bodies.of_body, {"word": "appoint"}),
    path("council/bodies/<uuid:key>/abolish/", bodies.of_body, {"word": "abolish"}),
    path("council/roles/<uuid:key>/relieve/", bodies.of_role, {"word": "relieve"}),
    path("council/roles/<uuid:key>/succeed/", bodies.of_role, {"word": "succeed"}),
    path("council/contests/", contests.contests),
    path("council/contests/new/", contests.prepare),
    path("council/contests/<str:number>/", contests.contest),
    path("council/contests/<str:number>/<slug:word>/", contests.done),
    path("council/contests/<str:number>/candidates/<int:ordinal>/", candidates.candidate),
    path("council/contests/<str:number>/candidates/<int:ordinal>/<slug:word>/", candidates.done),
    path("council/members/<str:code>/", members.member),
    path("council/members/<str:code>/dispute/", members.dispute),
    path("council/disputes/", members.disputes),
    path("council/disputes/<uuid:key>/", members.settle),
    path("council/disputes/<uuid:key>/insist/", members.insist),
    path("council/handover/", handover.handover),
    path("council/handover/<uuid:key>/close/", handover.close),
    path("council/handover/<uuid:key>/<slug:register>/", handover.give),
]
