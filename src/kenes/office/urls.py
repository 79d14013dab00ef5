"""Every address of the office."""

from django.urls import URLPattern, URLResolver, path

from kenes.office import (
    accounts,
    cards,
    deadlines,
    decisions,
    desk,
    entering,
    history,
    incoming,
    intake,
    intake_layout,
    intake_words,
    letterhead,
    letters,
    lists,
    moving,
    note,
    plan,
    planning,
    settings,
    status,
    working_days,
)
from kenes.office.appeal.urls import urlpatterns as appeal_urlpatterns
from kenes.office.control.urls import urlpatterns as control_urlpatterns
from kenes.office.council.urls import urlpatterns as council_urlpatterns
from kenes.office.dispatches import pages as dispatches
from kenes.office.dispatches import silence
from kenes.office.event.urls import urlpatterns as event_urlpatterns
from kenes.office.hearing.urls import urlpatterns as hearing_urlpatterns
from kenes.office.moves import MOVED_PARTS
from kenes.office.reception.urls import urlpatterns as reception_urlpatterns
from kenes.office.recommendation import answering, papers, points, spreading
from kenes.office.register import registers
from kenes.office.sitting.urls import urlpatterns as sitting_urlpatterns
from kenes.office.suggestions.urls import urlpatterns as suggestions_urlpatterns


def _register_patterns() -> list[URLPattern]:
    """A list, a form and a card for each register, and what is done from the card."""
    found = []
    for code in registers():
        here = {"code": code}
        found += [
            path(f"{code}/", lists.listed, here),
            path(f"{code}/new/", entering.register, here),
            path(f"{code}/<str:key>/", cards.shown, here),
            path(f"{code}/<str:key>/correct/", entering.correct, here),
            path(f"{code}/<str:key>/strike/", cards.strike, here),
            path(f"{code}/<str:key>/restore/", cards.restore, here),
            path(f"{code}/<str:key>/moves/<str:status>/", moving.moved, here),
        ]
    return found


def _part_patterns() -> list[URLPattern]:
    """The moves of parts that have a course of their own."""
    return [
        path(
            f"{code}/<str:key>/{parts}/<int:ordinal>/moves/<str:status>/",
            moving.part_moved,
            {"code": code},
        )
        for code, (parts, _page) in MOVED_PARTS.items()
    ]


urlpatterns: list[URLPattern | URLResolver] = [
    path("", desk.home),
    path("journal/", history.journal),
    path("deadline/", deadlines.calculator),
    path("import/", intake.start),
    path("import/workbook/<str:language>/", intake.empty),
    path("import/done/<uuid:key>/", intake.done),
    path("import/done/<uuid:key>/undo/", intake.undo),
    path("import/<str:digest>/", intake.look),
    path("import/<str:digest>/progress/", intake.progress),
    path("import/<str:digest>/layout/", intake_layout.columns),
    path("import/<str:digest>/layout/<uuid:key>/", intake_words.meanings),
    path("import/layouts/<uuid:key>/drop/", intake_layout.drop),
    path("working-days/", working_days.year),
    path("working-days/mark/", working_days.mark),
    path("working-days/exchange/", working_days.exchange),
    path("working-days/<str:on>/unmark/", working_days.unmark),
    path("accounts/", accounts.listed),
    path("accounts/new/", accounts.grant),
    path("accounts/<uuid:key>/link/", accounts.link),
    path("accounts/<uuid:key>/end/", accounts.end),
    path("appeals/<str:key>/applicant/", cards.applicant),
    *suggestions_urlpatterns,
    *_part_patterns(),
    *note.urlpatterns,
    *decisions.urlpatterns,
    *letterhead.urlpatterns,
    *letters.urlpatterns,
    *incoming.urlpatterns,
    *reception_urlpatterns,
    *status.urlpatterns,
    *plan.urlpatterns,
    *planning.urlpatterns,
    *settings.urlpatterns,
    *council_urlpatterns,
    *appeal_urlpatterns,
    *event_urlpatterns,
    *control_urlpatterns,
    *sitting_urlpatterns,
    *hearing_urlpatterns,
    *points.urlpatterns,
    *answering.urlpatterns,
    *spreading.urlpatterns,
    *papers.urlpatterns,
    *silence.urlpatterns,
    *dispatches.urlpatterns,
    *_register_patterns(),
]
