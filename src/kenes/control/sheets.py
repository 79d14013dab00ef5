"""The journals of public hearings and of monitorings."""

from typing import Any

from kenes.control.models import Monitoring, PublicHearing
from kenes.core import record
from kenes.core.cell import Day, Named
from kenes.core.filing import Filing
from kenes.core.sheet import NUMBER, Column, Facts, Lookup, Sheet
from kenes.events.sheets import AUDIENCES, LATER, OCCASION, STATED, came, occasion
from kenes.organs.models import Organisation


def _public_hearing(facts: Facts, lookup: Lookup) -> Filing[Any]:
    within = occasion(facts, lookup, "public_hearing")
    within.parts = [*within.parts, *came(within, facts)]
    hearing = PublicHearing(
        council=lookup.council, event=within.row, protocol_on=facts.get("protocol_on")
    )
    return Filing(hearing, within=within)


def _monitoring(facts: Facts, lookup: Lookup) -> Filing[Any]:
    within = occasion(facts, lookup, "monitoring", began_on=facts.get("began"))
    monitoring = Monitoring(
        council=lookup.council,
        event=within.row,
        object_kk=facts.get("object_kk", ""),
        object_ru=facts.get("object_ru", ""),
        agency=facts.get("agency"),
        concluded_on=facts.get("concluded_on"),
    )
    return Filing(monitoring, within=within)


PUBLIC_HEARINGS = Sheet(
    code="public_hearings",
    kk="Қоғамдық тыңдаулар",
    ru="Общественные слушания",
    model=PublicHearing,
    columns=(
        NUMBER,
        *OCCASION,
        Column(
            "protocol_on",
            "Қорытынды хаттама қабылданды",
            "Итоговый протокол принят",
            Day(),
            "21.03.2024",
        ),
        *AUDIENCES,
        *LATER,
        STATED,
    ),
    build=_public_hearing,
    register=record.register,
    natural_key=("on", "title_ru", "title_kk"),
    dated_by="on",
)

MONITORINGS = Sheet(
    code="monitorings",
    kk="Қоғамдық мониторингтер",
    ru="Общественные мониторинги",
    model=Monitoring,
    columns=(
        NUMBER,
        *OCCASION,
        Column("began", "Басталған күні", "Начало выезда", Day(), "12.03.2024"),
        Column("object_kk", "Нысан қазақша", "Объект на казахском", example="№ 5 қалалық емхана"),
        Column(
            "object_ru",
            "Нысан орысша",
            "Объект на русском",
            example="Городская поликлиника № 5",
        ),
        Column("agency", "Мемлекеттік орган", "Госорган", Named(Organisation)),
        Column("concluded_on", "Қорытынды күні", "Дата заключения", Day(), "20.03.2024"),
        *LATER,
        STATED,
    ),
    build=_monitoring,
    register=record.register,
    natural_key=("on", "object_ru", "object_kk", "title_ru", "title_kk"),
    dated_by="on",
)

SHEETS = (PUBLIC_HEARINGS, MONITORINGS)
