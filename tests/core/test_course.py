"""What is planned ahead stands planned from the day it is known, not from its own day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils.translation import override

from kenes.core import clock, record
from kenes.core.access import console
from kenes.core.flow import path_of, status_as_of
from kenes.core.period import Period, Scope
from kenes.core.refused import Refused
from kenes.council import actions as councils
from kenes.events import actions as events
from kenes.events.models import Event
from kenes.hearings import actions as hearings
from kenes.hearings.models import Hearing
from kenes.norms import actions as norms
from kenes.recommendations.models import Point
from kenes.report.catalogue import figure
from kenes.sittings import actions as sittings
from kenes.sittings.models import AgendaItem, Sitting
from tests.journals.books import DIRECTORIES, event, sitting, written
from tests.journals.conftest import Desk

D = date
NOW = datetime(2025, 4, 3, 5, 0, tzinfo=UTC)
TODAY, AHEAD = D(2025, 4, 3), "2025-05-14"


@pytest.fixture
def by(db):
    return console()


@pytest.fixture
def desk(by):
    norms.load_law(by=by)
    council = councils.found(by=by, slug="test", title_kk="Кеңес", title_ru="Совет")
    with override("en"), clock.standing(NOW):
        desk = Desk(council, by)
        desk.take(written(**DIRECTORIES))
        yield desk


def later(days):
    return clock.standing(NOW + timedelta(days=days))


def test_a_planned_event_is_called_off_before_its_day(desk, by):
    desk.take(written(events=[event(1, AHEAD, state="planned"), event(2, AHEAD)]))
    first, second = Event.objects.order_by("number")
    assert [(each.status, each.status_on) for each in (first, second)] == [("planned", TODAY)] * 2

    events.cancel([first], on=D(2025, 4, 10), by=by)
    events.hold([second], on=D(2025, 5, 13), by=by)

    assert path_of(first) == [("planned", TODAY), ("cancelled", D(2025, 4, 10))]
    asked = Event.objects.annotate(stood=status_as_of(D(2025, 4, 30))).order_by("number")
    assert [each.stood for each in asked] == ["cancelled", "planned"]


def test_what_is_over_was_planned_on_its_own_day(desk):
    desk.take(written(events=[event(1, "2025-04-02"), event(2, "2025-04-02", state="planned")]))
    first, second = Event.objects.order_by("number")
    assert path_of(first) == [("planned", D(2025, 4, 2)), ("held", D(2025, 4, 2))]
    assert path_of(second) == [("planned", D(2025, 4, 2))]


def test_what_is_still_to_come_was_not_held(desk):
    lines = [event(1, AHEAD, state="held"), event(2, AHEAD, state="cancelled")]
    assert [why for _cell, why in desk.refusals(written(events=lines))] == [
        "That day is still to come."
    ]
    desk.take(written(events=lines))
    assert path_of(Event.objects.get()) == [("planned", TODAY), ("cancelled", TODAY)]


def test_the_day_it_was_known_stays_when_the_journal_comes_again(desk):
    desk.take(written(events=[event(1, AHEAD, state="planned")]))
    with later(days=9):
        shown = desk.take(written(events=[event(1, AHEAD, state="planned", place="Парк")]))
        assert [c.name for changed in shown["events"].changed for c in changed.changes] == ["place"]
        assert path_of(Event.objects.get()) == [("planned", TODAY)]
    with later(days=60):
        desk.take(written(events=[event(1, AHEAD, state="held", place="Парк")]))
        assert path_of(Event.objects.get()) == [("planned", TODAY), ("held", D(2025, 5, 14))]
        shown = desk.take(written(events=[event(1, AHEAD, state="held", place="Парк")]))
        assert (shown["events"].same, shown["events"].changed) == (1, [])


def test_a_day_put_right_in_the_journal_moves_what_was_not_known_before(desk):
    desk.take(written(events=[event(1, "2025-03-05")]))
    desk.take(written(events=[event(1, "2025-03-06")]))
    assert path_of(Event.objects.get()) == [("planned", D(2025, 3, 6)), ("held", D(2025, 3, 6))]


def test_a_report_planned_ahead_is_postponed_before_its_day(desk, by):
    agency = "Управление экологии"
    lines = [
        {"no": 1, "agency": agency, "planned": D(2025, 5, 14)},
        {"no": 2, "agency": "Акимат города", "planned": D(2025, 5, 14), "state": "postponed"},
    ]
    desk.take(written(hearings=lines))
    first, second = Hearing.objects.order_by("number")
    assert path_of(second) == [("planned", TODAY), ("postponed", TODAY)]

    with later(days=36):
        hearings.postpone(first, on=D(2025, 4, 20), by=by, reason="отчёт не готов")
    assert path_of(first) == [("planned", TODAY), ("postponed", D(2025, 4, 20))]


@pytest.fixture
def heard(desk):
    """Two reports, the first of them heard under the only item."""
    report = {"agency": "Управление экологии", "planned": D(2025, 3, 14)}
    under = {"heard": D(2025, 3, 14), "sitting": "1/2025", "position": 1}
    item = {"sitting": "1/2025", "position": 1, "kind": "report", "title_ru": "Отчёт"}
    desk.take(
        written(
            sittings=[sitting(1, "2025-03-14")],
            items=[item],
            hearings=[report | under | {"no": 1}, report | {"no": 2, "agency": "Акимат города"}],
        )
    )
    return list(Hearing.objects.order_by("number"))


def test_a_struck_report_frees_its_item(heard, by):
    wrong, right = heard
    item = AgendaItem.objects.get()
    with pytest.raises(Refused):
        hearings.hear(right, item=item, on=D(2025, 3, 14), by=by)

    record.strike([wrong], reason="не тот орган", by=by)
    hearings.hear(right, item=item, on=D(2025, 3, 14), by=by)

    assert list(item.hearings.live()) == [right]
    wrong.refresh_from_db()
    with pytest.raises(Refused):
        record.restore([wrong], by=by)
    assert list(item.hearings.live()) == [right]


def test_a_sitting_is_held_with_those_who_were_there_or_not_at_all(desk, by):
    desk.take(written(sittings=[sitting(1, "2025-03-14", state="planned")]))
    row = Sitting.objects.get()
    few = {"seats_then": 38, "quorum_then": 26, "present": 25}
    with pytest.raises(Refused) as refused:
        sittings.hold(row, on=D(2025, 3, 14), by=by, **few)
    assert refused.value.field == "present"
    row = Sitting.objects.get()
    assert (row.event.status, row.present) == ("planned", 30)

    sittings.hold(row, on=D(2025, 3, 14), by=by, **few | {"present": 26})
    row = Sitting.objects.get()
    assert (row.event.status, row.present) == ("held", 26)


def points(*lines):
    paper = {"no": 1, "adopted": D(2021, 3, 1), "title_ru": "О воде"}
    said = {"recommendation": "1/2021", "addressee": "Управление экологии", "text_ru": "Полить"}
    return written(
        recommendations=[paper],
        points=[said | {"ordinal": at} | line for at, line in enumerate(lines, start=1)],
    )


def test_a_point_sent_before_any_rule_we_know_comes_in_without_a_due_day(desk):
    answered = {"sent": D(2021, 3, 2), "answered": D(2021, 4, 9), "answer": "accepted"}
    content = points({"sent": D(2021, 3, 2)}, answered, {"sent": D(2024, 3, 20)})
    assert desk.refusals(content) == []
    desk.take(content)
    said = Point.objects.order_by("ordinal").values_list("status", "due_on")
    assert list(said) == [("sent", None), ("accepted", None), ("sent", D(2024, 4, 22))]

    scope = Scope(desk.council, Period(D(2021, 1, 1), D(2024, 12, 31)))
    assert figure("recommendations.sent").value(scope) == 3
    assert figure("recommendations.overdue").value(scope) == 1


def test_a_due_day_that_is_over_stays_when_its_line_changes(desk, by):
    answered = {"sent": D(2024, 3, 20), "answered": D(2024, 4, 9), "answer": "partly"}
    desk.take(points(answered, {"sent": D(2024, 3, 20)}))
    names = {"kk": "Мереке", "ru": "Праздник", "en": "Feast"}
    norms.mark_day(on=D(2024, 4, 22), kind="holiday", names=names, source="An act", by=by)

    closed = answered | {"closed": D(2024, 6, 3), "closing": "implemented"}
    shown = desk.take(points(closed, {"sent": D(2024, 3, 20), "text_kk": "Суару"}))
    names_of = [[change.name for change in each.changes] for each in shown["points"].changed]
    assert names_of == [["status"], ["text_kk"]]
    said = Point.objects.order_by("ordinal").values_list("status", "due_on")
    assert list(said) == [("implemented", D(2024, 4, 22)), ("sent", D(2024, 4, 23))]
