"""The public calendar, its files, the pages of sittings and bodies; answers by a signed link."""

import json
import re
from datetime import UTC, date, datetime, time

import pytest
from django.test import Client
from icalendar import Calendar

from kenes.core import clock, journal, record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.council.models import Council
from kenes.events.models import Event
from kenes.organs.models import District, Topic
from kenes.portal.calendar import page_of
from kenes.sittings import actions
from kenes.sittings.actions import Terms
from kenes.sittings.invitations import actions as invitations
from kenes.sittings.invitations import notices
from kenes.sittings.invitations.actions import Address
from kenes.sittings.invitations.models import Invitation
from kenes.sittings.models import Sitting
from tests.sittings.chamber import DAY, NOON, Chamber

ON = date(2025, 4, 24)


@action
def stand_still(chamber):
    """The clock of the council's pages stands, as in a demo."""
    Council.objects.filter(pk=chamber.council.pk).update(demo_now=NOON)
    journal.write("clock.stood", chamber.council, by=chamber.by, council=chamber.council)


@pytest.fixture
def chamber(db):
    with clock.standing(NOON):
        chamber = Chamber(members=2)
        terms = Terms(
            body=chamber.commission, starts_at=time(15), place="Зал", video_url="https://t.kz/1"
        )
        chamber.later = actions.plan(terms, on=ON, by=chamber.by)
        stand_still(chamber)
        yield chamber


@pytest.fixture
def visitor(chamber):
    return Client(HTTP_HOST="almaty.localhost")


def shown(answer):
    return [item["title"]["text"] for item in answer.context["list"]]


def test_a_month_as_grid_and_as_list(chamber, visitor):
    answer = visitor.get("/ru/calendar/?month=2025-04")
    assert shown(answer) == ["Заседание", "Комиссия: заседание"]
    days = [day for week in answer.context["weeks"] for day in week if day["marks"]]
    assert [day["on"] for day in days] == [DAY, ON]
    assert shown(visitor.get("/ru/calendar/?month=2025-05")) == []
    assert shown(visitor.get("/ru/calendar/?month=2025-04&body=komissiya")) == [
        "Комиссия: заседание"
    ]
    assert shown(visitor.get("/ru/calendar/?month=2025-04&kind=platform")) == []


@pytest.mark.parametrize("month", ["2025-13", "x", "0001-01", "9999-12", "2025-04-01"])
def test_a_month_that_cannot_be(chamber, visitor, month):
    assert visitor.get(f"/ru/calendar/?month={month}").status_code == 404


def events(answer):
    calendar = Calendar.from_ical(answer.content)
    return {str(event["UID"]): event for event in calendar.walk("VEVENT")}


def test_the_file_holds_the_council_or_one_body(chamber, visitor):
    answer = visitor.get("/calendar.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    found = events(answer)
    assert set(found) == {str(chamber.sitting.event_id), str(chamber.later.event_id)}
    event = found[str(chamber.later.event_id)]
    assert event["DTSTART"].dt == datetime(2025, 4, 24, 10, tzinfo=UTC)
    assert event["URL"].endswith(f"/ru/sittings/{chamber.later.number}/")
    assert "ATTENDEE" not in event

    assert set(events(visitor.get("/calendar/komissiya.ics"))) == {str(chamber.later.event_id)}
    assert set(events(visitor.get(f"/kk/sittings/{chamber.later.number}/calendar.ics"))) == {
        str(chamber.later.event_id)
    }
    for path in ("/calendar/nothing.ics", "/calendar.ics?lang=de"):
        assert visitor.get(path).status_code == 404


def happened(chamber, **facts):
    """A platform beside the sittings."""
    row = Event(council=chamber.council, kind="platform", title_ru="Площадка", held_on=ON, **facts)
    record.register([Filing(row, path=[("planned", DAY)])], by=chamber.by)
    return str(row.pk)


def test_a_calendar_of_a_district_a_topic_or_a_kind(chamber, visitor):
    district = District(council=chamber.council, code="medeu", title_ru="Медеу")
    topic = Topic(council=chamber.council, code="water", title_ru="Вода")
    record.register([Filing(district), Filing(topic)], by=chamber.by)
    here = happened(chamber, district=district, topic=topic)
    there = happened(chamber)
    for asked, expected in (
        ("district=medeu", {here}),
        ("topic=water&district=medeu", {here}),
        ("kind=platform", {here, there}),
        ("kind=sitting&topic=water", set()),
    ):
        assert set(events(visitor.get(f"/calendar.ics?{asked}"))) == expected
        page = visitor.get(f"/ru/calendar/?month=2025-04&{asked}")
        assert len(shown(page)) == len(expected)
        told = {feed["url"] for feed in page.context["feeds"]}
        assert any(set(asked.split("&")) <= set(url.partition("?")[2].split("&")) for url in told)
    named = Calendar.from_ical(visitor.get("/calendar.ics?topic=water").content)
    assert str(named["X-WR-CALNAME"]).startswith("Вода. ")
    for unknown in ("district=x", "topic=x", "kind=x", "body=x"):
        assert visitor.get(f"/calendar.ics?{unknown}").status_code == 404


def marks(answer):
    """The lanes of a year: what each holds, by month and state."""
    return {
        lane["named"]["text"]: [
            (each["on"].month, each["status"]) for cell in lane["cells"] for each in cell["marks"]
        ]
        for lane in answer.context["lanes"]
    }


def test_a_year_form_by_form(chamber, visitor):
    happened(chamber)
    with clock.standing(NOON):
        actions.cancel(chamber.later, on=DAY, reason="нет", by=chamber.by)
    shown = visitor.get("/ru/calendar/year/?year=2025")
    assert marks(shown) == {
        "Диалоговые площадки": [(4, "planned")],
        "Общее заседание": [(4, "planned")],
        "Комиссия": [(4, "cancelled")],
    }
    # General sittings come before those of commissions, and each lane opens as itself.
    lanes = {lane["named"]["text"]: lane["url"] for lane in shown.context["lanes"]}
    assert list(lanes)[1:] == ["Общее заседание", "Комиссия"]
    assert list(marks(visitor.get(lanes["Комиссия"]))) == ["Комиссия"]
    assert re.findall(r"\d+", shown.context["says"]) == ["0", "2", "0", "1"]
    assert marks(visitor.get("/ru/calendar/year/?year=2024")) == {}
    narrowed = visitor.get("/ru/calendar/year/?year=2025&kind=platform")
    assert list(marks(narrowed)) == ["Диалоговые площадки"]
    assert "kind=platform" in narrowed.context["after"]
    for year in ("x", "1999", "-1", "2101"):
        assert visitor.get(f"/ru/calendar/year/?year={year}").status_code == 404


def test_a_kind_that_is_no_longer_on_the_list_breaks_no_year(chamber, visitor):
    row = Event(council=chamber.council, kind="fair", title_ru="Ярмарка", held_on=ON)
    record.register([Filing(row, path=[("planned", DAY)])], by=chamber.by)
    assert "fair" in {name.lower() for name in marks(visitor.get("/ru/calendar/year/?year=2025"))}


def test_what_is_ahead_has_a_sheet_for_the_wall(chamber, visitor):
    event = Event.objects.get(pk=happened(chamber, place="Сквер", starts_at=time(18, 30)))
    page = visitor.get(f"/ru/events/{event.number}/").content.decode()
    sheet = f"/ru/events/{event.number}/poster/"
    assert f'href="{sheet}"' in page
    shown = visitor.get(sheet)
    assert (shown.status_code, shown.context["leads"][-len(page_of(event)) :]) == (
        200,
        page_of(event),
    )
    assert "<svg" in shown.content.decode()
    later = visitor.get(f"/ru/events/{chamber.later.event.number}/poster/")
    assert later.context["leads"].endswith(f"/ru/sittings/{chamber.later.number}/")
    with clock.standing(NOON):
        actions.cancel(chamber.later, on=DAY, reason="нет", by=chamber.by)
    assert visitor.get(f"/ru/events/{chamber.later.event.number}/poster/").status_code == 404


def schema_of(answer):
    text = answer.content.decode()
    [said] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    return json.loads(said)


def test_a_page_tells_machines_what_will_be(chamber, visitor):
    title = 'Площадка </script><b>& "вода"'
    row = Event(council=chamber.council, kind="platform", title_ru=title, held_on=ON, place="Сквер")
    record.register([Filing(row, path=[("planned", DAY)])], by=chamber.by)
    said = schema_of(visitor.get(f"/ru/events/{row.number}/"))
    assert (said["@type"], said["name"], said["startDate"]) == ("Event", title, "2025-04-24")
    assert said["location"]["name"] == "Сквер"
    assert said["url"].endswith(f"/ru/events/{row.number}/")
    sitting = schema_of(visitor.get(f"/ru/sittings/{chamber.later.number}/"))
    assert sitting["startDate"] == "2025-04-24T15:00+05:00"
    assert sitting["eventStatus"] == "https://schema.org/EventScheduled"


def test_a_cancelled_sitting_stays_in_the_file_as_cancelled(chamber, visitor):
    with clock.standing(NOON):
        actions.cancel(chamber.later, on=DAY, reason="нет", by=chamber.by)
    event = events(visitor.get("/calendar.ics"))[str(chamber.later.event_id)]
    assert event["STATUS"] == "CANCELLED"
    assert event["SEQUENCE"] == 1


def test_the_page_of_a_sitting(chamber, visitor):
    page = visitor.get(f"/ru/sittings/{chamber.sitting.number}/")
    assert [each["title"]["text"] for each in page.context["items"]] == [
        "Вопрос 1",
        "Вопрос 2",
        "Вопрос 3",
    ]
    page = visitor.get(f"/ru/sittings/{chamber.later.number}/")
    assert "https://t.kz/1" in page.content.decode()
    assert visitor.get("/ru/sittings/2025-0099/").status_code == 404


def test_the_page_of_a_body(chamber, visitor):
    page = visitor.get(f"/ru/bodies/{chamber.body.code}/")
    assert [each["name"] for each in page.context["people"]] == ["Член 000", "Член 001"]
    assert page.context["people"][0]["role"]
    page = visitor.get("/ru/bodies/komissiya/")
    assert [each["on"] for each in page.context["ahead"]]
    assert visitor.get("/ru/bodies/nothing/").status_code == 404
    names = [line["name"]["text"] for line in visitor.get("/ru/bodies/").context["now"]]
    assert names == ["Общее заседание", "Комиссия"]


@pytest.fixture
def invited(chamber):
    with clock.standing(NOON):
        sitting = Sitting.objects.select_related("event", "body", "council").get(
            pk=chamber.sitting.pk
        )
        person = chamber.people[0]
        invitations.keep_addresses([Address(person, "m@example.kz", "ru")], by=chamber.by)
        invitations.invite_members(sitting, by=chamber.by)
        row = Invitation.objects.get(person=person)
    return row, f"/ru/invitations/{notices.token(row)}/"


def test_one_invited_answers_by_the_link_without_signing_in(invited, visitor):
    row, address = invited
    assert visitor.get(address)["Cache-Control"] == "no-store"
    row.refresh_from_db()
    assert row.answer == ""
    answer = visitor.post(address, {"answer": "not_coming", "reason": ""})
    assert list(answer.context["form"].errors) == ["reason"]
    visitor.post(address, {"answer": "not_coming", "reason": "в командировке"})
    row.refresh_from_db()
    assert (row.answer, row.reason) == ("not_coming", "в командировке")
    visitor.post(address, {"answer": "coming"})
    row.refresh_from_db()
    assert (row.answer, row.reason) == ("coming", "")


def test_a_forged_or_withdrawn_link_opens_nothing(invited, chamber, visitor):
    row, address = invited
    assert visitor.get(f"/ru/invitations/{row.pk}/").status_code == 404
    assert visitor.get(address[:-3] + "xx/").status_code == 404
    with clock.standing(NOON):
        invitations.withdraw(Invitation.objects.get(pk=row.pk), by=chamber.by)
    assert visitor.get(address).status_code == 404
    assert visitor.post(address, {"answer": "coming"}).status_code == 404


def test_the_link_of_one_council_is_nothing_in_another(invited, chamber, visitor):
    _row, address = invited
    with clock.standing(NOON):
        Chamber(members=1, slug="kokshe")
    stranger = Client(HTTP_HOST="kokshe.localhost")
    assert stranger.get(address).status_code == 404
