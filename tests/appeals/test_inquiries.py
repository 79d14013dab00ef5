"""An agency is asked about an appeal: the letter, the day of the answer, its silence."""

from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override

from kenes.appeals.inquiries import actions
from kenes.appeals.inquiries.models import Inquiry
from kenes.appeals.matters.models import Matter
from kenes.core import clock, inbox, record
from kenes.core.attachment import Attachment
from kenes.core.filing import Filing
from kenes.core.incoming import IncomingLetter
from kenes.core.journal import Payload
from kenes.core.letter import Letter
from kenes.core.refused import Refused
from kenes.norms import actions as norms
from kenes.norms import calendar
from kenes.norms.models import DayMark
from kenes.office.appeal.duties import silent
from kenes.office.due import Asked
from tests.appeals.conftest import received, stand_still
from tests.town import DAY, NOW, signed_in

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n%%EOF"


@pytest.fixture(autouse=True)
def _now():
    with clock.standing(NOW), override("en"):
        yield


def asked(town, row=None, **more):
    record.correct(town.agency, version=town.agency.version, by=town.by, email="roads@gov.kz")
    said = {"agency": town.agency, "text": "Просим ответить о переходе.", "asked_on": DAY} | more
    return actions.ask(Inquiry(appeal=row or received(town), **said), by=town.by)


def test_the_agency_gets_a_letter_with_the_day_of_its_answer(town):
    row = received(town)
    inquiry = asked(town, row, number_out="12-05/7")
    # 15 working days after 3 April 2025 (APPC 76).
    assert inquiry.due_on == date(2025, 4, 24)
    row.refresh_from_db()
    assert row.status == "in_work"
    [letter] = Letter.objects.filter(purpose="appeal.inquiry")
    assert (letter.recipient, letter.about_id, letter.personal) == (
        "roads@gov.kz",
        inquiry.pk,
        True,
    )
    assert "Просим ответить о переходе." in letter.text
    assert "2025 ж. 24 сәуір" in letter.text
    # Who wrote is told to the agency only in the council's own words.
    assert [word for word in ("Сейткали", "aigul@") if word in letter.text] == []
    told = " ".join(str(each.said) for each in Payload.objects.all())
    assert "переходе" not in told


def test_it_answers_and_is_asked_again(town):
    inquiry = asked(town)
    with pytest.raises(Refused, match="Write down the answer, or add its scan"):
        actions.answer(inquiry, on=DAY, by=town.by)
    scan = SimpleUploadedFile("ответ.pdf", PDF)
    actions.answer(inquiry, on=DAY, number_in="ЗТ-118", files=[scan], by=town.by)
    inquiry.refresh_from_db()
    assert (inquiry.status, inquiry.answered_on, inquiry.number_in) == ("answered", DAY, "ЗТ-118")
    with pytest.raises(Refused, match="Say why the agency is asked again"):
        actions.ask_again(inquiry, on=DAY, reason=" ", by=town.by)
    later = date(2025, 4, 10)
    actions.ask_again(inquiry, on=later, reason="Не сказано, когда.", by=town.by)
    # 1, 7 and 9 May are off; 15 working days after 10 April end on 2 May.
    assert (inquiry.answered_on, inquiry.due_on) == (None, date(2025, 5, 2))
    first, second = Letter.objects.filter(purpose="appeal.inquiry").order_by("sequence")
    assert "Не сказано, когда." not in first.text
    assert "Не сказано, когда." in second.text


def test_refusals(town, other):
    row, foreign = received(town), received(town)
    matter = Matter(appeal=foreign, ordinal=1, question="Один", council=town.council)
    record.register([Filing(matter, path=[("open", DAY)])], by=town.by)
    for more, sentence in (
        ({"text": " "}, "Write what the agency is asked"),
        ({"matter": matter}, "That is a question of another appeal"),
        ({"asked_on": date(2025, 4, 2)}, "The appeal had not come yet"),
    ):
        with pytest.raises(Refused, match=sentence):
            asked(town, row, **more)
    inquiry = asked(town, row)
    with pytest.raises(Refused, match="Say why"):
        actions.drop(inquiry, on=DAY, reason="", by=town.by)
    actions.drop(inquiry, on=DAY, reason="решено", by=town.by)
    assert inquiry.status == "dropped"


def test_its_day_follows_the_calendar_while_it_waits(town):
    waits, answered = asked(town), asked(town)
    actions.answer(answered, on=DAY, text="Да.", by=town.by)
    names = {"ru": "Праздник", "kk": "Мереке", "en": "A feast"}
    said = {"kind": DayMark.Kind.HOLIDAY, "names": names, "source": "указ"}
    norms.mark_day(on=date(2025, 4, 14), by=town.by, **said)
    waits.refresh_from_db()
    answered.refresh_from_db()
    assert (waits.due_on, answered.due_on) == (date(2025, 4, 25), date(2025, 4, 24))


def test_silence_stands_on_the_desk(town):
    inquiry = asked(town)

    def found(day):
        return [due.row for due in silent(Asked(town.council, day, calendar.load()))]

    assert found(date(2025, 4, 24)) == []
    assert found(date(2025, 4, 25)) == [inquiry]
    actions.answer(inquiry, on=DAY, text="Да.", by=town.by)
    assert found(date(2025, 4, 25)) == []


def came(town, inquiry, **more):
    """A letter of the agency that the mailbox placed at the inquiry."""
    said = {"subject": "Re: обращение", "text": "Переход будет в мае.", "sender": "roads@gov.kz"}
    letter = IncomingLetter(
        council=town.council,
        digest="0" * 64,
        received_on=DAY,
        received_at=datetime(2025, 4, 3, 6, tzinfo=UTC),
        **said | more,
    )
    record.register([Filing(letter, path=[("new", DAY)])], by=town.by)
    inbox.place(letter, inquiry, by=town.by)
    return letter


def test_the_office_asks_and_writes_the_answer_down_from_a_letter(town, secretary):
    record.correct(town.agency, version=town.agency.version, by=town.by, email="roads@gov.kz")
    row = received(town, agency=town.agency)
    letters = f"/office/appeals/{row.number}/letters/"
    form = secretary.get(f"{letters}ask/").context["form"]
    # It begins with the person's words and the agency that is in charge.
    begun = (form.fields["text"].initial, form.fields["agency"].initial)
    assert begun == ("У школы нет перехода.", str(town.agency.pk))
    said = {"on": "2025-04-03", "agency": str(town.agency.pk), "text": "Где переход?"}
    scan = SimpleUploadedFile("письмо.pdf", PDF)
    assert secretary.post(f"{letters}ask/", {**said, "files": [scan]}).status_code == 302
    inquiry = Inquiry.objects.get()
    letter = came(town, inquiry)
    [shown] = secretary.get(letters).context["came"]
    assert (shown["who"], shown["text"]) == ("Управление дорог", "Переход будет в мае.")
    assert secretary.get(shown["answer_url"]).context["form"].fields["text"].initial == letter.text
    answer = secretary.post(shown["answer_url"], {"on": "2025-04-03", "text": letter.text})
    assert answer.status_code == 302
    [told] = secretary.get(letters).context["inquiries"]
    assert (told["state"]["label"], told["row"].answer) == ("the agency answered", letter.text)
    # The scan is handed to whom may see the person, and to nobody else.
    file = Attachment.objects.get(name="письмо.pdf")
    assert b"".join(secretary.get(file.get_absolute_url()).streaming_content) == PDF
    assert signed_in(town, "member").get(file.get_absolute_url()).status_code == 404


def test_a_deed_that_makes_no_sense_is_not_there(town, secretary):
    stand_still(town, 2025, 4, 3, 5)
    inquiry = asked(town)
    base = f"/office/appeals/{inquiry.appeal.number}/letters/{inquiry.pk}"
    assert secretary.get(f"{base}/again/").status_code == 404
    assert secretary.get(f"{base}/answer/?letter=x").status_code == 200
    assert secretary.post(f"{base}/answer/", {"on": "2025-04-03", "text": ""}).status_code == 422
