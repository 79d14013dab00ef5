"""The form of each register, noun by noun."""

from functools import cache
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kenes.acts.models import DraftAct, Finding
from kenes.appeals import actions as appeals
from kenes.appeals.models import Appeal
from kenes.core.row import Row
from kenes.events import sheets as events
from kenes.events.models import Event
from kenes.hearings import actions as hearings
from kenes.hearings.models import Hearing
from kenes.office import doubts
from kenes.office.control.entries import CONTROL
from kenes.office.decisions import DECISIONS
from kenes.office.entry import Entry, Group, Parts
from kenes.office.occasion import OCCASION, ONE_TITLE, WHAT, WHEN, met
from kenes.office.shelf_entries import DIRECTORIES
from kenes.publications.models import Post
from kenes.recommendations import sheets as recommendations
from kenes.recommendations.models import Point, Recommendation
from kenes.recommendations.urgent.models import UrgentQuestion
from kenes.sittings.models import Sitting
from kenes.surveys.models import Survey

S = Event.Status
COMMISSIONS = Q(kind__in=("commission", "committee"))


def _agency_kind(row: Any) -> None:
    if row.status != Hearing.Status.HEARD:
        row.agency_kind_then = row.agency.kind


def _applicant_kind(row: Any) -> None:
    row.applicant_kind_then = row.applicant.kind


def _prepared(part: Any, owner: Any) -> None:
    part.prepared_on = part.prepared_on or owner.prepared_on


EVENTS = Entry(
    model=Event,
    groups=(
        Group(WHAT, ("kind", "title_ru", "title_kk"), ONE_TITLE),
        Group(WHEN, ("held_on", "began_on", "starts_at", "ends_at", "place", "places", "district")),
        Group(_("What it is about"), ("topic", "akim_of", "programme_line")),
        Group(_("Who comes"), ("registers",)),
        Group(
            _("What was reported"),
            ("reach_stated",),
            _("It counts in no figure; the reach ledger does, and the difference is shown."),
        ),
    ),
    parts=(
        *met(of_occasion=False),
        Parts(
            relation="problems",
            label=_("Problems voiced"),
            names=("text_ru", "text_kk", "voice", "topic"),
            told_by=("text_ru", "text_kk"),
        ),
    ),
    dated={S.HELD: "held_on"},
    outcomes=(S.HELD,),
    limits={"akim_of": Q(kind="akimat")},
    choices={"kind": events.kinds},
    doubts=doubts.of_event,
    opened_by="kind",
)

SITTINGS = Entry(
    model=Sitting,
    within="event",
    given={"kind": "sitting"},
    groups=(
        Group(WHAT, ("body", "form", *OCCASION[:2]), ONE_TITLE),
        Group(WHEN, (*OCCASION[2:], "event__place", "event__places", "event__district")),
        Group(
            _("Quorum"),
            ("seats_then", "quorum_then", "present"),
            _("A sitting counts as held only with its quorum."),
        ),
    ),
    parts=(
        Parts(
            relation="items",
            label=_("Agenda"),
            names=("position", "kind", "title_ru", "title_kk", "taken_up"),
            told_by=("title_ru", "title_kk"),
            blank=3,
        ),
        *met(of_occasion=True)[:2],
    ),
    dated={S.HELD: "event__held_on"},
    outcomes=(S.HELD,),
    doubts=doubts.of_sitting,
)

HEARINGS = Entry(
    model=Hearing,
    groups=(
        Group(WHAT, ("agency", "planned_on")),
        Group(
            _("How it was heard"),
            ("heard_on", "item", "verdict", "mark"),
            when=lambda row: row is not None and row.status == Hearing.Status.HEARD,
        ),
    ),
    dated={Hearing.Status.HEARD: "heard_on"},
    copied=_agency_kind,
    limits={"agency": Q(kind__in=("akimat", "state_body", "subordinate"))},
    register=hearings.schedule,
)

RECOMMENDATIONS = Entry(
    model=Recommendation,
    groups=(
        Group(WHAT, ("title_ru", "title_kk", "topic", "prepared_on"), ONE_TITLE),
        Group(_("When an answer is due"), ("norm",), _("The rule of law the term follows from.")),
    ),
    parts=(
        Parts(
            relation="points",
            label=_("Points"),
            help=_("One addressee, one clock: the same text to twelve agencies is twelve points."),
            names=(
                *("ordinal", "addressee", "text_ru", "text_kk"),
                *("done_when_ru", "done_when_kk", "prepared_on"),
            ),
            told_by=("text_ru", "text_kk", "addressee"),
            copied=_prepared,
            start=(Point.Status.PREPARED, "prepared_on"),
        ),
    ),
    choices={"norm": recommendations.bases},
    dated={Recommendation.Status.DRAFT: "prepared_on"},
)

URGENT = Entry(
    model=UrgentQuestion,
    groups=(Group(WHAT, ("title_ru", "title_kk", "raised_on", "agency"), ONE_TITLE),),
    dated={UrgentQuestion.Status.RAISED: "raised_on"},
)

APPEALS = Entry(
    model=Appeal,
    within="applicant",
    groups=(
        Group(WHAT, ("received_on", "channel", "kind", "language", "topic", "district", "text")),
        Group(
            _("Who wrote"),
            (
                *("applicant__kind", "applicant__signed", "applicant__name"),
                *("applicant__contact", "applicant__address"),
            ),
            _("Kept encrypted; seen by the secretary and the chair alone."),
        ),
        Group(_("Who takes it up"), ("commission", "member", "agency", "grave")),
    ),
    dated={Appeal.Status.REGISTERED: "received_on"},
    limits={"commission": COMMISSIONS},
    copied=_applicant_kind,
    register=appeals.register,
)

DRAFTS = Entry(
    model=DraftAct,
    groups=(
        Group(WHAT, ("title_ru", "title_kk", "kind", "developer"), ONE_TITLE),
        Group(_("Who looks at it, and from when"), ("received_on", "commission")),
    ),
    parts=(
        Parts(
            relation="reviews",
            label=_("Review"),
            help=_("Fill in when the council has concluded."),
            names=("concluded_on", "outcome", "remarks"),
            told_by=("concluded_on", "outcome"),
            blank=1,
        ),
    ),
    limits={"commission": COMMISSIONS},
)

FINDINGS = Entry(
    model=Finding,
    groups=(Group(WHAT, ("act", "article", "kind", "title_ru", "title_kk", "found_on")),),
)

POSTS = Entry(
    model=Post,
    groups=(
        Group(WHAT, ("title_ru", "title_kk", "link"), _("One link is one publication.")),
        Group(_("Where and when"), ("channel", "posted_on", "subject", "form")),
    ),
)

SURVEYS = Entry(
    model=Survey,
    groups=(
        Group(WHAT, ("title_ru", "title_kk"), ONE_TITLE),
        Group(
            _("How it was made"),
            ("field_from", "field_until", "respondents", "method_ru", "method_kk"),
        ),
    ),
)


@cache
def entries() -> dict[type[Row], Entry]:
    """The form of every register by its model."""
    numbered = (
        *(EVENTS, SITTINGS, HEARINGS, RECOMMENDATIONS),
        *(DECISIONS, URGENT, APPEALS, DRAFTS, FINDINGS, POSTS, SURVEYS),
    )
    return {entry.model: entry for entry in (*numbered, *CONTROL, *DIRECTORIES)}
