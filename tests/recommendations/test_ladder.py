"""Two months of silence under a moved clock: each step on its day, holidays included."""

from datetime import date, timedelta

import pytest

from kenes.core import clock
from kenes.core.letter import Letter
from kenes.core.refused import Refused
from kenes.dispatches import actions, ladder
from kenes.dispatches.models import Dispatch
from kenes.jobs import duties
from kenes.norms import actions as norms
from kenes.norms.models import DayMark
from kenes.recommendations.models import Point
from kenes.recommendations.silence import actions as silence
from kenes.recommendations.silence.models import Silence
from tests.recommendations import life
from tests.recommendations.advising import at

D = date

# A month after 17 March 2025 is 17 April, a Thursday.
SENT, DUE = D(2025, 3, 17), D(2025, 4, 17)


def run(house, since, until, person=lambda day: None):
    """Each day of the span the duties run by themselves, then a person does what he does."""
    day = since
    while day <= until:
        with at(day):
            assert not [done for done in duties.of_the_day(house.council) if done.broken]
            person(day)
        day += timedelta(days=1)


def send_all(house, sent):
    """A person who sends whatever lies prepared, and notes when."""

    def act(day):
        for dispatch in Dispatch.objects.filter(status="prepared").order_by("pk"):
            named = [part.point.ordinal for part in dispatch.points.live()]
            sent.append((day, dispatch.kind, dispatch.addressee.title, named))
            actions.send([dispatch], channel="post", on=day, by=house.by)

    return act


def test_each_step_comes_on_its_day_and_holds_all_points_of_an_agency(house):
    ministry = house.agency("ministry")
    water = house.agency("water", parent=ministry)
    house.paper(SENT, "water", "roads", "water")
    sent = []
    run(house, D(2025, 4, 14), D(2025, 6, 20), send_all(house, sent))

    assert water.parent == ministry
    assert sent == [
        # The first working day after the 17th.
        (D(2025, 4, 18), "reminder", "water", [1, 3]),
        (D(2025, 4, 18), "reminder", "roads", [2]),
        # Five working days after the 18th.
        (D(2025, 4, 25), "chair", "water", [1, 3]),
        (D(2025, 4, 25), "chair", "roads", [2]),
        # Ten working days after the 25th: 1, 7 and 9 May are off. Nobody supervises «roads».
        (D(2025, 5, 14), "supervisor", "ministry", [1, 3]),
    ]
    assert [each.since_on for each in Silence.objects.all()] == [D(2025, 4, 18)] * 3
    steps = {
        step.silence.point.ordinal: (step.kind, step.due_on) for step in ladder.steps(house.council)
    }
    assert steps == {
        1: ("publish", D(2025, 5, 28)),
        2: ("publish", D(2025, 5, 14)),
        3: ("publish", D(2025, 5, 28)),
    }


def test_publishing_is_for_a_person_and_ends_the_ladder(house):
    house.paper(SENT, "roads")
    run(house, D(2025, 4, 14), D(2025, 6, 20), send_all(house, []))
    assert [each.published_on for each in Silence.objects.all()] == [None]

    silence.publish(list(Silence.objects.all()), on=D(2025, 6, 20), by=house.by)

    assert list(ladder.steps(house.council)) == []
    with pytest.raises(Refused, match="already"):
        silence.publish(list(Silence.objects.all()), on=D(2025, 6, 20), by=house.by)


def test_who_answers_leaves_the_prepared_paper(house):
    [first, second] = house.paper(SENT, "water", "water")
    run(house, D(2025, 4, 18), D(2025, 4, 18))
    [reminder] = Dispatch.objects.all()
    assert reminder.points.live().count() == 2

    life.answered(first, "accepted", D(2025, 4, 21), house.by)
    run(house, D(2025, 4, 22), D(2025, 4, 22))
    assert [part.point for part in reminder.points.live()] == [second]

    life.answered(second, "rejected", D(2025, 4, 22), house.by)
    run(house, D(2025, 4, 23), D(2025, 4, 23))
    reminder.refresh_from_db()
    assert (reminder.status, reminder.points.live().count()) == ("dropped", 0)


def test_what_comes_due_later_joins_the_paper_that_lies_unsent(house):
    house.paper(SENT, "water")
    house.paper(SENT + timedelta(days=3), "water")
    run(house, D(2025, 4, 18), D(2025, 4, 24))
    [reminder] = Dispatch.objects.all()
    assert reminder.points.live().count() == 2


def test_duties_done_many_times_a_day_do_nothing_twice(house):
    house.paper(SENT, "water", "roads")
    for _time in range(3):
        run(house, D(2025, 4, 18), D(2025, 4, 18))
    assert (Dispatch.objects.count(), Silence.objects.count()) == (2, 2)


def test_days_on_which_nothing_ran_are_made_up_for(house):
    house.paper(SENT, "water")
    run(house, D(2025, 5, 5), D(2025, 5, 5))
    assert Silence.objects.get().since_on == D(2025, 4, 18)
    assert Dispatch.objects.get().kind == "reminder"


def test_nothing_is_prepared_on_a_day_off(house):
    house.paper(SENT, "water")
    run(house, D(2025, 4, 19), D(2025, 4, 20))
    assert (Silence.objects.count(), Dispatch.objects.count()) == (1, 0)


def test_a_removed_holiday_moves_open_days_alone_with_a_line_in_the_journal(house):
    """7 May is a holiday until it is not: only what still waits moves."""
    answered, waiting = house.paper(D(2025, 4, 7), "water", "roads")
    assert {point.due_on for point in Point.objects.all()} == {D(2025, 5, 8)}
    life.answered(answered, "accepted", D(2025, 4, 20), house.by)

    with at(D(2025, 4, 21)):
        norms.unmark_day(DayMark.objects.get(on=D(2025, 5, 7)), by=house.by)

    answered.refresh_from_db()
    waiting.refresh_from_db()
    assert (answered.due_on, waiting.due_on) == (D(2025, 5, 8), D(2025, 5, 7))


def test_letters_wait_for_the_morning_of_the_next_working_day(house):
    [point] = house.paper(SENT, "water", sent=False)
    with at(D(2025, 5, 8), hour=22):
        [dispatch] = actions.prepare(point.recommendation, by=house.by)
        actions.send([dispatch], channel="email", on=D(2025, 5, 8), by=house.by)

    [letter] = Letter.objects.all()
    # The 9th is Victory Day, then comes a weekend.
    morning = letter.next_attempt_at.astimezone(clock.COUNCIL_ZONE)
    assert f"{morning:%Y-%m-%d %H:%M}" == "2025-05-12 09:00"
    assert [each.name for each in letter.enclosures.all()] == [
        f"{dispatch.number}-kk.pdf",
        f"{dispatch.number}-ru.pdf",
    ]


def test_forty_points_to_twelve_agencies_are_twelve_papers(house):
    names = [f"agency{n:02}" for n in range(12)]
    points = house.paper(SENT, *(names[n % 12] for n in range(40)), sent=False)
    with at(SENT):
        papers = actions.prepare(points[0].recommendation, by=house.by)
        assert len(papers) == 12
        assert sum(paper.points.live().count() for paper in papers) == 40
        with pytest.raises(Refused, match="laid out"):
            actions.prepare(points[0].recommendation, by=house.by)


def test_delivery_is_proven_and_the_term_runs_from_it(house):
    [point] = house.paper(SENT, "water", sent=False)
    with at(SENT):
        [dispatch] = actions.prepare(point.recommendation, by=house.by)
        actions.send([dispatch], channel="hand", on=SENT, by=house.by)
        dispatch.refresh_from_db()
        actions.deliver(dispatch, on=D(2025, 3, 20), proof="штамп на копии", by=house.by)

    point.refresh_from_db()
    assert (point.sent_on, point.received_on, point.due_on) == (
        SENT,
        D(2025, 3, 20),
        D(2025, 4, 21),
    )


def test_an_agency_without_an_address_is_said_and_nothing_is_sent(house):
    house.agency("mute", email="")
    [point] = house.paper(SENT, "mute", sent=False)
    with at(SENT):
        [dispatch] = actions.prepare(point.recommendation, by=house.by)
        with pytest.raises(Refused) as refused:
            actions.send([dispatch], channel="email", on=SENT, by=house.by)

    assert refused.value.field == "channel"
    point.refresh_from_db()
    dispatch.refresh_from_db()
    assert (point.status, dispatch.status) == ("prepared", "prepared")
