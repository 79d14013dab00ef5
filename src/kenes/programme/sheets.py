"""The journals of the funded programme and of its lines."""

from typing import Any

from kenes.core import record
from kenes.core.cell import Day, Named, OneOf, Whole
from kenes.core.filing import Filing
from kenes.core.sheet import Column, Facts, Lookup, Sheet
from kenes.organs.models import Organisation
from kenes.organs.sheets import ALIASES, NAME_EN, NAME_KK, NAME_RU, names
from kenes.programme.models import Programme, ProgrammeLine


def _programme(facts: Facts, lookup: Lookup) -> Filing[Any]:
    return Filing(
        Programme(
            council=lookup.council,
            body=facts.get("body"),
            since_on=facts["since"],
            until_on=facts["until"],
            goal_kk=facts.get("goal_kk", ""),
            goal_ru=facts.get("goal_ru", ""),
            **names(facts),
        )
    )


def _line(facts: Facts, lookup: Lookup) -> Filing[Any]:
    return Filing(
        ProgrammeLine(
            council=lookup.council,
            programme=facts["programme"],
            ordinal=facts["ordinal"],
            kind=facts["kind"],
            year=facts["year"],
            title_kk=facts.get("title_kk", ""),
            title_ru=facts.get("title_ru", ""),
            tenge=facts.get("tenge", 0),
        )
    )


PROGRAMMES = Sheet(
    code="programmes",
    kk="Бағдарламалар",
    ru="Программы",
    model=Programme,
    columns=(
        NAME_KK,
        NAME_RU,
        NAME_EN,
        Column("body", "Қолдаушы орган", "Поддерживающий орган", Named(Organisation)),
        Column("since", "Басталуы", "Начало", Day(), "01.01.2023", required=True),
        Column("until", "Аяқталуы", "Окончание", Day(), "31.12.2025", required=True),
        Column("goal_kk", "Мақсаты қазақша", "Цель на казахском"),
        Column("goal_ru", "Мақсаты орысша", "Цель на русском"),
        ALIASES,
    ),
    build=_programme,
    register=record.register,
    natural_key=("title_ru", "title_kk"),
)

LINES = Sheet(
    code="programme_lines",
    kk="Бағдарлама жолдары",
    ru="Строки программы",
    model=ProgrammeLine,
    columns=(
        Column("programme", "Бағдарлама", "Программа", Named(Programme), required=True),
        Column("ordinal", "Реті", "Пункт", Whole(), 1, required=True),
        Column("kind", "Түрі", "Вид", OneOf(ProgrammeLine.Kind), "task", required=True),
        Column("year", "Жыл", "Год", Whole(), 2024, required=True),
        Column("title_kk", "Атауы қазақша", "Название на казахском"),
        Column("title_ru", "Атауы орысша", "Название на русском"),
        Column("tenge", "Сомасы, теңге", "Сумма, тенге", Whole(), 1500000),
    ),
    build=_line,
    register=record.register,
    natural_key=("programme", "ordinal", "year"),
)

SHEETS = (PROGRAMMES, LINES)
