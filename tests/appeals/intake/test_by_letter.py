"""A letter to the address for appeals is one at once; none is lost, and no loop begins."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kenes.appeals import actions as appeals
from kenes.appeals.intake import actions, by_letter, suspicion
from kenes.appeals.intake.suspicion import Suspicion, joined, told
from kenes.appeals.models import Appeal
from kenes.appeals.tracking import code_of
from kenes.core import clock, record
from kenes.core.access import console
from kenes.core.attachment import Attachment
from kenes.core.incoming import IncomingLetter
from kenes.core.letter import Letter
from kenes.core.refused import Refused
from kenes.jobs import actions as jobs
from kenes.jobs.mailbox import Round
from kenes.organs.models import Topic
from tests.appeals.intake.conftest import NOW, brought, taken
from tests.appeals.intake.letters import MORE, OLD, letter

pytestmark = pytest.mark.django_db


def receipts():
    return list(Letter.objects.filter(purpose="appeal.received").order_by("posted_at", "pk"))


def files(row):
    kept = Attachment.objects.filter(row_id=row.pk, struck_at=None)
    return sorted(kept.values_list("name", flat=True))


def test_a_letter_is_an_appeal_in_the_same_moment(inbox):
    raw = letter("one", files=[("переход.pdf", b"%PDF-1.7 ...")])
    assert brought(inbox, raw) == Round(taken=1)
    row = Appeal.objects.get()
    assert (row.number, row.channel, row.kind, row.language) == (
        *("2025-0001", "mail", "application"),
        "ru",
    )
    assert (row.topic, row.quarantined, row.title) == (None, False, "Тема ещё не выбрана")
    assert row.text.startswith("Переход у школы\n\nУ школы № 12 нет перехода")
    person = row.applicant
    assert (person.kind, person.name, person.email) == (
        *("person", "Сейткали Айгуль"),
        "aigul@example.kz",
    )
    assert files(row) == ["переход.pdf"]
    came = IncomingLetter.objects.get()
    assert (came.status, came.about, came.personal) == ("placed", row, True)
    [receipt] = receipts()
    assert (receipt.recipient, receipt.personal) == ("aigul@example.kz", True)
    assert row.number in receipt.text
    assert code_of(row) in receipt.text


def test_a_mailbox_of_difficult_letters_loses_none(inbox):
    raws = [each.raw for each in OLD.values()] + [raw for raw, _signs in MORE.values()]
    done = brought(inbox, *raws)
    unclear = sum(each.kind == "unclear" for each in OLD.values())
    assert (done.taken, done.same, done.left, done.trouble) == (len(raws), 0, 0, "")
    assert done.unclear >= unclear
    came = IncomingLetter.objects.all()
    ended = Counter(each.status for each in came)
    assert ended == Counter(new=ended["new"], placed=Appeal.objects.count())
    assert ended["new"] + ended["placed"] == len(raws)
    # What waits in the inbox is no letter of a person, and says what it is.
    waits = Counter(each.kind for each in came if each.status == "new")
    assert waits.keys() <= {"automatic", "bounce", "unclear"}
    # Nobody is written to but who may be, and no address more than so many times a day.
    assert len(receipts()) <= 5 * len({each.recipient for each in receipts()})


@pytest.mark.parametrize("name", MORE)
def test_each_difficult_letter_ends_where_it_belongs(council, own_files, name):
    raw, signs = MORE[name]
    came = taken(raw)
    came.refresh_from_db()
    if signs is None:
        assert (came.status, Appeal.objects.count(), receipts()) == ("new", 0, [])
        assert came.kind in {"automatic", "bounce", "unclear"}
        return
    row = Appeal.objects.get()
    assert came.about == row
    assert (row.quarantine_why, row.quarantined) == (joined(signs), bool(signs))
    assert len(receipts()) == (0 if signs else 1)
    # The same message again is no other appeal.
    taken(raw)
    assert Appeal.objects.count() == 1


def test_without_the_setting_letters_wait_in_the_inbox(council):
    actions.receive_at(council, "", by=console())
    assert taken(letter("one")).status == "new"
    assert Appeal.objects.count() == 0


def test_a_letter_to_another_address_waits_in_the_inbox(council):
    assert taken(letter("one", To="office@council.example.kz")).status == "new"
    assert Appeal.objects.count() == 0


def test_the_address_must_be_one(council):
    with pytest.raises(Refused, match="не адрес"):
        actions.receive_at(council, "нет", by=console())


def test_an_answer_about_an_appeal_is_placed_at_it(council):
    taken(letter("one"))
    [receipt] = receipts()
    came = taken(letter("two", "Забыла сказать: это школа № 12.", In_Reply_To=receipt.message_id))
    came.refresh_from_db()
    assert (came.status, came.about) == ("placed", Appeal.objects.get())
    assert len(receipts()) == 1


def test_programs_that_answer_each_other_end(council):
    # A program that marks neither its letters nor what they answer.
    for at in range(40):
        taken(letter(f"loop{at}", f"Мы получили ваше письмо {at}."))
    assert Appeal.objects.count() == 40
    assert len(receipts()) == 5
    assert Appeal.objects.filter(quarantined=False).count() == by_letter.LETTERS_A_DAY
    assert set(
        Appeal.objects.filter(quarantined=True).values_list("quarantine_why", flat=True)
    ) == {"often"}


def test_a_day_of_letters_beyond_what_people_write_waits_apart(council, monkeypatch):
    monkeypatch.setattr(suspicion, "A_DAY", 3)
    for at in range(5):
        taken(letter(f"many{at}", f"Просьба {at}.", From=f"p{at}@example.kz"))
    rows = Appeal.objects.order_by("number")
    assert [each.quarantine_why for each in rows] == ["", "", "", "flood", "flood"]
    assert [each.quarantined for each in rows] == [False] * 3 + [True] * 2
    assert len(receipts()) == 3
    assert IncomingLetter.objects.filter(status="placed").count() == 5
    # The clerk takes one out, and its writer has the receipt.
    with clock.standing(NOW):
        actions.release(rows[3], by=console())
    assert len(receipts()) == 4
    with clock.standing(NOW.replace(day=4)):
        jobs.take(letter("next", From="p9@example.kz"), by=console())
    assert not Appeal.objects.get(received_on=date(2025, 4, 4)).quarantined


def test_addresses_with_a_plus_are_of_one_writer(council):
    for at in range(by_letter.LETTERS_A_DAY + 2):
        address = f"{'Name' if at % 2 else 'name'}+{at}@example.kz"
        taken(letter(f"plus{at}", f"Просьба {at}.", From=address))
    assert Appeal.objects.filter(quarantine_why="often").count() == 2
    assert Appeal.objects.filter(quarantined=False).count() == by_letter.LETTERS_A_DAY
    assert len(receipts()) == actions.RECEIPTS_A_DAY
    assert receipts()[0].recipient == "name+0@example.kz"


def test_the_receipt_waits_until_the_clerk_has_looked(council):
    taken(letter("spam", X_Spam_Flag="YES"))
    row = Appeal.objects.get()
    assert receipts() == []
    with clock.standing(NOW):
        actions.release(row, by=console())
    row.refresh_from_db()
    assert (row.quarantined, row.quarantine_why) == (False, "spam")
    assert len(receipts()) == 1
    with pytest.raises(Refused, match="не в карантине"):
        actions.release(row, by=console())


def test_it_is_registered_by_the_moment_it_came(council):
    with clock.standing(NOW.replace(day=4, hour=15)):
        jobs.take(letter("evening"), by=console())
    row = Appeal.objects.get()
    assert (row.received_on, row.registered_on) == (date(2025, 4, 4), date(2025, 4, 7))


def test_its_topic_is_chosen_before_the_answer(council):
    taken(letter("one"))
    row = Appeal.objects.get()
    with clock.standing(NOW):
        for close in (appeals.resolve, appeals.explain, appeals.refuse):
            with pytest.raises(Refused, match="Сначала выберите тему"):
                close([row], on=date(2025, 4, 3), answer="Сделано.", by=console())
        topic = Topic.objects.filter(council=council).first()
        record.correct(row, version=row.version, topic=topic, by=console())
        appeals.resolve([row], on=date(2025, 4, 3), answer="Сделано.", by=console())
    assert row.status == "resolved"


def test_a_letter_dealt_with_makes_no_second_appeal(council):
    came = taken(letter("one"))
    came.refresh_from_db()
    with pytest.raises(Refused, match="уже разобрались"):
        actions.take_letter(came, by=console())


@given(st.text(max_size=300))
def test_every_text_has_a_language(text):
    assert by_letter.tongue(text) in Appeal.Language.values


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Жолды шілдеге дейін жөндеңіздер, өтінемін.", "kk"),
        ("У школы № 12 нет перехода. Жанәділ", "ru"),
        ("", "ru"),
    ],
)
def test_the_language_is_told_by_the_letters(text, language):
    assert by_letter.tongue(text) == language


@given(st.lists(st.sampled_from(Suspicion.values)))
def test_signs_are_kept_once_each(signs):
    assert len(told(joined(signs))) == len(set(signs))
    assert joined(signs) == joined(reversed(signs))
