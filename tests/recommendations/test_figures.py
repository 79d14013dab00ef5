"""Figures of recommendations: what was in time is told as it stood on the day of the answer."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

import pytest

from kenes.core import record
from kenes.core.access import console
from kenes.core.filing import Filing
from kenes.core.link import between
from kenes.core.period import Period, Scope
from kenes.events.models import Event
from kenes.recommendations.deferrals.models import Deferral
from kenes.recommendations.models import Point
from kenes.recommendations.proof.models import Verification
from kenes.report.answer import answer, rows_of
from kenes.report.catalogue import CATALOGUE
from tests.registers import Register

SENT = date(2024, 3, 1)
DUE = date(2024, 4, 1)
YEAR = Period(date(2024, 1, 1), date(2024, 12, 31))
TIMELY, LATE, NONE = "answered_in_time", "answered_late", "unanswered"


@dataclass
class Desk:
    """A register and short ways to fill it with points."""

    register: Register

    def point(self, *, paper=None, sent=SENT, due=DUE, course=(), **facts):
        """A point sent on the day, with what became of it."""
        paper = paper or self.register.paper(sent)
        answered = next((day for state, day in course if state in Point.ANSWERS), None)
        said = {
            "addressee": self.register.organisations[0],
            "ordinal": paper.points.count() + 1,
            "text_ru": "Починить",
        } | facts
        point = Point(
            council=self.register.council,
            recommendation=paper,
            prepared_on=sent,
            sent_on=sent,
            due_on=due,
            answered_on=answered,
            **said,
        )
        return self.register.add(point, path=[("prepared", sent), ("sent", sent), *course])

    def deferral(self, point, decided_on, until_on, outcome="granted"):
        asked_on = point.sent_on
        path = [("asked", asked_on)]
        if outcome != "asked":
            path.append((outcome, decided_on))
        row = Deferral(
            council=self.register.council,
            point=point,
            asked_on=asked_on,
            until_on=until_on,
            reason="Ждём смету",
            decided_on=None if outcome == "asked" else decided_on,
        )
        return self.register.add(row, path=path)

    def check(self, point, on, outcome="not_done"):
        said = {"verified_on": on, "outcome": outcome, "text_ru": "Осмотрено"}
        return self.register.add(Verification(council=self.register.council, point=point, **said))

    def value(self, code, as_of=None, **filters):
        scope = Scope(self.register.council, YEAR, as_of, filters)
        return CATALOGUE[f"recommendations.{code}"].value(scope)


@pytest.fixture
def desk(db):
    return Desk(Register(console(), Random(5)))


def in_april(day):
    return date(2024, 4, day)


GRANTED = {"decided_on": date(2024, 3, 28), "until_on": in_april(20)}
# What became of the point; the request for more time; the day of reading; its leaf; is it overdue.
CASES = {
    "on the day of the law": (DUE, None, None, TIMELY, False),
    "a day after it": (in_april(2), None, None, LATE, False),
    "late, but read before it came": (in_april(2), None, DUE, NONE, False),
    "late, read the day before it came": (in_april(3), None, in_april(2), NONE, True),
    "on the day agreed to": (in_april(20), GRANTED, None, TIMELY, False),
    "a day after the day agreed to": (in_april(21), GRANTED, None, LATE, False),
    "not yet, read on the day agreed to": (None, GRANTED, in_april(20), NONE, False),
    "not yet, read a day after it": (None, GRANTED, in_april(21), NONE, True),
    "agreed to on the very day of the answer": (
        in_april(5), {"decided_on": in_april(5), "until_on": in_april(20)}, None, TIMELY, False),
    "agreed to a day after the answer": (
        in_april(5), {"decided_on": in_april(6), "until_on": in_april(20)}, None, LATE, False),
    "overdue, read the day before it was agreed": (
        in_april(12), {"decided_on": in_april(10), "until_on": in_april(20)}, in_april(9),
        NONE, True),
    "overdue no more, read on the day it was agreed": (
        in_april(12), {"decided_on": in_april(10), "until_on": in_april(20)}, in_april(10),
        NONE, False),
    "not agreed to": (in_april(5), GRANTED | {"outcome": "refused"}, None, LATE, False),
    "asked and not decided": (in_april(5), GRANTED | {"outcome": "asked"}, None, LATE, False),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_in_time_late_or_not_at_all(desk, name):
    answered_on, deferral, as_of, leaf, overdue = CASES[name]
    course = [("accepted", answered_on)] if answered_on else []
    point = desk.point(course=course)
    if deferral:
        desk.deferral(point, **deferral)
    told = {code: desk.value(code, as_of) for code in (TIMELY, LATE, NONE)}
    assert told == {TIMELY: 0, LATE: 0, NONE: 0} | {leaf: 1}
    assert desk.value("overdue", as_of) == int(overdue)
    # The point's own day agrees with the figure on the day of reading.
    day = as_of or YEAR.until
    awaited = Point.objects.awaited(day).get(pk=point.pk).awaited_on
    if leaf == NONE:
        assert (awaited < day) == overdue


def test_a_struck_request_gives_no_time(desk):
    point = desk.point(course=[("accepted", in_april(5))])
    row = desk.deferral(point, **GRANTED)
    assert (desk.value(TIMELY), desk.value("deferred")) == (1, 1)
    record.strike([row], reason="mistaken", by=desk.register.by)
    assert (desk.value(LATE), desk.value("deferred")) == (1, 0)


def test_more_time_counts_from_the_day_it_was_agreed(desk):
    desk.deferral(desk.point(), decided_on=in_april(10), until_on=in_april(20))
    assert [desk.value("deferred", in_april(day)) for day in (9, 10)] == [0, 1]


def test_where_the_law_had_no_term_no_answer_is_late(desk):
    desk.point(due=None, course=[("rejected", date(2024, 9, 1))])
    desk.point(due=None)
    assert [desk.value(code) for code in (TIMELY, LATE, NONE, "overdue")] == [1, 0, 1, 0]


def test_the_last_answer_is_what_the_agency_said(desk):
    """Rejected, then accepted, then found hollow; and closed, it is still what it last was."""
    days = [in_april(day) for day in (2, 4, 6, 8)]
    states = ("rejected", "accepted", "hollow", "not_implemented")
    desk.point(course=list(zip(states, days, strict=True)))
    kinds = ("accepted", "partly", "rejected", "beyond", "hollow")
    told = [[kind for kind in kinds if desk.value(kind, day)] for day in days]
    assert told == [["rejected"], ["accepted"], ["hollow"], ["hollow"]]
    assert [desk.value("not_implemented", day) for day in days] == [0, 0, 0, 1]
    assert desk.value("answered") == 1


def test_closed_without_an_answer_is_unanswered_and_not_overdue(desk):
    desk.point(course=[("implemented", in_april(20))])
    assert [desk.value(code) for code in (NONE, "overdue", "implemented")] == [1, 0, 1]


def test_a_check_counts_from_its_day_whatever_it_found(desk):
    point = desk.point(course=[("accepted", DUE)])
    checks = [desk.check(point, in_april(day), outcome) for day, outcome in
              ((10, "not_done"), (15, "done"))]  # fmt: skip
    assert [desk.value("verified", in_april(day)) for day in (9, 10, 20)] == [0, 1, 1]
    record.strike(checks[:1], reason="mistaken", by=desk.register.by)
    assert [desk.value("verified", in_april(day)) for day in (10, 15)] == [0, 1]


@pytest.mark.parametrize(
    ("waited", "median"), [((), 0), ((7,), 7), ((7, 30), 7), ((30, 2, 9), 9), ((5, 5, 1, 40), 5)]
)
def test_half_were_answered_within_so_many_days(desk, waited, median):
    for days in waited:
        desk.point(course=[("accepted", SENT + timedelta(days=days))])
    desk.point()
    scope = Scope(desk.register.council, YEAR)
    said = answer("recommendations.days_to_answer", scope).as_json()
    assert (said["value"], said["rows_count"]) == (median, len(waited))
    rows = rows_of("recommendations.days_to_answer", scope)
    assert sorted(row["value"] for row in rows) == sorted(waited)


def test_the_median_is_read_as_of_a_day_and_by_parts(desk):
    first, second = desk.register.organisations[:2]
    for agency, days in ((first, 4), (first, 10), (second, 0), (second, 50)):
        desk.point(addressee=agency, course=[("accepted", SENT + timedelta(days=days))])
    assert desk.value("days_to_answer") == 4
    assert desk.value("days_to_answer", SENT + timedelta(days=3)) == 0
    scope = Scope(desk.register.council, YEAR)
    parts = CATALOGUE["recommendations.days_to_answer"].breakdown(scope, "agency")
    # Answered on the day it was sent: nought is a part like any other.
    assert {part.key: part.value for part in parts} == {first.code: 4, second.code: 0}
    assert desk.value("days_to_answer", agency=first.code) == 4


def test_by_what_came_first_by_topic_and_by_year(desk):
    register = desk.register
    events = [
        Event(council=register.council, kind=kind, title_ru="Встреча", held_on=SENT)
        for kind in ("platform", "other")
    ]
    for event in events:
        register.add(event, path=[("planned", SENT)])
    appeal = register.appeal()
    linked = register.paper(SENT, topic=register.topics[0])
    desk.point(paper=linked)
    desk.point(sent=date(2023, 12, 1))
    desk.point()
    links = [between(origin, linked) for origin in (appeal, events[0])]
    for link in links:
        record.register([Filing(link)], by=register.by)
    scope = Scope(register.council, Period(date(2023, 1, 1), YEAR.until))
    sent = CATALOGUE["recommendations.sent"]

    def parts(dimension):
        return {part.key: part.value for part in sent.breakdown(scope, dimension)}

    assert parts("origin") == {"appeal": 1, "": 2}
    assert parts("topic") == {register.topics[0].code: 1, "": 2}
    assert parts("year") == {"2023": 1, "2024": 2}
    # With the first link struck, the paper came from the meeting.
    record.strike(links[:1], reason="mistaken", by=register.by)
    assert parts("origin") == {"event": 1, "": 2}
    narrowed = Scope(register.council, YEAR, filters={"origin": "event"})
    assert [row.recommendation_id for row in sent.rows(narrowed)] == [linked.pk]
    assert sent.breakdown(scope, "origin")[0].label == str(Event._meta.verbose_name)
