"""What becomes of records after they came in: each verb moves its row, a step and a figure."""

from datetime import date

import pytest

from kenes.appeals import actions as appeals
from kenes.appeals.merging import actions as merging
from kenes.appeals.models import Appeal
from kenes.core import clock
from kenes.core.flow import Step
from kenes.core.journal import Entry
from kenes.core.link import Link
from kenes.core.period import Period, Scope
from kenes.core.refused import Refused
from kenes.events import actions as events
from kenes.events.models import Event
from kenes.hearings import actions as hearings
from kenes.hearings.models import Hearing
from kenes.hearings.postponements.models import Postponement
from kenes.organs.models import Organisation
from kenes.recommendations import actions as recommendations
from kenes.recommendations.models import Point
from kenes.recommendations.urgent import actions as urgent
from kenes.recommendations.urgent.models import UrgentQuestion
from kenes.report.catalogue import figure
from kenes.sittings.models import AgendaItem
from tests.journals.books import appeal, event, sitting, written
from tests.recommendations import life

D = date
YEAR = Period(D(2024, 1, 1), D(2024, 12, 31))


def figures(desk, *codes):
    scope = Scope(desk.council, YEAR)
    return tuple(figure(code).value(scope) for code in codes)


def last_line(row):
    """The verb of the last line of the journal about a row."""
    return Entry.objects.filter(row_id=row.pk).order_by("at", "pk").last().verb


@pytest.fixture
def two(desk):
    desk.take(written(appeals=[appeal(1, "2024-03-05"), appeal(2, "2024-03-06")]))
    return list(Appeal.objects.order_by("number"))


def test_an_appeal_is_taken_up_and_resolved(desk, two, by):
    appeals.take_up(two, on=D(2024, 3, 7), by=by)
    appeals.resolve(two[:1], on=D(2024, 3, 20), by=by)

    assert figures(desk, "appeals.considered", "appeals.resolved", "appeals.in_work") == (2, 1, 1)
    assert last_line(two[0]) == "appeal.resolved"
    course = Step.objects.filter(row_id=two[0].pk).order_by("ordinal")
    assert list(course.values_list("to_status", "on")) == [
        ("registered", D(2024, 3, 5)),
        ("in_work", D(2024, 3, 7)),
        ("resolved", D(2024, 3, 20)),
    ]
    fresh = Appeal.objects.get(pk=two[0].pk)
    assert (fresh.status, fresh.status_on, fresh.version) == ("resolved", D(2024, 3, 20), 3)
    assert two[0].version == 3


@pytest.mark.parametrize(
    ("verb", "facts", "status", "code"),
    [
        (appeals.explain, {}, "explained", "appeals.explained"),
        (appeals.refuse, {}, "refused", "appeals.refused"),
        (appeals.return_, {"ground": "same"}, "returned", "appeals.not_taken_up"),
        (appeals.terminate, {"ground": "repeated"}, "terminated", "appeals.not_taken_up"),
        (appeals.withdraw, {}, "withdrawn", "appeals.not_taken_up"),
    ],
)
def test_ways_an_appeal_ends(desk, two, by, verb, facts, status, code):
    verb(two, on=D(2024, 3, 20), by=by, **facts)
    assert {each.status for each in Appeal.objects.all()} == {status}
    assert figures(desk, code) == (2,)
    assert last_line(two[1]) == f"appeal.{status}"


def test_an_appeal_is_forwarded_to_an_agency(desk, two, by):
    agency = Organisation.objects.get(title_ru="Управление экологии")
    appeals.forward(two[:1], to=agency, on=D(2024, 3, 7), by=by)
    assert Appeal.objects.get(pk=two[0].pk).agency == agency
    assert figures(desk, "appeals.considered", "appeals.not_taken_up") == (1, 1)


def test_appeals_are_merged_and_parted_again(desk, two, by):
    merging.merge(two[:1], into=two[1], on=D(2024, 3, 7), by=by)
    assert figures(desk, "appeals.considered", "appeals.not_taken_up") == (1, 1)
    [link] = Link.objects.filter(struck_at=None)
    assert (link.from_id, link.to_id, link.role) == (two[0].pk, two[1].pk, "merged_into")

    appeals.reopen(two[:1], on=D(2024, 3, 9), by=by)
    assert figures(desk, "appeals.considered", "appeals.in_work") == (2, 2)
    assert not Link.objects.filter(struck_at=None).exists()


def test_an_appeal_is_not_merged_into_itself_nor_into_one_that_is_merged(two, by):
    with pytest.raises(Refused):
        merging.merge(two, into=two[0], on=D(2024, 3, 7), by=by)
    merging.merge(two[:1], into=two[1], on=D(2024, 3, 7), by=by)
    with pytest.raises(Refused):
        merging.merge(two[1:], into=two[0], on=D(2024, 3, 8), by=by)
    assert not Appeal.objects.filter(pk=two[1].pk, status="merged").exists()


def test_a_reopened_appeal_stays_resolved_in_last_years_figure(desk, two, by):
    appeals.resolve(two, on=D(2024, 3, 20), by=by)
    appeals.reopen(two[:1], on=D(2025, 2, 1), by=by)
    assert figures(desk, "appeals.resolved") == (2,)


def test_many_are_moved_together_or_not_at_all(two, by):
    appeals.resolve(two[:1], on=D(2024, 3, 20), by=by)
    with pytest.raises(Refused) as refused:
        appeals.resolve(two[::-1], on=D(2024, 3, 21), by=by)
    assert str(refused.value) == (
        "A record that is “question resolved” cannot become “question resolved”."
    )
    assert Appeal.objects.get(pk=two[1].pk).status == "registered"
    assert Step.objects.filter(row_id=two[1].pk).count() == 1


def test_no_step_goes_back_in_time(two, by):
    with pytest.raises(Refused) as refused:
        appeals.take_up(two, on=D(2024, 3, 5), by=by)
    assert refused.value.field == "on"
    assert str(refused.value) == "The date is earlier than the previous step, 06.03.2024."


def test_two_clerks_at_once(two, by):
    seen = Appeal.objects.get(pk=two[0].pk)
    appeals.resolve([two[0]], on=D(2024, 3, 20), by=by)
    with pytest.raises(Refused):
        appeals.explain([seen], on=D(2024, 3, 20), by=by)
    assert Appeal.objects.get(pk=seen.pk).status == "resolved"


# Events


@pytest.fixture
def planned(desk):
    desk.take(
        written(
            events=[event(1, "2024-03-14", state="planned")],
            sittings=[sitting(1, "2024-03-15", state="planned", present=12)],
        )
    )
    return Event.objects.get(kind="platform")


def test_an_event_is_held_on_the_day_it_was_held(desk, planned, by):
    assert figures(desk, "events.platforms") == (0,)
    events.hold([planned], on=D(2024, 3, 16), by=by)
    assert figures(desk, "events.platforms") == (1,)
    assert Event.objects.get(pk=planned.pk).held_on == D(2024, 3, 16)
    assert last_line(planned) == "event.held"


def test_an_event_is_adjourned_and_held_later(desk, planned, by):
    events.adjourn([planned], to=D(2024, 4, 2), on=D(2024, 3, 14), by=by, reason="снег")
    assert Event.objects.get(pk=planned.pk).held_on == D(2024, 4, 2)
    events.hold([planned], on=D(2024, 4, 2), by=by)
    assert figures(desk, "events.platforms") == (1,)


@pytest.mark.parametrize("verb", [events.cancel, events.fail])
def test_an_event_that_was_not_held_counts_nowhere(desk, planned, by, verb):
    verb([planned], on=D(2024, 3, 14), by=by)
    assert figures(desk, "events.platforms") == (0,)
    with pytest.raises(Refused):
        events.hold([planned], on=D(2024, 3, 15), by=by)


def test_a_sitting_without_a_quorum_is_not_held(planned, by):
    occasion = Event.objects.get(kind="sitting")
    with pytest.raises(Refused) as refused:
        events.hold([occasion], on=D(2024, 3, 15), by=by)
    assert refused.value.field == "present"
    assert Event.objects.get(kind="sitting").status == "planned"


def test_an_event_is_not_put_off_to_an_earlier_day(planned, by):
    with pytest.raises(Refused):
        events.adjourn([planned], to=D(2024, 3, 14), on=D(2024, 3, 14), by=by)


# Hearings


@pytest.fixture
def report(desk):
    desk.take(
        written(
            sittings=[sitting(1, "2024-05-14")],
            items=[{"sitting": "1", "position": 1, "title_ru": "Отчёт", "kind": "report"}],
            hearings=[
                {"no": 1, "agency": "Управление экологии", "planned": D(2024, 3, 1)},
                {"no": 2, "agency": "Акимат города", "planned": D(2024, 3, 1)},
            ],
        )
    )
    return Hearing.objects.get(number="2024-0001")


def test_a_report_is_postponed_planned_anew_and_heard(desk, report, by):
    item = AgendaItem.objects.get()
    hearings.postpone(report, on=D(2024, 3, 1), by=by)
    hearings.plan(report, planned_on=D(2024, 5, 14), on=D(2024, 4, 1), by=by)
    hearings.hear(report, item=item, on=D(2024, 5, 14), by=by, verdict="accepted", mark=4)

    fresh = Hearing.objects.get(pk=report.pk)
    assert (fresh.status, fresh.heard_on, fresh.item, fresh.mark) == (
        "heard",
        D(2024, 5, 14),
        item,
        4,
    )
    assert figures(desk, "hearings.state_bodies") == (1,)
    other = Hearing.objects.get(number="2024-0002")
    with pytest.raises(Refused) as refused:
        hearings.hear(other, item=item, on=D(2024, 5, 14), by=by)
    assert refused.value.field == "item"


def test_a_journal_that_says_put_off_makes_a_row_of_it_once(desk, report):
    assert Postponement.objects.count() == 0
    line = {"no": 1, "agency": "Управление экологии", "planned": D(2024, 3, 1)}
    for _again in range(2):
        desk.take(written(hearings=[line | {"state": "postponed"}]))
    row = Postponement.objects.get()
    assert (row.asked_by, row.postponed_on, row.from_on) == ("", D(2024, 3, 1), D(2024, 3, 1))
    assert figures(desk, "hearings.postponements") == (1,)


def test_the_kind_of_the_agency_is_the_one_it_has_when_it_is_heard(desk, report, by):
    desk.take(written(organisations=[{"title_ru": "Управление экологии", "kind": "subordinate"}]))
    report = Hearing.objects.get(pk=report.pk)
    hearings.hear(report, item=AgendaItem.objects.get(), on=D(2024, 5, 14), by=by)
    assert figures(desk, "hearings.state_bodies", "hearings.subordinate") == (0, 1)


def test_a_report_called_off(report, by):
    hearings.cancel(report, on=D(2024, 3, 1), by=by, reason="орган упразднён")
    assert Hearing.objects.get(pk=report.pk).status == "cancelled"
    with pytest.raises(Refused):
        hearings.plan(report, planned_on=D(2024, 5, 1), on=D(2024, 3, 2), by=by)


# Recommendations


@pytest.fixture
def points(desk):
    point = {"recommendation": "1/2024", "addressee": "Управление экологии", "text_ru": "Полить"}
    desk.take(
        written(
            recommendations=[{"no": 1, "adopted": D(2024, 3, 14), "title_ru": "О воде"}],
            points=[point | {"ordinal": n} for n in (1, 2)],
        )
    )
    return list(Point.objects.order_by("ordinal"))


def test_a_point_is_sent_answered_and_closed(desk, points, by):
    recommendations.send(points, on=D(2024, 3, 20), by=by)
    # A month, PC art 5(2); the 20th of April 2024 is a Saturday.
    assert {each.due_on for each in Point.objects.all()} == {D(2024, 4, 22)}
    life.answered(points[0], "accepted", D(2024, 4, 10), by)
    life.closed(points[0], D(2024, 9, 1), by)

    assert figures(
        desk,
        "recommendations.sent",
        "recommendations.answered",
        "recommendations.accepted",
        "recommendations.implemented",
        "recommendations.overdue",
        "recommendations.in_preparation",
    ) == (2, 1, 1, 1, 1, 0)


def test_a_point_closed_as_not_done_may_be_done_later_but_not_the_other_way(points, by):
    recommendations.send(points, on=D(2024, 3, 20), by=by)
    recommendations.close(points, implemented=False, on=D(2024, 9, 1), by=by, reason="Нет.")
    for point in points:
        life.closed(point, D(2024, 12, 1), by)
    with pytest.raises(Refused):
        life.closed(points[0], D(2024, 12, 2), by, implemented=False)


def test_what_is_no_answer(points, by):
    recommendations.send(points, on=D(2024, 3, 20), by=by)
    with pytest.raises(Refused) as refused:
        life.answered(points[0], "implemented", D(2024, 4, 1), by)
    assert refused.value.field == "kind"


def test_a_point_is_not_sent_before_it_is_prepared(points, by):
    with pytest.raises(Refused) as refused:
        recommendations.send(points, on=D(2024, 3, 13), by=by)
    assert refused.value.field == "on"


def test_an_urgent_question(desk, by):
    desk.take(written(urgent=[{"no": 1, "raised": D(2024, 3, 1), "title_ru": "Авария"}]))
    question = UrgentQuestion.objects.get()
    urgent.settle([question], on=D(2024, 3, 2), by=by)
    assert figures(desk, "recommendations.urgent_settled") == (1,)
    urgent.raise_again([question], on=D(2024, 3, 4), by=by)
    urgent.drop([question], on=D(2024, 3, 5), by=by)
    assert figures(desk, "recommendations.urgent_settled") == (0,)
    assert last_line(question) == "urgentquestion.dropped"


def test_the_moment_of_a_line_is_the_clocks(two, by):
    from datetime import UTC, datetime

    moment = datetime(2025, 4, 3, 5, tzinfo=UTC)
    with clock.standing(moment):
        appeals.take_up(two, on=D(2024, 3, 7), by=by)
    assert Step.objects.filter(row_id=two[0].pk).order_by("ordinal").last().at == moment
