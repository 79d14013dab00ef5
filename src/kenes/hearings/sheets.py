"""The journal of hearings of agencies' reports."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from kenes.core import clock
from kenes.core.cell import Day, Named, Number, OneOf, Whole
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.core.sheet import NUMBER, Column, Facts, Lookup, Sheet
from kenes.hearings import actions
from kenes.hearings.models import Hearing
from kenes.organs.models import Organisation
from kenes.sittings.models import AgendaItem

S = Hearing.Status


def _hearing(facts: Facts, lookup: Lookup) -> Filing[Any]:
    state = facts.get("state", S.HEARD if "heard" in facts else S.PLANNED)
    item = _item(facts, lookup)
    heard_on = _heard_on(facts, state, item)
    hearing = Hearing(
        council=lookup.council,
        agency=facts["agency"],
        agency_kind_then=facts["agency"].kind,
        planned_on=facts["planned"],
        heard_on=heard_on,
        item=item,
        verdict=facts.get("verdict", ""),
        mark=facts.get("mark"),
    )
    return Filing(hearing, path=_course(facts["planned"], state, heard_on))


def _item(facts: Facts, lookup: Lookup) -> AgendaItem | None:
    """The item of the agenda under which the report stood."""
    if "sitting" not in facts and "position" not in facts:
        return None
    if "sitting" not in facts or "position" not in facts:
        missing = "sitting" if "position" in facts else "position"
        raise Refused(_("Name both the sitting and the item of its agenda."), field=missing)
    found: AgendaItem = lookup.numbered(
        "items", f"{lookup.key(facts['sitting'])}|{facts['position']}"
    )
    return found


def _heard_on(facts: Facts, state: str, item: AgendaItem | None) -> date | None:
    """The day the report was heard; refused where day, item and state contradict one another."""
    if state != S.HEARD:
        if "heard" in facts:
            raise Refused(_("Only a report that was heard has a day of hearing."), field="heard")
        return None
    if item is None:
        sentence = _("A report is heard as an item of the agenda of a sitting.")
        raise Refused(sentence, field="sitting")
    day: date = facts["heard"] if facts.get("heard") else item.sitting.held_on
    if day > clock.today():
        raise Refused(_("That day is still to come."), field="heard")
    return day


def _course(planned: date, state: str, heard_on: date | None) -> list[tuple[str, date]]:
    """A report heard before the day it was planned for was planned at the latest on that day.

    One that is still to come stands planned, postponed or called off from the day its line is
    taken in.
    """
    today = clock.today()
    begun = (S.PLANNED, min(planned, heard_on or planned, today))
    return [begun] if state == S.PLANNED else [begun, (state, min(heard_on or planned, today))]


HEARINGS = Sheet(
    code="hearings",
    kk="Есептерді тыңдау",
    ru="Отчёты госорганов",
    model=Hearing,
    columns=(
        NUMBER,
        Column("agency", "Мемлекеттік орган", "Госорган", Named(Organisation), required=True),
        Column("planned", "Жоспарланған күні", "Запланировано на", Day(), "05.03.2024", True),
        Column("heard", "Тыңдалған күні", "Заслушан", Day(), "05.03.2024"),
        Column("sitting", "Отырыс №", "№ заседания", Number("sittings"), "1/2024"),
        Column("position", "Күн тәртібіндегі реті", "Пункт повестки", Whole(), 2),
        Column("verdict", "Дауыс беру қорытындысы", "Итог голосования", OneOf(Hearing.Verdict)),
        Column("mark", "Баға", "Оценка", Whole(), 4),
        Column("state", "Күйі", "Состояние", OneOf(S)),
    ),
    build=_hearing,
    register=actions.take_in,
    amend=actions.amend,
    natural_key=("agency", "planned"),
    dated_by="planned",
)

SHEETS = (HEARINGS,)
