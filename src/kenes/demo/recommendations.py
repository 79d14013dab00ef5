"""What the council advised, to whom, what was answered, and what it closed itself."""

from collections.abc import Iterator
from datetime import date

from kenes.demo import organs
from kenes.demo.advice import URGENT_ABOUT, topic_of
from kenes.demo.control import MONITORINGS, PUBLIC_HEARINGS
from kenes.demo.days import LAST, A, Line, after, chance, number_of, numbered, spread
from kenes.demo.drafts import DRAFTS
from kenes.demo.events import EVENTS
from kenes.demo.hearings import HEARINGS
from kenes.demo.paper import DICE, Paper
from kenes.demo.themes import topic
from kenes.demo.wordings import advised

# Dice of their own, so that what is promised moves no other day.
_PROMISES = chance("promises")
# Since then the council says what would count as done, and asks by when it will be.
ASKED_SINCE = date(2023, 10, 3)
MOBILITY = "Управление городской мобильности"
# The days of the sittings whose decisions adopted two of the papers.
REPAIR_ON, LOAD_ON = date(2025, 2, 26), date(2025, 3, 19)
# Reports of the year before, whose recommendations went out, or did not, after the law we know.
_LATE = [h for h in HEARINGS if h["state"] == "heard" and h["heard"] < A.since][-2:]


def _fate(report: Line) -> str:
    """What came of a report: most led to advice, of the last ones some is being written."""
    if report in _LATE:
        return ("sent", "in preparation")[_LATE.index(report)]
    if report["state"] != "heard" or report["heard"] < A.since:
        return "none"
    writing = 30 if report["heard"] >= date(2024, 10, 1) else 1
    return DICE.choices(("sent", "in preparation", "none"), (74, writing, 25))[0]


def _from_hearings() -> Iterator[Paper]:
    for report in HEARINGS:
        fate = _fate(report)
        if fate == "none":
            continue
        agency: str = report["agency"]
        paper = Paper(
            after(report["heard"], DICE.randint(2, 7)),
            f"Есеп қорытындысы бойынша: {organs.KAZAKH[agency]}",
            f"По итогам отчёта: {agency}",
            from_hearing=number_of(report, "planned"),
        )
        parent: str = organs.PARENT_OF.get(agency, agency)
        paper.advise(
            topic_of(agency),
            [agency, parent],
            DICE.choice((1, 2, 2, 3, 4)),
            in_preparation=fate != "sent",
        )
        yield paper


def _from_control() -> Iterator[Paper]:
    for check in MONITORINGS:
        if check["state"] == "held" and check["on"] in A and DICE.random() < 0.7:
            paper = Paper(
                after(check["concluded_on"], DICE.randint(1, 4)),
                f"Мониторинг қорытындысы бойынша: {check['object_kk']}",
                f"По итогам мониторинга: {check['object_ru']}",
                from_monitoring=number_of(check, "on"),
            )
            if check["on"] >= date(2024, 4, 8):
                paper.line["norm"] = "control.answer"
            paper.advise(check["topic"], [check["agency"], check["object_ru"]], DICE.randint(1, 4))
            yield paper
    for hearing in PUBLIC_HEARINGS:
        if hearing["state"] == "held" and hearing["on"] >= A.since:
            paper = Paper(
                after(hearing["protocol_on"], 2),
                f"{hearing['title_kk']}: ұсынымдар",
                f"{hearing['title_ru']}: рекомендации",
                from_public_hearing=number_of(hearing, "on"),
            )
            paper.advise(hearing["topic"], list(organs.ANSWERS_FOR[hearing["topic"]]), 4)
            paper.tell_all(hearing["topic"], organs.AKIMATS)
            yield paper


def _from_talks() -> Iterator[Paper]:
    for event in EVENTS:
        if event["kind"] != "round_table" or event["state"] != "held" or event["on"] < A.since:
            continue
        if DICE.random() < 0.8:
            paper = Paper(
                after(event["on"], 5),
                f"{event['title_kk']}: ұсынымдар",
                f"{event['title_ru']}: рекомендации",
                from_event=number_of(event, "on"),
            )
            paper.advise(
                event["topic"], list(organs.ANSWERS_FOR[event["topic"]]), DICE.randint(1, 3)
            )
            yield paper
    for draft in DRAFTS:
        if draft["outcome"] == "not_agreed" and draft["concluded"] >= A.since:
            paper = Paper(
                draft["concluded"],
                f"Ескертулер: {draft['title_kk']}",
                f"Замечания: {draft['title_ru']}",
                from_draft=number_of(draft, "received"),
            )
            paper.line["norm"] = "rec.answer.drafts"
            paper.advise(topic(DICE), [draft["developer"]], 1)
            yield paper


def _of_its_own() -> Iterator[Paper]:
    """Papers that came of nothing but the council's own mind, at the edges of the years."""
    early = Paper(
        date(2021, 12, 22), "Қысқы дайындық бойынша ұсынымдар", "Рекомендации по зимней подготовке"
    )
    early.advise("Тепло и электричество", organs.AKIMATS[:2], 2)
    early.advise("Тепло и электричество", organs.AKIMATS[2:3], 1, in_preparation=True)
    yield early
    yield _of_january()
    yield from _of_spring()
    fresh = Paper(
        date(2025, 3, 25),
        "Көктемгі тазалық бойынша ұсынымдар",
        "Рекомендации по весенней уборке города",
    )
    fresh.tell_all("Вывоз мусора", organs.AKIMATS)
    fresh.advise("Вывоз мусора", ["ГКП «Таза көше»"], 1, in_preparation=True)
    yield fresh


def _of_january() -> Paper:
    """Of two points sent after the years of the note one is done by now, one has no answer."""
    paper = Paper(
        date(2025, 1, 10),
        "Аязды күндерге арналған ұсынымдар",
        "Рекомендации на морозные дни",
    )
    paper.advise("Тепло и электричество", organs.AKIMATS[3:5], 2, in_preparation=True)
    paper.tell(
        organs.AKIMATS[5],
        0,
        ("Жылыту маусымына дайындық", "Подготовка к отопительному сезону"),
        sent=date(2025, 1, 14),
        answered=date(2025, 2, 24),
        answer="partly",
        closed=date(2025, 3, 20),
        closing="not_implemented",
    )
    done, silent, _late = paper.points
    done |= {"sent": date(2025, 1, 14), "answered": date(2025, 1, 30), "answer": "accepted"}
    done |= {"closed": date(2025, 2, 27), "closing": "implemented"}
    silent["sent"] = date(2025, 1, 14)
    return paper


def _of_spring() -> Iterator[Paper]:
    """Advice of the last weeks: of each kind of answer one, and what is due in these days."""
    repair = Paper(
        REPAIR_ON,
        "Үйлер мен аулаларды күрделі жөндеу бойынша ұсынымдар",
        "Рекомендации по капитальному ремонту домов и дворов",
        topic="Жильё, КСК и ОСИ",
    )
    yards = ("Аула ішілік жолдарды жөндеу", "Ремонт дворовых проездов")
    houses = ("Үй қорын күрделі жөндеу", "Капитальный ремонт жилого фонда")
    answers = (
        (MOBILITY, 0, yards, "accepted", date(2025, 3, 17)),
        (MOBILITY, 12, yards, "partly", date(2025, 3, 14)),
        (MOBILITY, 4, yards, "hollow", date(2025, 3, 20)),
        ("Управление жилищной политики", 2, houses, "rejected", date(2025, 3, 24)),
        ("Жилищная инспекция", 9, houses, "beyond", date(2025, 3, 19)),
    )
    for agency, at, theme, answer, on in answers:
        repair.tell(agency, at, theme, sent=date(2025, 2, 28), answered=on, answer=answer)
    yield repair
    evening = Paper(
        date(2025, 3, 6),
        "Кешкі рейстер бойынша ұсынымдар",
        "Рекомендации по вечерним рейсам",
        topic="Общественный транспорт",
    )
    late_buses = ("Кешкі рейстер", "Вечерние рейсы")
    for agency, at in ((MOBILITY, 3), (MOBILITY, 10), ("АО «Көлік холдингі»", 7)):
        evening.tell(agency, at, late_buses, sent=date(2025, 3, 7))
    yield evening
    load = Paper(
        LOAD_ON,
        "Қосалқы станциялардың жүктемесі бойынша ұсынымдар",
        "Рекомендации о нагрузке подстанций",
        topic="Тепло и электричество",
    )
    stations = ("Қосалқы станциялардың жүктемесі", "Нагрузка подстанций")
    for agency, at in (("Управление энергетики и водоснабжения", 9), ("ТОО «Қала жылуы»", 3)):
        load.tell(agency, at, stations, sent=date(2025, 3, 26))
    yield load


def _asked_more() -> None:
    """Say of each newer point what would count as done, and by when its agency promised it."""
    for paper in _PAPERS:
        for point in paper.points:
            if point["prepared"] < ASKED_SINCE:
                continue
            wording, _theme = advised(point["text_kk"], point["text_ru"])
            point["done_when_kk"], point["done_when_ru"] = wording.done
            if point.get("answer") in ("accepted", "partly"):
                point["promised"] = after(point["answered"], _PROMISES.choice((20, 35, 45, 60)))


_PAPERS = sorted(
    [*_from_hearings(), *_from_control(), *_from_talks(), *_of_its_own()],
    key=lambda paper: paper.line["adopted"],
)
_PAPERS = [paper for paper in _PAPERS if paper.line["adopted"] <= LAST]
_asked_more()
RECOMMENDATIONS: list[Line] = numbered([paper.line for paper in _PAPERS], "adopted")
POINTS: list[Line] = [
    {"recommendation": number_of(paper.line, "adopted")} | point
    for paper in _PAPERS
    for point in paper.points
]


def _urgent() -> Iterator[Line]:
    for n, since, until in (
        (34, A.since, A.until),
        (6, date(2021, 2, 1), date(2021, 12, 24)),
        (5, date(2025, 1, 6), LAST),
    ):
        for day in spread(DICE, n, since, until):
            about, kk, ru = DICE.choice(URGENT_ABOUT)
            line: Line = {
                "raised": day,
                "title_kk": kk,
                "title_ru": ru,
                "agency": DICE.choice(organs.ANSWERS_FOR[about]),
            }
            end = after(day, DICE.randint(1, 9))
            if end <= LAST and DICE.random() < 0.93:
                line["dropped" if DICE.random() < 0.14 else "settled"] = end
            yield line
    # Raised at the very end of the year, settled in the next one.
    yield {
        "raised": date(2024, 12, 30),
        "settled": date(2025, 1, 6),
        "title_kk": URGENT_ABOUT[0][1],
        "title_ru": URGENT_ABOUT[0][2],
        "agency": "ТОО «Қала жылуы»",
    }


URGENT: list[Line] = numbered(_urgent(), "raised")
