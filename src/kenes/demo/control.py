"""Public hearings and monitorings."""

from collections.abc import Iterator
from datetime import date, timedelta

from kenes.demo import organs, reach
from kenes.demo.days import (
    FIRST,
    LAST,
    A,
    Line,
    after,
    chance,
    hour,
    numbered,
    spread,
    working,
)
from kenes.demo.events import members
from kenes.demo.organs import MASLIKHAT, NGOS
from kenes.demo.places import district, hall
from kenes.demo.themes import Talk, topic

_DICE = chance("control")
_TALK = Talk(_DICE)
MONITORINGS_IN_A = 85

_HEARINGS = (
    (date(2022, 6, 23), "Духовное и религиозное воспитание",
     "Жастардың рухани және діни тәрбиесі туралы", "О духовном и религиозном воспитании молодёжи"),
    (date(2022, 11, 24), "Экология", "Қала экологиясы: өзендер мен тау бөктері туралы",
     "Об экологии города: реки и предгорья"),
    (date(2023, 4, 27), "Общественный транспорт", "Қоғамдық көліктің жаңа бағыт желісі туралы",
     "О новой маршрутной сети общественного транспорта"),
    (date(2023, 10, 19), "Здравоохранение", "Емханалық көмектің қолжетімділігі туралы",
     "О доступности поликлинической помощи"),
    (date(2024, 2, 22), "Чистый воздух", "«Таза ауа» шаралар жоспары туралы",
     "О плане мер «Чистый воздух»"),
    (date(2024, 9, 26), "Общественный порядок и сервисная полиция",
     "Сервистік полиция моделі туралы", "О модели сервисной полиции"),
    (date(2021, 9, 23), "Земля и строительство", "Бас жоспар жобасы туралы",
     "О проекте генерального плана"),
    (date(2025, 3, 13), "Жильё, КСК и ОСИ", "Тұрғын үй қорын жаңғырту туралы",
     "Об обновлении жилого фонда"),
)  # fmt: skip


def _hearing(day: date, about: str, kk: str, ru: str, state: str = "held") -> Line:
    line: Line = {
        "on": day,
        "at": hour(_DICE, 14, 15),
        "title_kk": f"Қоғамдық тыңдау: {kk}",
        "title_ru": f"Общественные слушания: {ru}",
        "topic": about,
        "state": state,
        "place": "Дом дружбы, большой зал",
    }
    if state == "held":
        line |= {"participants": members(day, 9), "protocol_on": after(day, _DICE.randint(3, 8))}
        reach.some(line, "public hearing")
    return line


def _public_hearings() -> Iterator[Line]:
    for day, about, kk, ru in _HEARINGS:
        yield _hearing(day, about, kk, ru)
    yield _hearing(
        date(2023, 6, 8),
        "Вывоз мусора",
        "Қоқыс тарифі туралы",
        "О тарифе на вывоз мусора",
        "cancelled",
    )
    yield _hearing(
        date(2024, 5, 23),
        "Благоустройство",
        "Саябақтарды жаңарту туралы",
        "О реконструкции парков",
        "adjourned",
    )
    yield _hearing(
        after(LAST, 15),
        "Дороги и тротуары",
        "Велосипед желісі туралы",
        "О велосипедной сети",
        "planned",
    )


PUBLIC_HEARINGS: list[Line] = numbered(_public_hearings(), "on")


def _things(about: str) -> list[str]:
    """What there is to look at under a topic: organisations of those who answer for it."""
    bodies = organs.ANSWERS_FOR[about]
    own = [name for name in organs.SUBORDINATE if organs.PARENT_OF[name] in bodies]
    return own or organs.AKIMATS


def _monitoring(day: date, state: str = "held", joint: str | None = None) -> Line:
    """Field work of some days at one object, and a conclusion some days later."""
    about = topic(_DICE)
    kk, ru = _TALK.theme(about)
    thing = _DICE.choice(_things(about))
    where = district(_DICE)
    line: Line = {
        "on": day,
        "at": hour(_DICE, 9, 15),
        "title_kk": f"Қоғамдық мониторинг: «{kk}»",
        "title_ru": f"Общественный мониторинг: «{ru}»",
        "district": where,
        "topic": about,
        "place": hall(_DICE, where),
        "state": state,
        "object_kk": organs.KAZAKH[thing],
        "object_ru": thing,
        "agency": _DICE.choice(organs.ANSWERS_FOR[about]),
    }
    if state == "held":
        began = working().this_or_previous(day - timedelta(days=_DICE.choice((0, 1, 2, 6, 9))))
        line |= {
            "began": began,
            "participants": members(day, _DICE.choice((2, 3, 4))),
            "concluded_on": after(day, _DICE.randint(2, 7)),
            "coorganisers": joint or (_DICE.choice(NGOS) if _DICE.random() < 0.3 else None),
        }
    return line


def _monitorings() -> Iterator[Line]:
    for at, day in enumerate(spread(_DICE, MONITORINGS_IN_A, date(2022, 1, 24), A.until)):
        yield _monitoring(day, joint=MASLIKHAT if at % 17 == 8 else None)
    # Begun in one year, ended in the next: it counts where its field work ended.
    yield _monitoring(date(2025, 1, 9)) | {"began": date(2024, 12, 23)}
    yield _monitoring(date(2021, 11, 25), joint=MASLIKHAT)
    for day in [
        *spread(_DICE, 7, FIRST, date(2021, 12, 20)),
        *spread(_DICE, 6, date(2025, 1, 20), LAST),
    ]:
        yield _monitoring(day)
    for day, state in zip(
        spread(_DICE, 5, date(2022, 9, 1), A.until), ("cancelled", "adjourned") * 3, strict=False
    ):
        yield _monitoring(day, state)


MONITORINGS: list[Line] = numbered(_monitorings(), "on")
