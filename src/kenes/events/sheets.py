"""The journals of events and of the problems voiced at them."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from kenes.core import clock, record
from kenes.core.cell import Clock, Day, Named, NamedMany, Number, OneOf, Whole, YesNo
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.core.row import Row
from kenes.core.sheet import NUMBER, Column, Facts, Lookup, Sheet
from kenes.council.models import Person
from kenes.events.kinds import KINDS
from kenes.events.ledger.whole import refuse_overfull
from kenes.events.models import Coorganiser, Event, Participant, ReachEntry
from kenes.events.problems.models import Problem
from kenes.organs.models import District, Organisation, Topic

S = Event.Status
A = ReachEntry.Audience
AHEAD = (S.PLANNED, S.ADJOURNED)

DATE = Column("on", "Күні", "Дата", Day(), "14.03.2024", required=True)
TITLE_KK = Column("title_kk", "Атауы қазақша", "Название на казахском")
TITLE_RU = Column("title_ru", "Атауы орысша", "Название на русском")
# What every occasion may tell, whatever register it belongs to.
OCCASION = (
    DATE,
    Column("at", "Уақыты", "Время", Clock()),
    TITLE_KK,
    TITLE_RU,
    Column("place", "Өтетін жері", "Место"),
    Column("district", "Аудан", "Район", Named(District)),
    Column("topic", "Тақырып", "Тема", Named(Topic)),
    Column("state", "Күйі", "Состояние", OneOf(S), "held"),
    Column("coorganisers", "Бірлесіп ұйымдастырушылар", "Соорганизаторы", NamedMany(Organisation)),
    Column("participants", "Қатысқан мүшелер", "Участвовали члены совета", NamedMany(Person)),
)
# Columns that came later stand at the end, where nobody's workbook is disturbed by them.
LATER = (
    Column("ends_at", "Аяқталу уақыты", "Время окончания", Clock(), "12:00"),
    Column("places", "Залдағы орын саны", "Мест в зале", Whole(), 60),
)
STATED = Column("reach_stated", "Есептегі қамту", "Охват по отчёту", Whole())
AUDIENCES = (
    Column(A.MEMBERS, "Мүшелер мен сарапшылар", "Члены и эксперты", Whole(), 4),
    # Not "state": that column says how the event stands.
    Column("state_bodies", "Мемлекеттік органдар", "Госорганы", Whole(), 6),
    Column(A.QUASI_STATE, "Квазимемлекеттік сектор", "Квазигоссектор", Whole(), 2),
    Column(A.BUSINESS, "Бизнес", "Бизнес", Whole(), 3),
    Column(A.HOUSE_HEADS, "ПИК және МИБ басшылары", "Главы КСК и ОСИ", Whole(), 5),
    Column(A.ACTIVISTS, "Қала белсенділері", "Активисты", Whole(), 4),
    Column(A.RESIDENTS, "Тұрғындар", "Жители", Whole(), 12),
    Column(A.OTHERS, "Басқалар", "Прочие", Whole(), 0),
)


def kinds() -> list[tuple[str, Any]]:
    """The kinds a clerk enters as events; occasions of other registers have their own sheets."""
    return [(kind.code, kind.name) for kind in KINDS.values() if not kind.occasion]


def occasion(facts: Facts, lookup: Lookup, kind: str, **more: Any) -> Filing[Any]:
    """The event a line tells of, with its co-organisers and the members who took part."""
    event = Event(
        council=lookup.council,
        kind=kind,
        title_kk=facts.get("title_kk", ""),
        title_ru=facts.get("title_ru", ""),
        held_on=facts["on"],
        starts_at=facts.get("at"),
        ends_at=facts.get("ends_at"),
        place=facts.get("place", ""),
        places=facts.get("places"),
        reach_stated=facts.get("reach_stated"),
        district=facts.get("district"),
        topic=facts.get("topic"),
        **more,
    )
    return Filing(event, path=course(facts), parts=[*_with_whom(event, facts)])


def course(facts: Facts) -> list[tuple[str, Any]]:
    """An occasion is planned, and on its day it comes to the state the journal tells.

    The journal does not say when it was planned: one to come stands planned from the day its line
    is taken in. What is still to come and has no state is planned, and cannot have been held.
    """
    on, today = facts["on"], clock.today()
    state = facts.get("state", S.PLANNED if on > today else S.HELD)
    if state == S.HELD and on > today:
        raise Refused(_("That day is still to come."), field="on")
    known = min(on, today)
    return [(S.PLANNED, known)] if state == S.PLANNED else [(S.PLANNED, known), (state, known)]


def _with_whom(event: Event, facts: Facts) -> Sequence[Row]:
    organisations = facts.get("coorganisers", ())
    return [
        *(
            Coorganiser(council=event.council, event=event, organisation=each, kind_then=each.kind)
            for each in organisations
        ),
        *(
            Participant(council=event.council, event=event, person=person)
            for person in facts.get("participants", ())
        ),
    ]


def came(event: Filing[Any], facts: Facts) -> Sequence[Row]:
    """The lines of the reach ledger that a journal tells of: so many of each audience."""
    found = []
    for audience, column in zip(A, AUDIENCES, strict=True):
        if not facts.get(column.code):
            continue
        if event.path[-1][0] in AHEAD:
            raise Refused(_("The event is still ahead: nobody has come yet."), field=column.code)
        said = {"audience": audience, "people": facts[column.code]}
        said |= {"estimated": facts.get("estimated", False)}
        found.append(ReachEntry(council=event.row.council, event=event.row, **said))
    try:
        refuse_overfull(event.row, found)
    except Refused as refused:
        raise Refused(refused.sentence, field="places") from None
    return found


def _event(facts: Facts, lookup: Lookup) -> Filing[Any]:
    filing = occasion(facts, lookup, facts["kind"], akim_of=facts.get("akim_of"))
    filing.parts = [*filing.parts, *came(filing, facts)]
    return filing


def _problem(facts: Facts, lookup: Lookup) -> Filing[Any]:
    return Filing(
        Problem(
            council=lookup.council,
            event=facts["event"],
            text_kk=facts.get("text_kk", ""),
            text_ru=facts.get("text_ru", ""),
            voice=facts["voice"],
            topic=facts.get("topic"),
        )
    )


EVENTS = Sheet(
    code="events",
    kk="Іс-шаралар",
    ru="Мероприятия",
    model=Event,
    columns=(
        NUMBER,
        Column("kind", "Түрі", "Вид", OneOf(kinds), "platform", required=True),
        *OCCASION,
        Column("akim_of", "Қай әкімдіктің әкімі", "Аким какого акимата", Named(Organisation)),
        *AUDIENCES,
        Column("estimated", "Бағалау бойынша", "По оценке", YesNo()),
        *LATER,
        STATED,
    ),
    build=_event,
    register=record.register,
    natural_key=("kind", "on", "title_ru", "title_kk"),
    dated_by="on",
)

PROBLEMS = Sheet(
    code="problems",
    kk="Көтерілген мәселелер",
    ru="Озвученные проблемы",
    model=Problem,
    columns=(
        Column("event", "Іс-шара №", "№ мероприятия", Number("events"), "1/2024", required=True),
        Column("text_kk", "Мәселе қазақша", "Проблема на казахском"),
        Column("text_ru", "Мәселе орысша", "Проблема на русском"),
        Column("voice", "Кім айтты", "Кто озвучил", OneOf(Problem.Voice), required=True),
        Column("topic", "Тақырып", "Тема", Named(Topic)),
    ),
    build=_problem,
    register=record.register,
    natural_key=("event", "text_ru", "text_kk"),
)

SHEETS = (EVENTS, PROBLEMS)
