"""The whole mark follows from its parts, each counted as often as it weighs."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kenes.core import clock, record
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.hearings import actions as hearings
from kenes.hearings.marks import actions
from kenes.hearings.marks.models import Criterion, HearingMark
from kenes.hearings.marks.whole import mark_of, parts_of, whole
from tests.hearings.conftest import planned, sat
from tests.town import NOW

D = date


@pytest.fixture
def heard(town):
    row = planned(town, D(2025, 4, 3))
    with clock.standing(NOW):
        item = sat(town, D(2025, 4, 3))
        hearings.hear(row, item=item, on=D(2025, 4, 3), by=town.by, verdict="accepted")
    return row


@pytest.fixture
def criteria(town):
    facts = (("Полнота", 3, None), ("Ответы", 1, None), ("Прежний", 9, D(2025, 1, 1)))
    rows = [
        Criterion(
            council=town.council,
            title_ru=name,
            weight=weight,
            since_on=D(2024, 1, 1),
            ended_on=ended,
        )
        for name, weight, ended in facts
    ]
    record.register([Filing(row) for row in rows], by=town.by)
    return rows


@pytest.mark.django_db
def test_a_mark_given_anew_is_put_right_and_the_whole_with_it(town, heard, criteria):
    full, answers, _old = criteria
    with clock.standing(NOW):
        actions.mark(heard, {full: 4, answers: 2}, by=town.by)
        assert (whole(parts_of([heard])[heard.pk]), heard.mark) == (Decimal("3.5"), 4)
        actions.mark(heard, {full: 5}, by=town.by)
    parts = parts_of([heard])[heard.pk]
    assert [(part.value, part.weight_then) for part in parts] == [(5, 3), (2, 1)]
    assert (whole(parts), heard.mark) == (Decimal("4.3"), 4)


@pytest.mark.django_db
def test_only_criteria_in_use_on_the_day_are_asked(town, heard, criteria, secretary):
    form = secretary.get(f"/office/hearings/{heard.number}/mark/give/").context["form"]
    asked = [name for name in form.fields if name.startswith("c-")]
    assert asked == [f"c-{each.code}" for each in criteria[:2]]


@pytest.mark.django_db
@pytest.mark.parametrize("value", [0, 6])
def test_a_mark_off_the_scale_is_refused(town, heard, criteria, value):
    with clock.standing(NOW), pytest.raises(Refused):
        actions.mark(heard, {criteria[0]: value}, by=town.by)
    assert HearingMark.objects.count() == 0


@pytest.mark.django_db
def test_a_report_not_heard_has_no_mark(town, criteria):
    row = planned(town, D(2025, 4, 24))
    with clock.standing(NOW), pytest.raises(Refused):
        actions.mark(row, {criteria[0]: 4}, by=town.by)


@pytest.mark.django_db
def test_a_mark_of_a_journal_stands_without_parts(heard):
    heard.mark = 3
    assert (mark_of(heard, []), whole([])) == (Decimal(3), None)


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 100)), min_size=1, max_size=8))
def test_the_whole_lies_between_its_parts(said):
    parts = [HearingMark(value=value, weight_then=weight) for value, weight in said]
    found = whole(parts)
    values = [value for value, _weight in said]
    assert min(values) <= found <= max(values)
    alone = [HearingMark(value=v, weight_then=1) for v, weight in said for _ in range(weight)]
    assert found == whole(alone)
