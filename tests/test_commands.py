"""The command line: a stable contract that other programs call."""

import json
import os
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

ROOT = Path(__file__).parents[1]


class Kenes:
    """Runs commands over a register of its own."""

    def __init__(self, var):
        self.var = var
        self.environment = {
            **os.environ,
            "KENES_VAR": str(var),
            "KENES_KEYS": str(var / "keys.json"),
            "KENES_DATABASE_URL": f"sqlite:///{var / 'register.sqlite3'}",
            "PYTHONPATH": str(ROOT / "src"),
        }

    def ended(self, *words):
        """The command as it ended, however it ended."""
        return subprocess.run(
            [sys.executable, "-m", "kenes", *map(str, words)],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def __call__(self, *words, code=0):
        ended = self.ended(*words)
        assert ended.returncode == code, ended.stdout + ended.stderr
        assert "Traceback" not in ended.stderr
        return ended.stdout

    def json(self, *words, code=0):
        return json.loads(self(*words, "--json", code=code))


@pytest.fixture(scope="module")
def kenes(tmp_path_factory):
    """A register into which the example journals were taken."""
    run = Kenes(tmp_path_factory.mktemp("register"))
    run.taken = run.json("import", ROOT / "examples/journals-ru.xlsx")
    return run


A = ("--from", "2022-01-01", "--until", "2024-12-31")


def test_import_tells_what_was_taken(kenes):
    assert kenes.taken["sheets"]
    for sheet in kenes.taken["sheets"]:
        assert set(sheet) == {"name", "taken", "changed", "same", "refused"}
        assert sheet["refused"] == []


def test_the_same_file_again_adds_nothing(kenes):
    again = kenes.json("import", ROOT / "examples/journals-ru.xlsx")
    assert sum(sheet["taken"] + sheet["changed"] for sheet in again["sheets"]) == 0


def test_figure(kenes):
    found = kenes.json("figure", "appeals.resolved", *A, "--rows")
    assert set(found) == {
        "code",
        "value",
        "unit",
        "period",
        "as_of",
        "definition",
        "stated",
        "rows_count",
        "rows",
    }
    assert found["value"] == found["rows_count"] == len(found["rows"]) == 795
    assert set(found["rows"][0]) == {"number", "on", "title", "url"}
    assert found["period"] == {"from": "2022-01-01", "until": "2024-12-31"}


def test_figure_of_and_weights(kenes):
    assert kenes.json("figure", "sittings.commission_months", *A)["of"] == 160
    b = ("--from", "2023-04-01", "--until", "2025-03-31")
    reach = kenes.json("figure", "events.platform_reach", *b, "--rows")
    assert reach["value"] == sum(row["value"] for row in reach["rows"]) == 5292
    medeu = kenes.json("figure", "events.platforms", *b, "--district", "medeu")
    assert 0 < medeu["value"] < 176


def test_figure_refuses_with_one_sentence(kenes):
    assert kenes("figure", "no.such", *A, code=1) == ""
    kenes("figure", "appeals.resolved", "--from", "2024-12-31", "--until", "2024-01-01", code=1)
    kenes("figure", "appeals.resolved", "--from", "yesterday", "--until", "2024-01-01", code=2)
    kenes("figure", code=2)


def test_deadline(kenes):
    found = kenes.json("deadline", "appeal.answer", "2024-03-05")
    assert set(found) == {"norm", "start", "due_on", "act", "article", "counted", "skipped"}
    assert found["due_on"] == "2024-04-01"
    kenes("deadline", "no.such", "2024-03-05", code=1)


def test_workbook_is_empty_until_filled(kenes, tmp_path):
    path = tmp_path / "empty.xlsx"
    kenes("workbook", "--out", path)
    taken = kenes.json("import", path, "--dry-run")
    assert sum(sheet["taken"] for sheet in taken["sheets"]) == 0
    assert [sheet["refused"] for sheet in taken["sheets"] if sheet["refused"]] == []


def test_import_of_three_mistakes(kenes):
    told = kenes.json("import", ROOT / "examples/three-mistakes.xlsx", "--dry-run", code=1)
    refused = [refusal for sheet in told["sheets"] for refusal in sheet["refused"]]
    assert len(refused) == 3
    assert all(refusal["cell"][0].isalpha() and refusal["why"] for refusal in refused)


def test_import_tells_sheets_and_columns_left_alone(kenes, tmp_path):
    book = load_workbook(ROOT / "examples/three-mistakes.xlsx")
    book.create_sheet("Заметки").append(["о погоде"])
    topics = book["Темы"]
    topics.cell(1, topics.max_column + 1, "Примечание")
    book.save(tmp_path / "more.xlsx")
    told = kenes.json("import", tmp_path / "more.xlsx", "--dry-run", code=1)
    assert told["unknown"] == ["Заметки"]
    extra = {sheet["name"]: sheet["extra"] for sheet in told["sheets"] if "extra" in sheet}
    assert extra == {"Темы": ["Примечание"]}


def test_import_of_what_is_no_workbook(kenes, tmp_path):
    path = tmp_path / "photo.xlsx"
    path.write_bytes(b"\x89PNG nothing of the kind")
    kenes("import", path, code=1)
    kenes("import", tmp_path / "absent.xlsx", code=2)


def test_check_and_jobs(kenes):
    assert kenes("jobs", "--at", "2030-01-01T00:00").startswith("seals: ")
    assert kenes.json("check")["right"] is True


def test_export_and_back(kenes, tmp_path):
    archive = tmp_path / "register.zip"
    kenes("export", "--out", archive)
    with zipfile.ZipFile(archive) as opened:
        assert "appeal.jsonl" in opened.namelist()
        applicants = opened.read("applicant.jsonl").decode()
    assert '"name": "k1:' in applicants
    back = Kenes(tmp_path)
    back.environment["KENES_KEYS"] = kenes.environment["KENES_KEYS"]
    back("restore", archive)
    note = ("note", "--lang", "ru", "--format", "json", "--out")
    kenes(*note, tmp_path / "one.json")
    back(*note, tmp_path / "two.json")
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    assert back.json("check")["right"] is True
    back("restore", archive, code=1)


# What the council grants and finds is done in Kenes itself; a workbook has no column for it.
OF_NO_WORKBOOK = {
    "recommendations.answered_in_time",
    "recommendations.answered_late",
    "recommendations.verified",
}


def test_the_note_of_the_demo_is_the_note_of_its_journals(kenes, tmp_path):
    """All that a workbook can hold is in the example journals: the two notes say the same."""
    demo = Kenes(tmp_path)
    demo("demo", "--no-serve")
    for language in ("ru", "kk"):
        said = []
        for run in (kenes, demo):
            run("note", "--lang", language, "--format", "json", "--out", tmp_path / "note.json")
            said.append(json.loads((tmp_path / "note.json").read_text()))
        figures = [{each["code"]: each for each in note.pop("figures")} for note in said]
        assert said[0] == said[1]
        assert {
            code for code in figures[0] if figures[0][code] != figures[1][code]
        } == OF_NO_WORKBOOK
    assert figures[1]["appeals.resolved"]["value"] == 795


def test_the_note_in_every_form(kenes, tmp_path):
    for form, begins in (("html", b"<!DOCTYPE"), ("docx", b"PK"), ("pdf", b"%PDF"), ("json", b"{")):
        path = tmp_path / f"note.{form}"
        kenes("note", "--lang", "kk", "--format", form, "--out", path)
        assert path.read_bytes().lstrip().startswith(begins)


def refused(kenes, *words, code):
    """What a refused command says on its error stream: one plain sentence, no traceback."""
    ended = kenes.ended(*words)
    assert ended.returncode == code, ended.stdout + ended.stderr
    assert "Traceback" not in ended.stderr
    return ended.stderr


def test_a_command_nobody_knows_is_misuse(kenes):
    assert "nosuch" in refused(kenes, "nosuch", code=2)


def test_a_file_out_of_reach_is_named(kenes, tmp_path):
    out = tmp_path / "no" / "such" / "place"
    for command in (("workbook",), ("export",), ("note", "--format", "json")):
        assert str(out) in refused(kenes, *command, "--out", out, code=1)


def test_an_empty_register_says_so(tmp_path):
    empty = Kenes(tmp_path)
    note = ("note", "--lang", "en", "--format", "json", "--out", tmp_path / "note.json")
    said = refused(empty, *note, code=1)
    assert "The register is empty" in said


def test_a_database_that_is_none_is_refused_and_left_alone(tmp_path):
    file = tmp_path / "register.sqlite3"
    file.write_text("a letter to my aunt" * 100)
    for command in (("check",), ("demo", "--no-serve"), ("demo", "--no-serve", "--fresh")):
        refused(Kenes(tmp_path), *command, code=1)
    assert file.read_text() == "a letter to my aunt" * 100


def test_days_at_the_end_of_time_are_refused(kenes):
    refused(kenes, "deadline", "appeal.answer", "9999-12-30", code=1)
    refused(kenes, "jobs", "--at", "0001-01-01T00:00", code=2)


def test_a_port_in_use_is_not_shared(kenes):
    """The server would share it: two registers, each with half of the visitors."""
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert str(port) in refused(kenes, "serve", "--port", port, code=1)
    refused(kenes, "serve", "--port", "99999999", code=1)


def test_a_district_that_does_not_exist_is_no_zero(kenes):
    figure = ("figure", "events.platforms", "--from", "2023-04-01", "--until", "2025-03-31")
    assert "nosuch" in refused(kenes, *figure, "--district", "nosuch", code=1)
    assert kenes.json(*figure, "--district", "almaly")["value"] == 19


def test_letters_are_taken_from_files(kenes, tmp_path):
    """What becomes of each is said; a file that cannot be read stops no other."""
    letter, noise = tmp_path / "letter.eml", tmp_path / "noise.eml"
    letter.write_bytes(b"From: a@example.kz\r\nMessage-ID: <1@x>\r\nSubject: x\r\n\r\nHello\r\n")
    noise.write_bytes(bytes(range(256)))
    said = kenes("mail", "take", letter, noise, letter, "--lang", "en").splitlines()
    assert said == [
        f"{letter}: Taken; it answers no record, and waits to be placed.",
        f"{noise}: Taken whole, but not understood.",
        f"{letter}: This letter was taken before.",
    ]
    missing = tmp_path / "missing.eml"
    said = kenes("mail", "take", missing, letter, "--lang", "en", code=1).splitlines()
    assert said == [
        f"{missing}: The file cannot be read.",
        f"{letter}: This letter was taken before.",
    ]
    kenes("mail", "take", code=2)
    kenes("mail", "send", letter, code=2)


def test_check_tells_how_the_installation_stands(kenes):
    said = {fact["code"]: fact for fact in kenes.json("check")["status"]}
    assert set(said) == {
        *("mail_out", "mail_in", "jobs", "scanner", "backup", "room", "database", "version"),
    }
    assert said["scanner"]["tone"] == "attention"
    assert "KENES_CLAMD" in said["scanner"]["advice"]
