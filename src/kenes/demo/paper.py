"""One paper with advice as the journal tells it, and the course of each of its points."""

from datetime import date
from typing import Any

from kenes.demo.advice import ADVICE
from kenes.demo.days import LAST, A, Line, after, chance
from kenes.demo.themes import Talk

DICE = chance("recommendations")
_TALK = Talk(DICE)
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

    def tell(self, agency: str, at: int, theme: tuple[str, str], **course: Any) -> None:
        """One piece of advice of the list, about a theme of its own, with its whole course."""
        kk, ru = ADVICE[at]
        theme_kk, theme_ru = theme
        self._add(agency, kk.format(kk=theme_kk), ru.format(ru=theme_ru), in_preparation=True)
        self.points[-1] |= course

    def advise(
        self, about: str, agencies: list[str], n: int, *, in_preparation: bool = False
    ) -> None:
        """Add n pieces of advice, each to one of the agencies in turn."""
        self.line.setdefault("topic", about)
        for (kk, ru), at in zip(DICE.sample(ADVICE, n), range(n), strict=True):
            theme_kk, theme_ru = _TALK.theme(about)
            self._add(
                agencies[at % len(agencies)],
                kk.format(kk=theme_kk),
                ru.format(ru=theme_ru),
                in_preparation=in_preparation,
            )

    def tell_all(self, about: str, agencies: list[str]) -> None:
        """The same advice to every agency: as many points as agencies."""
        self.line.setdefault("topic", about)
        kk, ru = DICE.choice(ADVICE)
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
    sent = after(max(prepared, _SENT_FROM), DICE.randint(1, 6))
    course: Line = {"sent": sent}
    if DICE.random() < 0.88:
        # Most answer within the month, some a good deal later.
        waited = DICE.choices((6, 11, 16, 19, 27, 45), (2, 4, 6, 5, 2, 1))[0]
        answer = DICE.choices(
            ("accepted", "partly", "rejected", "beyond", "hollow"), (58, 20, 9, 3, 10)
        )[0]
        course |= {"answered": after(sent, waited), "answer": answer}
        if answer in ("accepted", "partly") and DICE.random() < 0.62:
            course["closed"] = after(course["answered"], DICE.choice((15, 30, 50, 80)))
            course["closing"] = "implemented" if DICE.random() < 0.85 else "not_implemented"
    for day, word in (("closed", "closing"), ("answered", "answer")):
        if course.get(day) and course[day] > LAST:
            del course[day], course[word]
    return {} if sent > LAST else course
