"""Due days kept on rows follow the calendar while they are open, and only then."""

from datetime import date
from random import Random
from typing import Any

import pytest

from kenes.core import record
from kenes.core.access import console
from kenes.core.journal import Entry
from kenes.norms import actions
from kenes.norms.calendar import load
from kenes.norms.models import DayMark
from kenes.recommendations import actions as recommendations
from kenes.recommendations.models import Point
from tests.recommendations import life
from tests.registers import Register

pytestmark = pytest.mark.django_db

NAMES = {"kk": "Мереке", "ru": "Праздник", "en": "Feast"}
# A month after the 20th of March 2024 is a Saturday; the Monday after it is the last day.
SENT, DUE, NEXT = date(2024, 3, 20), date(2024, 4, 22), date(2024, 4, 23)


@pytest.fixture
def register() -> Register:
    made = Register(console(), Random(1))
    actions.load_law(by=made.by)
    return made


def point(register: Register, norm: str = "rec.answer.general") -> Point:
    on = date(2021, 1, 1)
    paper = register.paper(on, norm=norm)
    said: dict[str, Any] = {"ordinal": 1, "text_ru": "Починить", "prepared_on": on}
    addressee = register.organisations[0]
    row = Point(council=register.council, recommendation=paper, addressee=addressee, **said)
    register.add(row, path=[("prepared", on)])
    return row


def sent(register: Register, on: date = SENT, norm: str = "rec.answer.general") -> Point:
    row = point(register, norm)
    recommendations.send([row], on=on, by=register.by)
    return row


def due(row: Point) -> date | None:
    return Point.objects.get(pk=row.pk).due_on


def mark(register: Register, on: date = DUE) -> DayMark:
    facts: Any = {"kind": DayMark.Kind.HOLIDAY, "names": NAMES, "source": "An act"}
    return actions.mark_day(on=on, by=register.by, **facts)


def corrected(row: Point) -> list[Any]:
    lines = Entry.objects.filter(row_id=row.pk, verb="point.corrected").order_by("at", "pk")
    return [line.payload.said["changed"] for line in lines]


def test_an_open_due_day_follows_the_calendar_with_a_line_in_the_journal(
    register: Register,
) -> None:
    row = sent(register)
    assert due(row) == DUE

    holiday = mark(register)
    assert due(row) == NEXT
    actions.unmark_day(holiday, by=register.by)

    assert due(row) == DUE
    there, back = {"due_on": ["22.04.2024", "23.04.2024"]}, {"due_on": ["23.04.2024", "22.04.2024"]}
    assert corrected(row) == [there, back]


def test_exchanged_days_are_reckoned_with_once(register: Register) -> None:
    row = sent(register)
    actions.exchange_days(worked_on=date(2024, 4, 20), off_on=DUE, source="An act", by=register.by)
    assert due(row) == date(2024, 4, 20)
    assert len(corrected(row)) == 1


@pytest.mark.parametrize("ending", ["answered", "closed", "struck"])
def test_a_due_day_that_is_over_stays(register: Register, ending: str) -> None:
    row = sent(register)
    verbs: dict[str, Any] = {
        "answered": lambda: life.hollow(row, date(2024, 4, 1), register.by),
        "closed": lambda: life.closed(row, date(2024, 4, 1), register.by),
        "struck": lambda: record.strike([row], reason="twice", by=register.by),
    }
    verbs[ending]()
    mark(register)
    assert due(row) == DUE
    assert [said for said in corrected(row) if "due_on" in said] == []


def test_a_day_that_no_term_asks_changes_nothing(register: Register) -> None:
    row = sent(register)
    mark(register, date(2024, 4, 24))
    assert (due(row), corrected(row)) == (DUE, [])


@pytest.mark.parametrize(
    ("norm", "on", "expected"),
    [
        ("rec.answer.general", date(2021, 12, 31), None),
        ("rec.answer.general", date(2022, 1, 1), date(2022, 2, 1)),
        # Public control has a law since the 5th of April 2024.
        ("control.answer", date(2024, 4, 4), None),
        ("control.answer", date(2024, 4, 5), date(2024, 4, 19)),
    ],
)
def test_before_the_first_rule_we_know_no_answer_is_due(
    register: Register, norm: str, on: date, expected: date | None
) -> None:
    row = sent(register, on, norm)
    assert (row.status, row.sent_on, due(row)) == ("sent", on, expected)

    mark(register)
    assert due(row) == expected


def test_the_calendar_itself_keeps_no_due_day(register: Register) -> None:
    """What is shown and not kept is reckoned from the marks each time."""
    holiday = mark(register)
    assert not load().is_working(DUE)
    actions.unmark_day(holiday, by=register.by)
    assert load().is_working(DUE)
