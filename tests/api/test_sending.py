"""A program sends an appeal: received as from the form, refused in plain sentences."""

import json
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as given_settings
from hypothesis import strategies as st

from kenes.appeals.applicants.models import Applicant
from kenes.appeals.intake import actions
from kenes.appeals.models import Appeal
from kenes.appeals.publication.models import Publication
from kenes.core.attachment import Attachment
from kenes.core.letter import Letter
from tests.api.conftest import Program, errors, written
from tests.appeals.conftest import stand_still
from tests.appeals.intake.test_lost import cut
from tests.appeals.test_portal import NEW, PHOTO, appeal

pytestmark = pytest.mark.django_db


def test_it_has_its_number_and_code_the_same_moment(town, program):
    answer = program.post("/appeals", written(town, proof=program.proof(), consent=True))
    assert answer.status_code == 201, answer.content
    said = answer.json()
    row = Appeal.objects.get()
    assert said["number"] == row.number == "2025-0001"
    assert (said["received_on"], said["due_on"]) == ("2025-04-03", "2025-04-24")
    assert "15 рабочих дней" in said["why"]
    assert answer["Location"] == "/api/v1/appeals/2025-0001"
    assert answer["Cache-Control"] == "no-store"
    assert (row.text, row.place) == ("У школы № 12 нет перехода.", "ул. Абая, 10")
    assert (row.topic, row.district, row.channel) == (town.topic, town.district, "portal")
    assert (row.quarantined, row.language) == (False, "ru")
    assert (row.applicant.name, row.applicant.kind) == ("Сейткали Айгуль", "person")
    assert Publication.objects.get().status == "consented"
    letter = Letter.objects.get()
    assert said["code"] in letter.text
    # The page where people follow their appeals opens with it as well.
    page = Client(HTTP_HOST="almaty.localhost").post("/ru/appeals/track/", said)
    assert page.context["appeal"] == row


def test_without_a_proof_it_waits_for_a_look(town, program):
    said = program.post("/appeals", written(town)).json()
    row = Appeal.objects.get(number=said["number"])
    assert (row.quarantined, row.quarantine_why) == (True, "no_proof")
    assert Publication.objects.count() == 0


def test_sent_twice_it_is_one_appeal_with_one_receipt(town, program):
    said = written(town, proof=program.proof())
    first, second = (program.post("/appeals", said) for _time in range(2))
    assert first.json() == second.json()
    assert second.status_code == 201
    assert Appeal.objects.count() == Letter.objects.count() == 1
    # Also by the form, which may be what the person tried first.
    page = Client(HTTP_HOST="almaty.localhost").post(NEW, appeal(town, key=said["key"]))
    assert page.context["code"] == first.json()["code"]
    assert Appeal.objects.count() == 1


def test_the_key_of_a_row_fetches_no_receipt(town, program):
    first = program.post("/appeals", written(town)).json()
    second = program.post("/appeals", written(town, key=str(Appeal.objects.get().pk))).json()
    assert second["number"] != first["number"]
    assert second["code"] != first["code"]


def test_least_that_is_needed(town, program):
    said = written(town, name=None, email=None, place=None, district=None)
    assert program.post("/appeals", said).status_code == 201
    row = Appeal.objects.get()
    assert (row.applicant_kind_then, row.district) == ("anonymous", None)


def test_files_come_in_the_same_form(town, program):
    photos = [SimpleUploadedFile(f"яма{n}.jpg", PHOTO + bytes([n])) for n in range(2)]
    answer = program.form("/appeals", written(town, files=photos, consent="true"))
    assert answer.status_code == 201, answer.content
    found = list(Attachment.objects.order_by("name").values_list("name", "public", "row_id"))
    pk = Appeal.objects.get().pk
    assert found == [("яма0.jpg", False, pk), ("яма1.jpg", False, pk)]
    assert Publication.objects.count() == 1


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ([("a.exe", b"MZ")], "Файлы такого вида не принимаются"),
        ([("a.jpg", b"MZ")], "Содержимое файла не то, что сказано в имени"),
        ([(f"{n}.jpg", PHOTO + bytes([n])) for n in range(11)], "10"),
    ],
)
def test_a_file_that_cannot_be_kept_leaves_nothing_behind(town, program, files, why):
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    answer = program.form("/appeals", written(town, files=sent))
    assert answer.status_code == 422
    assert list(errors(answer)) == ["files"]
    assert why in errors(answer)["files"]
    counts = [each.objects.count() for each in (Appeal, Applicant, Attachment, Letter)]
    assert counts == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("more", "field", "sentence"),
    [
        ({"text": ""}, "text", "Напишите, о чём речь."),
        ({"text": None}, "text", "Напишите, о чём речь."),
        ({"text": "а" * 30_001}, "text", ""),
        ({"text": "а\x00б"}, "text", ""),
        ({"text": 5}, "text", ""),
        ({"text": ["а"]}, "text", ""),
        ({"topic": "no-such"}, "topic", ""),
        ({"kind": "x"}, "kind", ""),
        ({"kind": None}, "kind", ""),
        ({"district": "no-such"}, "district", ""),
        ({"email": "нет"}, "email", "Это не адрес электронной почты."),
        ({"who": "anonymous"}, "who", ""),
        ({"key": "x"}, "key", ""),
        ({"key": None}, "key", "Заполните."),
        ({"consent": "perhaps"}, "consent", ""),
        ({"name": None, "nmae": "Айгуль"}, "nmae", ""),
        ({"website": "https://example.kz"}, "website", ""),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(town, program, more, field, sentence):
    answer = program.post("/appeals", written(town, **more))
    assert answer.status_code == 422
    assert answer["Content-Type"].startswith("application/problem+json")
    assert list(errors(answer)) == [field]
    said = errors(answer)[field]
    assert sentence in said
    assert any("а" <= each <= "я" for each in said.lower()), said
    assert Appeal.objects.count() == 0


def test_the_topic_may_be_left_to_the_council(town, program):
    answers = [program.post("/appeals", written(town, topic=each)) for each in (None, "")]
    assert [each.status_code for each in answers] == [201, 201]
    assert [each.topic for each in Appeal.objects.all()] == [None, None]


def test_a_group_says_how_many_signed(town, program):
    assert program.post("/appeals", written(town, who="group", signed=7)).status_code == 201
    assert Appeal.objects.get().applicant.signed == 7
    for wrong in (1, -1, 10**30, "x", 2.5):
        answer = program.post("/appeals", written(town, who="group", signed=wrong))
        assert (answer.status_code, list(errors(answer))) == (422, ["signed"]), wrong
    assert list(errors(program.post("/appeals", written(town, signed=7)))) == ["signed"]


def test_it_is_told_in_the_language_asked_for(town):
    said = written(town, text=None)
    told = {
        each: errors(Program(language=each).post("/appeals", said))["text"]
        for each in ("kk", "ru", "en", "kk-KZ,kk;q=0.9,en;q=0.1")
    }
    assert told["en"] == "Write what it is about."
    assert told["kk"] == told["kk-KZ,kk;q=0.9,en;q=0.1"] != told["ru"]
    assert Program(language="kk").post("/appeals", written(town)).status_code == 201
    assert Appeal.objects.get().language == "kk"


@pytest.mark.parametrize(
    "body", [" ", "{", "[]", "5", "null", '"x"', b"\xff\xfe{}", "[" * 100_000, "{}{}"]
)
def test_what_is_no_json_is_told_so(town, program, body):
    answer = program.post("/appeals", body)
    assert answer.status_code == 400
    assert answer.json()["detail"] == "Присланное нельзя прочитать."
    assert program.post("/appeals/track", body).status_code in {400, 422}


def test_another_kind_of_body_is_told_so(town, program):
    for kind in ("text/plain", "application/x-www-form-urlencoded", "application/xml"):
        answer = program.client.post("/api/v1/appeals", "x=1", content_type=kind)
        assert answer.status_code == 415
    broken = program.client.post("/api/v1/appeals", "x", content_type="multipart/form-data")
    assert broken.status_code == 400
    assert broken["Content-Type"].startswith("application/problem+json")


@pytest.mark.parametrize(
    "text",
    [
        "ә" * 30_000,
        "\u202eтутоборот\u202c مرحبا שלום",
        "👩‍👩‍👧‍👦 яма 🕳️ \U0001f6b8",
        "<script>alert(1)</script> '; DROP TABLE kenes_appeal; --",
        "e\u0301 \ufeff \u200b \ufffd",
    ],
)
def test_hard_texts_are_kept_as_they_are(town, program, text):
    answer = program.post("/appeals", written(town, text=text))
    assert answer.status_code == 201
    assert Appeal.objects.get().text == text


def test_the_end_of_a_line_is_one_sign(town, program):
    said = written(town, text="ә\r\n" * 14_999 + "әә")
    assert program.post("/appeals", said).status_code == 201
    assert Appeal.objects.get().text == "ә\n" * 14_999 + "әә"
    longer = written(town, text="ә\r\n" * 15_000 + "ә")
    assert list(errors(program.post("/appeals", longer))) == ["text"]


def test_half_a_sign_is_refused(town, program):
    """JSON may name half of a pair that stands for one sign; no database keeps it."""
    body = json.dumps(written(town, text="?")).replace("?", "\\ud83d")
    answer = program.post("/appeals", body)
    assert answer.status_code == 422
    assert list(errors(answer)) == ["text"]


def test_a_flood_is_told_when_to_come_back(town, program, settings):
    settings.KENES_APPEALS_AN_HOUR = 1
    stand_still(town, 2025, 4, 3, 5, 40)
    said = written(town)
    assert program.post("/appeals", said).status_code == 201
    answer = program.post("/appeals", written(town))
    assert answer.status_code == 429
    assert answer["Retry-After"] == str(20 * 60)
    assert "через час" in answer.json()["detail"]
    # The form and the programs share one measure.
    page = Client(HTTP_HOST="almaty.localhost").post(NEW, appeal(town))
    assert page.status_code == 429
    assert Appeal.objects.count() == 1


def test_too_much_is_refused_unread(town, program, settings):
    settings.KENES_REQUEST_AT_MOST = 1000
    answer = program.post("/appeals", written(town, text="а" * 1000))
    assert answer.status_code == 413
    assert answer["Content-Type"].startswith("application/problem+json")


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)
NAMES = ("text", "kind", "topic", "district", "name", "email", "consent", "proof", "key", "who")


@given(st.dictionaries(st.sampled_from(NAMES), junk))
@given_settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_that_is_sent_breaks_it(town, said):
    program = Program()
    answer = program.post("/appeals", {**written(town), **said})
    assert answer.status_code in {201, 422, 429}
    assert program.post("/appeals/track", said).status_code == 422


@pytest.mark.django_db(transaction=True)
def test_a_lost_database_keeps_nothing(town, program, monkeypatch):
    whole = actions.registration

    def broken(*args):
        cut()
        return whole(*args)

    monkeypatch.setattr(actions, "registration", broken)
    said = written(town)
    answer = program.post("/appeals", said)
    assert answer.status_code == 503
    assert answer["Retry-After"] == "30"
    assert answer["Content-Type"].startswith("application/problem+json")
    assert [each.objects.count() for each in (Appeal, Applicant, Letter)] == [0, 0, 0]
    monkeypatch.undo()
    assert program.post("/appeals", said).status_code == 201


def test_two_councils_keep_apart(town, other, program):
    key = str(uuid4())
    assert program.post("/appeals", written(town, key=key)).status_code == 201
    there = Program(host="kokshe.localhost").post("/appeals", written(other, key=key))
    assert there.status_code == 201
    assert {row.council for row in Appeal.objects.all()} == {town.council, other.council}
