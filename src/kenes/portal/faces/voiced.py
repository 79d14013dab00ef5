"""Problems voiced at events: each with its event and with what became of it."""

from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kenes.core.dimension import Choice
from kenes.core.period import Scope
from kenes.core.text import capital, fold
from kenes.events.problems.models import Problem
from kenes.organs.indicators import by_district, by_topic
from kenes.portal import voiced
from kenes.portal.face import Cell, Face, Offered, Order, Said, day, words
from kenes.portal.faces.occasions import choice, related

if TYPE_CHECKING:
    from kenes.council.models import Council

TEXTS = ("text_ru", "text_kk")
NOTHING, SOMETHING = "nothing", "something"


@dataclass(frozen=True, kw_only=True)
class _Voiced(Face):
    """Problems are found by their own words and by those of their event."""

    def found(self, rows: Any, text: str, council: "Council", *, sealed: bool = False) -> Any:
        for word in fold(text).split():
            # A problem keeps no folded key; its words begin small, or large in the first place.
            held = [Q(event__words__contains=word)]
            for name in TEXTS:
                held += [Q(**{f"{name}__contains": each}) for each in (word, capital(word))]
            rows = rows.filter(reduce(or_, held))
        return rows


def _outcomes(scope: Scope) -> list[tuple[str, str]]:
    return [
        (NOTHING, gettext("nothing yet")),
        (SOMETHING, gettext("something came of it")),
    ]


def _outcome(office: bool) -> Offered:
    def leaves(scope: Scope, key: str) -> Q:
        asked = voiced.came_to_something(office=office)
        return {NOTHING: ~asked, SOMETHING: asked}.get(key, Q(pk__in=[]))

    return Offered(code="became", wording=_("what came of it"), leaves=leaves, offers=_outcomes)


def _event(row: Any) -> Said:
    return {**words(row.event), "url": row.event.get_absolute_url(), "second": row.event.number}


BECAME = Cell(label=_("What came of it"), says=voiced.became)
PROBLEMS = _Voiced(
    code="problems",
    model=Problem,
    plural=_("Problems voiced"),
    lead=_("What members and residents raised at events, and what the council made of it."),
    by="event__held_on",
    cells=(
        Cell(label=_("Problem"), says=lambda row: words(row, "text")),
        Cell(
            label=_("Voiced on"),
            says=lambda row: day(row.event.held_on),
            kind="date",
            order="oldest",
        ),
        Cell(label=_("Event"), says=_event),
        Cell(label=_("Voiced by"), says=choice("voice")),
        Cell(label=_("Topic"), says=related("topic")),
        BECAME,
    ),
    filters=(
        _outcome(office=False),
        by_topic(),
        Choice(code="voice", wording=_("by who voiced it"), path="voice"),
        by_district("event__district"),
        Choice(code="kind", wording=_("by kind of event"), path="event__kind"),
    ),
    select=("event", "topic"),
    orders=(Order(code="oldest", by="event__held_on", ascending=True),),
    gathers=voiced.gather,
    icon="message",
)
# The office sees what came of a problem before everyone does: a recommendation in drafting.
PROBLEMS_OF_OFFICE = replace(PROBLEMS, filters=(_outcome(office=True), *PROBLEMS.filters[1:]))
