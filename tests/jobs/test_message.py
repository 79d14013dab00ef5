"""What a mail program makes of a letter that came over a real server."""

from datetime import UTC, datetime

import pytest
from icalendar import Calendar

from kenes.core import clock, outbox
from kenes.core.letter import Letter
from kenes.council import actions as councils
from kenes.jobs.delivery import Round, deliver
from kenes.organs.models import Topic
from tests.jobs.conftest import FACTS, NOW, post, written
from tests.jobs.mailbox import mailbox_of, words

pytestmark = pytest.mark.django_db

TITLE = "Алматы қаласының Қоғамдық кеңесі, екінші жылдың қорытынды отырысын өткізетін кеңес"
INVITATION = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Kenes//kk
METHOD:REQUEST
BEGIN:VEVENT
UID:sitting-1@council.example.kz
SEQUENCE:2
DTSTAMP:20250403T050000Z
DTSTART:20250410T050000Z
DTEND:20250410T070000Z
SUMMARY:Қоғамдық кеңестің отырысы
ORGANIZER:mailto:kenes@council.example.kz
ATTENDEE;RSVP=TRUE:mailto:aliya@example.kz
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")


def sent(mail):
    with clock.standing(NOW):
        assert deliver() == Round(sent=1)
    [taken] = mail.letters
    return taken


@pytest.mark.parametrize(
    ("language", "subject", "text"),
    [
        ("kk", "Қоғамдық кеңестің отырысына шақыру: әңгіме, үй, өң, ұғым, ің", "Құрметті Әлия!\n"),
        ("ru", "Приглашение на заседание: щётка, подъезд, ёлка", "Уважаемая Алия!\n"),
        ("ru", "Очень длинная тема " + "и ещё слово " * 23, "слово " * 400 + "\n"),
    ],
)
def test_both_languages_are_read_as_they_were_written(about, mail, language, subject, text):
    subject = subject.strip()
    written(about, language=language, subject=subject, text=text, name="Әлия «Ә.» Серік, PhD")
    taken = sent(mail)
    [head] = mail.heads
    assert words(head["Subject"]) == subject
    assert mailbox_of(head["To"]) == ("Әлия «Ә.» Серік, PhD", "aliya@example.kz")
    assert taken.get_content().replace("\r\n", "\n").rstrip() == text.rstrip()
    assert taken["Content-Language"] == language
    lines = mail.taken[0].split(b"\r\n\r\n")[0].decode("ascii").split("\r\n")
    assert max(map(len, lines)) <= 78


def test_a_letter_comes_from_the_council_in_its_language(mail, register):
    facts = {"slug": "long", "title_kk": TITLE, "title_ru": "Совет"}
    council = councils.found(by=register.by, **facts)
    written(register.add(Topic(council=council, title_ru="Вода")), language="kk")
    sent(mail)
    assert mailbox_of(mail.heads[0]["From"]) == (TITLE, "kenes@council.example.kz")


def test_an_invitation_opens_as_a_calendar(about, mail):
    file = outbox.enclosure("отырыс.ics", "text/calendar; method=REQUEST", INVITATION.encode())
    post(outbox.letter(about, enclosing=[file], **FACTS))
    with clock.standing(datetime(2027, 1, 1, tzinfo=UTC)):
        deliver()
    [taken] = mail.letters
    [part] = [part for part in taken.walk() if part.get_content_type() == "text/calendar"]
    assert part.get_param("method") == "REQUEST"
    assert part.get_filename() == "отырыс.ics"
    calendar = Calendar.from_ical(part.get_payload(decode=True))
    [event] = calendar.walk("VEVENT")
    assert calendar["METHOD"] == "REQUEST"
    assert str(event["SUMMARY"]) == "Қоғамдық кеңестің отырысы"
    assert (event["UID"], event["SEQUENCE"]) == ("sitting-1@council.example.kz", 2)
    assert part.get_payload(decode=True) == INVITATION.encode()


def test_a_file_comes_byte_by_byte(about, mail):
    content = bytes(range(256)) * 300
    file = outbox.enclosure("Протокол № 3.pdf", "application/pdf", content)
    post(outbox.letter(about, enclosing=[file], **FACTS))
    with clock.standing(datetime(2027, 1, 1, tzinfo=UTC)):
        deliver()
    [part] = mail.letters[0].iter_attachments()
    assert (part.get_filename(), part.get_content()) == ("Протокол № 3.pdf", content)


def test_a_second_letter_of_one_talk_stands_under_the_first(about, mail):
    first = written(about)
    filing = outbox.letter(about, follows=first, **FACTS | {"sequence": 1})
    second = post(filing)[0]
    third = post(outbox.letter(about, follows=second, **FACTS | {"sequence": 2}))[0]
    with clock.standing(datetime(2027, 1, 1, tzinfo=UTC)):
        deliver()
    taken = {letter["Message-ID"]: letter for letter in mail.letters}
    last = taken[third.message_id]
    assert last["In-Reply-To"] == second.message_id
    assert last["References"].split() == [first.message_id, second.message_id]
    assert taken[first.message_id]["In-Reply-To"] is None
    assert Letter.objects.filter(status="sent").count() == 3


def test_programs_that_answer_by_themselves_are_asked_not_to(about, mail):
    written(about)
    taken = sent(mail)
    assert taken["Auto-Submitted"] == "auto-generated"
    assert taken["Date"].datetime == NOW
