"""An import is taken back: what it made is struck, what others lean on stays."""

from datetime import date

import pytest

from kenes.appeals.applicants.models import Applicant
from kenes.appeals.merging import actions as merging
from kenes.appeals.models import Appeal
from kenes.core import record
from kenes.events.models import Event
from kenes.organs.models import Organisation
from kenes.recommendations.models import Point, Recommendation
from kenes.sittings.models import AgendaItem, Sitting
from tests.journals.books import appeal, counts, event, sitting, written

MARCH = date(2024, 3, 14)


def test_undo_strikes_all_and_the_file_can_be_taken_again(desk):
    content = written(
        events=[event(1, "2024-03-14", residents=12, coorganisers="Маслихат города")],
        sittings=[sitting(1, "2024-03-14")],
        items=[{"sitting": "1", "position": 1, "title_ru": "Вопрос"}],
        appeals=[appeal(1, "2024-03-05", applicant="Асанов А.")],
        recommendations=[{"no": 1, "adopted": MARCH, "title_ru": "О воде", "from_sitting": "1"}],
        points=[
            {
                "recommendation": "1",
                "ordinal": 1,
                "addressee": "Управление экологии",
                "text_ru": "Полить",
                "sent": date(2024, 3, 15),
            }
        ],
    )
    desk.take(content)
    undone = desk.undo()

    assert (undone.struck, undone.left) == (6, [])
    for model in (Event, Sitting, AgendaItem, Appeal, Applicant, Recommendation, Point):
        assert model.objects.live().count() == 0, model
    assert desk.intake.struck
    assert Organisation.objects.live().count() == 3

    shown = desk.take(content)
    assert sum(len(each.new) for each in shown.values()) == 6
    assert Appeal.objects.live().get().number == "2024-0001"
    assert Appeal.objects.count() == 2


def test_undo_leaves_what_was_touched_and_what_others_lean_on(desk, by):
    desk.take(
        written(
            events=[event(1, "2024-03-01"), event(2, "2024-03-02"), event(3, "2024-03-03")],
        )
    )
    first_intake = desk.intake
    touched = Event.objects.get(number="2024-0001")
    record.correct(touched, version=touched.version, by=by, place="Акимат")
    desk.take(
        written(recommendations=[{"no": 1, "adopted": MARCH, "title_ru": "Р", "from_event": "2"}])
    )
    later = desk.intake
    desk.intake = first_intake
    undone = desk.undo()

    assert undone.struck == 1
    assert [(row.number, why) for row, why in undone.left] == [
        ("2024-0001", "changed since"),
        ("2024-0002", "other records refer to it"),
    ]
    assert not first_intake.struck
    # What is left is known again; only what was struck comes anew.
    events = [event(1, "2024-03-01"), event(2, "2024-03-02"), event(3, "2024-03-03")]
    assert counts(desk.look(written(events=events))["events"]) == (1, 0, 2, 0)

    desk.intake = later
    assert desk.undo().left == []
    desk.intake = first_intake
    again = desk.undo()
    assert [(row.number, why) for row, why in again.left] == [("2024-0001", "changed since")]


def test_undo_keeps_an_appeal_into_which_another_was_merged(desk, by):
    desk.take(written(appeals=[appeal(1, "2024-03-05"), appeal(2, "2024-03-06")]))
    host, merged = Appeal.objects.order_by("number")
    merging.merge([merged], into=host, on=date(2024, 3, 7), by=by)
    undone = desk.undo()
    assert {row.number: why for row, why in undone.left} == {
        "2024-0001": "other records refer to it",
        "2024-0002": "changed since",
    }


def test_undo_of_a_directory_whose_rows_lean_on_one_another(desk):
    lines = [
        {"title_ru": "Управление спорта", "kind": "state_body"},
        {"title_ru": "Стадион", "kind": "subordinate", "parent": "Управление спорта"},
    ]
    desk.take(written(organisations=lines))
    assert desk.undo().left == []
    assert Organisation.objects.live().count() == 3


def test_undo_keeps_a_parent_whose_child_stays(desk, by):
    lines = [
        {"title_ru": "Управление спорта", "kind": "state_body"},
        {"title_ru": "Стадион", "kind": "subordinate", "parent": "Управление спорта"},
    ]
    desk.take(written(organisations=lines))
    child = Organisation.objects.get(title_ru="Стадион")
    record.correct(child, version=child.version, by=by, title_kk="Стадион")
    undone = desk.undo()
    assert {str(row): why for row, why in undone.left} == {
        "Стадион": "changed since",
        "Управление спорта": "other records refer to it",
    }


def test_undo_lists_the_rows_that_an_import_only_changed(desk):
    desk.take(written(appeals=[appeal(1, "2024-03-05")]))
    desk.take(written(appeals=[appeal(1, "2024-03-05", kind="complaint"), appeal(2, "2024-03-06")]))
    undone = desk.undo()
    assert undone.struck == 1
    assert [(row.number, why) for row, why in undone.left] == [
        ("2024-0001", "this import changed it; it was there before")
    ]


def test_a_record_struck_by_hand_does_not_come_back_by_itself(desk, by):
    content = written(appeals=[appeal(1, "2024-03-05")])
    desk.take(content)
    record.strike([Appeal.objects.get()], reason="дважды", by=by)
    assert counts(desk.take(content)["appeals"]) == (0, 0, 1, 0)
    changed = written(appeals=[appeal(1, "2024-03-05", kind="complaint")])
    assert desk.refusals(changed) == [("A2", "The record of this line was struck in the register.")]


def test_an_import_taken_back_is_not_taken_back_twice(desk):
    desk.take(written(appeals=[appeal(1, "2024-03-05")]))
    desk.undo()
    with pytest.raises(record.Refused):
        desk.undo()
