"""The journals of recommendations, of their points and of urgent questions."""

from datetime import date
from typing import Any

from django.utils.functional import lazystr
from django.utils.translation import gettext as _

from kenes.core import record
from kenes.core.cell import Day, Named, Number, OneOf, Whole
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.core.sheet import NUMBER, Column, Facts, Lookup, Sheet, path
from kenes.norms import calendar
from kenes.norms.kinds import InThreeLanguages, norms_of_law
from kenes.organs.models import Organisation, Topic
from kenes.recommendations.actions import answer_due
from kenes.recommendations.models import Point, Recommendation
from kenes.recommendations.urgent.models import UrgentQuestion

R = Recommendation.Status
S = Point.Status
U = UrgentQuestion.Status

# From what a recommendation may come: the column, the journal whose № it holds, its headings.
ORIGINS = (
    Column("from_sitting", "Отырыс №", "Из заседания №", Number("sittings"), "1/2024"),
    Column("from_hearing", "Есеп №", "Из отчёта №", Number("hearings")),
    Column("from_public_hearing", "Тыңдау №", "Из слушания №", Number("public_hearings")),
    Column("from_monitoring", "Мониторинг №", "Из мониторинга №", Number("monitorings")),
    Column("from_event", "Іс-шара №", "Из мероприятия №", Number("events")),
    Column("from_draft", "НҚА жобасы №", "Из проекта НПА №", Number("drafts")),
    Column("from_appeal", "Жолданым №", "Из обращения №", Number("appeals")),
)


class _Basis(InThreeLanguages):
    """A rule that says by when an agency answers, under its name in three languages."""

    def __init__(self, facts: Any) -> None:
        self.__dict__.update(facts)

    def __str__(self) -> str:
        return self.in_language("name")


def bases() -> list[tuple[str, Any]]:
    """The rules by which an answer to a recommendation may be due."""
    answers = ("rec.answer.", "control.answer")
    known = [norm for norm in norms_of_law() if norm["code"].startswith(answers)]
    return [(norm["code"], lazystr(_Basis(norm))) for norm in known]


def _recommendation(facts: Facts, lookup: Lookup) -> Filing[Any]:
    recommendation = Recommendation(
        council=lookup.council,
        prepared_on=facts.get("prepared", facts["adopted"]),
        adopted_on=facts["adopted"],
        title_kk=facts.get("title_kk", ""),
        title_ru=facts.get("title_ru", ""),
        norm=facts.get("norm", "rec.answer.general"),
        topic=facts.get("topic"),
    )
    origins = [facts[column.code] for column in ORIGINS if column.code in facts]
    course = [(R.DRAFT.value, recommendation.prepared_on), (R.ADOPTED.value, facts["adopted"])]
    return Filing(recommendation, path=course, origins=origins)


def _point(facts: Facts, lookup: Lookup) -> Filing[Any]:
    recommendation = facts["recommendation"]
    begun = recommendation.adopted_on or recommendation.prepared_on
    dated = {"prepared": begun} | dict(facts)
    sent_on = facts.get("sent")
    point = Point(
        council=lookup.council,
        recommendation=recommendation,
        ordinal=facts["ordinal"],
        addressee=facts["addressee"],
        text_kk=facts.get("text_kk", ""),
        text_ru=facts.get("text_ru", ""),
        done_when_kk=facts.get("done_when_kk", ""),
        done_when_ru=facts.get("done_when_ru", ""),
        prepared_on=dated["prepared"],
        sent_on=sent_on,
        due_on=_due_on(recommendation, sent_on, lookup) if sent_on else None,
        answered_on=facts.get("answered"),
        promised_on=facts.get("promised"),
    )
    return Filing(point, path=_course(dated))


def _course(facts: Facts) -> list[tuple[str, date]]:
    """The states of a point by its dated columns. An answer and a closing have day and word."""
    for day, word in (("answered", "answer"), ("closed", "closing")):
        if (day in facts) != (word in facts):
            missing = word if day in facts else day
            raise Refused(_("The day and what was decided on it come together."), field=missing)
    later = [day for day in ("answered", "closed") if day in facts]
    if later and "sent" not in facts:
        raise Refused(_("A point is answered and closed only after it was sent."), field="sent")
    if "sent" in facts and facts["sent"] < facts["prepared"]:
        raise Refused(_("The point was sent before it was prepared."), field="sent")
    answer, closing = facts.get("answer", ""), facts.get("closing", "")
    return path(
        facts, (S.PREPARED, "prepared"), (S.SENT, "sent"), (answer, "answered"), (closing, "closed")
    )


def _due_on(recommendation: Recommendation, sent_on: date, lookup: Lookup) -> date | None:
    days = lookup.once(calendar.load)
    return lookup.once(answer_due, recommendation.norm, sent_on, lookup.council, days)


def _urgent(facts: Facts, lookup: Lookup) -> Filing[Any]:
    if "settled" in facts and "dropped" in facts:
        raise Refused(_("A question is either settled or dropped."), field="dropped")
    question = UrgentQuestion(
        council=lookup.council,
        raised_on=facts["raised"],
        title_kk=facts.get("title_kk", ""),
        title_ru=facts.get("title_ru", ""),
        agency=facts.get("agency"),
    )
    course = path(facts, (U.RAISED, "raised"), (U.SETTLED, "settled"), (U.DROPPED, "dropped"))
    return Filing(question, path=course)


def answers() -> list[tuple[str, Any]]:
    """What an agency's answer may be."""
    return [(status.value, status.label) for status in S if status in Point.ANSWERS]


def closings() -> list[tuple[str, Any]]:
    """How the council may close a point."""
    return [(status.value, status.label) for status in (S.IMPLEMENTED, S.NOT_IMPLEMENTED)]


RECOMMENDATIONS = Sheet(
    code="recommendations",
    kk="Ұсынымдар",
    ru="Рекомендации",
    model=Recommendation,
    columns=(
        NUMBER,
        Column("adopted", "Қабылданған күні", "Дата принятия", Day(), "14.03.2024", required=True),
        Column("title_kk", "Атауы қазақша", "Название на казахском"),
        Column("title_ru", "Атауы орысша", "Название на русском"),
        Column("norm", "Құқықтық негізі", "Правовое основание", OneOf(bases)),
        Column("prepared", "Дайындалған күні", "Подготовлена", Day(), "11.03.2024"),
        Column("topic", "Тақырыбы", "Тема", Named(Topic)),
        *ORIGINS,
    ),
    build=_recommendation,
    register=record.register,
    natural_key=("adopted", "title_ru", "title_kk"),
    dated_by="adopted",
    origins=tuple(column.code for column in ORIGINS),
)

POINTS = Sheet(
    code="points",
    kk="Ұсыным тармақтары",
    ru="Пункты рекомендаций",
    model=Point,
    columns=(
        Column(
            "recommendation",
            "Ұсыным №",
            "№ рекомендации",
            Number("recommendations"),
            "1/2024",
            required=True,
        ),
        Column("ordinal", "Тармақ", "Пункт", Whole(), 1, required=True),
        Column("addressee", "Кімге", "Кому", Named(Organisation), required=True),
        Column("text_kk", "Мәтіні қазақша", "Текст на казахском"),
        Column("text_ru", "Мәтіні орысша", "Текст на русском"),
        Column("done_when_kk", "Не істелсе орындалды", "Что считать исполнением (каз.)"),
        Column("done_when_ru", "Не істелсе орындалды (орыс.)", "Что считать исполнением"),
        Column("prepared", "Дайындалған күні", "Подготовлен", Day(), "14.03.2024"),
        Column("sent", "Жіберілген күні", "Направлен", Day(), "15.03.2024"),
        Column("answered", "Жауап күні", "Дата ответа", Day(), "10.04.2024"),
        Column("answer", "Жауап", "Ответ", OneOf(answers), S.ACCEPTED),
        Column("promised", "Уәде етілген мерзім", "Обещан срок", Day(), "01.06.2024"),
        Column("closed", "Жабылған күні", "Закрыт", Day()),
        Column("closing", "Немен жабылды", "Чем закрыт", OneOf(closings)),
    ),
    build=_point,
    register=record.register,
    natural_key=("recommendation", "ordinal"),
)

URGENT = Sheet(
    code="urgent",
    kk="Шұғыл мәселелер",
    ru="Срочные вопросы",
    model=UrgentQuestion,
    columns=(
        NUMBER,
        Column("raised", "Көтерілген күні", "Дата постановки", Day(), "05.03.2024", required=True),
        Column("title_kk", "Мәселе қазақша", "Вопрос на казахском"),
        Column("title_ru", "Мәселе орысша", "Вопрос на русском"),
        Column("agency", "Мемлекеттік орган", "Госорган", Named(Organisation)),
        Column("settled", "Шешілген күні", "Решён", Day(), "07.03.2024"),
        Column("dropped", "Алынып тасталған күні", "Снят", Day()),
    ),
    build=_urgent,
    register=record.register,
    natural_key=("raised", "title_ru", "title_kk"),
    dated_by="raised",
)

SHEETS = (RECOMMENDATIONS, POINTS, URGENT)
