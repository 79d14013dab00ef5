"""The funded programme, surveys, and figures taken over from papers of the first years."""

from collections.abc import Iterator
from datetime import date

from kenes.demo.days import Line, numbered
from kenes.demo.organs import SUPPORT

_NAME = "Общественный совет"
PROGRAMMES: list[Line] = [{
    "title_kk": "Қоғамдық кеңес", "title_ru": _NAME, "title_en": "Public Council", "body": SUPPORT,
    "since": date(2023, 1, 1), "until": date(2025, 12, 31),
    "goal_kk": "Қоғамдық кеңестің жұмысын қамтамасыз ету және тұрғындардың қала шешімдеріне "
               "қатысуын кеңейту.",
    "goal_ru": "Обеспечить работу Общественного совета и расширить участие жителей в решениях "
               "города.",
}]  # fmt: skip
# Kind, Kazakh, Russian, tenge in 2023, 2024 and 2025.
_LINES = (
    ("task", "Кеңестің ұйымдық қызметін қамтамасыз ету", "Обеспечить организационную работу совета",
     (9_600_000, 10_300_000, 11_100_000)),
    ("task", "Тұрғындарға кеңес туралы ақпарат беру", "Рассказывать жителям о работе совета",
     (4_200_000, 4_600_000, 4_900_000)),
    ("event", "Аудандарда диалог алаңдарын өткізу", "Провести диалоговые площадки в районах",
     (6_800_000, 7_200_000, 7_500_000)),
    ("event", "Қоғамдық мониторинг және сараптама", "Общественные мониторинги и экспертиза",
     (5_100_000, 5_400_000, 5_800_000)),
    ("event", "Әлеуметтік зерттеулер жүргізу", "Провести социологические исследования",
     (3_900_000, 4_100_000, 4_300_000)),
    ("event", "Мүшелер мен сарапшыларды оқыту", "Обучить членов совета и экспертов",
     (1_700_000, 1_900_000, 2_000_000)),
    ("event", "Қоғамдық тыңдаулар мен дөңгелек үстелдер", "Общественные слушания и круглые столы",
     (2_400_000, 2_600_000, 2_800_000)),
)  # fmt: skip
PROGRAMME_LINES: list[Line] = [
    {"programme": _NAME, "ordinal": at, "kind": kind, "year": year, "title_kk": kk,
     "title_ru": ru, "tenge": tenge}
    for at, (kind, kk, ru, money) in enumerate(_LINES, start=1)
    for year, tenge in zip((2023, 2024, 2025), money, strict=True)
]  # fmt: skip

_PHONE = ("телефон арқылы, кездейсоқ іріктеу", "по телефону, случайная выборка")
_STREET = ("көшеде, квота бойынша", "уличный опрос, по квотам")
_ONLINE = ("онлайн, ерікті түрде", "онлайн, по желанию")
_SURVEYS = (
    ("Тұрғындар кеңес туралы не біледі", "Что жители знают об Общественном совете",
     date(2021, 9, 6), date(2021, 9, 24), 800, _STREET),
    ("Қоғамдық көлікке қанағаттану", "Удовлетворённость общественным транспортом",
     date(2022, 10, 3), date(2022, 10, 21), 1200, _STREET),
    ("Емханалардың қызмет сапасы", "Качество работы поликлиник",
     date(2023, 4, 10), date(2023, 4, 28), 1000, _PHONE),
    ("МИБ-ке көшу: тұрғындардың пікірі", "Переход на ОСИ: мнение жителей",
     date(2023, 10, 9), date(2023, 11, 3), 1500, _PHONE),
    ("Ауа және денсаулық", "Воздух и здоровье", date(2024, 2, 5), date(2024, 2, 23), 1100, _PHONE),
    ("Ауладағы қауіпсіздік", "Безопасность во дворах",
     date(2024, 9, 9), date(2024, 9, 27), 1300, _STREET),
    # Begun in one year, ended in the next.
    ("Кеңес жұмысын бағалау", "Оценка работы совета",
     date(2024, 12, 16), date(2025, 1, 17), 900, _ONLINE),
)  # fmt: skip
SURVEYS: list[Line] = numbered(
    ({"title_kk": kk, "title_ru": ru, "from": since, "until": until, "respondents": people,
      "method_kk": method[0], "method_ru": method[1]}
     for kk, ru, since, until, people, method in _SURVEYS),
    "until",
)  # fmt: skip

_FIRST = (
    (date(2016, 3, 21), date(2019, 4, 14)),
    "I шақырылым қорытындысы туралы анықтама, 12.04.2019",
    "Справка об итогах I созыва, 12.04.2019",
)
_SECOND = (
    (date(2019, 4, 15), date(2020, 12, 31)),
    "II шақырылымның 2019–2020 жылдардағы есебі, 22.01.2021",
    "Отчёт II созыва за 2019–2020 годы, 22.01.2021",
)


def _stated() -> Iterator[Line]:
    for (days, kk, ru), figures in (
        (
            _FIRST,
            {
                "sittings.general": 31,
                "sittings.questions": 58,
                "appeals.considered": 412,
                "acts.reviewed": 174,
                "control.public_hearings": 3,
            },
        ),
        (
            _SECOND,
            {
                "sittings.general": 17,
                "sittings.questions": 33,
                "appeals.considered": 326,
                "acts.reviewed": 121,
                "control.monitorings": 19,
            },
        ),
    ):
        for code, value in figures.items():
            yield {
                "code": code,
                "since": days[0],
                "until": days[1],
                "value": value,
                "paper_kk": kk,
                "paper_ru": ru,
            }


STATED: list[Line] = list(_stated())
