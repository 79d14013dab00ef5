"""The journals of the council itself: convocations, people, seats, mandates, bodies."""

from typing import Any

from kenes.core import record
from kenes.core.cell import Day, Named, OneOf, Whole
from kenes.core.filing import Filing
from kenes.core.sheet import Column, Facts, Lookup, Sheet
from kenes.council import actions
from kenes.council.bodies import actions as bodies
from kenes.council.models import Body, Convocation, Mandate, Office, Person, Seat
from kenes.organs.models import Organisation
from kenes.organs.sheets import ALIASES, NAME_EN, NAME_KK, NAME_RU, names

SINCE = Column("since", "Басталуы", "С какого дня", Day(), "16.05.2022", required=True)
ENDED = Column("ended", "Аяқталуы", "Закончилось", Day())
CONVOCATION = Column("convocation", "Шақырылым", "Созыв", Whole(), 3, required=True)
PERSON = Column(
    "person", "Кеңес мүшесі", "Член совета", Named(Person), "Сейтова Айгүл", required=True
)


def _convocation(facts: Facts, lookup: Lookup) -> Filing[Any]:
    return Filing(
        Convocation(
            council=lookup.council,
            ordinal=facts["convocation"],
            since_on=facts["since"],
            ended_on=facts.get("ended"),
        )
    )


def _person(facts: Facts, lookup: Lookup) -> Filing[Any]:
    return Filing(
        Person(
            council=lookup.council,
            sex=facts.get("sex", ""),
            birth_year=facts.get("birth_year"),
            **names(facts),
        )
    )


def _seat(facts: Facts, lookup: Lookup) -> Filing[Any]:
    return Filing(
        Seat(
            council=lookup.council,
            convocation=lookup.numbered("convocations", str(facts["convocation"])),
            ordinal=facts["seat"],
            quota=facts["quota"],
        )
    )


def _mandate(facts: Facts, lookup: Lookup) -> Filing[Any]:
    return Filing(
        Mandate(
            council=lookup.council,
            seat=lookup.numbered("seats", f"{facts['convocation']}|{facts['seat']}"),
            person=facts["person"],
            since_on=facts["since"],
            ended_on=facts.get("ended"),
            entered=facts["entered"],
            decided_on=facts.get("decided", facts["since"]),
            nominated_by=facts.get("nominated_by"),
            ground=facts.get("ground", ""),
        )
    )


def _body(facts: Facts, lookup: Lookup) -> Filing[Any]:
    return Filing(
        Body(
            council=lookup.council,
            kind=facts["kind"],
            since_on=facts["since"],
            ended_on=facts.get("ended"),
            **names(facts),
        )
    )


def _office(facts: Facts, lookup: Lookup) -> Filing[Any]:
    return Filing(
        Office(
            council=lookup.council,
            body=facts["body"],
            person=facts["person"],
            role=facts["role"],
            since_on=facts["since"],
            ended_on=facts.get("ended"),
        )
    )


CONVOCATIONS = Sheet(
    code="convocations",
    kk="Шақырылымдар",
    ru="Созывы",
    model=Convocation,
    columns=(CONVOCATION, SINCE, ENDED),
    build=_convocation,
    register=record.register,
    natural_key=("convocation",),
)

PEOPLE = Sheet(
    code="people",
    kk="Адамдар",
    ru="Люди",
    model=Person,
    columns=(
        Column("title_ru", "Аты-жөні", "Фамилия, имя, отчество", example="Сейтова Айгүл Маратовна"),
        Column("title_kk", "Аты-жөні қазақша", "Имя на казахском"),
        Column("sex", "Жынысы", "Пол", OneOf(Person.Sex)),
        Column("birth_year", "Туған жылы", "Год рождения", Whole(), 1975),
        ALIASES,
    ),
    build=_person,
    register=record.register,
    natural_key=("title_ru",),
)

SEATS = Sheet(
    code="seats",
    kk="Орындар",
    ru="Места",
    model=Seat,
    columns=(
        CONVOCATION,
        Column("seat", "Орын", "Место", Whole(), 1, required=True),
        Column("quota", "Квота", "Квота", OneOf(Seat.Quota), "гражданское общество", required=True),
    ),
    build=_seat,
    register=record.register,
    natural_key=("convocation", "seat"),
)

MANDATES = Sheet(
    code="mandates",
    kk="Құрам",
    ru="Состав",
    model=Mandate,
    columns=(
        CONVOCATION,
        Column("seat", "Орын", "Место", Whole(), 1, required=True),
        PERSON,
        SINCE,
        ENDED,
        Column("entered", "Қалай кірді", "Как вошёл", OneOf(Mandate.Entered), required=True),
        Column("decided", "Шешім күні", "Дата решения", Day()),
        Column("nominated_by", "Кім ұсынды", "Кем выдвинут", Named(Organisation)),
        Column("ground", "Шығу негізі", "Основание выбытия", OneOf(Mandate.Ground)),
    ),
    build=_mandate,
    register=actions.seat,
    natural_key=("convocation", "seat", "person"),
    across=actions.refuse_overlap,
)

BODIES = Sheet(
    code="bodies",
    kk="Органдар",
    ru="Органы совета",
    model=Body,
    columns=(
        NAME_KK,
        NAME_RU,
        NAME_EN,
        Column("kind", "Түрі", "Вид", OneOf(Body.Kind), "комиссия", required=True),
        SINCE,
        ENDED,
        ALIASES,
    ),
    build=_body,
    register=record.register,
    natural_key=("title_ru", "title_kk"),
)

OFFICES = Sheet(
    code="offices",
    kk="Рөлдер",
    ru="Роли",
    model=Office,
    columns=(
        Column("body", "Орган", "Орган", Named(Body), required=True),
        PERSON,
        Column("role", "Рөлі", "Роль", OneOf(Office.Role), "член", required=True),
        SINCE,
        ENDED,
    ),
    build=_office,
    register=bodies.appoint,
    natural_key=("body", "person", "role", "since"),
    across=bodies.refuse_overlap,
)

SHEETS = (CONVOCATIONS, PEOPLE, SEATS, MANDATES, BODIES, OFFICES)
