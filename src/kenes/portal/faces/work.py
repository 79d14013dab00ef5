"""Hearings, recommendations, draft acts, findings, publications, surveys."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kenes.acts.models import DraftAct, Finding
from kenes.core.dimension import Choice, Related
from kenes.hearings.models import Hearing
from kenes.organs.indicators import by_agency
from kenes.portal.face import Cell, Face, PartsTable, Said, day, state, words
from kenes.portal.faces.occasions import BY_STATE, NUMBER, choice, related, whole
from kenes.publications.models import Post
from kenes.recommendations.models import Recommendation
from kenes.recommendations.urgent.models import UrgentQuestion
from kenes.surveys.models import Survey


def _status(row: Any) -> Said:
    return state(row.status, row.get_status_display())


def _due(point: Any) -> Said:
    """The day an answer is due; that no rule of then is known is said, not left empty."""
    if point.sent_on and point.due_on is None:
        return {"text": _("no term known for that day")}
    return day(point.due_on)


STATE = Cell(label=_("State"), says=_status)
TITLE = Cell(label=_("Title"), says=words)

HEARINGS = Face(
    code="hearings",
    model=Hearing,
    plural=_("Reports of agencies"),
    lead=_("Every report an agency gave to the council, and how the council voted."),
    by="planned_on",
    cells=(
        NUMBER,
        Cell(label=_("Agency"), says=related("agency")),
        Cell(label=_("Kind"), says=choice("agency_kind_then")),
        Cell(label=_("Planned for"), says=lambda row: day(row.planned_on), kind="date"),
        Cell(label=_("Heard on"), says=lambda row: day(row.heard_on), kind="date"),
        Cell(
            label=_("Vote"),
            says=lambda row: state(row.verdict, row.get_verdict_display()) if row.verdict else {},
        ),
        Cell(label=_("Mark"), says=whole("mark"), kind="number", listed=False),
        Cell(
            label=_("Sitting"),
            says=lambda row: (
                {
                    "text": row.item.sitting.number,
                    "value": row.item.sitting.number,
                    "url": row.item.sitting.get_absolute_url(),
                }
                if row.item
                else {}
            ),
            listed=False,
        ),
        STATE,
    ),
    filters=(
        Choice(code="kind", wording=_("by kind"), path="agency_kind_then"),
        Choice(code="verdict", wording=_("by vote"), path="verdict"),
        by_agency(),
        BY_STATE,
    ),
    select=("agency", "item__sitting"),
    icon="megaphone",
)

RECOMMENDATIONS = Face(
    code="recommendations",
    model=Recommendation,
    plural=_("Recommendations"),
    lead=_("What the council advised, to whom, and what came of it."),
    by="adopted_on",
    cells=(
        NUMBER,
        Cell(label=_("Adopted on"), says=lambda row: day(row.adopted_on), kind="date"),
        TITLE,
    ),
    parts=(
        PartsTable(
            label=_("Points"),
            relation="points",
            order=("ordinal",),
            select=("addressee",),
            cells=(
                Cell(label=_("Point"), says=whole("ordinal"), kind="number"),
                Cell(label=_("Text"), says=lambda row: words(row, "text")),
                Cell(label=_("Addressee"), says=related("addressee")),
                Cell(label=_("Sent on"), says=lambda row: day(row.sent_on), kind="date"),
                Cell(label=_("Answer due"), says=_due, kind="date"),
                STATE,
            ),
        ),
    ),
    icon="file-text",
)

URGENT = Face(
    code="urgent",
    model=UrgentQuestion,
    plural=_("Urgent questions"),
    lead=_("Questions that could not wait for a sitting."),
    by="raised_on",
    cells=(
        NUMBER,
        Cell(label=_("Raised on"), says=lambda row: day(row.raised_on), kind="date"),
        TITLE,
        Cell(label=_("Agency"), says=related("agency")),
        STATE,
    ),
    filters=(by_agency(), BY_STATE),
    select=("agency",),
    icon="clock",
)


DRAFTS = Face(
    code="drafts",
    model=DraftAct,
    plural=_("Draft acts"),
    lead=_("Draft normative acts of which the council was notified."),
    by="received_on",
    cells=(
        NUMBER,
        Cell(label=_("Notified on"), says=lambda row: day(row.received_on), kind="date"),
        TITLE,
        Cell(label=_("Drafting body"), says=related("developer")),
        Cell(label=_("Kind"), says=choice("kind"), listed=False),
        Cell(label=_("Commission"), says=related("commission"), listed=False),
    ),
    filters=(
        Choice(code="kind", wording=_("by kind"), path="kind"),
        by_agency("developer"),
        Related(code="commission", wording=_("by commission"), path="commission"),
    ),
    select=("developer", "commission"),
    parts=(
        PartsTable(
            label=_("Review"),
            relation="reviews",
            cells=(
                Cell(label=_("Conclusion on"), says=lambda row: day(row.concluded_on), kind="date"),
                Cell(
                    label=_("Conclusion"),
                    says=lambda row: state(row.outcome, row.get_outcome_display()),
                ),
                Cell(label=_("Remarks"), says=whole("remarks"), kind="number"),
            ),
        ),
    ),
    icon="file-text",
)

FINDINGS = Face(
    code="acts",
    model=Finding,
    plural=_("Analysis of acts"),
    lead=_("Gaps and contradictions found in acts in force."),
    by="found_on",
    cells=(
        NUMBER,
        Cell(label=_("Found on"), says=lambda row: day(row.found_on), kind="date"),
        TITLE,
        Cell(label=_("Act"), says=related("act")),
        Cell(label=_("Article"), says=lambda row: {"text": row.article}),
        Cell(label=_("Kind"), says=choice("kind")),
    ),
    filters=(
        Choice(code="kind", wording=_("by kind"), path="kind"),
        Related(code="act", wording=_("by act"), path="act"),
    ),
    select=("act",),
    icon="search",
)

POSTS = Face(
    code="news",
    model=Post,
    plural=_("Publications"),
    lead=_("What the council and its members published."),
    by="posted_on",
    cells=(
        NUMBER,
        Cell(label=_("Posted on"), says=lambda row: day(row.posted_on), kind="date"),
        TITLE,
        Cell(label=_("Channel"), says=related("channel")),
        Cell(label=_("Subject"), says=choice("subject")),
        Cell(label=_("Form"), says=choice("form"), listed=False),
        Cell(label=_("Link"), says=lambda row: {"text": row.link}, listed=False),
    ),
    filters=(
        Related(code="channel", wording=_("by channel"), path="channel"),
        Choice(code="subject", wording=_("by subject"), path="subject"),
        Choice(code="form", wording=_("by form"), path="form"),
    ),
    select=("channel",),
    icon="globe",
)

SURVEYS = Face(
    code="surveys",
    model=Survey,
    plural=_("Surveys"),
    lead=_("Sociological surveys held for the council."),
    by="field_until",
    cells=(
        NUMBER,
        Cell(label=_("Field work until"), says=lambda row: day(row.field_until), kind="date"),
        TITLE,
        Cell(label=_("Method"), says=lambda row: words(row, "method")),
        Cell(label=_("Respondents"), says=whole("respondents"), kind="number"),
    ),
    icon="chart",
)
