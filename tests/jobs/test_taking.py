"""Letters come in: each once, whole, at the record it answers, whatever is written in it."""

import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from kenes.core import clock, inbox, record
from kenes.core.access import console
from kenes.core.attachment import Attachment
from kenes.core.incoming import IncomingLetter
from kenes.core.journal import Entry
from kenes.core.letter import Letter, tagged
from kenes.core.refused import Refused
from kenes.jobs import actions
from kenes.jobs.delivery import deliver
from kenes.jobs.reading import read
from tests.jobs.conftest import NOW, written
from tests.jobs.difficult import LETTERS, WORDS, plain, report
from tests.jobs.difficult import written as message

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


def take(raw, **more):
    with clock.standing(NOW):
        return actions.take(raw, by=console(), **more)


def files(letter):
    kept = Attachment.objects.live().filter(row_id=letter.pk)
    return {each.name: each.path.read_bytes() for each in kept}


def sent(about, **facts):
    """A letter that the mail server took."""
    letter = written(about, **facts)
    Letter.objects.filter(pk=letter.pk).update(status="sent", sent_at=NOW, next_attempt_at=None)
    letter.refresh_from_db()
    return letter


@pytest.mark.parametrize("name", LETTERS)
def test_a_difficult_letter_is_taken_whole(register, name):
    known = LETTERS[name]
    taken = take(known.raw)
    letter = IncomingLetter.objects.get()
    assert taken.fresh
    assert letter.kind == known.kind
    assert known.text in letter.text
    if known.subject:
        assert letter.subject == known.subject
    kept = files(letter)
    assert kept.pop("letter.eml") == known.raw
    assert tuple(kept) == known.files
    for lost in known.lost:
        assert f"{lost}: " in letter.remarks
    assert letter.status == "new"
    assert letter.personal
    again = take(known.raw)
    assert (again.fresh, again.letter) == (False, letter)


def test_there_are_many_difficult_letters():
    assert len(LETTERS) >= 25


def test_what_servers_write_on_a_letter_makes_no_other_letter_of_it(register):
    raw = message("same")
    first = take(b"Received: from a by b; Thu\nDelivered-To: kenes@x\n" + raw)
    second = take(b"Received: from c by d; Fri\n" + raw.replace(b"\n", b"\r\n"))
    assert (first.fresh, second.fresh) == (True, False)
    assert take(message("same", text="другое")).fresh
    assert IncomingLetter.objects.count() == 2


def test_noise_is_not_taken_for_other_noise(register):
    assert [take(bytes([each]) * 300).fresh for each in (1, 2, 2)] == [True, True, False]


@hypothesis_settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    raw=st.binary(max_size=600)
    | st.sampled_from([each.raw[:60_000] for each in LETTERS.values()]).flatmap(
        lambda raw: st.tuples(
            st.integers(0, len(raw)), st.integers(0, len(raw)), st.binary(max_size=40)
        ).map(lambda cut: raw[: cut[0]] + cut[2] + raw[cut[1] :])
    )
)
def test_no_bytes_make_the_taking_fail_or_lose_the_message(register, raw):
    taken = take(raw)
    marked = b"message-id" in raw.lower()
    assert files(taken.letter)["letter.eml"] == raw or (marked and not taken.fresh)
    assert take(raw).letter == taken.letter


@given(raw=st.binary(max_size=3000))
def test_reading_never_fails(raw):
    assert read(raw).digest == read(raw).digest


# What it answers


def answer(letter, **headers):
    return message("answer", **{"In_Reply_To": letter.message_id} | headers)


def test_an_answer_stands_at_the_record_its_letter_tells_of(about):
    ours = written(about)
    letter = take(answer(ours)).letter
    assert (letter.status, letter.about, letter.answers) == ("placed", about, ours)
    assert not letter.personal
    assert letter.text == WORDS
    lines = Entry.objects.filter(row_id=letter.pk).values_list("verb", flat=True)
    assert list(lines) == ["incomingletter.registered"]


def test_references_find_what_in_reply_to_does_not(about):
    ours = written(about)
    named = f"<first@x> {ours.message_id} <last@y>"
    letter = take(message("refs", In_Reply_To="<nobody@x>", References=named)).letter
    assert letter.answers == ours


def test_the_tag_in_our_address_finds_the_letter_and_nobody_makes_one_up(about):
    ours, other = written(about), written(about, sequence=1)
    assert tagged(ours.tag) == ours.pk
    assert tagged(ours.tag.upper()) == ours.pk
    for spoiled in (ours.tag[:-1] + "0", other.tag[:26] + ours.tag[26:], "", "я" * 42):
        assert tagged(spoiled) is None or spoiled == ours.tag
    to = f"kenes+{ours.tag}@council.example.kz"
    raw = message("tag", Cc=to, In_Reply_To=other.message_id)
    assert take(raw).letter.answers == ours
    forged = message("forged", Cc=f"kenes+{ours.tag[:26]}{'0' * 16}@council.example.kz")
    assert take(forged).letter.answers is None


def test_letters_out_name_the_address_of_their_answers(about, mail, settings):
    settings.KENES_MAIL_PLUS = True
    ours = written(about)
    with clock.standing(NOW):
        deliver()
    [taken] = mail.letters
    assert taken["Reply-To"] == f"kenes+{ours.tag}@council.example.kz"


def test_an_answer_to_a_personal_letter_is_personal(about):
    letter = take(answer(written(about, personal=True))).letter
    assert (letter.status, letter.personal, letter.words) == ("placed", True, "")


# What comes back


@pytest.mark.parametrize("enclosed", ["message/rfc822", "text/rfc822-headers"])
def test_a_bounce_marks_its_letter_as_not_delivered(about, enclosed):
    ours = sent(about)
    back = f"Message-ID: {ours.message_id}\r\nSubject: x\r\n\r\n".encode()
    letter = take(report("bounce", enclosed=enclosed, returned=back)).letter
    assert (letter.kind, letter.status, letter.answers) == ("bounce", "placed", ours)
    ours.refresh_from_db()
    assert (ours.status, ours.trouble) == ("failed", "returned")
    assert ours.answer == "5.1.1 smtp; 550 No such user"
    with override("en"):
        assert ours.error == "The letter came back: it was not delivered."
    assert ours.may_be_sent_again
    assert Entry.objects.filter(verb="letter.returned", row_id=ours.pk).count() == 1


def test_a_bounce_in_words_is_understood_too(about):
    ours = sent(about)
    raw = LETTERS["a bounce in words"].raw
    raw = raw.replace(b"<ours@council.example.kz>", ours.message_id.encode())
    assert take(raw).letter.answers == ours
    ours.refresh_from_db()
    assert ours.trouble == "returned"


def test_a_delay_and_an_automatic_answer_leave_the_letter_sent(about):
    ours = sent(about)
    back = f"Message-ID: {ours.message_id}\r\n\r\n".encode()
    take(report("delay", action=b"delayed", returned=back))
    letter = take(answer(ours, Auto_Submitted="auto-replied")).letter
    assert (letter.kind, letter.status) == ("automatic", "placed")
    ours.refresh_from_db()
    assert ours.status == "sent"


def test_a_letter_that_was_never_sent_cannot_come_back(about):
    ours = written(about)
    back = f"Message-ID: {ours.message_id}\r\n\r\n".encode()
    take(report("early", returned=back))
    ours.refresh_from_db()
    assert (ours.status, ours.trouble) == ("waiting", "")


def test_nothing_that_comes_makes_us_write(about):
    ours = sent(about)
    for name, known in LETTERS.items():
        take(known.raw.replace(b"ours@council.example.kz", ours.message_id.encode()[1:-1]))
        assert Letter.objects.count() == 1, name


# What people do with it


def test_a_letter_is_placed_set_aside_and_taken_back(register, about):
    letter, by = take(plain("x", WORDS.encode())).letter, console()
    with clock.standing(NOW):
        inbox.place(letter, about, by=by)
        assert (letter.status, letter.about, letter.personal) == ("placed", about, False)
        inbox.place(letter, register.districts[0], by=by)
        assert letter.about == register.districts[0]
        inbox.take_back(letter, by=by)
        assert (letter.status, letter.about, letter.personal) == ("new", None, True)
        with pytest.raises(Refused):
            inbox.set_aside(letter, reason=" ", by=by)
        inbox.set_aside(letter, reason="реклама", by=by)
        inbox.take_back(letter, by=by)
    fresh = IncomingLetter.objects.get()
    assert (fresh.status, fresh.about_id, fresh.about_kind) == ("new", None, "")
    record.strike([letter], reason="x", by=by)


def test_a_text_too_long_is_cut_and_says_so(register):
    letter = take(plain("long", b"a" * 150_000)).letter
    assert len(letter.text) == 100_000
    assert "The text is longer" in letter.remarks or "текст" in letter.remarks.casefold()


def test_one_letter_may_not_fill_the_disk(register, settings):
    settings.KENES_REQUEST_AT_MOST = 1000
    with pytest.raises(Refused):
        take(plain("large", b"a" * 2000))
    assert not IncomingLetter.objects.exists()


def test_a_council_of_its_own_for_each_letter(register):
    from kenes.council import actions as councils
    from kenes.organs.models import Topic

    council = councils.found(by=register.by, slug="second", title_kk="Е", title_ru="В")
    theirs = register.add(Topic(council=council, title_ru="Вода"))
    assert take(answer(written(theirs))).letter.council == council
    assert take(plain("nobody", b"x")).letter.council == register.council
