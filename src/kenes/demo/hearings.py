"""Reports of agencies: which agency reported to which sitting, and which kept it waiting."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from kenes.core.period import Period
from kenes.demo import organs
from kenes.demo.days import LAST, A, Line, after, chance, numbered, workdays, working
from kenes.demo.people import COMMISSION, COUNCIL, OLD_COMMISSIONS
from kenes.demo.sittings import held

_DICE = chance("hearings")
STATE_BODIES, SUBORDINATE = 76, 61
BEFORE = Period(date(2021, 1, 1), date(2021, 12, 31))
AFTER = Period(date(2025, 1, 1), LAST)


def _report(agency: str, sitting: Line) -> Line:
    """A report heard; every fifth had been planned earlier and was kept waiting."""
    waited = _DICE.choice((0, 0, 0, 0, 21, 35, 70))
    planned = working().this_or_next(sitting["on"] - timedelta(days=waited))
    mark = _DICE.choices((2, 3, 4, 5), (1, 5, 8, 3))[0]
    return {
        "agency": agency,
        "planned": min(planned, sitting["on"]),
        "heard": sitting["on"],
        "verdict": "accepted" if mark > 2 else "not_accepted",
        "mark": mark,
        "state": "heard",
        "of_sitting": sitting,
    }


def _akimats() -> Iterator[Line]:
    """The eight districts, each at another general sitting; the city itself in other years."""
    grown = held(COUNCIL, Period(date(2022, 9, 1), A.until))
    for agency, sitting in zip(_shuffled(_DICE, organs.AKIMATS), grown[1::3], strict=False):
        yield _report(agency, sitting)
    early, late = held(COUNCIL, BEFORE), held(COUNCIL, AFTER)
    yield _report(organs.CITY_AKIMAT, early[2])
    yield _report(organs.AKIMATS[0], early[5])
    yield _report(organs.CITY_AKIMAT, late[1])
    yield _report(organs.AKIMATS[3], late[2])


def _shuffled(dice: Random, things: list[str]) -> list[str]:
    return dice.sample(things, len(things))


def _commission_of(agency: str) -> str:
    parent = agency if agency in organs.COMMISSION_OF else organs.PARENT_OF[agency]
    return COMMISSION[organs.COMMISSION_OF[parent] - 1]


def _at_commissions() -> Iterator[Line]:
    """Departments come again and again; each subordinate organisation once in the three years."""
    departments = _shuffled(_DICE, organs.DEPARTMENTS)
    twice = _shuffled(_DICE, organs.DEPARTMENTS)
    once = _shuffled(_DICE, organs.SUBORDINATE)
    agencies = [
        *departments,
        *twice,
        *departments[: STATE_BODIES - 2 * len(departments)],
        *once[:SUBORDINATE],
    ]
    free = {commission: _seats_for_reports(commission, A) for commission in COMMISSION}
    for agency in agencies:
        commission = _commission_of(agency)
        # A commission whose agenda is full passes the report on to the one with most room.
        if not free[commission]:
            commission = max(COMMISSION, key=lambda each: len(free[each]))
        yield _report(agency, free[commission].pop())
    for agency in (*organs.RARE, *once[SUBORDINATE : SUBORDINATE + 5], *twice[:6]):
        yield _report(agency, _DICE.choice([s for c in COMMISSION for s in held(c, AFTER)]))
    for agency in (*organs.RARE, *once[SUBORDINATE : SUBORDINATE + 4], *twice[6:16]):
        yield _report(agency, _DICE.choice([s for c in OLD_COMMISSIONS for s in held(c, BEFORE)]))


def _seats_for_reports(commission: str, period: Period) -> list[Line]:
    sittings = held(commission, period)
    return _DICE.sample([*sittings, *sittings[2::3]], len(sittings) + len(sittings[2::3]))


def _not_heard() -> Iterator[Line]:
    """Reports still waited for, and those called off."""
    for day in _DICE.sample(workdays(date(2022, 9, 1), date(2024, 12, 20)), 9):
        yield {"agency": _DICE.choice(organs.DEPARTMENTS), "planned": day, "state": "cancelled"}
    for day in _DICE.sample(workdays(date(2024, 9, 2), date(2025, 3, 14)), 7):
        yield {"agency": _DICE.choice(organs.DEPARTMENTS), "planned": day, "state": "postponed"}
    for day in (after(LAST, 6), after(LAST, 9), after(LAST, 14)):
        yield {"agency": _DICE.choice(organs.SUBORDINATE), "planned": day, "state": "planned"}


HEARINGS: list[Line] = numbered([*_akimats(), *_at_commissions(), *_not_heard()], "planned")
