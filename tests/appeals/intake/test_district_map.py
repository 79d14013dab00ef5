"""The districts lie on the map as the council says, and stand in their order where it does not."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kenes.core import record
from kenes.core.refused import Refused
from kenes.organs.models import MAP_AT_MOST, District
from kenes.portal.district_map import NARROW, WIDE, lie, places
from tests.town import enter

sides = st.integers(1, MAP_AT_MOST)


def district(at=(None, None)):
    return District(pk=uuid4(), title_ru="Район", map_column=at[0], map_row=at[1])


@given(st.lists(st.tuples(sides, sides), min_size=1, max_size=20, unique=True), st.integers(0, 9))
def test_as_they_lie_so_they_stand_to_one_another(at, others):
    rows = [*map(district, at), *[None] * others]
    found = places(rows, WIDE)
    assert len({*found}) == len(rows)
    assert min(column for column, _row in found) == min(row for _column, row in found) == 0
    left, top = (min(each[side] for each in at) for side in (0, 1))
    assert found[: len(at)] == [(column - left, row - top) for column, row in at]
    below = max(row for _column, row in found[: len(at)])
    assert all(row > below for _column, row in found[len(at) :])


@given(st.lists(st.one_of(st.none(), st.tuples(sides, sides)), max_size=20))
def test_each_tile_has_a_place_of_its_own_whatever_is_said(said):
    rows = [district(at or (None, None)) for at in said]
    for in_row in (WIDE, NARROW):
        assert len({*places(rows, in_row)}) == len(rows)
        if None in said or len({*said}) < len(said):
            assert lie(rows, in_row) == {}


def test_what_finds_no_room_on_a_phone_stands_in_order():
    rows = [district((column, 1)) for column in range(1, 6)]
    assert places(rows, WIDE) == [(0, 0), (1, 0), (2, 0), (3, 0), (4, 0)]
    assert places(rows, NARROW) == [(0, 0), (1, 0), (0, 1), (1, 1), (0, 2)]


"""What the secretariat says, and where everyone sees it."""


def lay(town):
    other = District(council=town.council, title_ru="Алатауский район", map_column=1, map_row=1)
    enter(other, by=town.by)
    record.correct(town.district, version=1, by=town.by, map_column=2, map_row=1)
    return other


@pytest.mark.django_db
def test_two_numbers_in_bounds_and_no_place_twice(town):
    lay(town)
    said = {"council": town.council, "title_ru": "Турксибский район"}
    for column, row, field in (
        (3, None, "map_row"),
        (None, 3, "map_column"),
        (0, 3, "map_column"),
        (3, MAP_AT_MOST + 1, "map_row"),
        (2, 1, "map_row"),
    ):
        with pytest.raises(Refused) as refused:
            enter(District(map_column=column, map_row=row, **said), by=town.by)
        assert refused.value.field == field


@pytest.mark.django_db
def test_a_person_chooses_where_it_is_on_the_map(town, visitor):
    other = lay(town)
    field = visitor.get("/ru/appeals/new/").context["form"]["district"]
    shown = [(each.data["attrs"].get("data-column"), each.choice_label) for each in field]
    assert shown == [
        (1, "Алатауский район"),
        (2, "Медеуский район"),
        (None, "Весь город или не знаю"),
    ]
    # What is laid out as a map is all of it, and no button by itself.
    assert str(field).count("district-map") == 1
    record.correct(other, version=1, by=town.by, map_column=None, map_row=None)
    answer = visitor.get("/ru/appeals/new/")
    assert 'select name="district"' in answer.text
