"""What the council advised, to whom, what was answered, and what it closed itself."""

from collections.abc import Iterator
from datetime import date

from kenes.demo import organs
from kenes.demo.advice import ADVICE, URGENT_ABOUT, topic_of
from kenes.demo.control import MONITORINGS, PUBLIC_HEARINGS
from kenes.demo.days import LAST, A, Line, after, chance, number_of, numbered, spread
from kenes.demo.drafts import DRAFTS
from kenes.demo.events import EVENTS
from kenes.demo.hearings import HEARINGS
from kenes.demo.themes import Talk, topic

_DICE = chance("recommendations")
_TALK = Talk(_DICE)
# The law counts the term of an answer from this day on in the calendar we have.
_SENT_FROM = A.since


class Paper:
    """One recommendation: its line, and the points it holds."""

    def __init__(self, adopted: date, kk: str, ru: str, **origin: str) -> None:
        self.line: Line = {
            "adopted": adopted,
            "title_kk": kk,
            "title_ru": ru,
            "norm": "rec.answer.general",
        } | origin
        self.points: list[Line] = []

    def advise(
        self, about: str, agencies: list[str], n: int, *, in_preparation: bool = False
    ) -> None:
        """Add n pieces of advice, each to one of the agencies in turn."""
        for (kk, ru), at in zip(_DICE.sample(ADVICE, n), range(n), strict=True):
            theme_kk, theme_ru = _TALK.theme(about)
            self._add(
                agencies[at % len(agencies)],
                kk.format(kk=theme_kk),
                ru.format(ru=theme_ru),
                in_preparation=in_preparation,
            )

    def tell_all(self, about: str, agencies: list[str]) -> None:
        """The same advice to every agency: as many points as agencies."""
        kk, ru = _DICE.choice(ADVICE)
        theme_kk, theme_ru = _TALK.theme(about)
        for agency in agencies:
            self._add(agency, kk.format(kk=theme_kk), ru.format(ru=theme_ru))

    def _add(self, agency: str, kk: str, ru: str, *, in_preparation: bool = False) -> None:
        point: Line = {
            "ordinal": len(self.points) + 1,
            "addressee": agency,
            "text_kk": kk,
            "text_ru": ru,
            "prepared": self.line["adopted"],
        }
        self.points.append(point if in_preparation else point | _course(point["prepared"]))


def _course(prepared: date) -> Line:
    """Sent, answered, closed: as far as it has come by the demo's own day."""
    sent = after(max(prepared, _SENT_FROM), _DICE.randint(1, 6))
    course: Line = {"sent": sent}
    if _DICE.random() < 0.88:
        # Most answer within the month, some a good deal later.
        waited = _DICE.choices((6, 11, 16, 19, 27, 45), (2, 4, 6, 5, 2, 1))[0]
        answer = _DICE.choices(("accepted", "partly", "rejected", "hollow"), (58, 20, 12, 10))[0]
        course |= {"answered": after(sent, waited), "answer": answer}
        if answer in ("accepted", "partly") and _DICE.random() < 0.62:
            course["closed"] = after(course["answered"], _DICE.choice((15, 30, 50, 80)))
            course["closing"] = "implemented" if _DICE.random() < 0.85 else "not_implemented"
    for day, word in (("closed", "closing"), ("answered", "answer")):
        if course.get(day) and course[day] > LAST:
            del course[day], course[word]
    return {} if sent > LAST else course


# Reports of the year before, whose recommendations went out, or did not, after the law we know.
_LATE = [h for h in HEARINGS if h["state"] == "heard" and h["heard"] < A.since][-2:]


def _fate(report: Line) -> str:
    """What came of a report: most led to advice, of the last ones some is being written."""
    if report in _LATE:
        return ("sent", "in preparation")[_LATE.index(report)]
    if report["state"] != "heard" or report["heard"] < A.since:
        return "none"
    writing = 30 if report["heard"] >= date(2024, 10, 1) else 1
    return _DICE.choices(("sent", "in preparation", "none"), (74, writing, 25))[0]


def _from_hearings() -> Iterator[Paper]:
    for report in HEARINGS:
        fate = _fate(report)
        if fate == "none":
            continue
        agency: str = report["agency"]
        paper = Paper(
            after(report["heard"], _DICE.randint(2, 7)),
            f"Есеп қорытындысы бойынша: {organs.KAZAKH[agency]}",
            f"По итогам отчёта: {agency}",
            from_hearing=number_of(report, "planned"),
        )
        parent: str = organs.PARENT_OF.get(agency, agency)
        paper.advise(
            topic_of(agency),
            [agency, parent],
            _DICE.choice((1, 2, 2, 3, 4)),
            in_preparation=fate != "sent",
        )
        yield paper


def _from_control() -> Iterator[Paper]:
    for check in MONITORINGS:
        if check["state"] == "held" and check["on"] in A and _DICE.random() < 0.7:
            paper = Paper(
                after(check["concluded_on"], _DICE.randint(1, 4)),
                f"Мониторинг қорытындысы бойынша: {check['object_kk']}",
                f"По итогам мониторинга: {check['object_ru']}",
                from_monitoring=number_of(check, "on"),
            )
            if check["on"] >= date(2024, 4, 8):
                paper.line["norm"] = "control.answer"
            paper.advise(check["topic"], [check["agency"], check["object_ru"]], _DICE.randint(1, 4))
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
        if _DICE.random() < 0.8:
            paper = Paper(
                after(event["on"], 5),
                f"{event['title_kk']}: ұсынымдар",
                f"{event['title_ru']}: рекомендации",
                from_event=number_of(event, "on"),
            )
            paper.advise(
                event["topic"], list(organs.ANSWERS_FOR[event["topic"]]), _DICE.randint(1, 3)
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
            paper.advise(topic(_DICE), [draft["developer"]], 1)
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
    done, silent = paper.points
    done |= {"sent": date(2025, 1, 14), "answered": date(2025, 1, 30), "answer": "accepted"}
    done |= {"closed": date(2025, 2, 27), "closing": "implemented"}
    silent["sent"] = date(2025, 1, 14)
    return paper


_PAPERS = sorted(
    [*_from_hearings(), *_from_control(), *_from_talks(), *_of_its_own()],
    key=lambda paper: paper.line["adopted"],
)
_PAPERS = [paper for paper in _PAPERS if paper.line["adopted"] <= LAST]
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
        for day in spread(_DICE, n, since, until):
            about, kk, ru = _DICE.choice(URGENT_ABOUT)
            line: Line = {
                "raised": day,
                "title_kk": kk,
                "title_ru": ru,
                "agency": _DICE.choice(organs.ANSWERS_FOR[about]),
            }
            end = after(day, _DICE.randint(1, 9))
            if end <= LAST and _DICE.random() < 0.93:
                line["dropped" if _DICE.random() < 0.14 else "settled"] = end
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
