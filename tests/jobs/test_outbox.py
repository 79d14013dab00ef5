"""What comes into the outbox, what is refused at its door, and who may write to it."""

import pytest
from django.db import connection

from kenes.core import clock, outbox
from kenes.core.action import WrittenOutside, action
from kenes.core.journal import Entry
from kenes.core.letter import Enclosure, Letter
from kenes.core.refused import Refused
from kenes.council import actions as councils
from kenes.organs.models import Topic
from tests.jobs.conftest import FACTS, NOW, fresh, post, written

pytestmark = pytest.mark.django_db


def test_a_letter_waits_with_a_mark_of_its_own(about, settings):
    settings.KENES_MAIL_FROM = "Кеңес <kenes@council.example.kz>"
    letter = fresh(written(about))

    assert (letter.status, letter.attempts) == ("waiting", 0)
    assert letter.next_attempt_at == letter.posted_at == NOW
    assert letter.message_id == f"<{letter.pk}@council.example.kz>"
    assert (letter.about_id, letter.about_kind) == (about.pk, "topic")


def test_a_letter_is_posted_once_however_often_its_duty_is_done(about):
    written(about)
    again = [written(about), written(about, recipient="Aliya@Example.kz")]
    assert again == [None, None]
    second = written(about, sequence=1)
    other = written(about, recipient="berik@example.kz")
    reminder = written(about, purpose="sitting.reminder")
    assert Letter.objects.count() == 4
    assert len({each.key for each in (second, other, reminder)}) == 3


def test_the_same_letter_twice_in_one_batch_is_one(about):
    filings = [outbox.letter(about, **FACTS), outbox.letter(about, **FACTS)]
    assert [letter.pk for letter in post(*filings)] == [filings[0].row.pk]


def test_letters_are_written_inside_an_action_alone(about, register):
    with pytest.raises(WrittenOutside):
        outbox.post([outbox.letter(about, **FACTS)], by=register.by)
    assert not Letter.objects.exists()


def test_a_refused_act_leaves_no_letter(about, register):
    @action
    def tell_and_fail():
        outbox.post([outbox.letter(about, **FACTS)], by=register.by)
        raise Refused("no")

    with pytest.raises(Refused):
        tell_and_fail()
    assert not Letter.objects.exists()


def test_the_journal_says_what_was_told_and_not_to_whom(about):
    letter = written(about, sequence=2)
    line = Entry.objects.get(verb="letter.posted")
    assert line.row_id == letter.pk
    said = {"purpose": "sitting.invitation", "about": str(about.pk), "sequence": 2}
    assert line.payload.said == said


def test_the_database_holds_no_readable_letter(about):
    file = outbox.enclosure("ответ.txt", "text/plain", "Алиева Асель".encode())
    facts = FACTS | {"personal": True, "name": "Алиева Асель"}
    post(outbox.letter(about, enclosing=[file], **facts))
    kept = []
    for model in (Letter, Enclosure):
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
            kept += [str(value) for row in cursor.fetchall() for value in row]
    for word in ("aliya", "Алиева", "алиева", "Заседание", "Приглашение"):
        assert not any(word in value for value in kept)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"recipient": "aliya"}, "recipient"),
        ({"recipient": ""}, "recipient"),
        ({"recipient": "a@b.kz, c@d.kz"}, "recipient"),
        ({"recipient": "a@b.kz\nBcc: c@d.kz"}, "recipient"),
        ({"recipient": "Aliya <a@b.kz>"}, "recipient"),
        ({"name": "Aliya\r\nBcc: c@d.kz"}, "name"),
        ({"subject": "Hello\nBcc: c@d.kz"}, "subject"),
        ({"subject": "Hello\u2028there"}, "subject"),
        ({"subject": "  "}, "subject"),
        ({"subject": "я" * 301}, "subject"),
        ({"text": " \n\t"}, "text"),
        ({"text": "ноль\x00"}, "text"),
        ({"text": "я" * 100_001}, "text"),
        ({"language": "de"}, "language"),
        ({"in_reply_to": "<a@b>\nBcc: c@d.kz"}, "in_reply_to"),
        ({"references": "what"}, "references"),
    ],
)
def test_what_no_mail_server_should_be_given_is_refused(about, facts, field):
    with pytest.raises(Refused) as refused:
        written(about, **facts)
    assert refused.value.field == field
    assert "\n" not in str(refused.value)
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("name", "media_type"),
    [("", "text/plain"), ("a\nb", "text/plain"), ("../a", "text/plain"), ("a", "text"),
     ("a", "text/plain\nBcc: c@d.kz")],
)  # fmt: skip
def test_what_no_enclosure_may_be_called(about, name, media_type):
    file = outbox.enclosure(name, media_type, b"x")
    with pytest.raises(Refused):
        post(outbox.letter(about, enclosing=[file], **FACTS))


def test_enclosures_of_ten_megabytes_go_and_more_do_not(about):
    half = outbox.enclosure("half.bin", "application/octet-stream", b"\x00" * 5 * 1024 * 1024)
    [letter] = post(outbox.letter(about, enclosing=[half, half], **FACTS))
    assert [len(each.content) for each in letter.enclosures.all()] == [5 * 1024 * 1024] * 2
    crumb = outbox.enclosure("crumb.bin", "application/octet-stream", b"\x00")
    with pytest.raises(Refused):
        post(outbox.letter(about, enclosing=[half, half, crumb], **FACTS | {"sequence": 1}))


def test_the_letters_of_a_demo_are_kept(register):
    demo = councils.found(by=register.by, slug="demo", title_kk="Д", title_ru="Д", demo_now=NOW)
    topic = register.add(Topic(council=demo, title_ru="Вода"))
    letter = fresh(written(topic))
    assert (letter.status, letter.sent_at, letter.next_attempt_at) == ("kept", NOW, None)


def test_a_cancelled_letter_is_cancelled_once(about, register):
    letter = written(about)
    outbox.cancel([letter], by=register.by)
    assert fresh(letter).status == "cancelled"
    with pytest.raises(Refused):
        outbox.cancel([letter], by=register.by)
    with pytest.raises(Refused):
        outbox.send_again(letter, by=register.by)


def test_a_letter_that_may_be_in_hand_is_not_sent_again(about, register):
    letter = written(about)
    with pytest.raises(Refused), clock.standing(NOW):
        outbox.send_again(letter, by=register.by)
