"""Planning sittings: one, a series, another day, put off, called off."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kenes.core import clock
from kenes.core.flow import Step
from kenes.core.refused import Refused
from kenes.events.models import Event
from kenes.norms import calendar
from kenes.norms.calendar import WorkingDays
from kenes.norms.models import DayMark
from kenes.sittings import actions
from kenes.sittings.actions import Terms
from kenes.sittings.models import Sitting
from kenes.sittings.series import AT_MOST, Rule, Slot, series
from tests.sittings.chamber import DAY, NOON, Chamber

WEEKENDS = WorkingDays([])
LATER = date(2025, 5, 13)


@pytest.fixture
def chamber(db):
    with clock.standing(NOON):
        yield Chamber()


def fresh(sitting):
    return Sitting.objects.select_related("event", "body", "council").get(pk=sitting.pk)


def planned(chamber, on=LATER, **more):
    terms = Terms(body=chamber.commission, starts_at=time(15), place="Зал", **more)
    return fresh(actions.plan(terms, on=on, by=chamber.by))


def test_a_sitting_is_planned_with_the_names_of_its_body(chamber):
    sitting = planned(chamber)

    event = sitting.event
    assert (event.status, event.kind, event.held_on) == ("planned", "sitting", LATER)
    assert (event.title_ru, event.place) == ("Комиссия: заседание", "Зал")
    assert (sitting.number, event.number) == ("2025-0002", "2025-sitting.2")
    assert [s.to_status for s in Step.objects.filter(row_id=event.pk)] == ["planned"]


def test_a_day_gone_by_is_refused(chamber):
    with pytest.raises(Refused) as refused:
        planned(chamber, on=DAY - timedelta(days=1))
    assert refused.value.field == "first"


def test_a_body_that_does_not_exist_then_is_refused(chamber):
    chamber.commission.ended_on = LATER
    with pytest.raises(Refused) as refused:
        planned(chamber, on=LATER)
    assert refused.value.field == "body"


def test_the_same_hour_twice_is_refused_and_another_is_not(chamber):
    planned(chamber)
    with pytest.raises(Refused):
        planned(chamber)
    terms = Terms(body=chamber.commission, starts_at=time(17))
    assert actions.plan(terms, on=LATER, by=chamber.by).number == "2025-0003"


def test_a_cancelled_one_leaves_its_hour_free(chamber):
    actions.cancel(planned(chamber), on=DAY, reason="нет", by=chamber.by)
    assert planned(chamber).event.status == "planned"


def test_of_a_series_all_or_none_is_planned(chamber):
    terms = Terms(body=chamber.commission, starts_at=time(15))
    days = [LATER, DAY - timedelta(days=1)]
    with pytest.raises(Refused):
        actions.plan_series(terms, days=days, by=chamber.by)
    assert Sitting.objects.count() == 1
    with pytest.raises(Refused):
        actions.plan_series(terms, days=[LATER, LATER], by=chamber.by)
    with pytest.raises(Refused):
        actions.plan_series(terms, days=[], by=chamber.by)


def test_a_series_is_kept_off_holidays(chamber):
    # The first Thursday of each month; 1 May and 8 May 2025 are days off.
    slots = series(date(2025, 4, 3), Rule.WEEKDAY, date(2025, 7, 31), calendar.load())
    days = [slot.on for slot in slots]
    assert days == [date(2025, 4, 3), date(2025, 5, 2), date(2025, 6, 5), date(2025, 7, 3)]
    assert slots[1].wanted == date(2025, 5, 1)
    assert slots[1].why
    assert not slots[0].why


def test_a_month_without_a_fifth_weekday_has_its_last(chamber):
    slots = series(date(2025, 4, 29), Rule.WEEKDAY, date(2025, 6, 30), WEEKENDS)
    assert [slot.on for slot in slots] == [date(2025, 4, 29), date(2025, 5, 27), date(2025, 6, 24)]
    slots = series(date(2025, 5, 27), Rule.LAST, date(2025, 8, 1), WEEKENDS)
    assert [slot.on for slot in slots] == [date(2025, 5, 27), date(2025, 6, 24), date(2025, 7, 29)]


def test_the_31st_becomes_the_last_day_of_a_shorter_month():
    slots = series(date(2025, 1, 31), Rule.DAY, date(2025, 4, 30), WEEKENDS)
    assert [slot.wanted.day for slot in slots] == [31, 28, 31, 30]


def test_a_day_off_at_the_end_of_a_month_stays_in_its_month():
    [slot] = series(date(2025, 5, 31), Rule.ONCE, date(2025, 5, 31), WEEKENDS)
    assert slot == Slot(date(2025, 5, 31), date(2025, 5, 30), slot.why)


def test_a_series_without_end_is_refused():
    with pytest.raises(Refused):
        series(LATER, Rule.DAY, LATER - timedelta(days=1), WEEKENDS)
    with pytest.raises(Refused):
        series(date(2025, 1, 1), Rule.DAY, date(2099, 1, 1), WEEKENDS)


DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@given(
    first=DAYS,
    months=st.integers(0, AT_MOST - 2),
    rule=st.sampled_from([Rule.WEEKDAY, Rule.LAST, Rule.DAY]),
    off=st.sets(DAYS, max_size=20),
)
def test_a_monthly_series_has_one_working_day_in_each_month(first, months, rule, off):
    marks = [DayMark(on=on, kind="holiday", name_ru="Праздник") for on in off]
    days = WorkingDays(marks)
    until = first + timedelta(days=30 * months)
    slots = series(first, rule, until, days)

    of_month = [(slot.on.year, slot.on.month) for slot in slots]
    assert of_month == [(slot.wanted.year, slot.wanted.month) for slot in slots]
    assert len(set(of_month)) == len(of_month)
    for slot in slots:
        assert days.is_working(slot.on)
        assert (slot.on == slot.wanted) == (slot.why == "")
    if rule == Rule.WEEKDAY:
        assert {slot.wanted.weekday() for slot in slots} == {first.weekday()}


def test_a_sitting_is_put_off_twice_and_stays_the_same(chamber):
    sitting = planned(chamber)
    actions.postpone(sitting, to=date(2025, 5, 20), on=DAY, reason="нет кворума", by=chamber.by)
    sitting = fresh(sitting)
    assert (sitting.event.status, sitting.held_on) == ("adjourned", date(2025, 5, 20))

    to, at = date(2025, 5, 27), time(10)
    actions.postpone(sitting, to=to, at=at, on=DAY, reason="снова", by=chamber.by)
    sitting = fresh(sitting)
    assert (sitting.event.status, sitting.held_on) == ("adjourned", to)
    assert sitting.event.starts_at == at


@pytest.mark.parametrize("reason", ["", "   "])
def test_putting_off_and_calling_off_ask_why(chamber, reason):
    sitting = planned(chamber)
    with pytest.raises(Refused) as refused:
        actions.postpone(sitting, to=date(2025, 5, 20), on=DAY, reason=reason, by=chamber.by)
    assert refused.value.field == "reason"
    with pytest.raises(Refused) as refused:
        actions.cancel(sitting, on=DAY, reason=reason, by=chamber.by)
    assert refused.value.field == "reason"
    assert fresh(sitting).event.status == "planned"


def test_a_cancelled_sitting_is_not_put_off(chamber):
    sitting = planned(chamber)
    actions.cancel(sitting, on=DAY, reason="не нужно", by=chamber.by)
    with pytest.raises(Refused):
        actions.postpone(fresh(sitting), to=LATER, on=DAY, reason="а", by=chamber.by)


def replan(sitting, by, **more):
    event = sitting.event
    facts = {
        "version": event.version,
        "on": event.held_on,
        "starts_at": event.starts_at,
        "place": event.place,
        "video_url": sitting.video_url,
        **more,
    }
    actions.replan(sitting, by=by, **facts)


def test_another_place_and_link(chamber):
    sitting = planned(chamber)
    replan(sitting, chamber.by, place="Дом дружбы", video_url="https://example.kz/live")
    sitting = fresh(sitting)
    assert (sitting.event.place, sitting.video_url) == ("Дом дружбы", "https://example.kz/live")
    with pytest.raises(Refused) as refused:
        replan(sitting, chamber.by, video_url="javascript:alert(1)")
    assert refused.value.field == "video_url"
    assert fresh(sitting).video_url == "https://example.kz/live"


def test_a_stale_plan_is_refused(chamber):
    sitting = planned(chamber)
    seen = sitting.event.version
    replan(sitting, chamber.by, place="Первый")
    with pytest.raises(Refused):
        replan(fresh(sitting), chamber.by, version=seen, place="Второй")
    assert Event.objects.get(pk=sitting.event_id).place == "Первый"


def test_length_is_that_of_the_questions(chamber):
    assert chamber.sitting.length == timedelta(hours=2)
    chamber.items[0].minutes_planned = 25
    from kenes.core import record

    item = chamber.items[1]
    record.correct(item, version=item.version, by=chamber.by, minutes_planned=40)
    assert chamber.sitting.length == timedelta(minutes=40)
