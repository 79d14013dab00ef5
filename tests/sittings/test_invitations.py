"""Invitations by a real mail server: calendars, sequences, who learns of what, answers."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from icalendar import Calendar

from kenes import settings as configuration
from kenes.core import clock, journal, record
from kenes.core.refused import Refused
from kenes.jobs.delivery import deliver
from kenes.sittings import actions as sittings
from kenes.sittings.actions import Terms
from kenes.sittings.agenda import actions as agenda
from kenes.sittings.invitations import actions, notices
from kenes.sittings.invitations.actions import Address
from kenes.sittings.invitations.models import Invitation, Notice
from kenes.sittings.models import AgendaItem, Sitting
from tests.jobs.mailbox import Mailbox
from tests.sittings.chamber import DAY, NOON, Chamber

LATER = date(2025, 5, 13)


@pytest.fixture
def chamber(db):
    with clock.standing(NOON):
        chamber = Chamber(members=3)
        terms = Terms(
            body=chamber.body, starts_at=time(15), place="Зал", video_url="https://t.kz/1"
        )
        made = sittings.plan(terms, on=LATER, by=chamber.by)
        chamber.sitting = fresh(made)
        chamber.item(chamber.sitting, 1)
        chamber.item(chamber.sitting, 2)
        addresses = [
            Address(person, f"m{n}@example.kz", language)
            for n, (person, language) in enumerate(
                zip(chamber.people, ("ru", "kk", "en"), strict=True)
            )
        ]
        actions.keep_addresses(addresses, by=chamber.by)
        yield chamber


@pytest.fixture
def mail(settings):
    box = Mailbox().start()
    settings.KENES_SMTP = configuration.mail(box.url())
    settings.KENES_MAIL_FROM = "kenes@council.example.kz"
    yield box
    box.stop()


def fresh(sitting):
    return Sitting.objects.select_related("event", "body", "council").get(pk=sitting.pk)


def sent(box):
    """Everything the server took since last asked: address → (letter, its calendar)."""
    deliver()
    taken = {}
    for letter in box.letters:
        [part] = [p for p in letter.walk() if p.get_content_type() == "text/calendar"]
        calendar = Calendar.from_ical(part.get_payload(decode=True))
        address = str(letter["To"]).split("<")[-1].strip("> ")
        taken[address] = (letter, calendar, part)
    box.taken.clear()
    return taken


def entry(calendar):
    [event] = calendar.walk("VEVENT")
    return event


def text(letter):
    [plain] = [p for p in letter.walk() if p.get_content_type() == "text/plain"]
    return plain.get_content()


def invited(chamber):
    actions.invite_members(chamber.sitting, by=chamber.by)
    return actions.send(chamber.sitting, by=chamber.by)


def test_members_get_a_calendar_in_their_language(chamber, mail):
    assert invited(chamber) == 3
    taken = sent(mail)
    assert sorted(taken) == ["m0@example.kz", "m1@example.kz", "m2@example.kz"]

    letter, calendar, part = taken["m0@example.kz"]
    assert part.get_param("method") == calendar["METHOD"] == "REQUEST"
    event = entry(calendar)
    assert event["UID"] == str(chamber.sitting.event_id)
    assert event["SEQUENCE"] == 0
    assert event["DTSTART"].dt == datetime(2025, 5, 13, 10, tzinfo=UTC)
    assert event["DTSTART"].params["TZID"] == "Asia/Almaty"
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(hours=2)
    assert event["ATTENDEE"] == "mailto:m0@example.kz"
    assert event["ORGANIZER"] == "mailto:kenes@council.example.kz"
    assert event["LOCATION"] == "Зал"
    assert event["STATUS"] == "CONFIRMED"
    assert "Вопрос 2" in text(letter)
    assert f"/ru/sittings/{chamber.sitting.number}/" in text(letter)
    assert f"/kk/sittings/{chamber.sitting.number}/" in text(taken["m1@example.kz"][0])
    assert "Dear Член 002," in text(taken["m2@example.kz"][0])
    assert Invitation.objects.told().count() == 3


def test_who_knows_everything_is_told_nothing(chamber, mail):
    invited(chamber)
    with pytest.raises(Refused):
        actions.send(chamber.sitting, by=chamber.by)
    assert Notice.objects.count() == 1


def test_a_guest_who_comes_later_gets_the_same_sequence_alone(chamber, mail):
    invited(chamber)
    sent(mail)
    guest(chamber, "guest@example.kz")
    assert actions.send(chamber.sitting, by=chamber.by) == 1
    [(address, (_letter, calendar, _part))] = sent(mail).items()
    assert address == "guest@example.kz"
    assert entry(calendar)["SEQUENCE"] == 0


def guest(chamber, email, **more):
    said = {"name": "Гость Г.", "email": email, "language": "ru", "role": "guest", **more}
    return actions.invite_guest(chamber.sitting, by=chamber.by, **said)


def test_an_address_stands_on_the_list_once(chamber):
    guest(chamber, "guest@example.kz")
    with pytest.raises(Refused) as refused:
        guest(chamber, "GUEST@example.kz")
    assert refused.value.field == "email"
    with pytest.raises(Refused):
        guest(chamber, "no address")
    with pytest.raises(Refused):
        guest(chamber, "other@example.kz", name=" ")


def test_a_changed_agenda_is_a_new_sequence_that_says_what_changed(chamber, mail):
    invited(chamber)
    first = {to: letter for to, (letter, *_rest) in sent(mail).items()}
    agenda.put_on(
        chamber.sitting, [(AgendaItem(kind="question", title_ru="О воде"), None)], by=chamber.by
    )
    assert sent(mail) == {}

    assert actions.send(chamber.sitting, by=chamber.by) == 3
    taken = sent(mail)
    letter, calendar, _part = taken["m2@example.kz"]
    assert entry(calendar)["SEQUENCE"] == 1
    assert entry(calendar)["UID"] == str(chamber.sitting.event_id)
    assert "Added: О воде" in text(letter)
    assert letter["In-Reply-To"] == first["m2@example.kz"]["Message-ID"]
    assert [n.agenda() for n in Notice.objects.order_by("sequence")] == [
        ["Вопрос 1", "Вопрос 2"],
        ["Вопрос 1", "Вопрос 2", "О воде"],
    ]


def test_put_off_and_called_off_only_those_told_learn_of_it(chamber, mail):
    invited(chamber)
    sent(mail)
    guest(chamber, "late@example.kz")

    to, at = date(2025, 5, 20), time(11)
    sittings.postpone(chamber.sitting, to=to, at=at, on=DAY, reason="зал занят", by=chamber.by)
    taken = sent(mail)
    assert sorted(taken) == ["m0@example.kz", "m1@example.kz", "m2@example.kz"]
    letter, calendar, _part = taken["m0@example.kz"]
    event = entry(calendar)
    assert (event["SEQUENCE"], event["DTSTART"].dt) == (1, datetime(2025, 5, 20, 6, tzinfo=UTC))
    assert "зал занят" in text(letter)

    sittings.cancel(fresh(chamber.sitting), on=DAY, reason="не нужно", by=chamber.by)
    taken = sent(mail)
    assert sorted(taken) == ["m0@example.kz", "m1@example.kz", "m2@example.kz"]
    letter, calendar, part = taken["m1@example.kz"]
    event = entry(calendar)
    assert part.get_param("method") == calendar["METHOD"] == "CANCEL"
    assert (event["SEQUENCE"], event["STATUS"]) == (2, "CANCELLED")
    assert "не нужно" in text(letter)
    assert [n.method for n in Notice.objects.order_by("sequence")] == [
        "REQUEST",
        "REQUEST",
        "CANCEL",
    ]


def test_nobody_told_nobody_written_to(chamber, mail):
    actions.invite_members(chamber.sitting, by=chamber.by)
    sittings.postpone(chamber.sitting, to=date(2025, 5, 20), on=DAY, reason="а", by=chamber.by)
    sittings.cancel(fresh(chamber.sitting), on=DAY, reason="б", by=chamber.by)
    assert sent(mail) == {}
    assert not Notice.objects.exists()


def test_one_taken_off_the_list_is_told_and_can_be_invited_again(chamber, mail):
    invited(chamber)
    sent(mail)
    gone = Invitation.objects.get(person=chamber.people[0])
    actions.withdraw(gone, by=chamber.by)
    [(address, (_letter, calendar, _part))] = sent(mail).items()
    assert (address, calendar["METHOD"]) == ("m0@example.kz", "CANCEL")
    assert entry(calendar)["SEQUENCE"] == 0

    assert actions.invite_members(chamber.sitting, by=chamber.by) == 1
    assert actions.send(chamber.sitting, by=chamber.by) == 1
    [(address, (_letter, calendar, _part))] = sent(mail).items()
    assert (address, calendar["METHOD"]) == ("m0@example.kz", "REQUEST")


@pytest.mark.parametrize(
    ("on", "utc_hour", "offset"),
    [
        (date(2024, 2, 29), 9, timedelta(hours=6)),
        (date(2024, 3, 1), 10, timedelta(hours=5)),
    ],
)
def test_the_hour_is_right_on_both_sides_of_the_change_of_zone(db, on, utc_hour, offset):
    with clock.standing(datetime(2024, 2, 1, 6, tzinfo=UTC)):
        chamber = Chamber(members=1)
        made = sittings.plan(Terms(body=chamber.body, starts_at=time(15)), on=on, by=chamber.by)
        row = Invitation(
            council=chamber.council, sitting=fresh(made), guest="Г", email="g@example.kz"
        )
        said = Notice(
            council=chamber.council,
            sitting=fresh(made),
            sequence=0,
            method="REQUEST",
            told=notices.terms(made),
        )
        calendar = Calendar.from_ical(notices.invite(row, said))
    event = entry(calendar)
    assert event["DTSTART"].dt.astimezone(UTC) == datetime(
        on.year, on.month, on.day, utc_hour, tzinfo=UTC
    )
    # The rules written into the file say the same, for a program that knows no zones.
    [zone] = calendar.walk("VTIMEZONE")
    at = datetime(on.year, on.month, on.day, 15)
    rules = [(rule["DTSTART"].dt, rule["TZOFFSETTO"].td) for rule in zone.subcomponents]
    assert max(rule for rule in rules if rule[0] <= at)[1] == offset


def test_a_sitting_without_an_hour_is_of_the_whole_day(chamber):
    made = sittings.plan(Terms(body=chamber.commission), on=LATER, by=chamber.by)
    row = Invitation(council=chamber.council, sitting=made, guest="Г", email="g@example.kz")
    said = Notice(
        council=chamber.council,
        sitting=made,
        sequence=0,
        method="REQUEST",
        told=notices.terms(made),
    )
    event = entry(Calendar.from_ical(notices.invite(row, said)))
    assert event["DTSTART"].dt == LATER
    assert event["DTEND"].dt == LATER + timedelta(days=1)


def test_an_answer_and_a_second_one(chamber):
    invited(chamber)
    row = Invitation.objects.get(person=chamber.people[0])
    with pytest.raises(Refused) as refused:
        actions.answer(row, coming=False, reason=" ", by=chamber.by)
    assert refused.value.field == "reason"
    actions.answer(row, coming=False, reason="болею", by=chamber.by)
    actions.answer(row, coming=True, by=chamber.by)
    said = Invitation.objects.filter(sitting=chamber.sitting).answers()
    assert {key: (each.answer, each.reason) for key, each in said.items()} == {
        chamber.people[0].pk: ("coming", "")
    }


def test_after_the_sitting_is_called_off_nothing_is_answered(chamber):
    invited(chamber)
    row = Invitation.objects.get(person=chamber.people[0])
    sittings.cancel(chamber.sitting, on=DAY, reason="нет", by=chamber.by)
    row = Invitation.objects.select_related("sitting__event").get(pk=row.pk)
    with pytest.raises(Refused):
        actions.answer(row, coming=True, by=chamber.by)


def test_addresses_and_reasons_are_sealed_and_not_in_the_journal(chamber):
    invited(chamber)
    row = Invitation.objects.get(person=chamber.people[0])
    actions.answer(row, coming=False, reason="операция", by=chamber.by)
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT email, reason FROM kenes_invitation")
        stored = str(cursor.fetchall())
        cursor.execute("SELECT email FROM kenes_contact")
        stored += str(cursor.fetchall())
    told = str(list(journal.Payload.objects.values_list("said", flat=True)))
    for secret in ("m0@example.kz", "операция"):
        assert secret not in stored
        assert secret not in told


def test_another_member_seated_later_is_invited_then(chamber):
    assert invited(chamber) == 3
    with pytest.raises(Refused):
        actions.invite_members(chamber.sitting, by=chamber.by)


def test_a_changed_address_is_used_from_the_next_letter_on(chamber, mail):
    invited(chamber)
    sent(mail)
    news = [Address(chamber.people[0], "new@example.kz", "kk")]
    assert actions.keep_addresses(news, by=chamber.by) == 1
    assert actions.keep_addresses(news, by=chamber.by) == 0
    item = chamber.sitting.items.first()
    record.correct(item, version=item.version, by=chamber.by, title_ru="Иначе")
    actions.send(chamber.sitting, by=chamber.by)
    assert "new@example.kz" in sent(mail)
