"""The journal of figures taken over from papers."""

from typing import Any

from django.utils.translation import gettext as _

from kenes.core import record
from kenes.core.cell import Day, Whole
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.core.sheet import Column, Facts, Lookup, Sheet
from kenes.report.catalogue import figure
from kenes.report.models import StatedFigure


def _stated(facts: Facts, lookup: Lookup) -> Filing[Any]:
    if facts["until"] < facts["since"]:
        raise Refused(_("The period ends before it begins."), field="until")
    return Filing(
        StatedFigure(
            council=lookup.council,
            code=figure(facts["code"]).code,
            since_on=facts["since"],
            until_on=facts["until"],
            value=facts["value"],
            paper_kk=facts.get("paper_kk", ""),
            paper_ru=facts.get("paper_ru", ""),
        )
    )


STATED = Sheet(
    code="stated",
    kk="Қағаздан алынған көрсеткіштер",
    ru="Показатели из документов",
    model=StatedFigure,
    columns=(
        Column("code", "Көрсеткіш", "Показатель", example="acts.reviewed", required=True),
        Column("since", "Басталуы", "С", Day(), "01.01.2020", required=True),
        Column("until", "Аяқталуы", "По", Day(), "31.12.2021", required=True),
        Column("value", "Мәні", "Значение", Whole(), 120, required=True),
        Column("paper_kk", "Құжат қазақша", "Документ на казахском"),
        Column("paper_ru", "Құжат орысша", "Документ на русском"),
    ),
    build=_stated,
    register=record.register,
    natural_key=("code", "since", "until"),
)

SHEETS = (STATED,)
