"""What agencies claim to have done, and what the council found when it looked."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kenes.core import record
from kenes.core.filing import Filing
from kenes.council.models import Mandate, Person
from kenes.demo import names
from kenes.demo.answers import answered_as, sent
from kenes.demo.days import LAST, after, chance, working
from kenes.demo.recommendations import ASKED_SINCE, MOBILITY
from kenes.demo.wordings import DIFFERS, IN_PART, NOT_DONE, advised
from kenes.recommendations.models import Point
from kenes.recommendations.proof.models import Claim, Verification

if TYPE_CHECKING:
    from kenes.core.access import User
    from kenes.council.models import Council

S = Point.Status
FOUND = Verification.Outcome
_DICE = chance("proof")
# How many reports wait for the council to look, and how many of those looked at stay open.
WAITING, IN_WORK = 8, 3


def lay(council: "Council", *, by: "User") -> None:
    """Enter the claims and the checks behind every closing, and those that closed nothing yet."""
    _DICE.anew()
    points = sent(council)
    mandates = Mandate.objects.of(council).live().select_related("person")
    members = _Members(list(mandates.order_by("seat__ordinal", "since_on")))
    filings = [*_closed(points, members), *_open(points, members)]
    claims = [filing for filing in filings if isinstance(filing.row, Claim)]
    record.register(claims, by=by)
    record.register([filing for filing in filings if filing not in claims], by=by)


class _Members:
    """Who of the council may look at what was done on a day."""

    def __init__(self, mandates: Sequence[Mandate]) -> None:
        self.mandates = mandates

    def one(self, on: date) -> Person:
        """A member of that day, by chance."""
        sat = [
            m for m in self.mandates if m.since_on <= on and not (m.ended_on and m.ended_on <= on)
        ]
        return _DICE.choice(sat).person


Proof = Filing[Claim] | Filing[Verification]


def _closed(points: Sequence[Point], members: _Members) -> Iterator[Proof]:
    """Each closed point was looked at on the day it was closed; newer ones were reported before.

    Once the report said done and the council saw that it was not.
    """
    closed = [point for point in points if point.status in Point.CLOSED]
    reported = [p for p in closed if p.status_on >= ASKED_SINCE]
    differs = next(p for p in reversed(reported) if p.status == S.NOT_IMPLEMENTED)
    said = answered_as(closed)
    for point in closed:
        done = point.status == S.IMPLEMENTED
        claim = None
        if point in reported and point.pk in said and (done or point is differs):
            claim = _claim(point, _shortly_before(point))
            yield Filing(claim)
        outcome = FOUND.DONE if done else FOUND.NOT_DONE
        found = _found(point, done=done, differs=point is differs)
        yield Filing(_check(point, point.status_on, outcome, found, members, claim))


def _shortly_before(point: Point) -> date:
    """A week or two before the closing, but not before the answer."""
    day = working().this_or_previous(point.status_on - timedelta(days=_DICE.randint(6, 15)))
    assert point.answered_on
    return max(day, point.answered_on)


def _open(points: Sequence[Point], members: _Members) -> Iterator[Proof]:
    """Reports that wait to be looked at, and such as the council found done in part or not."""
    accepted = [
        point
        for point in points
        if point.status in (S.ACCEPTED, S.PARTLY)
        and point.answered_on
        and date(2024, 4, 1) <= point.answered_on < date(2025, 3, 20)
    ]
    mine = [p for p in accepted if p.addressee.title_ru == MOBILITY and p.status == S.PARTLY][-1:]
    others = [point for point in accepted if point.addressee.title_ru != MOBILITY]
    for point in [*_DICE.sample(others, WAITING - len(mine)), *mine]:
        assert point.answered_on
        yield Filing(_claim(point, min(after(point.answered_on, 12), LAST)))
    looked = [p for p in others if p.answered_on and p.answered_on < date(2024, 12, 1)]
    for point in _DICE.sample(looked, IN_WORK):
        assert point.answered_on
        on = after(point.answered_on, 40)
        outcome, found = _DICE.choice(((FOUND.PARTLY, IN_PART), (FOUND.NOT_DONE, NOT_DONE[0])))
        yield Filing(_check(point, min(on, LAST), outcome, found, members, None))


def _claim(point: Point, on: date) -> Claim:
    language = point.addressee.language
    kk, ru = advised(point.text_kk, point.text_ru)[0].claim
    name = names.name(_DICE, _DICE.choice(("man", "woman")))
    return Claim(
        council_id=point.council_id,
        point=point,
        claimed_on=on,
        text=kk if language == "kk" else ru,
        language=language,
        signed_then=name.kk if language == "kk" else name.ru,
    )


def _found(point: Point, *, done: bool, differs: bool) -> tuple[str, str]:
    if differs:
        return DIFFERS
    return advised(point.text_kk, point.text_ru)[0].found if done else _DICE.choice(NOT_DONE)


def _check(
    point: Point,
    on: date,
    outcome: str,
    found: tuple[str, str],
    members: _Members,
    claim: Claim | None,
) -> Verification:
    kk, ru = found
    return Verification(
        council_id=point.council_id,
        point=point,
        claim=claim,
        verified_on=on,
        outcome=outcome,
        text_kk=kk,
        text_ru=ru,
        person=members.one(on),
    )
