"""When the council, its presidium, commissions and committees sat, or meant to."""

from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta
from math import ceil

from kenes.core.period import Period, last_of_month
from kenes.demo import people, places
from kenes.demo.days import (
    FIRST,
    LAST,
    THIRD_BEGAN,
    A,
    Line,
    after,
    chance,
    hour,
    numbered,
    spread,
    workdays,
)
from kenes.demo.people import COMMISSION, COUNCIL, PRESIDIUM

_DICE = chance("sittings")
_BODY = {line["title_ru"]: line for line in people.BODIES}
_FORMS = {
    "regular": ("Кезекті жалпы отырыс", "Очередное общее заседание"),
    "extra": ("Кезектен тыс жалпы отырыс", "Внеочередное общее заседание"),
    "expanded": ("Кеңейтілген жалпы отырыс", "Расширенное общее заседание"),
    "joint": ("Сарапшылармен бірлескен жалпы отырыс", "Общее заседание совместно с экспертами"),
}
GENERAL_IN_A, PRESIDIUM_IN_A = 40, 26
# General sittings that must stand on a given day: the first of the convocation, those that let
# members in from the reserve.
_FIXED = (THIRD_BEGAN, *(day for day, _seats in people.ROTATIONS if day in A))


def _titles(body: str, form: str) -> tuple[str, str]:
    if body == COUNCIL:
        return _FORMS[form]
    if body == PRESIDIUM:
        return "Төралқа отырысы", "Заседание президиума"
    ending = "ның отырысы" if _BODY[body]["kind"] == "commission" else "нің отырысы"
    ru = body.replace("Временная комиссия", "временной комиссии")
    ru = ru.replace("Комиссия", "комиссии").replace("Комитет", "комитета")
    return _BODY[body]["title_kk"].split(" (")[0] + ending, f"Заседание {ru}"


def sitting(body: str, day: date, state: str = "held", form: str = "regular") -> Line:
    """One sitting, with who came."""
    kk, ru = _titles(body, form)
    members = people.of_body(body, day)
    size = (38 if day >= THIRD_BEGAN else 37) if body == COUNCIL else max(len(members), 5)
    quorum = ceil(size * 2 / 3)
    line: Line = {
        "body": body,
        "form": form,
        "on": day,
        "at": hour(_DICE, 10, 16),
        "title_kk": kk,
        "title_ru": ru,
        "place": places.OWN_HALL,
        "state": state,
        "seats": size,
        "quorum": quorum,
    }
    if body == COUNCIL:
        line["at"] = _DICE.choice((time(11), time(15), time(15)))
    most = max(min(len(members) or size, size), quorum)
    if state == "held":
        line["present"] = _DICE.randint(quorum, most)
    if state == "failed":
        line["present"] = _DICE.randint(quorum // 2, quorum - 1)
    if line.get("present") and len(members) >= line["present"]:
        line["participants"] = "; ".join(_DICE.sample(members, line["present"]))
    return line


def _general() -> Iterator[Line]:
    spans = (
        (4, A.since, date(2022, 4, 29)),
        (GENERAL_IN_A - 4 - len(_FIXED), date(2022, 6, 1), A.until),
        (9, FIRST, date(2021, 12, 24)),
    )
    drawn = [day for n, since, until in spans for day in _apart_from(n, since, until, _FIXED)]
    forms = ["regular"] * 12 + ["extra", "extra", "expanded", "joint"]
    for day in (*_FIXED, *drawn):
        yield sitting(COUNCIL, day, form="regular" if day in _FIXED else _DICE.choice(forms))
    for day in (date(2025, 1, 24), date(2025, 2, 26), date(2025, 3, 19), date(2025, 4, 2)):
        yield sitting(COUNCIL, day)
    for day, state in (
        (date(2021, 10, 14), "cancelled"),
        (date(2022, 7, 7), "adjourned"),
        (date(2023, 1, 26), "failed"),
        (date(2023, 8, 10), "cancelled"),
        (date(2024, 1, 18), "adjourned"),
        (date(2024, 8, 15), "failed"),
        (date(2025, 1, 10), "cancelled"),
    ):
        yield sitting(COUNCIL, day, state)
    yield sitting(COUNCIL, date(2025, 4, 24), "planned")


def _apart_from(n: int, since: date, until: date, taken: Iterable[date]) -> list[date]:
    """Days none of which is taken already, nor next to one taken."""
    near = {day + timedelta(days=by) for day in taken for by in (-1, 0, 1)}
    drawn = [day for day in spread(_DICE, 2 * n, since, until, apart=True) if day not in near]
    return sorted(_DICE.sample(drawn, n))


def _presidium() -> Iterator[Line]:
    for n, since, until in (
        (PRESIDIUM_IN_A, date(2022, 1, 20), date(2024, 12, 24)),
        (7, FIRST, date(2021, 12, 20)),
        (3, date(2025, 1, 14), date(2025, 3, 28)),
    ):
        for day in spread(_DICE, n, since, until, apart=True):
            yield sitting(PRESIDIUM, day)
    yield sitting(PRESIDIUM, date(2022, 12, 22), "cancelled")
    yield sitting(PRESIDIUM, date(2023, 7, 13), "failed")
    yield sitting(PRESIDIUM, date(2024, 11, 7), "adjourned")


def _day_in(month: date) -> date:
    """A day of the month on which a commission sits: rarely at its very beginning."""
    since = max(month + timedelta(days=4), THIRD_BEGAN + timedelta(days=2))
    if month.year == 2021:
        since = month + timedelta(days=4)
    return _DICE.choice(workdays(since, min(last_of_month(month), LAST)))


def _commissions() -> Iterator[Line]:
    months = Period(THIRD_BEGAN, date(2025, 3, 31)).months()
    for commission in COMMISSION:
        for month in months:
            first = _day_in(month)
            yield sitting(commission, first)
            # An extra sitting within one month does not make it two months.
            second = after(first, 4)
            if _DICE.random() < 0.16 and second.month == first.month:
                yield sitting(commission, second, form="extra")
        for month in _DICE.sample(months, 2):
            first_week = workdays(max(month, after(THIRD_BEGAN, 1)), last_of_month(month))[:2]
            yield sitting(commission, first_week[0], _DICE.choice(("cancelled", "adjourned")))
    for month in Period(date(2021, 2, 1), date(2021, 12, 1)).months():
        for commission in people.OLD_COMMISSIONS:
            if _DICE.random() < 0.8:
                yield sitting(commission, _day_in(month))


def _short_lived() -> Iterator[Line]:
    """Bodies that lived a while, and the sittings they meant to hold before or after."""
    yield sitting(people.FLOOD, date(2023, 1, 27), "cancelled")
    yield sitting(people.FLOOD, date(2023, 2, 15))
    yield sitting(people.CONTEST, date(2025, 2, 20))
    yield sitting(people.CONTEST, date(2025, 3, 14))
    yield sitting(people.DIGITAL, date(2025, 2, 18))
    yield sitting(people.DIGITAL, date(2025, 3, 18))
    yield sitting(people.OLD_COMMITTEE, date(2021, 11, 17))
    # Held before the committee was abolished in the middle of the month.
    yield sitting(people.MOBILITY, date(2024, 10, 8))


def _committees() -> Iterator[Line]:
    for committee, since, until in (
        (people.ECOLOGY, date(2022, 9, 5), date(2025, 3, 31)),
        (people.MOBILITY, date(2023, 2, 6), date(2024, 9, 30)),
        (people.YOUTH, date(2023, 9, 4), date(2025, 3, 31)),
    ):
        for month in Period(since, until).months():
            luck = _DICE.random()
            if luck < 0.76:
                yield sitting(committee, max(_day_in(month), after(since, 1)))
            elif luck < 0.9:
                yield sitting(committee, max(_day_in(month), after(since, 1)), "cancelled")
            if luck < 0.08:
                yield sitting(
                    committee,
                    workdays(last_of_month(month) - timedelta(days=4), last_of_month(month))[-1],
                    form="extra",
                )


SITTINGS: list[Line] = numbered(
    [*_general(), *_presidium(), *_commissions(), *_short_lived(), *_committees()], "on"
)


def held(body: str, period: Period | None = None) -> list[Line]:
    """The sittings a body held, in order."""
    return [
        line
        for line in SITTINGS
        if line["body"] == body
        and line["state"] == "held"
        and (period is None or line["on"] in period)
    ]
