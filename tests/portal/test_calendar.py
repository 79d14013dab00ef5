"""The public calendar, its files, the pages of sittings and bodies; answers by a signed link."""

from datetime import UTC, date, datetime, time

import pytest
from django.test import Client
from icalendar import Calendar

from kenes.core import clock, journal
from kenes.core.action import action
from kenes.council.models import Council
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
