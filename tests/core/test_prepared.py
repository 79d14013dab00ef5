"""Questions put together once."""

from datetime import date
from uuid import UUID

import pytest
from django.db.models import Q

from kenes.core.prepared import Prepared
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
