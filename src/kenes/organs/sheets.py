"""The journals of the directories."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from kenes.core import record
from kenes.core.cell import Day, Named, OneOf, Text, Whole, words
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.core.sheet import Column, Facts, Lookup, Sheet
from kenes.organs.models import District, Organisation, Topic

NAME_KK = Column("title_kk", "Атауы қазақша", "Название на казахском", example="Медеу ауданы")
NAME_RU = Column("title_ru", "Атауы орысша", "Название на русском", example="Медеуский район")
NAME_EN = Column("title_en", "Атауы ағылшынша", "Название на английском", example="Medeu")
ALIASES = Column("aliases", "Басқаша жазылуы", "Пишут также", example="Медеу; Медеуский")

MAP_COLUMN = Column("map_column", "Картада солдан", "На карте слева", Whole(), example=3)
MAP_ROW = Column("map_row", "Картада жоғарыдан", "На карте сверху", Whole(), example=2)


@dataclass(frozen=True)
class _Address(Text):
    """An e-mail address."""

    def read(self, raw: Any, lookup: Lookup) -> str:
        address = words(raw).removeprefix("mailto:")
        try:
            validate_email(address)
        except ValidationError:
            raise Refused(_("This is no e-mail address.")) from None
        return address


def languages() -> list[tuple[str, Any]]:
    """The languages in which the council writes letters."""
    return list(settings.LANGUAGES)


def names(facts: Facts) -> dict[str, Any]:
    """The names of a directory's row as a line says them."""
    written = {code: facts.get(code, "") for code in ("title_kk", "title_ru", "title_en")}
    aliases = [alias.strip() for alias in facts.get("aliases", "").split(";") if alias.strip()]
    return written | {"aliases": "\n".join(aliases)}


def _district(facts: Facts, lookup: Lookup) -> Filing[Any]:
    at = {code: facts.get(code) for code in (MAP_COLUMN.code, MAP_ROW.code)}
    return Filing(District(council=lookup.council, **at, **names(facts)))


def _topic(facts: Facts, lookup: Lookup) -> Filing[Any]:
    return Filing(Topic(council=lookup.council, **names(facts)))


def _organisation(facts: Facts, lookup: Lookup) -> Filing[Any]:
    return Filing(
        Organisation(
            council=lookup.council,
            kind=facts["kind"],
            parent=lookup.named(Organisation, facts["parent"]) if "parent" in facts else None,
            district=facts.get("district"),
            since_on=facts.get("since"),
            ended_on=facts.get("ended"),
            email=facts.get("email", ""),
            language=facts.get("language", "kk"),
            **names(facts),
        )
    )


DISTRICTS = Sheet(
    code="districts",
    kk="Аудандар",
    ru="Районы",
    model=District,
    columns=(NAME_KK, NAME_RU, NAME_EN, ALIASES, MAP_COLUMN, MAP_ROW),
    build=_district,
    register=record.register,
    natural_key=("title_ru", "title_kk"),
)

TOPICS = Sheet(
    code="topics",
    kk="Тақырыптар",
    ru="Темы",
    model=Topic,
    columns=(NAME_KK, NAME_RU, NAME_EN, ALIASES),
    build=_topic,
    register=record.register,
    natural_key=("title_ru", "title_kk"),
)

ORGANISATIONS = Sheet(
    code="organisations",
    kk="Ұйымдар",
    ru="Организации",
    model=Organisation,
    columns=(
        NAME_KK,
        NAME_RU,
        NAME_EN,
        Column("kind", "Түрі", "Вид", OneOf(Organisation.Kind), "госорган", required=True),
        Column("parent", "Кімге бағынады", "Кому подведомственна"),
        Column("district", "Аудан", "Район", Named(District)),
        Column("since", "Басталуы", "Существует с", Day()),
        Column("ended", "Аяқталуы", "Упразднена", Day()),
        Column("email", "Электрондық пошта", "Электронная почта", _Address(), "info@example.kz"),
        Column("language", "Хат тілі", "Язык писем", OneOf(languages), "kk"),
        ALIASES,
    ),
    build=_organisation,
    register=record.register,
    natural_key=("title_ru", "title_kk"),
)

SHEETS = (DISTRICTS, TOPICS, ORGANISATIONS)
