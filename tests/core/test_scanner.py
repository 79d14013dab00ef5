"""Files are looked through by a real virus scanner before they are kept."""

import socket
import threading

import pytest

from kenes import settings as configuration
from kenes.core import attachment, clock, journal, scanner
from kenes.core.access import console
from kenes.core.action import action
from kenes.core.attachment import Attachment
from kenes.core.incoming import IncomingLetter
from kenes.core.journal import Entry, Payload
from kenes.core.refused import Refused
from kenes.core.scanner import Infected, Silent, Unseen
from kenes.jobs import actions, mailbox
from kenes.jobs.mailbox import Round
from kenes.management.status import status
from tests.core.clamd import EICAR, Clamd
from tests.jobs.difficult import PDF, written, zipped
from tests.jobs.imap import Inbox, wire
from tests.sittings.chamber import NOON, Chamber


@pytest.fixture(scope="module")
def clamd():
    daemon = Clamd().start()
    yield daemon
    daemon.close()


@pytest.fixture
def chamber(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    with clock.standing(NOON):
        yield Chamber()


@pytest.fixture
def scanned(chamber, clamd, settings):
    settings.KENES_CLAMD = configuration.scanner(clamd.url)
    return chamber


def put(chamber, name, content):
    row = chamber.items[0]
    return attachment.attach(row, name, [content], public=False, by=chamber.by)


def kept(settings):
    return [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


def test_a_clean_file_is_kept(scanned):
    assert put(scanned, "отчёт.pdf", PDF).path.read_bytes() == PDF
    assert put(scanned, "large.pdf", PDF + bytes(2_500_000)).size == len(PDF) + 2_500_000


def test_a_file_with_a_virus_is_refused_by_name_and_the_journal_remembers_it_once(
    scanned, settings
):
    with pytest.raises(Infected) as refused:
        put(scanned, "записка.txt", EICAR)
    assert refused.value.field == "file"
    assert "записка.txt" in str(refused.value)
    assert "Kenes.Test-File" in str(refused.value)
    assert (kept(settings), Attachment.objects.count()) == ([], 0)
    line = Entry.objects.get(verb="attachment.infected")
    assert line.row_id == scanned.items[0].pk
    assert Payload.objects.get(entry=line).said["reason"].startswith("записка.txt: Kenes.Test-File")


def test_a_virus_in_an_archive_is_found(scanned, settings):
    with pytest.raises(Infected):
        put(scanned, "a.zip", zipped("inner.zip", zipped("eicar.com", EICAR)))
    assert kept(settings) == []


def test_what_the_scanner_will_not_look_through_is_refused(scanned, settings):
    """The daemon of these tests takes 3 MB at most; what it has not seen is not let in."""
    for size in (3_200_000, 8_000_000):
        with pytest.raises(Unseen):
            put(scanned, "large.pdf", PDF + bytes(size))
    assert kept(settings) == []
    letter = actions.take(written("large", files=[("a.pdf", PDF + bytes(4_000_000))]), by=console())
    assert letter.letter.remarks.count("\n") == 1
    assert (letter.fresh, kept(settings)) == (True, [])


def test_a_scanner_that_does_not_answer_lets_nothing_in(scanned, settings, tmp_path):
    settings.KENES_CLAMD = ("unix", str(tmp_path / "nobody"))
    with pytest.raises(Silent):
        put(scanned, "отчёт.pdf", PDF)
    with socket.create_server(("127.0.0.1", 0)) as deaf:

        def hang_up():
            line, _where = deaf.accept()
            line.close()

        thread = threading.Thread(target=hang_up)
        thread.start()
        settings.KENES_CLAMD = configuration.scanner(f"tcp://127.0.0.1:{deaf.getsockname()[1]}")
        with pytest.raises(Silent):
            put(scanned, "отчёт.pdf", PDF)
        thread.join()
    assert (kept(settings), Attachment.objects.count()) == ([], 0)
    assert not Entry.objects.filter(verb="attachment.infected").exists()


def test_without_a_scanner_files_are_kept_and_the_status_says_so(chamber, settings):
    settings.KENES_CLAMD = None
    assert put(chamber, "eicar.txt", EICAR).size == len(EICAR)
    [fact] = [fact for fact in status() if fact.code == "scanner"]
    assert (fact.tone, "KENES_CLAMD" in fact.advice) == ("attention", True)


def test_the_status_tells_what_the_scanner_answers(scanned, settings, tmp_path):
    [fact] = [fact for fact in status() if fact.code == "scanner"]
    assert fact.tone == "good"
    assert scanner.version() in fact.said
    assert scanner.version().startswith("ClamAV")
    settings.KENES_CLAMD = ("unix", str(tmp_path / "nobody"))
    [fact] = [fact for fact in status() if fact.code == "scanner"]
    assert fact.tone == "bad"


def test_a_letter_with_a_virus_comes_in_without_it(scanned, settings):
    raw = written("virus", files=[("a.txt", EICAR), ("b.pdf", PDF)])
    letter = actions.take(raw, by=console()).letter
    names = list(Attachment.objects.filter(row_id=letter.pk).values_list("name", flat=True))
    assert names == ["b.pdf"]
    assert letter.remarks.count("Kenes.Test-File") == 2
    assert "a.txt" in letter.remarks
    assert Entry.objects.filter(verb="attachment.infected", row_id=letter.pk).count() == 2


def test_letters_wait_in_the_mailbox_while_the_scanner_does_not_answer(scanned, settings, tmp_path):
    @action
    def begin():
        type(scanned.council).objects.update(demo_now=None)
        journal.write("council.begun", scanned.council, by=scanned.by)

    begin()
    working = settings.KENES_CLAMD
    box = Inbox().start()
    try:
        settings.KENES_IMAP = configuration.mailbox(box.url())
        raw = wire(written("one"))
        box.put(raw)
        settings.KENES_CLAMD = ("unix", str(tmp_path / "nobody"))
        assert mailbox.fetch() == Round(trouble="the virus scanner does not answer")
        assert (box.held(), IncomingLetter.objects.count()) == ([raw], 0)
        settings.KENES_CLAMD = working
        assert mailbox.fetch() == Round(taken=1)
        assert box.held() == []
    finally:
        box.stop()


@pytest.mark.parametrize("url", ["http://x", "unix://run/clamd", "unix:", "tcp://", "/run/clamd"])
def test_a_wrong_address_of_the_scanner_is_said_loudly(url):
    with pytest.raises(SystemExit) as said:
        configuration.scanner(url)
    assert "KENES_CLAMD" in str(said.value)


def test_a_refusal_says_it_is_one():
    assert issubclass(Silent, Refused)
    assert issubclass(Infected, Refused)
