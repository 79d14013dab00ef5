"""How letters leave: each once, whatever the mail server does meanwhile."""

from datetime import timedelta

import pytest

from kenes.core import clock, outbox
from kenes.core.letter import ATTEMPTS, Letter
from kenes.council import actions as councils
from kenes.jobs import delivery
from kenes.jobs.delivery import LEASE, Round, deliver
from kenes.organs.models import Topic
from tests.jobs.conftest import NOW, configure, fresh, written
from tests.jobs.mailbox import Mailbox, free_port, keeper

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def at(moment):
    with clock.standing(moment):
        return deliver()


def test_a_letter_is_sent_once(about, mail):
    letter = written(about)
    assert at(NOW) == Round(sent=1)
    assert at(NOW + 24 * 60 * MINUTE) == Round()

    [taken] = mail.letters
    assert taken["Message-ID"] == letter.message_id
    sent = fresh(letter)
    assert (sent.status, sent.sent_at, sent.attempts) == ("sent", NOW, 1)
    assert sent.next_attempt_at is None


def test_a_server_that_was_down_gets_the_letter_when_it_is_up(about, settings):
    port = free_port()
    configure(settings, f"smtp://127.0.0.1:{port}?tls=none")
    letter = written(about)
    assert at(NOW) == Round(put_off=1)
    put_off = fresh(letter)
    assert (put_off.status, put_off.trouble) == ("waiting", "server")
    assert put_off.next_attempt_at == NOW + MINUTE
    assert put_off.answer
    assert at(NOW + MINUTE / 2) == Round()

    box = Mailbox(port).start()
    try:
        assert at(NOW + MINUTE) == Round(sent=1)
    finally:
        box.stop()
    [taken] = box.letters
    assert taken["Message-ID"] == letter.message_id
    assert (fresh(letter).trouble, fresh(letter).answer) == ("", "")


def test_while_a_server_is_down_one_letter_tries_for_all(about, settings):
    configure(settings, f"smtp://127.0.0.1:{free_port()}?tls=none")
    for sequence in range(3):
        written(about, sequence=sequence)
    assert at(NOW) == Round(put_off=1)
    assert sorted(Letter.objects.values_list("attempts", flat=True)) == [0, 0, 1]


def test_waits_double_up_to_four_hours_and_last_four_days():
    waits = [delivery.wait(attempt) for attempt in range(1, ATTEMPTS)]
    assert waits[:4] == [MINUTE, 2 * MINUTE, 4 * MINUTE, 8 * MINUTE]
    assert waits[-1] == timedelta(hours=4)
    assert timedelta(days=3) < sum(waits, timedelta()) < timedelta(days=4)


def test_after_so_many_attempts_a_letter_is_given_up(about, settings, register):
    port = free_port()
    configure(settings, f"smtp://127.0.0.1:{port}?tls=none")
    letter = written(about)
    moment = NOW
    for _attempt in range(ATTEMPTS - 1):
        assert at(moment) == Round(put_off=1)
        moment = fresh(letter).next_attempt_at
    assert at(moment) == Round(failed=1)
    failed = fresh(letter)
    assert (failed.status, failed.attempts) == ("failed", ATTEMPTS)
    assert failed.error
    assert str(ATTEMPTS) in failed.error

    box = Mailbox(port).start()
    with clock.standing(moment):
        outbox.send_again(failed, by=register.by)
        assert deliver() == Round(sent=1)
    box.stop()
    assert fresh(letter).status == "sent"


def test_a_refused_recipient_fails_at_once_and_holds_up_nobody(about, mail):
    gone = written(about, recipient="gone@example.kz")
    other = written(about)
    mail.refuses["gone@example.kz"] = "550 5.1.1 No such person"
    assert at(NOW) == Round(sent=1, failed=1)
    refused = fresh(gone)
    assert (refused.status, refused.trouble) == ("failed", "recipient")
    assert refused.answer == "550 5.1.1 No such person"
    assert refused.error == str(Letter.Trouble.RECIPIENT.label)
    assert fresh(other).status == "sent"


@pytest.mark.parametrize(
    ("trouble", "spoil", "done"),
    [
        ("recipient", {"refuses": {"aliya@example.kz": "451 4.3.0 Later"}}, Round(put_off=1)),
        ("content", {"content_answer": "451 4.7.1 Greylisted"}, Round(put_off=1)),
        ("content", {"content_answer": "554 5.7.1 Spam"}, Round(failed=1)),
        ("content", {"senders_answer": "552 5.3.4 Too large"}, Round(failed=1)),
        ("sender", {"senders_answer": "550 5.7.1 Who are you"}, Round(put_off=1)),
    ],
)
def test_what_the_server_says_is_understood(about, mail, trouble, spoil, done):
    letter = written(about)
    for name, value in spoil.items():
        setattr(mail, name, value)
    assert at(NOW) == done
    assert fresh(letter).trouble == trouble
    assert mail.taken == []


def test_an_answer_that_was_lost_brings_the_same_letter_again(about, mail):
    """The one case in which a letter goes twice: its mark tells the reader's program so."""
    letter = written(about)
    mail.hangs_up = True
    assert at(NOW) == Round(put_off=1)
    mail.hangs_up = False
    assert at(NOW + MINUTE) == Round(sent=1)
    assert [taken["Message-ID"] for taken in mail.letters] == [letter.message_id] * 2


def test_a_letter_taken_in_hand_and_dropped_has_its_turn_when_the_lease_is_over(about, mail):
    letter = written(about)
    with clock.standing(NOW):
        assert delivery._take(letter.pk, 0)
        assert not delivery._take(letter.pk, 0)
    assert at(NOW + LEASE - MINUTE) == Round()
    assert at(NOW + LEASE) == Round(sent=1)
    assert fresh(letter).attempts == 2


def test_a_letter_cancelled_too_late_is_sent_and_says_so(about, register, mail):
    letter = written(about)
    with clock.standing(NOW):
        delivery._take(letter.pk, 0)
        outbox.cancel([fresh(letter)], by=register.by)
        delivery._record(letter.pk, 1, None, Round())
    assert fresh(letter).status == "sent"


def test_a_cancelled_letter_is_not_sent(about, register, mail):
    letter = written(about)
    outbox.cancel([letter], by=register.by)
    assert at(NOW) == Round()
    assert mail.taken == []


def test_a_letter_nobody_can_read_holds_up_no_other(about, mail):
    broken, good = written(about), written(about, sequence=1)
    with_a_lost_key = Letter.objects.filter(pk=broken.pk)
    assert with_a_lost_key.update(attempts=0) == 1
    _spoil(broken)
    assert at(NOW) == Round(sent=1, put_off=1)
    assert with_a_lost_key.values_list("trouble", flat=True)[0] == "letter"
    assert fresh(good).status == "sent"


def _spoil(letter):
    """As if the key the letter was sealed with were lost."""
    from django.db import connection

    with connection.cursor() as cursor:
        key = letter.pk.hex if connection.vendor == "sqlite" else letter.pk
        cursor.execute("UPDATE kenes_letter SET text = 'k9:lost' WHERE id = %s", [key])
        assert cursor.rowcount == 1


def test_mail_that_is_not_configured_leaves_letters_waiting(about, settings):
    settings.KENES_SMTP = None
    letter = written(about)
    assert at(NOW) == Round()
    assert fresh(letter).attempts == 0
    assert delivery.waiting() == 1


def test_a_demo_register_never_sends(register, mail):
    demo = councils.found(by=register.by, slug="demo", title_kk="Д", title_ru="Д", demo_now=NOW)
    topic = register.add(Topic(council=demo, title_ru="Вода"))
    letter = written(topic)
    # Even one that somehow waits.
    Letter.objects.update(status="waiting", sent_at=None, next_attempt_at=NOW)
    assert at(NOW) == Round()
    assert fresh(letter).attempts == 0
    assert mail.taken == []


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
def test_a_server_that_wants_a_password(about, settings):
    asked = {"auth_required": True, "auth_require_tls": False}
    box = Mailbox(authenticator=keeper("kenes", "a:b@c"), **asked).start()
    letter = written(about)
    configure(settings, box.url("kenes:wrong@"))
    assert at(NOW) == Round(put_off=1)
    assert fresh(letter).trouble == "access"
    configure(settings, box.url("kenes:a%3Ab%40c@"))
    assert at(NOW + MINUTE) == Round(sent=1)
    box.stop()
