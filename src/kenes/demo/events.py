"""Platforms, round tables, akims' meetings and all the other events of the council."""

from collections.abc import Iterator
from datetime import date

from kenes.demo import organs, reach
from kenes.demo.days import (
    FIRST,
    LAST,
    A,
    B,
    Line,
    after,
    chance,
    hour,
    numbered,
    spread,
)
from kenes.demo.organs import MASLIKHAT, NGOS
from kenes.demo.people import ROLL
from kenes.demo.places import BEYOND, IN_KAZAKH, STREETS, district, hall
from kenes.demo.themes import Talk, topic

_DICE = chance("events")
_TALK = Talk(_DICE)
PLATFORMS_IN_B, ROUND_TABLES_IN_A, AKIM_MEETINGS_IN_A = 176, 28, 140

# Kind → how a title is made of a theme, in Kazakh and in Russian.
_TITLES = {
    "platform": (("«{kk}» диалог алаңы", "Диалоговая площадка «{ru}»"),
                 ("«{kk}»: тұрғындармен диалог", "«{ru}»: диалог с жителями"),
                 ("Аулада диалог: «{kk}»", "Диалог во дворе: «{ru}»")),
    "round_table": (("«{kk}» дөңгелек үстелі", "Круглый стол «{ru}»"),
                    ("Сарапшылардың дөңгелек үстелі: «{kk}»", "Круглый стол экспертов: «{ru}»")),
    "seminar": (("«{kk}» семинары", "Семинар «{ru}»"),
                ("МИБ төрағаларына арналған семинар: «{kk}»", "Семинар для глав ОСИ: «{ru}»")),
    "reception": (("Кеңес мүшелерінің азаматтарды қабылдауы", "Приём граждан членами совета"),
                  ("Көшпелі қабылдау: «{kk}»", "Выездной приём: «{ru}»")),
    "training": (("Кеңес мүшелерін оқыту: «{kk}»", "Обучение членов совета: «{ru}»"),
                 ("Сарапшыларға арналған тренинг: «{kk}»", "Тренинг для экспертов: «{ru}»")),
    "budget_review": (("Бюджетті талқылау: «{kk}»", "Обсуждение бюджета: «{ru}»"),),
    "recommendation_review": (("Ұсынымдардың орындалуын талдау: «{kk}»",
                               "Разбор исполнения рекомендаций: «{ru}»"),),
    "other": (("«{kk}» ашық дәрісі", "Открытая лекция «{ru}»"),
              ("Көшпелі кездесу: «{kk}»", "Выездная встреча «{ru}»")),
}  # fmt: skip


def event(kind: str, day: date, state: str = "held", **more: object) -> Line:
    """One event about a theme, in a district, with a few members."""
    about = topic(_DICE)
    theme_kk, theme_ru = _TALK.theme(about)
    kk, ru = _DICE.choice(_TITLES[kind])
    where = district(_DICE)
    line: Line = {
        "kind": kind,
        "on": day,
        "at": hour(_DICE),
        "title_kk": kk.format(kk=theme_kk),
        "title_ru": ru.format(ru=theme_ru),
        "district": where,
        "topic": about,
        "place": hall(_DICE, where, outside=kind == "platform"),
        "state": state,
    }
    if state == "held":
        line["participants"] = members(day, _DICE.choice((1, 2, 2, 3)))
        if kind != "reception" and _DICE.random() < 0.3:
            line["coorganisers"] = _DICE.choice(NGOS)
    return line | more


def members(day: date, n: int) -> str:
    """Some members of the council of that day."""
    return "; ".join(_DICE.sample(ROLL.members(day), n))


def _platforms() -> Iterator[Line]:
    inside = [event("platform", day) for day in spread(_DICE, PLATFORMS_IN_B, B.since, B.until)]
    # One was held online for the whole city; one moved from hand to hand between districts.
    inside[40] |= {"district": None, "place": "онлайн"}
    reach.spread_over(inside)
    yield from inside
    for day in [
        *spread(_DICE, 5, FIRST, date(2021, 12, 20)),
        *spread(_DICE, 26, date(2022, 8, 1), date(2023, 3, 31)),
        date(2025, 4, 1),
        date(2025, 4, 2),
    ]:
        line = event("platform", day)
        reach.some(line)
        yield line
    for day, state in zip(
        spread(_DICE, 10, B.since, B.until), ("cancelled", "adjourned", "failed") * 4, strict=False
    ):
        line = event("platform", day, state)
        if state != "adjourned":
            # People came to a closed door; they were counted, and count in nothing.
            reach.some(line)
        yield line
    for day in (after(LAST, 4), after(LAST, 7), after(LAST, 12)):
        yield event("platform", day, "planned")


def _beyond_the_city() -> Iterator[Line]:
    """With the neighbours, who share the river and the roads: never a platform within B."""
    place = "сельский клуб, Талгарский район"
    for kind, day, state in (
        ("platform", date(2023, 2, 22), "held"),
        ("platform", date(2024, 6, 19), "cancelled"),
        ("platform", date(2025, 4, 2), "held"),
        ("seminar", date(2024, 5, 15), "held"),
        ("other", date(2023, 9, 20), "held"),
    ):
        yield event(kind, day, state, district=BEYOND, place=place)


def _round_tables() -> Iterator[Line]:
    days = spread(_DICE, ROUND_TABLES_IN_A, date(2022, 2, 1), A.until, apart=True)
    for at, day in enumerate(days):
        line = event("round_table", day)
        yield line | {"coorganisers": MASLIKHAT} if at % 6 == 3 else line
    yield event("round_table", date(2021, 10, 20), coorganisers=MASLIKHAT)
    yield event("round_table", date(2021, 5, 19))
    yield event("round_table", date(2023, 5, 17), "cancelled", coorganisers=MASLIKHAT)
    yield event("round_table", date(2024, 10, 23), "adjourned")
    for day in spread(_DICE, 3, date(2025, 1, 20), LAST):
        yield event("round_table", day)


def _akim_meetings() -> Iterator[Line]:
    days = spread(_DICE, AKIM_MEETINGS_IN_A, date(2022, 1, 10), A.until)
    days += [
        *spread(_DICE, 18, FIRST, date(2021, 12, 24)),
        *spread(_DICE, 13, date(2025, 1, 8), LAST),
    ]
    for day in days:
        yield _akim_meeting(day)
    for day in spread(_DICE, 12, A.since, A.until):
        # The akim met residents; nobody of the council was there.
        yield _akim_meeting(day) | {"participants": None}
    for day, state in zip(
        spread(_DICE, 6, A.since, A.until), ("cancelled", "adjourned") * 3, strict=True
    ):
        yield _akim_meeting(day, state) | {"participants": members(day, 1)}


def _akim_meeting(day: date, state: str = "held") -> Line:
    line = event("other", day, state) | {"kind": "akim_meeting", "coorganisers": None}
    street_kk, street_ru = _DICE.choice(STREETS)
    if _DICE.random() < 0.12:
        kk, ru, akimat = "Қала әкімінің", "Встреча акима города", organs.CITY_AKIMAT
    else:
        where = line["district"]
        akimat = organs.akimat_of(where)
        kk = f"{IN_KAZAKH[where]} әкімінің"
        ru = akimat.replace("Акимат", "Встреча акима")
    return line | {
        "akim_of": akimat,
        "title_kk": f"{kk} тұрғындармен кездесуі: {street_kk}",
        "title_ru": f"{ru} с жителями: {street_ru}",
    }


def _with_the_budget() -> Iterator[Line]:
    """Six reviews of the budget and two of recommendations were held with the maslikhat."""
    for at, day in enumerate(spread(_DICE, 10, date(2022, 3, 1), A.until, apart=True)):
        yield _about_money(day, coorganisers=MASLIKHAT if at % 5 < 3 else None)
    yield _about_money(date(2021, 11, 10), coorganisers=MASLIKHAT)
    yield _about_money(date(2023, 11, 9), "cancelled", coorganisers=MASLIKHAT)
    yield _about_money(date(2025, 2, 12), coorganisers=MASLIKHAT)
    yield _about_money(date(2025, 3, 12), coorganisers=None)
    for at, day in enumerate(spread(_DICE, 5, date(2022, 9, 1), A.until, apart=True)):
        joint = MASLIKHAT if at in (1, 3) else None
        yield event("recommendation_review", day, coorganisers=joint)
    yield event("recommendation_review", date(2021, 12, 8), coorganisers=None)
    yield event("recommendation_review", date(2023, 12, 6), "failed", coorganisers=None)
    yield event("recommendation_review", date(2025, 2, 5), coorganisers=None)


def _about_money(day: date, state: str = "held", **more: object) -> Line:
    """A department's money is gone through with its own people."""
    department = _DICE.choice(organs.DEPARTMENTS)
    title = {
        "title_kk": f"Бюджетті талқылау: {organs.KAZAKH[department]}",
        "title_ru": f"Обсуждение бюджета: {department}",
        "topic": "Бюджет и закупки",
    }
    return event("budget_review", day, state, **(title | more))


def _the_rest() -> Iterator[Line]:
    for kind, n in (("seminar", 22), ("reception", 36), ("training", 12), ("other", 15)):
        for day in spread(_DICE, n, A.since, A.until, apart=True):
            yield event(kind, day)
        for day in [
            *spread(_DICE, 3, FIRST, date(2021, 12, 20)),
            *spread(_DICE, 2, date(2025, 1, 13), LAST),
        ]:
            yield event(kind, day)
        for state in ("cancelled", "adjourned"):
            yield event(kind, spread(_DICE, 1, date(2022, 6, 1), A.until)[0], state)
    for kind, days in (("reception", 5), ("seminar", 8), ("round_table", 10)):
        yield event(kind, after(LAST, days), "planned")


EVENTS: list[Line] = numbered(
    [*_platforms(), *_beyond_the_city(), *_round_tables(), *_akim_meetings(),
     *_with_the_budget(), *_the_rest()],
    "on",
)  # fmt: skip
