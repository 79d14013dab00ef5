"""Questions put together once."""

from datetime import date
from uuid import UUID

import pytest
from django.db.models import F, Q

from kenes.core.prepared import Counts, Prepared
from kenes.events.models import Event
from kenes.norms.models import Norm
from tests.sittings.chamber import Chamber

pytestmark = pytest.mark.django_db


def test_it_answers_as_the_question_does_for_each_value():
    chamber = Chamber(members=2)
    other = chamber.plan(chamber.body, on=date(2025, 4, 10))

    def question(council, on, number):
        rows = Event.objects.filter(council=council, struck_at=None, sitting__number=number)
        return rows.filter(Q(held_on__gt=on) | Q(held_on=on)).order_by("held_on")

    prepared = Prepared(UUID, date, str, question=question)
    for number in (chamber.sitting.number, other.number, "%s"):
        for on in (date(2025, 4, 3), date(2025, 4, 4), date(2026, 1, 1)):
            asked = question(chamber.council.pk, on, number)
            assert prepared(chamber.council.pk, on, number) == list(asked)
    assert len(prepared(chamber.council.pk, date(2025, 4, 3), other.number)) == 1


def test_a_value_that_does_not_reach_the_question_as_it_stands_is_an_error_in_the_code():
    prepared = Prepared(str, question=lambda code: Norm.objects.filter(code__startswith=code))
    with pytest.raises(TypeError, match="as it stands"):
        prepared("vote.ordinary")


def test_several_questions_are_counted_in_one_statement(django_assert_num_queries):
    chamber = Chamber(members=2)
    chamber.plan(chamber.body, on=date(2025, 4, 10))

    def questions(council, on):
        events = Event.objects.filter(council=council).order_by("-held_on")
        coming = events.annotate(day=F("held_on")).filter(day__gt=on)
        none = events.filter(number="%s")
        return {"all": events, "coming": coming, "none": none, "cut": events[:1]}

    counts = Counts(UUID, date, questions=questions)
    for on in (date(2025, 4, 3), date(2025, 4, 9), date(2026, 1, 1)):
        asked = questions(chamber.council.pk, on)
        expected = {name: rows.count() for name, rows in asked.items()}
        with django_assert_num_queries(1):
            assert counts(chamber.council.pk, on) == expected
    assert counts(chamber.council.pk, date(2025, 4, 9)) == {
        "all": 2,
        "coming": 1,
        "none": 0,
        "cut": 1,
    }
