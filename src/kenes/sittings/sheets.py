"""The journals of sittings and of their agendas."""

from typing import Any

from kenes.core import record
from kenes.core.cell import Named, Number, OneOf, Whole, YesNo
from kenes.core.filing import Filing
from kenes.core.sheet import NUMBER, Column, Facts, Lookup, Sheet
from kenes.council.models import Body
from kenes.events.sheets import LATER, OCCASION, occasion
from kenes.sittings.models import AgendaItem, Sitting


def _sitting(facts: Facts, lookup: Lookup) -> Filing[Any]:
    within = occasion(facts, lookup, "sitting")
    return Filing(
        Sitting(
            council=lookup.council,
            event=within.row,
            body=facts["body"],
            form=facts.get("form", Sitting.Form.REGULAR),
            seats_then=facts.get("seats"),
            quorum_then=facts.get("quorum"),
            present=facts.get("present"),
        ),
        within=within,
    )


def _item(facts: Facts, lookup: Lookup) -> Filing[Any]:
    return Filing(
        AgendaItem(
            council=lookup.council,
            sitting=facts["sitting"],
            position=facts["position"],
            kind=facts.get("kind", AgendaItem.Kind.QUESTION),
            title_kk=facts.get("title_kk", ""),
            title_ru=facts.get("title_ru", ""),
            taken_up=facts.get("taken_up", True),
        )
    )


SITTINGS = Sheet(
    code="sittings",
    kk="Отырыстар",
    ru="Заседания",
    model=Sitting,
    columns=(
        NUMBER,
        Column("body", "Орган", "Орган", Named(Body), required=True),
        Column("form", "Нысаны", "Форма", OneOf(Sitting.Form), "regular"),
        *OCCASION,
        Column("seats", "Барлық мүше", "Всего членов", Whole(), 38),
        Column("quorum", "Кворум", "Кворум", Whole(), 26),
        Column("present", "Қатысқаны", "Присутствовало", Whole(), 31),
        *LATER,
    ),
    build=_sitting,
    register=record.register,
    natural_key=("body", "on"),
    dated_by="on",
)

ITEMS = Sheet(
    code="items",
    kk="Күн тәртібі",
    ru="Повестка",
    model=AgendaItem,
    columns=(
        Column("sitting", "Отырыс №", "№ заседания", Number("sittings"), "1/2024", required=True),
        Column("position", "Реті", "Пункт", Whole(), 1, required=True),
        Column("kind", "Түрі", "Вид", OneOf(AgendaItem.Kind), "question"),
        Column("title_kk", "Мәселе қазақша", "Вопрос на казахском"),
        Column("title_ru", "Мәселе орысша", "Вопрос на русском"),
        Column("taken_up", "Қаралды", "Рассмотрен", YesNo(), "да"),
    ),
    build=_item,
    register=record.register,
    natural_key=("sitting", "position"),
)

SHEETS = (SITTINGS, ITEMS)
