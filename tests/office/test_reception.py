"""The clerk's intake: paper and receptions, quarantine, letters made appeals, the address."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kenes.appeals.intake import actions
from kenes.appeals.models import Appeal
from kenes.appeals.publication import actions as publication
from kenes.appeals.publication.models import Publication
from kenes.appeals.tracking import code_of
from kenes.core import clock
from kenes.core.attachment import Attachment
from kenes.core.incoming import IncomingLetter
from kenes.core.journal import Entry
from kenes.core.letter import Letter
from kenes.core.refused import Refused
from kenes.council.models import Council
from kenes.jobs import actions as jobs
from tests.appeals.conftest import received
from tests.appeals.intake.letters import ADDRESS, letter
from tests.town import NOW

pytestmark = pytest.mark.django_db
TAKE, QUARANTINE = "/office/reception/", "/office/quarantine/"


@pytest.fixture(autouse=True)
def _apart(own_files):
    """Every test here keeps its files apart."""


def told(town, **more):
    said = {
        "key": str(uuid4()),
        "channel": "paper",
        "on": "2025-04-02",
        "at": "",
        "kind": "complaint",
        "language": "kk",
        "text": "Су жоқ.",
        "who": "person",
        "name": "Сейткали Айгуль",
        "email": "",
        "contact": "+7 700 000 00 00",
        "address": "",
        "topic": "",
        "district": "",
        "addressee": "",
        "place": "",
    }
    return said | more


def taken(raw, by):
    with clock.standing(NOW):
        return jobs.take(raw, by=by).letter


def looks(number):
    row = Appeal.objects.get(number=number)
    return Entry.objects.filter(row_id=row.pk, verb="applicant.seen").count()


def test_an_appeal_on_paper_has_its_receipt_at_once(town, secretary):
    answer = secretary.post(TAKE, told(town))
    assert answer.status_code == 200
    row = Appeal.objects.get()
    assert (row.number, row.channel, row.topic, row.language) == ("2025-0001", "paper", None, "kk")
    assert (row.received_on, row.registered_on) == (date(2025, 4, 2), date(2025, 4, 2))
    assert not row.quarantined
    page = answer.content.decode()
    assert row.number in page
    assert code_of(row) in page
    assert answer["Cache-Control"] == "no-store"


def test_what_came_after_hours_is_registered_on_the_next_working_day(town, secretary):
    secretary.post(TAKE, told(town, on="2025-03-28", at="19:30"))
    row = Appeal.objects.get()
    assert (row.received_on, row.registered_on) == (date(2025, 3, 28), date(2025, 3, 31))


def test_what_a_member_took_names_the_member(town, secretary):
    answer = secretary.post(TAKE, told(town, channel="member"))
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"addressee"}
    assert "+7 700" in answer.content.decode()
    answer = secretary.post(TAKE, told(town, channel="member", addressee=str(town.person.pk)))
    assert answer.status_code == 200
    assert Appeal.objects.get().addressee == town.person


def test_a_scan_stands_for_the_text(town, secretary):
    said = told(town, text="")
    assert set(secretary.post(TAKE, said).context["form"].errors) == {"text"}
    scan = SimpleUploadedFile("хат.pdf", b"%PDF-1.7 ...")
    assert secretary.post(TAKE, {**said, "scans": [scan]}).status_code == 200
    file = Attachment.objects.get()
    assert (file.name, file.row_id, file.public) == ("хат.pdf", Appeal.objects.get().pk, False)
    program = SimpleUploadedFile("a.exe", b"MZ")
    answer = secretary.post(TAKE, told(town, name="", scans=[program]))
    assert set(answer.context["form"].errors) == {"scans"}
    assert Appeal.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"on": "2025-04-04"}, "on"),
        ({"on": "нет"}, "on"),
        ({"on": "2025-04-03", "at": "23:00"}, "on"),
        ({"email": "нет"}, "email"),
        ({"channel": "portal"}, "channel"),
        ({"topic": str(uuid4())}, "topic"),
        ({"text": "а" * 30_001}, "text"),
        ({"key": "x"}, "key"),
    ],
)
def test_bad_input_says_what_is_wrong(town, secretary, wrong, field):
    answer = secretary.post(TAKE, told(town, **wrong))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert Appeal.objects.count() == 0


def test_the_end_of_a_line_is_one_sign(town, secretary):
    said = told(town, text="с\r\n" * 14_999 + "су")
    assert secretary.post(TAKE, said).status_code == 200
    assert Appeal.objects.get().text == "с\n" * 14_999 + "су"


def test_how_many_signed_is_taken_down(town, secretary):
    wrong = secretary.post(TAKE, told(town, who="firm", signed="12"))
    assert list(wrong.context["form"].errors) == ["signed"]
    assert secretary.post(TAKE, told(town, who="group", signed="12")).status_code == 200
    row = Appeal.objects.get()
    assert row.applicant.signed == 12
    form = secretary.get(f"/office/appeals/{row.number}/correct/")
    assert form.status_code == 200
    assert 'value="12"' in form.content.decode()


def test_a_form_sent_twice_is_one_appeal(town, secretary):
    said = told(town)
    pages = [secretary.post(TAKE, said) for _time in range(2)]
    assert [page.status_code for page in pages] == [200, 200]
    assert Appeal.objects.count() == 1


def test_the_key_of_a_row_fetches_no_receipt(town, secretary):
    """It stands in addresses of lists, and the receipt holds the code of whoever wrote."""
    row = received(town)
    secretary.post(TAKE, told(town, key=str(row.pk), name="Иной Человек"))
    assert Appeal.objects.count() == 2


def test_the_same_person_is_asked_about_before_it_is_saved(town, secretary):
    secretary.post(TAKE, told(town))
    second = told(town, name="  сейткали   айгуль ", text="Су әлі жоқ.")
    answer = secretary.post(TAKE, second)
    assert answer.status_code == 409
    [row] = answer.context["doubts"]["rows"]
    assert row["reference"] == "2025-0001"
    despite = answer.context["also"]["value"]
    assert secretary.post(TAKE, {**second, "despite": despite}).status_code == 200
    assert Appeal.objects.count() == 2
    # Nobody else's, and nobody without a name.
    assert secretary.post(TAKE, told(town, name="Другой Человек")).status_code == 200
    assert secretary.post(TAKE, told(town, name="")).status_code == 200
    assert secretary.post(TAKE, told(town, name="")).status_code == 200


def test_the_receipt_is_given_again_and_each_look_is_remembered(town, secretary):
    secretary.post(TAKE, told(town))
    row = Appeal.objects.get()
    here = f"/office/reception/{row.number}/receipt/"
    assert here in secretary.get(f"/office/appeals/{row.number}/").content.decode()
    assert looks(row.number) == 0
    assert code_of(row) in secretary.post(here).content.decode()
    pdf = secretary.post(f"{here}pdf/")
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert looks(row.number) == 2
    assert secretary.get(here).status_code == 405
    assert secretary.post("/office/reception/2025-0009/receipt/").status_code == 404


def test_the_code_of_a_letter_is_its_writers_alone(town, secretary):
    came = taken(letter("one"), town.by)
    secretary.post(f"/office/incoming/{came.pk}/appeal/")
    row = Appeal.objects.get()
    assert secretary.post(f"/office/reception/{row.number}/receipt/").status_code == 404
    assert "/receipt/" not in secretary.get(f"/office/appeals/{row.number}/").content.decode()


def test_a_letter_of_the_inbox_becomes_an_appeal_with_one_button(town, secretary):
    came = taken(letter("one", files=[("a.pdf", b"%PDF-1.7 ...")]), town.by)
    page = secretary.get(f"/office/incoming/{came.pk}/").content.decode()
    assert f"/office/incoming/{came.pk}/appeal/" in page
    assert secretary.post(f"/office/incoming/{came.pk}/appeal/").status_code == 302
    row = Appeal.objects.get()
    came.refresh_from_db()
    assert (came.status, came.about) == ("placed", row)
    assert Attachment.objects.filter(row_id=row.pk).count() == 1
    letters = secretary.get(f"/office/appeals/{row.number}/letters/").content.decode()
    assert f"/office/incoming/{came.pk}/" in letters
    # Pressed twice it is one.
    secretary.post(f"/office/incoming/{came.pk}/appeal/")
    assert Appeal.objects.count() == 1


def test_quarantine_is_looked_through(town, secretary):
    actions.receive_at(town.council, ADDRESS, by=town.by)
    for mark in ("spam1", "spam2"):
        taken(letter(mark, mark, X_Spam_Flag="YES"), town.by)
    page = secretary.get(QUARANTINE)
    assert [row["number"] for row in page.context["rows"]] == ["2025-0001", "2025-0002"]
    assert "2025-0001" in secretary.get("/office/").content.decode()
    assert "In quarantine" in secretary.get("/office/appeals/2025-0001/").content.decode()
    assert Letter.objects.count() == 0
    secretary.post(f"{QUARANTINE}2025-0001/release/")
    assert Letter.objects.get().recipient == "aigul@example.kz"
    secretary.post("/office/appeals/2025-0002/strike/", {"reason": "реклама"})
    assert secretary.get(QUARANTINE).context["rows"] == []
    # Taken out twice, it is out.
    secretary.post(f"{QUARANTINE}2025-0001/release/")
    assert Letter.objects.count() == 1
    assert IncomingLetter.objects.filter(status="placed").count() == 2


def test_the_address_is_a_setting_of_the_council(town, administrator, member):
    here = "/office/settings/appeals/address/"
    assert member.get(here).status_code == 403
    assert administrator.post(here, {"address": "нет"}).status_code == 422
    assert administrator.post(here, {"address": ADDRESS}).status_code == 302
    assert Council.objects.get(pk=town.council.pk).appeals_mail == ADDRESS
    assert ADDRESS in administrator.get("/office/settings/").content.decode()
    administrator.post(here, {"address": ""})
    assert Council.objects.get(pk=town.council.pk).appeals_mail == ""


@pytest.mark.parametrize("page", [TAKE, QUARANTINE])
def test_a_member_does_not_take_appeals(town, member, page):
    assert member.get(page).status_code == 403


def test_another_council_has_its_own(town, other, secretary):
    actions.receive_at(other.council, ADDRESS, by=town.by)
    taken(letter("spam", X_Spam_Flag="YES"), town.by)
    assert Appeal.objects.get().council == other.council
    assert secretary.get(QUARANTINE).context["rows"] == []
    assert secretary.post(f"{QUARANTINE}2025-0001/release/").status_code == 404


def test_how_a_person_agreed_is_taken_down_with_the_appeal(town, secretary):
    assert secretary.post(TAKE, told(town, consent="paper")).status_code == 200
    [shown] = Publication.objects.all()
    assert (shown.status, shown.given) == ("consented", "paper")
    assert "on the paper itself" in secretary.get("/office/appeals/2025-0001/").content.decode()
    # Nobody agrees on the site for another, and without a word nothing is agreed to.
    wrong = secretary.post(TAKE, told(town, consent="portal"))
    assert wrong.status_code == 422
    assert list(wrong.context["form"].errors) == ["consent"]
    answer = secretary.post(TAKE, told(town, name="Другой человек"))
    assert answer.status_code == 200
    assert Publication.objects.count() == 1


def test_consent_once_taken_back_may_be_given_in_another_way(town, secretary):
    said = told(town, consent="oral")
    secretary.post(TAKE, said)
    [shown] = Publication.objects.all()
    publication.take_back(shown, by=town.by)
    secretary.post(TAKE, said)
    assert Publication.objects.get().status == "taken_back"
    publication.consent(shown.appeal, given="letter", by=town.by)
    [shown] = Publication.objects.all()
    assert (shown.status, shown.given) == ("consented", "letter")
    with pytest.raises(Refused):
        publication.consent(shown.appeal, given="somehow", by=town.by)
