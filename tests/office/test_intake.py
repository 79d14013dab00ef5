"""Taking in a workbook through its pages."""

import fcntl
import json
import time
from io import BytesIO

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from kenes.journals.models import Intake
from kenes.office.intake import LINES_AT_ONCE
from kenes.office.intake_work import Work
from kenes.surveys.models import Survey
from tests.town import signed_in

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
    assert all(refusal["cell"] and refusal["why"] for refusal in sheet["refused"])
    assert not Survey.objects.exists()

    done = secretary.post(looked["Location"], {"answer": "take"})
    assert secretary.get(done["Location"]).status_code == 200
    assert Survey.objects.count() == 2
    assert secretary.get(looked["Location"]).status_code == 404


def test_what_was_taken_leads_straight_to_the_note(town, secretary):
    looked = drop(secretary, book(line(1)))["Location"]
    done = secretary.get(secretary.post(looked, {"answer": "take"})["Location"])

    note = done.context["note_url"]
    assert f'href="{note}"' in done.content.decode()
    assert secretary.get(note).status_code == 200


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


# Long work


def waited(client, address):
    """Ask how far the work is until it is done; every answer on the way, then the page."""
    heard = []
    for _again in range(600):
        answer = client.get(f"{address}progress/")
        if "HX-Refresh" in answer:
            return heard, client.get(address)
        heard.append((answer.context["progress"]["label"], answer.context["progress"]["done"]))
        time.sleep(0.02)
    raise AssertionError("the work does not end")


@pytest.mark.django_db(transaction=True)
def test_long_work_goes_on_beside_the_requests_and_tells_how_far_it_is(town, secretary):
    lines = [line(n) for n in range(1, LINES_AT_ONCE + 1)]
    address = drop(secretary, book(*lines, line(1, title_ru="Снова первый")))["Location"]

    heard, looked = waited(secretary, address)
    assert heard == sorted(heard, key=lambda told: told[1])
    assert (looked.context["new_total"], looked.context["refused_total"]) == (len(lines), 1)
    assert not Survey.objects.exists()

    taking = secretary.post(address, {"answer": "take"})
    assert taking["Location"] == address
    _heard, done = waited(secretary, address)
    assert Survey.objects.count() == len(lines)
    assert done["Location"] == f"/office/import/done/{Intake.objects.get().pk}/"
    assert secretary.get(address).status_code == 404


def kept_file():
    """The workbook that waits."""
    [file] = (settings.MEDIA_ROOT / "intake").glob("*/*.xlsx")
    return file


def test_while_another_process_is_at_it_the_page_shows_how_far(town, secretary):
    address = drop(secretary, book(line(1)))["Location"]
    looking = Work(kept_file().with_suffix(".look"))
    told = {"stage": "Comparing", "sheet": "Surveys", "done": 3, "total": 9}
    with looking.path.with_suffix(".lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        looking.path.write_text(json.dumps(told))

        waits = secretary.get(address)
        assert '<noscript><meta http-equiv="refresh"' in waits.content.decode()
        polled = secretary.get(f"{address}progress/").context["progress"]
        assert polled == waits.context["progress"]
        said = (polled["label"], polled["now"], polled["done"], polled["total"])
        assert said == ("Comparing", "Surveys", 3, 9)
        # Nobody answers before the work is done.
        for answer in ("refuse", "take"):
            assert "progress" in secretary.post(address, {"answer": answer}).context

    assert "HX-Refresh" in secretary.get(f"{address}progress/")
    assert secretary.get(address).context["new_total"] == 1
    assert not Survey.objects.exists()


def test_what_was_cut_off_is_looked_at_anew(town, secretary):
    """As a process leaves it that was switched off while it took the lines."""
    address = drop(secretary, book(line(1)))["Location"]
    kept_file().with_suffix(".take").write_text('{"stage": "", "total": 9, "done": 3}')

    looked = secretary.get(address)

    assert looked.context["new_total"] == 1
    assert looked.context["fault"] in looked.content.decode()


def test_a_refusal_of_long_work_is_told_on_the_page(town, secretary):
    address = drop(secretary, book(line(1)))["Location"]
    kept_file().with_suffix(".take").write_text(json.dumps({"refused": "A colleague was quicker."}))
    assert secretary.get(address).context["fault"] == "A colleague was quicker."
