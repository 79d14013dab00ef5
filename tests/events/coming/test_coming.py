"""Registering from the portal, one's own page, letters, the reminder, names that go."""

from datetime import date, time, timedelta

import pytest

from kenes.core import clock, record
from kenes.core.access import console
from kenes.core.journal import Payload
from kenes.core.letter import Letter
from kenes.demo.day import let_pass
from kenes.events.coming import actions
from kenes.events.coming.door import actions as door
from kenes.events.coming.models import Registration
from kenes.events.models import Event
from kenes.norms.models import Norm
from tests.control.conftest import errors, later
from tests.events.coming.conftest import HELD_ON, come, fresh, planned
from tests.office.test_records import register
from tests.town import DAY, NOW, fields

pytestmark = pytest.mark.django_db
HERE = "/en/events/2025-0001/"
OFFICE = "/office/events/2025-0001/"
SAID = {"name": "Асель", "email": "asel@example.kz", "audience": "house_heads", "consent": "on"}


def letters(purpose):
    return [each for each in Letter.objects.order_by("pk") if each.purpose == purpose]


def test_anyone_registers_for_a_seminar_and_sees_the_code(seminar, visitor):
    page = visitor.get(HERE).content.decode()
    assert 'href="come/"' in page
    assert "2 places left" in page
    answer = visitor.post(f"{HERE}come/", SAID | {"needs": "Пандус"})

    row = Registration.objects.get()
    assert (row.name, row.audience, row.waits) == ("Асель", "house_heads", False)
    assert len(row.code) == 8
    assert row.code.isdecimal()
    assert answer["Location"] == f"/en/coming/{row.key}/?new"
    own = visitor.get(answer["Location"])
    assert row.spoken in own.content.decode()
    assert "<svg" in own.content.decode()
    assert (own["Cache-Control"], own["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert "1 place left" in visitor.get(HERE).content.decode()
    assert "Асель" not in visitor.get(HERE).content.decode()
    [letter] = letters("coming.received")
    assert letter.recipient == "asel@example.kz"
    assert row.spoken in letter.text
    assert f"/en/coming/{row.key}/" in letter.text


def test_who_comes_after_the_last_place_is_told_so_at_once(seminar, visitor):
    for name in ("Асель", "Болат", "Гульнар"):
        answer = visitor.post(f"{HERE}come/", SAID | {"name": name})
    page = visitor.get(answer["Location"]).content.decode()
    assert "You are on the waiting list, number 1." in page
    assert "Your code at the door" not in page
    page = visitor.get(HERE).content.decode()
    for words in ("No places left", "2 people have registered", "1 person waits for a place"):
        assert words in page
    assert "Register for the waiting list" in page
    assert "All places are taken" in visitor.get(f"{HERE}come/").content.decode()
    assert "number 1" in letters("coming.received")[-1].text


def test_a_place_is_given_up_by_a_button_and_looking_gives_nothing_up(seminar, visitor):
    url = visitor.post(f"{HERE}come/", SAID)["Location"].partition("?")[0]
    visitor.get(url)
    assert Registration.objects.get().gave_up_at is None

    assert visitor.post(url)["Location"] == url
    assert Registration.objects.get().gave_up_at is not None
    assert "You gave your place up" in visitor.get(url).content.decode()
    assert "2 places left" in visitor.get(HERE).content.decode()
    assert visitor.post(url).status_code == 200


def test_after_the_day_the_place_is_not_given_up(town, seminar, visitor):
    url = visitor.post(f"{HERE}come/", SAID)["Location"].partition("?")[0]
    later(town.council, 8)
    answer = visitor.post(url)
    assert answer.status_code == 422
    assert "It is too late to give the place up." in answer.content.decode()


def test_an_address_nobody_was_given_opens_nothing(town, seminar, visitor, other):
    with clock.standing(NOW):
        row = come(seminar, by=town.by)
    wrong = row.key[:-1] + ("0" if row.key[-1] != "0" else "1")
    for key in (wrong, row.code, row.key[8:], row.key + "0", "ә"):
        assert visitor.get(f"/en/coming/{key}/").status_code == 404
    assert visitor.get(f"/en/coming/{row.key}/").status_code == 200
    elsewhere = visitor.get(f"/en/coming/{row.key}/", HTTP_HOST="kokshe.localhost")
    assert elsewhere.status_code == 404


def test_codes_are_not_in_the_journal(town, seminar):
    with clock.standing(NOW):
        row = come(seminar, by=town.by)
    said = str(list(Payload.objects.values_list("said", flat=True)))
    assert row.code not in said
    assert row.key[8:] not in said


def test_bad_input_is_said_beside_its_field_and_kept(seminar, visitor):
    answer = visitor.post(f"{HERE}come/", {"name": " ", "email": "кот", "audience": "residents"})
    assert answer.status_code == 422
    assert sorted(errors(answer)) == ["consent", "email", "name"]
    assert answer.context["form"]["audience"].value() == "residents"
    assert not Registration.objects.exists()


def test_an_event_without_registration_has_no_such_page(town, visitor):
    planned(town, registers=False)
    assert visitor.get(f"{HERE}come/").status_code == 404
    assert "come/" not in visitor.get(HERE).content.decode()


def test_nobody_registers_for_what_is_over(town, seminar, visitor):
    later(town.council, 8)
    answer = visitor.post(f"{HERE}come/", SAID)
    assert answer.status_code == 422
    assert not Registration.objects.exists()


def test_those_who_registered_hear_of_another_day_and_of_the_end(town, seminar, visitor, secretary):
    for name in ("Асель", "Болат", "Гульнар"):
        visitor.post(f"{HERE}come/", SAID | {"name": name, "email": f"{len(name)}@example.kz"})
    visitor.post(visitor.post(f"{HERE}come/", SAID)["Location"].partition("?")[0])
    said = {"on": "2025-04-03", "to_day": "2025-04-17", "reason": "Зал занят"}
    assert secretary.post(f"{OFFICE}moves/adjourned/", said).status_code == 302
    moved = letters("coming.moved")
    assert [each.recipient for each in moved] == ["5@example.kz", "5@example.kz", "7@example.kz"]
    assert "17 April 2025" in moved[0].text
    assert "Зал занят" in moved[0].text
    secretary.post(f"{OFFICE}moves/cancelled/", {"on": "2025-04-03", "reason": "Нет зала"})
    assert len(letters("coming.called_off")) == 3
    url = f"/en/coming/{Registration.objects.first().key}/"
    assert "It was called off." in visitor.get(url).content.decode()


def test_a_day_put_right_is_told_and_a_title_is_not(seminar, visitor, secretary):
    visitor.post(f"{HERE}come/", SAID)
    form = secretary.get(f"{OFFICE}correct/")
    said = fields(form) | {"title_ru": "Другое имя"}
    assert secretary.post(f"{OFFICE}correct/", said).status_code == 302
    assert letters("coming.moved") == []
    said = fields(secretary.get(f"{OFFICE}correct/")) | {"held_on": "2025-04-11"}
    assert secretary.post(f"{OFFICE}correct/", said).status_code == 302
    [letter] = letters("coming.moved")
    assert "11 April 2025" in letter.text


def remind(town, day):
    with clock.standing(NOW + timedelta(days=(day - DAY).days)):
        return actions.remind(town.council, day)


def test_a_reminder_goes_once_a_day_before_to_those_who_have_a_place(town, seminar):
    with clock.standing(NOW):
        for name in ("Асель", "Болат", "Гульнар"):
            row = come(seminar, name, email=f"{len(name)}@example.kz", by=town.by)
        assert row.waits
        actions.give_up(Registration.objects.first(), by=town.by)
        come(seminar, "Ждёт", email="waits@example.kz", by=town.by)
        nobody = planned(town, places=None)
        come(nobody, "Без адреса", by=town.by)
    eve = HELD_ON - timedelta(days=1)
    assert remind(town, eve - timedelta(days=1)) == 0
    assert remind(town, eve) == 2
    assert [remind(town, eve), remind(town, HELD_ON)] == [0, 0]
    assert [each.recipient for each in letters("coming.reminder")] == [
        "5@example.kz",
        "7@example.kz",
    ]
    assert fresh(row).reminded_on == eve


def test_the_day_put_off_is_reminded_of_again(town, seminar):
    with clock.standing(NOW):
        come(seminar, email="a@example.kz", by=town.by)
    eve = HELD_ON - timedelta(days=1)
    assert remind(town, eve) == 1
    with clock.standing(NOW + timedelta(days=6)):
        actions.adjourn([seminar], to=HELD_ON + timedelta(days=7), on=eve, by=town.by)
    assert remind(town, HELD_ON) == 0
    assert remind(town, eve + timedelta(days=7)) == 1


def test_who_registers_on_the_eve_is_not_written_to_twice_that_day(town, seminar):
    eve = HELD_ON - timedelta(days=1)
    with clock.standing(NOW + timedelta(days=6)):
        come(seminar, email="a@example.kz", by=town.by)
    assert remind(town, eve) == 0
    assert remind(town, HELD_ON) == 1


def test_nobody_is_reminded_of_what_has_begun(town):
    with clock.standing(NOW):
        come(planned(town, starts_at=time(9)), email="a@example.kz", by=town.by)
    # At ten in the morning of the day.
    assert remind(town, HELD_ON) == 0


def test_the_number_of_days_is_a_setting_that_nobody_has_confirmed(town):
    norm = Norm.objects.get(code="participants.reminder")
    assert (norm.value, norm.unit, norm.knowledge, norm.free) == (
        1,
        "calendar_days",
        "unconfirmed",
        True,
    )


def test_the_reminder_is_a_duty_of_the_day(town, seminar, visitor):
    visitor.post(f"{HERE}come/", SAID)
    town.council.refresh_from_db()
    let_pass(town.council, days=6, by=town.by)
    assert len(letters("coming.reminder")) == 1


def test_names_codes_and_addresses_go_and_counts_and_audiences_stay(town, seminar, visitor):
    url = visitor.post(f"{HERE}come/", SAID | {"needs": "Пандус"})["Location"].partition("?")[0]
    with clock.standing(NOW):
        door.walk_in(seminar, audience="residents", people=1, by=town.by)
    # Nobody wrote down that it was held; the names go all the same.
    assert Event.objects.get().status == "planned"
    assert actions.forget(town.council, HELD_ON + timedelta(days=60)) == 0
    assert actions.forget(town.council, date(2025, 7, 12)) == 1
    assert actions.forget(town.council, date(2025, 7, 12)) == 0

    row = Registration.objects.exclude(Registration.AT_THE_DOOR).get()
    kept = (row.name, row.email, row.needs, row.organisation, row.code)
    assert kept == ("", "", "", "", "")
    assert (row.audience, bool(row.consent_text)) == ("house_heads", True)
    assert {(each.recipient, each.text) for each in Letter.objects.all()} == {("", "")}
    assert visitor.get(url).status_code == 404
    assert "1 person has registered" in visitor.get(HERE).content.decode()


def test_a_public_hearing_registers_as_before_and_waits_with_its_places(town, secretary, visitor):
    said = {"event__title_ru": "О сети", "event__held_on": "2025-04-17"}
    assert register(secretary, "control/hearings", said).status_code == 302
    event, by = Event.objects.get(), console()
    record.correct(event, version=event.version, by=by, places=1)
    for _ in range(2):
        visitor.post("/en/control/hearings/2025-0001/come/", SAID)
    page = visitor.get("/en/control/hearings/2025-0001/").content.decode()
    for words in ("No places left", "1 person has registered", "1 person waits for a place"):
        assert words in page
