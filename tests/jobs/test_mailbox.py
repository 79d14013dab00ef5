"""Letters are fetched from a real IMAP server, each put away only once it is written here."""

import smtplib
import socket
import ssl
from email.message import EmailMessage

import pytest

from kenes import settings as configuration
from kenes.core import clock, journal
from kenes.core.action import action
from kenes.core.incoming import IncomingLetter
from kenes.core.letter import Letter
from kenes.jobs import duties, mailbox
from kenes.jobs.delivery import deliver
from kenes.jobs.mailbox import Round, fetch
from kenes.jobs.models import LastRun
from tests.jobs.conftest import NOW, written
from tests.jobs.difficult import LETTERS
from tests.jobs.difficult import written as written_so
from tests.jobs.imap import Inbox, wire

pytestmark = pytest.mark.django_db


@pytest.fixture
def inbox(settings, tmp_path, register):
    settings.MEDIA_ROOT = tmp_path / "files"
    box = Inbox().start()
    settings.KENES_IMAP = configuration.mailbox(box.url())
    yield box
    box.stop()


def message(*what, **more):
    return wire(written_so(*what, **more))


def fetched():
    with clock.standing(NOW):
        return fetch()


def test_letters_are_taken_and_moved(inbox):
    first, second = message("one"), message("two")
    inbox.put(first, second)
    assert fetched() == Round(taken=2)
    assert (inbox.held(), inbox.held("Kenes")) == ([], [first, second])
    assert IncomingLetter.objects.count() == 2
    assert fetched() == Round()


def test_a_mailbox_of_difficult_letters_loses_none(inbox):
    # The server itself gives up five hundred levels down, and nobody can bring an empty message.
    known = {name: LETTERS[name] for name in LETTERS.keys() - {"five hundred levels", "nothing"}}
    raws = [wire(each.raw) for each in known.values()]
    inbox.put(*raws)
    done = fetched()
    unclear = sum(each.kind == "unclear" for each in known.values())
    assert done == Round(taken=len(raws), unclear=unclear)
    assert sorted(inbox.held("Kenes")) == sorted(raws)
    assert inbox.held() == []


def test_a_letter_taken_before_is_put_away_and_not_taken_again(inbox):
    inbox.put(message("one"), message("one"))
    assert fetched() == Round(taken=1, same=1)
    assert len(inbox.held("Kenes")) == 2


def test_letters_may_stay_where_they_are_marked_as_read(inbox, settings):
    settings.KENES_IMAP = configuration.mailbox(inbox.url(after="seen"))
    inbox.put(message("one"))
    assert fetched() == Round(taken=1)
    assert inbox.held(which="SEEN") == [message("one")]
    inbox.put(message("two"))
    assert fetched() == Round(taken=1)


def test_a_server_that_cannot_move_copies_and_deletes(inbox, settings):
    inbox.put(message("one"), message("two"))
    with mailbox.opened(settings.KENES_IMAP) as box:
        box.line.capabilities = tuple({*box.line.capabilities} - {"MOVE"})
        [first, second] = box.waiting()
        box.put_away(first)
        box.line.capabilities = tuple({*box.line.capabilities} - {"UIDPLUS"})
        box.put_away(second)
        assert box.waiting() == []
    assert inbox.held("Kenes") == [message("one"), message("two")]
    assert fetched() == Round()


def test_one_letter_that_breaks_us_holds_up_no_other(inbox, monkeypatch):
    """Whatever error we may have left in the code, its letter stays and the others come in."""
    taking = mailbox.actions.take

    def broken(raw, **more):
        if b"one@" in raw:
            raise ZeroDivisionError
        return taking(raw, **more)

    monkeypatch.setattr(mailbox.actions, "take", broken)
    inbox.put(message("one"), message("two"))
    assert fetched() == Round(taken=1, left=1)
    assert (inbox.held(), inbox.held("Kenes")) == ([message("one")], [message("two")])


def test_a_letter_too_large_leaves_its_head_here_and_stays_whole_there(inbox, settings):
    settings.KENES_REQUEST_AT_MOST = 2000
    raw = message("large", text="слово " * 3000)
    inbox.put(raw)
    assert fetched() == Round(taken=1)
    letter = IncomingLetter.objects.get()
    assert (letter.sender, letter.text) == ("aliya@example.kz", "")
    assert letter.remarks
    assert inbox.held("Kenes") == [raw]


def test_a_server_that_does_not_answer_or_let_us_in_is_asked_the_next_time(inbox, settings):
    inbox.put(message("one"))
    settings.KENES_IMAP = configuration.mailbox(inbox.url(word="wrong"))
    assert fetched().trouble.startswith("the mailbox: ")
    settings.KENES_IMAP = configuration.mailbox(inbox.url())
    port = inbox.port
    inbox.stop()
    assert "refused" in fetched().trouble
    assert not IncomingLetter.objects.exists()
    inbox.port = port
    inbox.start()
    inbox.put(message("one"))
    assert fetched() == Round(taken=1)


def test_a_line_that_is_cut_loses_nothing(inbox, monkeypatch):
    inbox.put(message("one"), message("two"))
    putting = mailbox.Mailbox.put_away

    def cut(box, key):
        box.line.sock.shutdown(socket.SHUT_RDWR)
        putting(box, key)

    with monkeypatch.context() as patched:
        patched.setattr(mailbox.Mailbox, "put_away", cut)
        done = fetched()
    assert (done.taken, bool(done.trouble)) == (1, True)
    assert fetched() == Round(taken=1, same=1)
    assert IncomingLetter.objects.count() == 2


def test_a_password_never_travels_in_the_clear_unless_it_is_said(inbox, settings):
    url = inbox.url().replace("?tls=none", "")
    settings.KENES_IMAP = configuration.mailbox(url)
    assert fetched().trouble.startswith("the mailbox: ")
    settings.KENES_IMAP = configuration.mailbox(url.replace("imap://", "imaps://"))
    assert fetched().trouble.startswith("the mailbox: ")
    assert ssl.create_default_context().check_hostname


def test_a_demo_takes_no_letters(inbox, register):
    @action
    def become():
        type(register.council).objects.update(demo_now=NOW)
        journal.write("council.begun", register.council, by=register.by)

    become()
    inbox.put(message("one"))
    assert fetched() == Round()
    assert inbox.held() == [message("one")]


def test_the_jobs_fetch_and_remember_when(inbox):
    inbox.put(message("one"))
    words = [done.words for done in duties.run()]
    assert "mailbox: taken 1, had before 0, not understood 0, left 0" in words
    assert not LastRun.objects.get(code="mailbox").broken
    assert LastRun.objects.get(code="jobs").words.splitlines() == words
    inbox.stop()
    done = next(done for done in duties.run() if done.words.startswith("mailbox"))
    assert (done.broken, done.trouble) == (False, True)
    assert LastRun.objects.get(code="mailbox").broken


def test_out_by_smtp_and_back_by_imap(inbox, mail, settings, about):
    """A letter goes out; its reader answers the address it names; the answer is placed."""
    settings.KENES_MAIL_PLUS = True
    ours = written(about)
    with clock.standing(NOW):
        deliver()
    [read] = mail.letters
    answer = EmailMessage()
    answer["From"], answer["To"] = "aliya@example.kz", read["Reply-To"]
    answer["Subject"] = f"Re: {read['Subject']}"
    answer.set_content("Дорогу починим.")
    with smtplib.SMTP("127.0.0.1", mail.port) as line:
        line.send_message(answer)
    inbox.put(mail.taken[-1])
    assert fetched() == Round(taken=1)
    letter = IncomingLetter.objects.get()
    assert (letter.answers, letter.about, letter.status) == (ours, about, "placed")
    assert Letter.objects.count() == 1


@pytest.mark.parametrize(
    "url",
    [
        "pop://u:p@host/INBOX",
        "imaps://host/INBOX",
        "imaps://u:p@/INBOX",
        "imaps://u:p@host/INBOX?before=x",
        "imap://u:p@host/INBOX?tls=maybe",
        "imaps://u:p@host/Папка",
        "imaps://u:p@host/Kenes",
        "imaps://u:p@host/INBOX?after=inbox",
    ],
)
def test_a_wrong_address_of_the_mailbox_is_said_loudly(url):
    with pytest.raises(SystemExit) as said:
        configuration.mailbox(url)
    assert "KENES_IMAP_URL" in str(said.value)


def test_the_address_of_the_mailbox():
    where = configuration.mailbox("imaps://council%40kz:p%3A1@mail.kz/Mail/In?after=Done")
    assert where == {
        "host": "mail.kz",
        "port": 993,
        "user": "council@kz",
        "password": "p:1",
        "tls": "direct",
        "folder": "Mail/In",
        "after": "Done",
    }
    where = configuration.mailbox("imap://u:p@mail.kz")
    assert (where["port"], where["tls"], where["folder"], where["after"]) == (
        143,
        "starttls",
        "INBOX",
        "Kenes",
    )
