"""What is found in a file, whatever a person made of it."""

from contextlib import suppress
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from kenes.core.refused import Refused
from kenes.journals.catalogue import SHEETS
from kenes.journals.reading import read
from tests.journals.books import APPEAL_HEADINGS, SHEET, appeals, typed

ROW = ["1", date(2024, 3, 5), "portal", "application", "Экология"]


def cells(content):
    """The lines of the first journal found: (line, what stands under each column)."""
    return [(line.at, line.cells) for line in read(content, SHEETS).sheets[0].lines]


FULL = {
    "no": "1",
    "received": date(2024, 3, 5),
    "channel": "portal",
    "kind": "application",
    "topic": "Экология",
}


@pytest.mark.parametrize(
    "headings",
    [
        ["№", "Дата поступления", "Канал", "Вид", "Тема"],
        ["№", "Түскен күні", "Арнасы", "Түрі", "Тақырып"],
        ["no", "received", "channel", "kind", "topic"],
        ["№ п/п", "ДАТА ПОСТУПЛЕНИЯ", " Канал ", "Вид:", "Тема *"],
        ["р/с №", "Дата\nпоступления", "Канал", "Түрі", "Тема"],
    ],
)
def test_headings_in_either_language(headings):
    assert cells(appeals(ROW, headings=headings)) == [(2, FULL)]


def test_columns_in_any_order_and_those_of_others_left_alone():
    headings = ["Тема", "Примечание", "Вид", "№", "Исполнитель", "Канал", "Дата поступления"]
    row = ["Экология", "срочно", "application", "1", "Ким", "portal", date(2024, 3, 5)]
    content = appeals(row, headings=headings)
    assert cells(content) == [(2, FULL)]
    sheet = read(content, SHEETS).sheets[0]
    assert sheet.extra == ["Примечание", "Исполнитель"]
    assert sheet.cell(2, "topic") == "A2"


def test_the_second_column_of_one_heading_is_left_alone():
    headings = ["№", "Дата поступления", "Канал", "Вид", "Тема", "Тема"]
    content = appeals([*ROW, "Другая"], headings=headings)
    assert cells(content) == [(2, FULL)]
    with override("en"):
        assert read(content, SHEETS).sheets[0].extra == ["Тема, a second time"]


def test_a_title_above_the_headings_and_numbers_of_columns_below():
    rows = [
        ["Журнал обращений за 2024 год"],
        [],
        ["№", "Дата поступления", "Канал", "Вид", "Тема"],
        [1, 2, 3, 4, 5],
        ROW,
        ["№", "Дата поступления", "Канал", "Вид", "Тема"],
        ["2", *ROW[1:]],
    ]
    content = typed({"Обращения": rows}, merge=["A1:E1"])
    assert cells(content) == [(5, FULL), (7, FULL | {"no": "2"})]


def test_headings_of_two_lines_merged_downwards():
    headings = ["№", "Дата поступления", "Канал", "Вид", "Тема"]
    content = typed(
        {"Обращения": [headings, [None] * 5, ROW]},
        merge=[f"{letter}1:{letter}2" for letter in "ABCDE"],
    )
    assert cells(content) == [(3, FULL)]


def test_a_merged_cell_speaks_for_every_line_it_covers():
    content = appeals(ROW, ["2", None, *ROW[2:]], ["3", None, *ROW[2:]], merge=["B2:B4"])
    assert [line["received"] for _at, line in cells(content)] == [date(2024, 3, 5)] * 3


@pytest.mark.parametrize("mark", ["пример", "Мысал", "example", "пример: 1"])
def test_an_example_line_is_left_alone(mark):
    assert cells(appeals([mark, *ROW[1:]], ROW)) == [(3, FULL)]


def test_unknown_sheets_are_listed():
    content = typed({"Обращения": [list(FULL)], "Черновик": [["что-то"]], "Лист3": []})
    assert read(content, SHEETS).unknown == ["Черновик", "Лист3"]


def test_our_own_sheets_that_hold_no_journal_are_not_listed():
    content = typed({"Совет": [["slug"]], "Тізімдер": [["a"]], "Как заполнять": [["Прочтите"]]})
    assert read(content, SHEETS).unknown == []


@pytest.mark.parametrize(
    "title", ["Обращения 2023", "обращения (2)", "Обращения 2024 г.", "Appeals"]
)
def test_a_journal_is_known_by_its_name_whatever_year_stands_behind(title):
    book = read(typed({title: [list(FULL), list(FULL.values())]}), SHEETS)
    assert [(raw.sheet.code, raw.title, len(raw.lines)) for raw in book.sheets] == [
        ("appeals", title, 1)
    ]


def test_two_sheets_of_one_journal_are_both_read():
    rows = [list(FULL), list(FULL.values())]
    book = read(typed({"Обращения": rows, "Жолданымдар": rows}), SHEETS)
    assert [raw.title for raw in book.sheets] == ["Обращения", "Жолданымдар"]


def test_a_sheet_without_our_headings_says_so():
    with override("en"):
        [raw] = read(typed({"Обращения": [["имя", "отчество"], ["a", "b"]]}), SHEETS).sheets
    assert raw.broken == "No line of this sheet bears the headings we know."
    assert raw.lines == []


def test_a_sheet_that_lacks_a_column_it_needs_says_which():
    headings = ["№", "Канал", "Вид"]
    with override("ru"):
        [raw] = read(appeals(["1", "portal", "application"], headings=headings), SHEETS).sheets
    assert "Дата поступления" in raw.broken
    assert "Тема" in raw.broken


def test_an_empty_sheet_is_no_fault():
    [raw] = read(typed({"Обращения": []}), SHEETS).sheets
    assert (raw.broken, raw.lines) == ("", [])


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04 and nothing more",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1024),
        b"\x89PNG\r\n\x1a\n" + bytes(64),
        appeals(ROW)[:1500],
    ],
    ids=["empty", "broken zip", "broken xls", "a photo", "cut short"],
)
def test_what_is_no_workbook_is_refused_in_a_sentence(content):
    with override("en"), pytest.raises(Refused) as refused:
        read(content, SHEETS)
    assert str(refused.value) == "This file is not a workbook that Excel could open."


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + bytes(1024)
            + "EncryptedPackage".encode("utf-16-le")
            + bytes(1024),
            "The workbook is protected by a password. Save it without one.",
        ),
    ],
    ids=["protected"],
)
def test_a_file_of_another_kind_is_refused_with_what_to_do(content, sentence):
    with override("en"), pytest.raises(Refused) as refused:
        read(content, SHEETS)
    assert str(refused.value) == sentence


def test_a_hundred_columns_of_others_are_left_alone():
    headings = [f"Колонка {n}" for n in range(95)] + list(APPEAL_HEADINGS)
    content = appeals([*range(95), *ROW], headings=headings)
    assert cells(content) == [(2, FULL)]
    assert len(read(content, SHEETS).sheets[0].extra) == 95


def test_a_zip_that_is_no_workbook():
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "a")
    with pytest.raises(Refused):
        read(out.getvalue(), SHEETS)


def test_a_workbook_cut_or_bent_anywhere_never_crashes():
    whole = appeals(ROW)
    for at in range(0, len(whole), 211):
        for content in (whole[:at], whole[:at] + b"\xff\x00\xff" + whole[at + 3 :]):
            with suppress(Refused):
                read(content, SHEETS)


def test_lines_that_are_only_formatted_are_none():
    book = Workbook()
    page = book.active
    page.title = "Обращения"
    page.append(list(FULL))
    page.append(list(FULL.values()))
    yellow = PatternFill("solid", fgColor="FFFF00")
    for line in range(3, 100_003):
        page.cell(line, 1).fill = yellow
    out = BytesIO()
    book.save(out)
    [raw] = read(out.getvalue(), SHEETS).sheets
    assert [line.at for line in raw.lines] == [2]


def test_blank_lines_between_are_let_be():
    assert [at for at, _cells in cells(appeals(ROW, [], [" ", None, "\u00a0"], ROW))] == [2, 5]


def test_a_cell_at_the_end_of_the_world_is_refused_before_room_is_made_for_it():
    book = Workbook()
    page = book.active
    page.title = "Обращения"
    page.append(list(FULL))
    page["XFD1048576"] = " "
    out = BytesIO()
    book.save(out)
    with override("en"), pytest.raises(Refused) as refused:
        read(out.getvalue(), SHEETS)
    assert "“Обращения” has a cell very far from the others" in str(refused.value)


def test_errors_and_formulas_without_a_value_are_told_from_empty_cells():
    content = appeals(ROW, ["2", "#REF!", "portal", "application", "=A1"], errors=["B3"])
    [raw] = read(content, SHEETS).sheets
    assert raw.faults == {"B3": "#REF!", "E3": "="}


def test_the_guard_against_formulas_is_taken_away():
    said = cells(
        appeals(["1", *ROW[1:4], "'=1+1"], ["2", *ROW[1:4], "''-5"], ["3", *ROW[1:4], "'ok'"])
    )
    assert [line["topic"] for _at, line in said] == ["=1+1", "'-5", "'ok'"]


def test_a_fingerprint_is_of_words_not_of_types():
    raw = read(appeals(["1", *ROW[1:]], [1.0, "05.03.2024", *ROW[2:]]), [SHEET["appeals"]])
    first, second = raw.sheets[0].lines
    assert first.fingerprint() == second.fingerprint()
