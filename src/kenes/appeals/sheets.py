"""The journal of appeals."""

from typing import Any

from kenes.appeals import actions
from kenes.appeals.applicants.models import Applicant
from kenes.appeals.models import Appeal
from kenes.core.cell import Day, Named, Number, OneOf
from kenes.core.filing import Filing
from kenes.core.link import Role
from kenes.core.sheet import NUMBER, Column, Facts, Lookup, Sheet, path
from kenes.council.models import Body
from kenes.organs.models import District, Organisation, Topic

S = Appeal.Status

# The dated columns, and the state to which an appeal comes on each.
STEPS = (
    (S.REGISTERED, "received"),
    (S.IN_WORK, "taken_on"),
    (S.FORWARDED, "forwarded_on"),
    (S.RETURNED, "returned_on"),
    (S.TERMINATED, "terminated_on"),
    (S.WITHDRAWN, "withdrawn_on"),
    (S.MERGED, "merged_on"),
    (S.RESOLVED, "resolved_on"),
    (S.EXPLAINED, "explained_on"),
    (S.REFUSED, "refused_on"),
    (S.IN_WORK, "reopened_on"),
)


def _appeal(facts: Facts, lookup: Lookup) -> Filing[Any]:
    applicant = Applicant(
        council=lookup.council,
        kind=facts.get("applicant_kind", Applicant.Kind.PERSON),
        name=facts.get("applicant", ""),
        contact=facts.get("contact", ""),
        address=facts.get("address", ""),
    )
    appeal = Appeal(
        council=lookup.council,
        received_on=facts["received"],
        channel=facts["channel"],
        kind=facts["kind"],
        language=facts.get("language", "ru"),
        applicant=applicant,
        applicant_kind_then=applicant.kind,
        topic=facts["topic"],
        district=facts.get("district"),
        commission=facts.get("commission"),
        agency=facts.get("agency"),
        text=facts.get("text", ""),
    )
    return Filing(
        appeal,
        path=path(facts, *STEPS),
        within=Filing(applicant),
        consequences=[(facts["merged_into"], Role.MERGED_INTO)] if "merged_into" in facts else [],
    )


APPEALS = Sheet(
    code="appeals",
    kk="Жолданымдар",
    ru="Обращения",
    model=Appeal,
    columns=(
        NUMBER,
        Column(
            "received",
            "Түскен күні",
            "Дата поступления",
            Day(),
            "05.03.2024",
            required=True,
            also=("дата регистрации", "тіркелген күні"),
        ),
        Column("channel", "Арнасы", "Канал", OneOf(Appeal.Channel), "portal", required=True),
        Column("kind", "Түрі", "Вид", OneOf(Appeal.Kind), "application", required=True),
        Column("language", "Тілі", "Язык", OneOf(Appeal.Language), "ru"),
        Column("applicant_kind", "Өтініш беруші түрі", "Кто обратился", OneOf(Applicant.Kind)),
        Column("applicant", "Өтініш беруші", "Заявитель", also=("автор", "фио")),
        Column("contact", "Байланысы", "Контакты"),
        Column("address", "Мекенжайы", "Адрес"),
        Column(
            "topic",
            "Тақырып",
            "Тема",
            Named(Topic),
            required=True,
            also=("тематика", "категория", "санаты"),
        ),
        Column("district", "Аудан", "Район", Named(District)),
        Column("commission", "Комиссия", "Комиссия", Named(Body)),
        Column("agency", "Мемлекеттік орган", "Госорган", Named(Organisation)),
        Column("text", "Мәтіні", "Содержание", also=("суть", "мазмұны")),
        Column("taken_on", "Жұмысқа алынды", "Взято в работу", Day()),
        Column("resolved_on", "Шешілді", "Решено", Day()),
        Column("explained_on", "Түсіндірілді", "Разъяснено", Day()),
        Column("refused_on", "Бас тартылды", "Отказано", Day()),
        Column("reopened_on", "Қайта ашылды", "Возобновлено", Day()),
        Column("forwarded_on", "Қайта жіберілді", "Перенаправлено", Day()),
        Column("returned_on", "Қайтарылды", "Возвращено", Day()),
        Column("terminated_on", "Тоқтатылды", "Прекращено", Day()),
        Column("withdrawn_on", "Кері қайтарып алынды", "Отозвано", Day()),
        Column("merged_on", "Біріктірілді", "Объединено", Day()),
        Column("merged_into", "Қай №-мен", "Объединено с №", Number("appeals")),
    ),
    build=_appeal,
    register=actions.register,
    natural_key=("received", "applicant", "topic"),
    dated_by="received",
)

SHEETS = (APPEALS,)
