"""Decisions of sittings and their minutes."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kenes.core.dimension import Related
from kenes.minutes.models import Minutes
from kenes.portal.face import Cell, Face, PartsTable, Said, day, state, words
from kenes.portal.faces.occasions import BY_STATE, NUMBER, choice
from kenes.sittings.decisions.models import Decision


def _sitting(row: Any) -> Said:
    sitting = row.item.sitting if isinstance(row, Decision) else row.sitting
    return {
        "text": sitting.number,
        "value": sitting.number,
        "url": sitting.get_absolute_url(),
    }


def _body(row: Any) -> Said:
    sitting = row.item.sitting if isinstance(row, Decision) else row.sitting
    return words(sitting.body)


def _published(row: Any) -> Said:
    told = _("published") if row.published_on else _("not published")
    return state("agreed" if row.published_on else "prepared", told)


def _owner(task: Any) -> Said:
    return words(task.owner or task.agency)


BODY = Cell(label=_("Body"), says=_body)
SITTING = Cell(label=_("Sitting"), says=_sitting, listed=False)

DECISIONS = Face(
    code="decisions",
    model=Decision,
    plural=_("Decisions"),
    lead=_("What the council and its bodies decided, and who carries it out."),
    by="adopted_on",
    cells=(
        NUMBER,
        Cell(label=_("Adopted on"), says=lambda row: day(row.adopted_on), kind="date"),
        Cell(label=_("Title"), says=words),
        BODY,
        SITTING,
        Cell(label=_("Question"), says=lambda row: words(row.item), listed=False),
        Cell(label=_("Text"), says=lambda row: words(row, "text"), listed=False),
        Cell(label=_("Publication"), says=_published, office=True),
    ),
    filters=(Related(code="body", wording=_("by body"), path="item__sitting__body"),),
    select=("item__sitting__event", "item__sitting__body"),
    parts=(
        PartsTable(
            label=_("Tasks"),
            relation="tasks",
            order=("ordinal",),
            select=("owner", "agency"),
            cells=(
                Cell(label=_("Task"), says=lambda row: words(row, "text")),
                Cell(label=_("Responsible"), says=_owner),
                Cell(label=_("Due on"), says=lambda row: day(row.due_on), kind="date"),
                Cell(
                    label=_("State"),
                    says=lambda row: state(row.status, row.get_status_display()),
                ),
            ),
        ),
    ),
    icon="check",
)

MINUTES = Face(
    code="minutes",
    model=Minutes,
    plural=_("Minutes"),
    lead=_("What happened at each sitting: who was there, what was voted, what was decided."),
    by="held_on",
    cells=(
        NUMBER,
        Cell(label=_("Date"), says=lambda row: day(row.held_on), kind="date"),
        Cell(label=_("Title"), says=words),
        BODY,
        SITTING,
        Cell(label=_("Version"), says=lambda row: {"text": str(row.edition)}, kind="number"),
        Cell(
            label=_("Reason for the new version"),
            says=lambda row: {"text": row.reason},
            listed=False,
        ),
        Cell(
            label=_("Check sum"), says=lambda row: {"text": row.digest}, kind="code", listed=False
        ),
        Cell(label=_("State"), says=lambda row: state(row.status, row.get_status_display())),
    ),
    filters=(Related(code="body", wording=_("by body"), path="sitting__body"), BY_STATE),
    select=("sitting__event", "sitting__body"),
    parts=(
        PartsTable(
            label=_("Signatures"),
            relation="signatures",
            cells=(
                Cell(label=_("Role"), says=choice("role")),
                Cell(label=_("Name"), says=lambda row: {"text": row.name_then}),
                Cell(label=_("How it was signed"), says=choice("kind")),
                Cell(label=_("Signed on"), says=lambda row: day(row.signed_on), kind="date"),
                Cell(
                    label=_("Check sum"),
                    says=lambda row: {"text": row.file_digest[:16]},
                    kind="code",
                ),
            ),
        ),
    ),
    icon="file-text",
)
