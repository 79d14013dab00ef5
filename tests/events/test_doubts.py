"""Before a new event is saved: what it may repeat, whose room it takes, and that it is said so."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kenes.core import clock, record
from kenes.core.filing import Filing
from kenes.events.clashes import overlap
from kenes.events.models import Event
from kenes.sittings.models import Sitting
from tests.events.conftest import an_event
from tests.events.test_bad_input import event, register
from tests.town import NOW

pytestmark = pytest.mark.django_db
PLACE = {"place": "Дом дружбы, большой зал"}
TWICE = "Dialogue platform of 5 March 2025 stands in the register already. Is it the same?"
TAKEN = "The room is taken at that time: Дом дружбы, большой зал, 5 March 2025, 15:00–17:00."


def doubts(answer):
    """The sentences above the form and where each leads."""
    told = answer.context["doubts"]
    return [(row["sentence"], row["url"]) for row in told["rows"]] if told else []


@pytest.mark.parametrize(
    ("there", "new"),
    [
        (PLACE, {"place": "«Дом дружбы»,  большой зал", "title_ru": "Совсем о другом"}),
        ({}, {"title_ru": "Площадка о дороге"}),
        ({"title_kk": "Жолдар туралы алаң"}, {"title_ru": "", "title_kk": "Жолдар туралы алаңы"}),
    ],
    ids=["place", "title in Russian", "title in Kazakh"],
)
def test_a_probable_double_is_shown_before_it_is_saved(town, secretary, there, new):
    other = an_event(town, **there)
    answer = register(secretary, **event(**new))

    assert answer.status_code == 409
    assert doubts(answer) == [(TWICE, f"/office/events/{other.number}/")]
    assert Event.objects.count() == 1
    for name, said in new.items():
        assert answer.context["form"][name].value() == said


def test_the_same_district_on_the_same_day_is_a_doubt(town, secretary):
    an_event(town, district=town.district)
    said = event(title_ru="Совсем о другом", district=str(town.district.pk))
    assert len(doubts(register(secretary, **said))) == 1


@pytest.mark.parametrize(
    "new",
    [
        {"kind": "seminar"},
        {"held_on": "2025-03-06"},
        {"title_ru": "Совсем о другом", "place": "Акимат"},
    ],
    ids=["another kind", "another day", "another place and title"],
)
def test_what_differs_is_saved_at_once(town, secretary, new):
    an_event(town, **PLACE)
    said = event(title_ru="Площадка о дорогах") | new
    assert register(secretary, **said).status_code == 302
    assert Event.objects.count() == 2


def test_a_second_press_saves_it_all_the_same(town, secretary):
    an_event(town, **PLACE)
    said = event(title_ru="Площадка о дорогах", **{"reach-residents-people": "5", "state": "held"})
    answer = register(secretary, **said)
    also = answer.context["also"]
    assert f'name="{also["name"]}" value="{also["value"]}"' in answer.content.decode()
    form = answer.context["form"]
    assert form["reach-residents-people"].value() == "5"

    with clock.standing(NOW):
        again = said | {"key": form["key"].value(), also["name"]: also["value"]}
        assert secretary.post("/office/events/new/", again).status_code == 302
    assert Event.objects.count() == 2
    assert Event.objects.get(reach__people=5).title_ru == "Площадка о дорогах"


def test_a_doubt_nobody_has_seen_yet_is_shown_all_the_same(town, secretary):
    an_event(town, **PLACE)
    first = register(secretary, **event(title_ru="Площадка о дорогах"))
    despite = first.context["also"]["value"]
    other = an_event(town, on=date(2025, 3, 6))
    moved = event(title_ru="Площадка о дорогах", held_on="2025-03-06", despite=despite)
    answer = register(secretary, **moved)
    assert [url for _sentence, url in doubts(answer)] == [f"/office/events/{other.number}/"]
    assert Event.objects.count() == 2


def test_the_same_form_sent_twice_is_no_double_of_itself(secretary):
    with clock.standing(NOW):
        key = secretary.get("/office/events/new/").context["form"]["key"].value()
        said = event(key=str(key), state="held")
        for _time in range(2):
            assert secretary.post("/office/events/new/", said).status_code == 302
    assert Event.objects.count() == 1


def test_what_was_struck_raises_no_doubt(town, secretary):
    record.strike([an_event(town)], reason="Twice", by=town.by)
    assert register(secretary, **event(title_ru="Площадка о дорогах")).status_code == 302


def test_another_council_raises_no_doubt(other, secretary):
    an_event(other, **PLACE)
    assert register(secretary, **event(title_ru="Площадка о дорогах")).status_code == 302


HOURS = {"starts_at": time(15), "ends_at": time(17)}


@pytest.mark.parametrize(
    ("hours", "there"),
    [
        ({"starts_at": "16:00", "ends_at": "18:00"}, True),
        ({"starts_at": "16:59"}, True),
        ({"starts_at": "15:00"}, True),
        ({"starts_at": "14:00", "ends_at": "15:01"}, True),
        ({"starts_at": "17:00"}, False),
        ({"starts_at": "14:00"}, False),
        ({"starts_at": "14:00", "ends_at": "15:00"}, False),
        ({}, False),
    ],
)
def test_a_room_is_taken_as_far_as_its_hours_are_known(town, secretary, hours, there):
    other = an_event(town, kind="seminar", **PLACE, **HOURS)
    answer = register(secretary, **event(**PLACE, **hours))
    assert answer.status_code == (409 if there else 302)
    if there:
        assert doubts(answer) == [(TAKEN, f"/office/events/{other.number}/")]


def test_no_length_is_guessed(town, secretary):
    an_event(town, kind="seminar", starts_at=time(15), **PLACE)
    assert register(secretary, **event(**PLACE, starts_at="15:30")).status_code == 302


def test_what_was_called_off_has_left_its_room(town, secretary):
    an_event(town, kind="seminar", state="cancelled", **PLACE, **HOURS)
    assert register(secretary, **event(**PLACE, starts_at="15:30")).status_code == 302


def test_a_sitting_in_the_room_is_shown_by_its_own_number(town, secretary):
    row = Event(council=town.council, kind="sitting", held_on=date(2025, 4, 24), **PLACE, **HOURS)
    row.title_ru = "Заседание"
    sitting = Sitting(council=town.council, event=row, body=town.body)
    within = Filing(row, path=[("planned", date(2025, 4, 1))])
    record.register([Filing(sitting, within=within)], by=town.by)

    answer = register(secretary, **event(held_on="2025-04-24", **PLACE, starts_at="16:00"))
    assert [url for _said, url in doubts(answer)] == [f"/office/sittings/{sitting.number}/"]

    hearing = {"event__title_ru": "Слушания", "event__held_on": "2025-04-24"}
    where = {f"event__{name}": said for name, said in {**PLACE, "starts_at": "16:00"}.items()}
    answer = register(secretary, "control/hearings", **hearing, **where)
    assert [url for _said, url in doubts(answer)] == [f"/office/sittings/{sitting.number}/"]

    again = {"body": str(town.body.pk), "form": "regular", "event__title_ru": "Заседание"}
    answer = register(secretary, "sittings", **again, event__held_on="2025-04-24")
    assert [said for said, _url in doubts(answer)] == [
        "Sitting of 24 April 2025 stands in the register already. Is it the same?"
    ]


def test_a_monitoring_repeats_only_one_of_the_same_object(town, secretary):
    said = {"event__title_ru": "Мониторинг школ", "event__held_on": "2025-05-05"}
    one, other = {"object_ru": "Школа № 8"}, {"object_ru": "Школа № 9"}
    purpose = {"purpose_ru": "Доступность"}
    for each in (one, other):
        answer = register(secretary, "control/monitorings", **said, **each, **purpose)
        assert answer.status_code == 302, answer.context["form"].errors
    again = register(secretary, "control/monitorings", **said, **one, **purpose)
    assert (again.status_code, len(doubts(again))) == (409, 1)


def test_a_room_taken_for_several_days(town, secretary):
    an_event(town, kind="seminar", on=date(2025, 3, 7), began_on=date(2025, 3, 3), **PLACE, **HOURS)
    assert register(secretary, **event(**PLACE, starts_at="16:00")).status_code == 409
    said = event(held_on="2025-03-08", **PLACE, starts_at="16:00")
    assert register(secretary, **said).status_code == 302


times = st.times().map(lambda at: at.replace(minute=0, second=0, microsecond=0))
ends = st.none() | times


@given(one=st.tuples(st.none() | times, ends), other=st.tuples(st.none() | times, ends))
def test_of_two_times_each_lies_over_the_other_or_neither(one, other):
    assert overlap(one, other) == overlap(other, one)
    if one[0] is not None:
        assert overlap(one, one)
    if None not in (*one, *other) and one[0] < one[1] and other[0] < other[1]:
        assert overlap(one, other) == (one[0] < other[1] and other[0] < one[1])
