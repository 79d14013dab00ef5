"""Appeals as a register: in the office with their terms, for everyone without the person."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from kenes.appeals.index.models import AppealIndex
from kenes.appeals.models import Appeal
from kenes.core.dimension import Choice
from kenes.organs.indicators import by_district, by_topic
from kenes.portal.face import Cell, Face, Said, day
from kenes.portal.faces import answering
from kenes.portal.faces.occasions import BY_STATE, NUMBER, choice, related
from kenes.portal.faces.work import STATE


def opened(says: Callable[[Any], Said]) -> Callable[[Any], Said]:
    """A cell that tells everyone something only of an appeal that they may read."""
    return lambda row: says(row) if getattr(row, "opened", True) else {"text": ""}


APPEALS = Face(
    code="appeals",
    model=Appeal,
    plural=_("Appeals"),
    lead=_("Appeals of citizens and organisations, without the people behind them."),
    by="received_on",
    cells=(
        NUMBER,
        Cell(label=_("Received on"), says=lambda row: day(row.received_on), kind="date"),
        Cell(label=_("Topic"), says=opened(answering.topic)),
        Cell(label=_("District"), says=opened(related("district")), folded=True),
        Cell(
            label=_("Text for everyone"),
            says=lambda row: {"text": answering.begins(row)},
            listed=False,
        ),
        Cell(label=_("Kind"), says=opened(choice("kind")), folded=True),
        Cell(label=_("Channel"), says=opened(choice("channel")), listed=False),
        Cell(label=_("Language"), says=opened(choice("language")), listed=False),
        Cell(label=_("Commission"), says=opened(related("commission")), listed=False),
        Cell(label=_("In charge"), says=answering.in_charge, office=True, fact=False),
        Cell(label=_("Member in charge"), says=related("member"), office=True, folded=True),
        Cell(
            label=_("Answer due"),
            says=answering.due,
            kind="date",
            office=True,
            order=answering.BY_DUE_DAY.code,
        ),
        Cell(
            label=_("Tells of a crime or of danger"),
            says=answering.grave,
            office=True,
            listed=False,
        ),
        Cell(label=_("Ground"), says=choice("ground"), office=True, listed=False),
        Cell(label=_("Agency"), says=opened(related("agency")), listed=False),
        Cell(
            label=_("Received by the member"),
            says=related("addressee"),
            office=True,
            listed=False,
        ),
        Cell(
            label=_("What the person says of it"),
            says=choice("verdict"),
            office=True,
            listed=False,
        ),
        Cell(
            label=_("What the person says of the answer"),
            says=choice("merits"),
            office=True,
            listed=False,
        ),
        Cell(
            label=_("Personal data erased on"),
            says=lambda row: day(row.erased_on),
            kind="date",
            office=True,
            listed=False,
        ),
        STATE,
    ),
    filters=(
        BY_STATE,
        by_topic(),
        by_district(),
        Choice(code="kind", wording=_("by kind"), path="kind"),
        Choice(code="channel", wording=_("by channel"), path="channel"),
        Choice(code="verdict", wording=_("by what the person says of it"), path="verdict"),
    ),
    office_filters=answering.FILTERS,
    orders=(answering.BY_DUE_DAY,),
    gathers=answering.gather,
    late=answering.is_late,
    select=("topic", "district", "commission", "member", "agency", "addressee", "publication"),
    index=AppealIndex,
    unopened=("text", "place", "answer", "verdict_text"),
    icon="inbox",
    doors=((_("Write an appeal"), "appeal-new"), (_("Follow an appeal"), "appeal-track")),
)
