"""What is kept of a person, given to that person as a file."""

import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kenes.appeals.models import Appeal
from kenes.appeals.remarks import actions as remarks
from kenes.appeals.tracking import code_of
from kenes.core.journal import Entry
from tests.appeals.test_portal import PHOTO, closed, followed, sent

pytestmark = pytest.mark.django_db
OWN = "/ru/appeals/track/data/"
OFFICE = "/office/appeals/2025-0001/data/"


@pytest.fixture
def said(town, visitor, secretary):
    """An answered appeal with a photo, a message and a verdict, looked at by the secretary."""
    photo = SimpleUploadedFile("переход.jpg", PHOTO)
    said = sent(visitor, town, photos=[photo], address="ул. Абая, 10, кв. 5").context
    secretary.post("/office/appeals/2025-0001/applicant/")
    remarks.write(Appeal.objects.get(), "Позвонить школе.", by=town.by)
    closed(secretary, "2025-0001", "resolved", answer="Переход нарисован.")
    followed(visitor, said, deed="message", text="Спасибо, краска стойкая?")
    followed(visitor, said, deed="verdict", verdict="partly", merits="yes", text="Бледный.")
    return said


def taken(answer):
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    pack = zipfile.ZipFile(io.BytesIO(answer.content))
    return pack, json.loads(pack.read("data.json")), pack.read("data.html").decode()


def test_the_person_takes_everything(said, visitor):
    row = Appeal.objects.get()
    asked = {"number": row.number, "code": said["code"]}
    pack, data, page = taken(visitor.post(OWN, asked))
    [one] = data["appeals"]
    assert one["number"] == "2025-0001"
    assert one["person"][0]["name"] == "Сейткали Айгуль"
    assert one["appeal"][0]["answer"] == "Переход нарисован."
    assert one["appeal"][0]["verdict_text"] == "Бледный."
    assert [each["text"] for each in one["messages"]] == ["Спасибо, краска стойкая?"]
    assert [each["state"] for each in one["course"]] == ["зарегистрировано", "решено"]
    assert len(one["letters_sent"]) == 2
    assert pack.read(one["files"][0]["path"]) == PHOTO
    # Who looked, and that it is given out just now.
    assert [each["what"] for each in one["looks"]] == ["просмотрено", "выдано файлом"]
    assert [each.get("role") for each in one["looks"]] == ["секретарь", None]
    assert "console" not in page
    for word in ("Сейткали Айгуль", "кв. 5", "Переход нарисован.", "Бледный.", "переход.jpg"):
        assert word in page
    # The code stays with the person; what colleagues said to one another is the council's.
    whole = page + json.dumps(data, ensure_ascii=False)
    assert code_of(row) not in whole
    assert "Позвонить школе" not in whole
    assert Entry.objects.filter(verb="applicant.handed", row_id=row.pk).count() == 1


def test_without_the_code_nothing_is_given(said, visitor):
    refused = visitor.post(OWN, {"number": "2025-0001", "code": "AAAA-BBBB-CCCC"})
    assert refused.status_code == 422
    assert visitor.get(OWN).status_code == 302
    assert not Entry.objects.filter(verb="applicant.handed").exists()


def test_an_e_mail_alone_opens_no_other_appeal(said, town, visitor):
    """Whoever types somebody else's address gets what they wrote themselves."""
    stranger = sent(visitor, town, name="Чужой Человек").context
    asked = {"number": stranger["appeal"].number, "code": stranger["code"]}
    _pack, data, _page = taken(visitor.post(OWN, asked))
    assert [each["number"] for each in data["appeals"]] == ["2025-0002"]
    assert "Переход нарисован" not in json.dumps(data, ensure_ascii=False)


def test_a_clerk_gives_out_those_that_are_chosen(said, town, visitor, secretary):
    sent(visitor, town)
    sent(visitor, town, email="other@example.kz")
    page = secretary.get(OFFICE)
    assert [each["number"] for each in page.context["others"]] == ["2025-0002"]
    assert page["Cache-Control"] == "no-store"
    _pack, one, _said = taken(secretary.post(OFFICE))
    assert [each["number"] for each in one["appeals"]] == ["2025-0001"]
    both = {"appeal": ["2025-0002", "2025-0003"]}
    pack, data, html = taken(secretary.post(OFFICE, both))
    assert [each["number"] for each in data["appeals"]] == ["2025-0001", "2025-0002"]
    # In the person's language, whatever the clerk's is.
    assert 'lang="ru"' in html
    assert "Что совет хранит о вас" in html
    assert any(name.startswith("2025-0001/files/") for name in pack.namelist())
    looks = Entry.objects.filter(verb="applicant.handed")
    assert sorted(looks.values_list("by_name_then", flat=True)).count("") == 0
    assert looks.count() == 3
    assert "given out as a file" in secretary.get("/office/appeals/2025-0001/").content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_whoever_may_not_see_applicants_takes_nothing(said, member, method):
    assert getattr(member, method)(OFFICE).status_code == 403
    assert getattr(Client(HTTP_HOST="almaty.localhost"), method)(OFFICE).status_code in {302, 403}
    assert not Entry.objects.filter(verb="applicant.handed").exists()
