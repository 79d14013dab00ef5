"""Taking in a workbook through its pages."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from kenes.journals.models import Intake
from kenes.surveys.models import Survey
from tests.office.conftest import signed_in

pytestmark = pytest.mark.django_db


def book(*lines):
    made = Workbook()
    page = made.active
    from kenes.surveys.sheets import SHEETS

    sheet = SHEETS[0]
    page.title = sheet.ru
    page.append([column.ru for column in sheet.columns])
    for line in lines:
        page.append([line.get(column.code) for column in sheet.columns])
    out = BytesIO()
    made.save(out)
    return SimpleUploadedFile("surveys.xlsx", out.getvalue())


def line(at, **more):
    from kenes.surveys.sheets import SHEETS

    said = {"no": str(at), "title_ru": f"Опрос {at}", "title_kk": ""}
    for column in SHEETS[0].columns:
        name = column.code
        if "from" in name or "since" in name or "began" in name:
            said[name] = "01.03.2025"
        if "until" in name or "ended" in name:
            said[name] = "10.03.2025"
    said["respondents"] = 400
    return said | more


def drop(client, file):
    return client.post("/office/import/", {"file": file})


def test_good_lines_are_taken_and_bad_ones_named(town, secretary):
    file = book(
        line(1),
        line(2, respondents="many"),
        line(3),
        line(1, title_ru="Снова первый"),
        {"no": "5", "title_ru": "Без дат"},
    )
    looked = drop(secretary, file)
    page = secretary.get(looked["Location"])

    (sheet,) = page.context["sheets"]
    assert (sheet["new"], sheet["refused_count"]) == (2, 3)
    assert all(refusal.cell and refusal.why for refusal in sheet["refused"])
    assert not Survey.objects.exists()

    done = secretary.post(looked["Location"], {"answer": "take"})
    assert secretary.get(done["Location"]).status_code == 200
    assert Survey.objects.count() == 2
    assert secretary.get(looked["Location"]).status_code == 404


def test_nothing_is_taken_when_one_says_so(town, secretary):
    looked = drop(secretary, book(line(1)))["Location"]
    secretary.post(looked, {"answer": "refuse"})

    assert not Survey.objects.exists()
    assert secretary.get(looked).status_code == 404


def test_a_changed_line_is_shown_beside_the_register(town, secretary):
    first = drop(secretary, book(line(1)))["Location"]
    secretary.post(first, {"answer": "take"})

    second = drop(secretary, book(line(1, respondents=500)))["Location"]
    (sheet,) = secretary.get(second).context["sheets"]
    (difference,) = sheet["changed"]
    assert [(row["old"], row["new"]) for row in difference["rows"]] == [("400", "500")]

    secretary.post(second, {"answer": "take"})
    assert Survey.objects.get().respondents == 500


def test_an_import_is_taken_back(town, secretary):
    looked = drop(secretary, book(line(1), line(2)))["Location"]
    done = secretary.post(looked, {"answer": "take"})["Location"]

    undone = secretary.post(f"{done}undo/")

    assert undone.context["struck"] == "2"
    assert not Survey.objects.live().exists()
    assert secretary.post(f"{done}undo/").status_code == 409


def test_a_file_that_is_no_workbook_is_refused_beside_the_field(town, secretary):
    answer = drop(secretary, SimpleUploadedFile("letter.xlsx", b"Dear council"))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["file"]


def test_a_workbook_waits_for_its_owner_alone(town, other, secretary, member):
    looked = drop(secretary, book(line(1)))["Location"]
    done = secretary.post(drop(secretary, book(line(2)))["Location"], {"answer": "take"})

    stranger = signed_in(other, "secretary")
    assert stranger.get(looked).status_code == 404
    assert stranger.get(done["Location"]).status_code == 404
    assert stranger.post(f"{done['Location']}undo/").status_code == 404
    assert member.get("/office/import/").status_code == 403
    assert not Intake.objects.get().struck


def test_the_empty_workbook_comes_in_two_languages(town, secretary):
    for language in ("kk", "ru"):
        answer = secretary.get(f"/office/import/workbook/{language}/")
        assert answer.content[:2] == b"PK"
    assert secretary.get("/office/import/workbook/de/").status_code == 404
