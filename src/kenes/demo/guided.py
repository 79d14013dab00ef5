"""Forms of public control that are under way on the demo's day, each at a step of its guide.

What is entered here is planned or changes no figure; what the visitor makes of it is his.
"""

from datetime import date, time, timedelta
from typing import TYPE_CHECKING, cast

from kenes.control import actions
from kenes.control.checklists import actions as checklists
from kenes.control.checklists.models import Checklist, CheckQuestion, FieldEntry
from kenes.control.models import Monitoring, PublicDiscussion, PublicExpertise, PublicHearing
from kenes.control.monitorings import actions as monitorings
from kenes.control.occasions import actions as occasions
from kenes.control.occasions.models import PublicQuestion
from kenes.control.subjects import actions as subjects
from kenes.control.subjects.models import Subject
from kenes.core import attachment, clock, record
from kenes.core.filing import Filing
from kenes.demo import places
from kenes.demo.days import working
from kenes.events.models import Event, ReachEntry
from kenes.organs.models import Organisation
from kenes.sittings.models import Sitting

if TYPE_CHECKING:
    from kenes.core.access import User
    from kenes.council.models import Council

DRAFT = (
    "Проект: велосипедная сеть города. Магистрали, стоянки, переходы. "
    "Жоба: қаланың велосипед желісі. Магистральдар, тұрақтар, өткелдер.\n"
)
ASKED = (
    ("ru", "Будет ли дорожка отделена от проезжей части?"),
    ("kk", "Мектептердің жанында велосипед тұрағы бола ма?"),
)
TWICE = "Внесено дважды"
Q = CheckQuestion.Kind
LIST = (
    ("Кіреберіс", "Вход", Q.YES_NO, "Пандус бар ма?", "Есть ли пандус?", "no"),
    ("Кіреберіс", "Вход", Q.NUMBER, "Есіктің ені, см", "Ширина двери, см", "82"),
    ("Тіркеу", "Регистратура", Q.NUMBER, "Кезекте күту, мин", "Ожидание в очереди, мин", "25"),
    ("Тіркеу", "Регистратура", Q.TEXT, "Не кедергі?", "Что мешает?", "Одно окно на весь этаж"),
    ("Тіркеу", "Регистратура", Q.PHOTO, "Терезе", "Окно приёма", ""),
)


def lay(council: "Council", *, by: "User") -> None:
    """Lay out one of each form, the hearing with its notice, the monitoring with its entries."""
    _hearing(council, by=by)
    _monitoring(council, by=by)
    _expertise(council, by=by)
    _discussion(council, by=by)


def _agency(council: "Council", at: int) -> Organisation:
    rows = Organisation.objects.of(council).live().filter(kind=Organisation.Kind.STATE_BODY)
    found: Organisation = rows.order_by("code")[at]
    return found


def _hearing(council: "Council", *, by: "User") -> None:
    """The hearing the journal has planned is agreed, told of and shown; people ask."""
    hearings = PublicHearing.objects.of(council).live().filter(event__held_on__gt=clock.today())
    hearing = hearings.select_related("event", "council").order_by("event__held_on")[0]
    today = clock.today()
    actions.initiate(hearing, initiator="Комиссия по городской среде, пять членов совета", by=by)
    who = "Заместитель руководителя, письмо № 03-117"
    actions.agree(hearing, agency=_agency(council, 0), who=who, on=today, by=by)
    actions.give_notice(hearing, on=today, by=by)
    actions.show_materials(hearing, on=today, by=by)
    attachment.attach(hearing, "project.txt", [DRAFT.encode()], public=True, by=by)
    for language, text in ASKED:
        question = PublicQuestion(
            council=council, event=hearing.event, text=text, language=language
        )
        occasions.ask(question, by=by)
        occasions.show(question, by=by)


def _within(council: "Council", kind: str, kk: str, ru: str, days: int) -> Event:
    day = working().this_or_next(clock.today() + timedelta(days=days))
    return Event(
        council=council,
        kind=kind,
        title_kk=kk,
        title_ru=ru,
        held_on=day,
        starts_at=time(15),
        place=places.OWN_HALL,
    )


def _monitoring(council: "Council", *, by: "User") -> None:
    event = _within(
        council,
        "monitoring",
        "Қоғамдық мониторинг: «Емханаға кедергісіз кіру»",
        "Общественный мониторинг: «Доступ в поликлинику без преград»",
        0,
    )
    monitoring = Monitoring(
        council=council,
        event=event,
        object_kk="Оңтүстік ауданының емханасы",
        object_ru="Поликлиника южных кварталов",
        agency=_agency(council, 1),
    )
    within = Filing(event, path=[(Event.Status.PLANNED, clock.today())])
    monitorings.register_monitorings([Filing(monitoring, within=within)], by=by)
    purpose = {
        "purpose_kk": "Арбамен және қолтаяқпен кіруге бола ма",
        "purpose_ru": "Можно ли войти с коляской и на костылях",
        "by_control_law": True,
    }
    today = clock.today()
    monitorings.purpose(monitoring, by=by, **purpose)
    monitorings.inform(monitoring, on=today, by=by)
    for name, role, head in (
        ("Әлімова Гүлнар", Subject.Role.MEMBER, True),
        ("Громов Илья", Subject.Role.CITIZEN, False),
    ):
        person = cast("Subject", Subject.about(monitoring, name=name, role=role, head=head))
        subjects.name(monitoring, person, by=by)
        subjects.declare(person, conflict=Subject.Conflict.NONE, conflict_text="", on=today, by=by)
    given = Monitoring.Consent.GIVEN
    monitorings.consent(monitoring, consent=given, who="Письмо № 44", on=today, by=by)
    _checklist(monitoring, by=by)


def _checklist(monitoring: Monitoring, *, by: "User") -> None:
    council = monitoring.council
    titles = {"title_kk": "Кедергісіз орта", "title_ru": "Среда без преград"}
    checklist = Checklist(council=council, monitoring=monitoring, **titles)
    checklists.begin(checklist, by=by)
    entries = []
    for section_kk, section_ru, kind, kk, ru, said in LIST:
        question = CheckQuestion(
            council=council,
            checklist=checklist,
            section_kk=section_kk,
            section_ru=section_ru,
            kind=kind,
            text_kk=kk,
            text_ru=ru,
        )
        checklists.add(question, by=by)
        if said:
            entry = FieldEntry(
                council=council,
                question=question,
                who="Громов Илья",
                found_at=clock.now(),
                yes=said == "yes" if kind == Q.YES_NO else None,
                amount=said if kind == Q.NUMBER else None,
                text=said if kind == Q.TEXT else "",
            )
            entries.append(entry)
    checklists.enter(entries, by=by)
    checklists.publish(entries[:2], by=by)
    checklists.keep_pattern(checklist, by=by)


def _expertise(council: "Council", *, by: "User") -> None:
    today = clock.today()
    expertise = PublicExpertise(
        council=council,
        title_kk="Қала орталығын жоспарлау жобасының қоғамдық сараптамасы",
        title_ru="Общественная экспертиза проекта планировки центра города",
        petitioned_on=today - timedelta(days=150),
        petitioner="ОО «Жайлы қала»",
        agency=_agency(council, 2),
    )
    path = [(PublicExpertise.Status.PETITIONED, expertise.petitioned_on)]
    record.register([Filing(expertise, path=path)], by=by)
    held = Sitting.objects.of(council).live().filter(event__status=Event.Status.HELD)
    sitting = held.select_related("event").order_by("-event__held_on")[0]
    actions.assign(expertise, sitting=sitting, association="ОО «Градостроители»", by=by)
    for name, years in (("Сәрсенова Мадина", 12), ("Ли Виктор", 7)):
        facts = {"name": name, "role": Subject.Role.EXPERT, "years": years}
        degree = {"qualification": "доктор архитектуры"}
        expert = cast("Subject", Subject.about(expertise, **facts, **degree))
        subjects.name(expertise, expert, by=by)
        subjects.declare(expert, conflict=Subject.Conflict.NONE, conflict_text="", on=today, by=by)


def _discussion(council: "Council", *, by: "User") -> None:
    event = _within(
        council,
        "discussion",
        "Қоғамдық талқылау: аула аумақтарын абаттандыру",
        "Общественное обсуждение: благоустройство дворов",
        14,
    )
    discussion = PublicDiscussion(council=council, event=event)
    within = Filing(event, path=[(Event.Status.PLANNED, clock.today())])
    record.register([Filing(discussion, within=within)], by=by)
    media = "Городская газета"
    actions.tell_media(discussion, media=media, on=clock.today(), by=by)
    actions.invite(discussion, agency=_agency(council, 3), on=clock.today(), by=by)


def lay_past(council: "Council", *, by: "User") -> None:
    """A discussion that was held and an expertise that was concluded, in the years of the note."""
    _discussed(council, date(2023, 5, 18), by=by)
    _concluded(council, date(2023, 2, 6), date(2023, 4, 20), by=by)


def lay_decoys(council: "Council", *, by: "User") -> None:
    """The same of other years, of what came to nothing, of what was struck: no figure counts it."""
    for day in (date(2021, 10, 14), date(2025, 2, 13)):
        _discussed(council, day, by=by)
        _concluded(council, day - timedelta(days=60), day, by=by)
    _discussed(council, date(2024, 3, 14), Event.Status.CANCELLED, by=by)
    mistaken = (
        _discussed(council, date(2024, 9, 12), by=by),
        _concluded(council, date(2024, 4, 4), date(2024, 6, 6), by=by),
    )
    for row in mistaken:
        record.strike([row], reason=TWICE, by=by)
    hearings = Event.objects.of(council).live().filter(kind="public_hearing", held_on__year=2023)
    came = [
        _reached(hearings.filter(status=status).order_by("held_on")[0], by=by)
        for status in (Event.Status.CANCELLED, Event.Status.HELD)
    ]
    record.strike(came[1:], reason=TWICE, by=by)


def _reached(event: Event, *, by: "User") -> ReachEntry:
    """Seven people of an audience that the ledger of the event does not name yet."""
    named = event.reach.live().values_list("audience", flat=True)
    audience = next(each for each in ReachEntry.Audience.values if each not in named)
    entry = ReachEntry(council=event.council, event=event, audience=audience, people=7)
    record.register([Filing(entry)], by=by)
    return entry


def _discussed(
    council: "Council", day: date, ended: str = Event.Status.HELD, *, by: "User"
) -> PublicDiscussion:
    event = _within(
        council,
        "discussion",
        "Қоғамдық талқылау: көктемгі су тасқыны",
        "Общественное обсуждение: весенний паводок",
        0,
    )
    event.held_on = day
    path = [(Event.Status.PLANNED, day), (ended, day)]
    discussion = PublicDiscussion(council=council, event=event)
    record.register([Filing(discussion, within=Filing(event, path=path))], by=by)
    return discussion


def _concluded(council: "Council", asked: date, concluded: date, *, by: "User") -> PublicExpertise:
    expertise = PublicExpertise(
        council=council,
        title_kk="Қатты қалдықтар бағдарламасының қоғамдық сараптамасы",
        title_ru="Общественная экспертиза программы обращения с отходами",
        petitioned_on=asked,
        petitioner="ОО «Таза өлке»",
        association="ОО «Экологи»",
        concluded_on=concluded,
    )
    steps = ("petitioned", "assigned", "concluded")
    days = (asked, asked + timedelta(days=24), concluded)
    record.register([Filing(expertise, path=list(zip(steps, days, strict=True)))], by=by)
    return expertise


def lay_neighbour(council: "Council", *, by: "User") -> None:
    """The same of the neighbour, and how many came to its hearing: none of it is the city's."""
    lay_past(council, by=by)
    held = Event.objects.of(council).live().filter(kind="public_hearing", status="held")
    entry = ReachEntry(council=council, event=held[0], audience="residents", people=45)
    record.register([Filing(entry)], by=by)
