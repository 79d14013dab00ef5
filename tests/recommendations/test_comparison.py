"""The fair comparison: its interval, its denominators against the rows, its order."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kenes.core import record
from kenes.core.period import Period
from kenes.core.text import alphabetical
from kenes.recommendations.comparison import compare, line_of, wilson
from kenes.recommendations.deferrals import actions as deferrals
from kenes.recommendations.models import Point
from tests.recommendations import life
from tests.recommendations.advising import at

D = date
TODAY = D(2025, 6, 2)
SPRING = Period(D(2025, 1, 1), D(2025, 5, 31))


@given(of=st.integers(1, 5000), data=st.data())
def test_the_interval_holds_the_share_and_stays_between_nothing_and_all(of, data):
    hits = data.draw(st.integers(0, of))
    low, high = wilson(hits, of)
    assert 0 <= low <= hits / of <= high <= 1
    assert low < high
    # Of the misses it is the same interval seen from the other side.
    other_low, other_high = wilson(of - hits, of)
    assert low == pytest.approx(1 - other_high, abs=1e-9)
    assert high == pytest.approx(1 - other_low, abs=1e-9)


@given(hits=st.integers(0, 300), misses=st.integers(0, 300), more=st.integers(2, 6))
def test_more_points_of_the_same_share_make_it_shorter(hits, misses, more):
    if not hits + misses:
        return
    low, high = wilson(hits, hits + misses)
    nearer = wilson(hits * more, (hits + misses) * more)
    assert nearer[1] - nearer[0] < high - low


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [
        (8, 10, 0.4902, 0.9433),
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (50, 100, 0.4038, 0.5962),
    ],
)
def test_the_interval_is_the_one_of_the_tables(hits, of, low, high):
    assert wilson(hits, of) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_of_nothing_anything_may_be_true():
    assert wilson(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize("seed", range(4))
def test_every_number_is_that_of_the_rows(house, seed):
    """Points made by chance, counted one by one without the machinery."""
    chance = Random(seed)
    names = ("water", "roads", "parks")
    with at(TODAY):
        for _n in range(14):
            on = D(2025, 1, 6) + timedelta(days=chance.randrange(110))
            _by_chance(house, chance, house.paper(on, *chance.choices(names, k=3)))
        found = compare(house.council, SPRING, TODAY)
    expected = _counted_by_hand()
    lines = [*found.lines, *found.few]
    assert {
        each.agency.pk: (each.in_time, each.late, each.unanswered) for each in lines
    } == expected
    assert {each.due >= found.minimum for each in found.lines} <= {True}
    assert {each.due < found.minimum for each in found.few} <= {True}
    for each in lines:
        assert line_of(each.agency, SPRING, TODAY) == each


def _by_chance(house, chance, points):
    for point in points:
        fate = chance.choice(["silent", "answered", "closed", "deferred"])
        later = min(point.sent_on + timedelta(days=chance.randrange(60)), TODAY)
        if fate == "answered":
            life.answered(point, chance.choice(["accepted", "rejected"]), later, house.by)
        elif fate == "closed":
            life.closed(point, later, house.by, implemented=False)
        elif fate == "deferred":
            until = point.due_on + timedelta(days=20)
            said = {"until_on": until, "reason": "Смета.", "on": point.sent_on}
            asked = deferrals.ask(point, by=house.by, **said)
            deferrals.grant(asked, on=point.sent_on, by=house.by)


def _counted_by_hand():
    found = {}
    for point in Point.objects.all():
        granted = point.deferrals.filter(status="granted").first()
        day = max(granted.until_on, point.due_on) if granted else point.due_on
        closed = point.status in Point.CLOSED and point.answered_on is None
        if not SPRING.since <= day <= SPRING.until or (closed and point.status_on <= day):
            continue
        here = found.setdefault(point.addressee_id, [0, 0, 0])
        answered = point.answered_on
        here[2 if answered is None else 0 if answered <= day else 1] += 1
    return {key: tuple(counts) for key, counts in found.items()}


def test_an_heir_answers_for_its_predecessor(house):
    old, new = house.agency("old"), house.agency("new")
    points = house.paper(D(2025, 2, 3), "old", "new")
    life.answered(points[0], "accepted", D(2025, 2, 10), house.by)
    record.correct(old, version=old.version, by=house.by, successor=new)
    found = compare(house.council, SPRING, TODAY)
    assert [(each.agency, each.in_time, each.unanswered) for each in found.few] == [(new, 1, 1)]


def test_a_handful_is_named_apart_and_nothing_is_a_ranking(house):
    points = house.paper(D(2025, 2, 3), *(["бор", "әсем"] * 10), "аула")
    for point in points[:20:2]:
        life.answered(point, "accepted", D(2025, 2, 10), house.by)
    found = compare(house.council, SPRING, TODAY)
    assert found.minimum == 10
    assert [line.agency.title for line in found.lines] == ["әсем", "бор"]
    assert [line.agency.title for line in found.few] == ["аула"]
    assert [line.share for line in found.lines] == [0, 1]
    assert found.lines[1].median_days == 7


def test_a_day_to_come_is_not_due(house):
    house.paper(D(2025, 5, 20), "water")
    year = Period(D(2025, 1, 1), D(2025, 12, 31))
    assert compare(house.council, year, TODAY).few == []


def test_the_alphabet_is_the_kazakh_one():
    names = ["Ярослав", "Әділет", "Ақсу", "Қала", "Кеңес", "Іле", "Ыстық", "Өнер", "Орда", "Ёлка"]
    assert sorted(names, key=alphabetical) == [
        "Ақсу", "Әділет", "Ёлка", "Кеңес", "Қала", "Орда", "Өнер", "Ыстық", "Іле", "Ярослав",
    ]  # fmt: skip
