"""Records that hang on an occasion: sittings with their agenda, events with their ledger."""

from datetime import date

import pytest

from kenes.events.models import Event, Participant, ReachEntry
from kenes.sittings.models import AgendaItem, Sitting
from tests.office.test_records import register
from tests.town import fields

pytestmark = pytest.mark.django_db


def sitting(town, **more):
    return {
        "body": str(town.body.pk),
        "form": "regular",
        "event__title_ru": "Очередное",
        "event__held_on": "2025-03-05",
        "participants": [str(town.person.pk)],
        "items-0-kind": "question",
        "items-0-title_ru": "О дорогах",
    } | more


def test_a_sitting_is_registered_with_its_occasion_and_agenda(town, secretary):
    answer = register(secretary, "sittings", sitting(town))

    assert answer.status_code == 302, answer.context["form"].errors
    row = Sitting.objects.get()
    assert (row.event.kind, row.event.status, row.event.held_on) == (
        "sitting",
        "planned",
        date(2025, 3, 5),
    )
    assert [(i.position, i.title_ru) for i in AgendaItem.objects.all()] == [(1, "О дорогах")]
    assert Participant.objects.get().person == town.person


def test_a_sitting_is_held_only_with_its_quorum(town, secretary):
    without = register(secretary, "sittings", sitting(town, state="held"))
    assert list(without.context["form"].errors) == ["present"]

    quorum = {"seats_then": "38", "quorum_then": "26", "present": "31"}
    register(secretary, "sittings", sitting(town))
    here = "/office/sittings/2025-0001/moves/held/"
    few = secretary.post(here, quorum | {"on": "2025-03-05", "present": "20"})
    assert list(few.context["form"].errors) == ["present"]
    assert Sitting.objects.get().present is None

    assert secretary.post(here, quorum | {"on": "2025-03-05"}).status_code == 302
    row = Sitting.objects.get()
    assert (row.event.status, row.present) == ("held", 31)


def test_lines_are_changed_taken_out_and_added(town, secretary):
    said = sitting(town) | {"items-1-kind": "minutes", "items-1-title_ru": "О протоколе"}
    register(secretary, "sittings", said)
    address = "/office/sittings/2025-0001/correct/"
    form = fields(secretary.get(address))

    secretary.post(
        address,
        form
        | {
            "items-0-title_ru": "О мостах",
            "items-1-remove": "on",
            "items-2-kind": "question",
            "items-2-position": "3",
            "items-2-title_ru": "О парках",
            "participants": [],
        },
    )

    live = AgendaItem.objects.live().order_by("position")
    assert [(i.position, i.title_ru) for i in live] == [(1, "О мостах"), (3, "О парках")]
    assert not Participant.objects.live().exists()


def test_two_lines_of_one_number_are_refused(town, secretary):
    said = {"items-1-kind": "question", "items-1-title_ru": "О мостах", "items-1-position": "1"}
    answer = register(secretary, "sittings", sitting(town) | said)

    assert list(answer.context["form"].errors) == ["items-1-title_ru"]
    assert not Sitting.objects.exists()


def test_more_lines_keep_what_was_typed(town, secretary):
    form = secretary.get("/office/sittings/new/")
    said = fields(form) | sitting(town) | {"more": "items"}

    answer = secretary.post("/office/sittings/new/", said)

    again = answer.context["form"]
    assert again["event__title_ru"].value() == "Очередное"
    assert again["items-0-title_ru"].value() == "О дорогах"
    assert "items-5-title_ru" in again.fields
    assert not Sitting.objects.exists()


def test_an_event_keeps_its_ledger_of_reach(town, secretary):
    answer = register(
        secretary,
        "events",
        {
            "kind": "platform",
            "title_ru": "Площадка",
            "held_on": "2025-03-05",
            "state": "held",
            "reach-residents-people": "40",
            "reach-residents-estimated": "on",
            "reach-state-people": "3",
        },
    )

    assert answer.status_code == 302, answer.context["form"].errors
    assert Event.objects.get().status == "held"
    told = set(ReachEntry.objects.values_list("audience", "people", "estimated"))
    assert told == {("residents", 40, True), ("state", 3, False)}


def test_the_card_of_an_occasion_is_that_of_what_hangs_on_it(town, secretary):
    register(secretary, "sittings", sitting(town))

    answer = secretary.get(f"/office/events/{Event.objects.get().number}/")

    assert answer["Location"] == "/office/sittings/2025-0001/"
