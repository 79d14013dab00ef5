"""The journal of sociological surveys."""

from typing import Any

from kenes.core import record
from kenes.core.cell import Day, Whole
from kenes.core.filing import Filing
from kenes.core.sheet import NUMBER, Column, Facts, Lookup, Sheet
from kenes.surveys.models import Survey


def _survey(facts: Facts, lookup: Lookup) -> Filing[Any]:
    return Filing(
        Survey(
            council=lookup.council,
            title_kk=facts.get("title_kk", ""),
            title_ru=facts.get("title_ru", ""),
            field_from=facts["from"],
            field_until=facts["until"],
            respondents=facts.get("respondents"),
            method_kk=facts.get("method_kk", ""),
            method_ru=facts.get("method_ru", ""),
        )
    )


SURVEYS = Sheet(
    code="surveys",
    kk="Әлеуметтік сауалнамалар",
    ru="Социологические исследования",
    model=Survey,
    columns=(
        NUMBER,
        Column("title_kk", "Атауы қазақша", "Название на казахском"),
        Column("title_ru", "Атауы орысша", "Название на русском"),
        Column("from", "Далалық жұмыс басталды", "Начало опроса", Day(), "01.03.2024", True),
        Column("until", "Далалық жұмыс аяқталды", "Конец опроса", Day(), "15.03.2024", True),
        Column("respondents", "Респонденттер", "Респондентов", Whole(), 1200),
        Column("method_kk", "Әдісі қазақша", "Метод на казахском", example="телефон арқылы"),
        Column("method_ru", "Әдісі орысша", "Метод на русском", example="по телефону"),
    ),
    build=_survey,
    register=record.register,
    natural_key=("until", "title_ru", "title_kk"),
    dated_by="until",
)

SHEETS = (SURVEYS,)
