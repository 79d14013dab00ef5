"""What Kenes writes it can take in again; and what it writes does nothing by itself."""

from dataclasses import replace
from datetime import date, time
from io import BytesIO

import pytest
from django.db import transaction
from django.utils.translation import override
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from kenes.core.cell import OneOf, YesNo
from kenes.core.refused import Refused
from kenes.core.row import Row
from kenes.events.models import Event
from kenes.journals import workbook
from kenes.journals.catalogue import SHEETS
from kenes.journals.founding import COUNCIL, found_from
from kenes.journals.models import Intake
from kenes.journals.reading import LISTS, read
from tests.journals.books import SHEET, counts, event, typed

LANGUAGES = ("kk", "ru")
# An example is rolled back at its end, so examples do not see one another.
in_the_register = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


# The empty workbook


@pytest.mark.parametrize("language", [*LANGUAGES, "en"])
def test_the_empty_workbook_as_written_takes_nothing(desk, language):
    content = workbook.write(SHEETS, {}, language=language, example=True)
    book = read(content, SHEETS)
    assert (len(book.sheets), book.unknown, book.broken) == (len(SHEETS), [], [])
    before = Intake.objects.count()
    desk.look(content)
    assert {counts(each) for each in desk.shown} == {(0, 0, 0, 0)}
    assert Intake.objects.count() == before


def test_an_example_written_over_is_taken(desk):
    content = workbook.write([SHEET["topics"]], {}, language="ru", example=True)
    book = load_workbook(BytesIO(content))
    book["Темы"]["A2"] = "Көлік"
    book["Темы"]["B2"] = "Транспорт"
    out = BytesIO()
    book.save(out)
    assert counts(desk.take(out.getvalue())["topics"]) == (1, 0, 0, 0)


def test_the_first_cell_of_each_example_says_so():
    for language, mark in (("kk", "мысал"), ("ru", "пример")):
        book = load_workbook(BytesIO(workbook.write(SHEETS, {}, language=language, example=True)))
        for sheet in SHEETS:
            page = book[sheet.kk if language == "kk" else sheet.ru]
            assert str(page["A2"].value).startswith(mark), sheet.code
            assert page.max_row == 2


def test_every_list_of_values_is_offered():
    with override("ru"):
        book = load_workbook(BytesIO(workbook.write(SHEETS, {}, language="ru", example=True)))
    lists = book[LISTS]
    assert lists.sheet_state == "hidden"
    for sheet in SHEETS:
        page = book[sheet.ru]
        offered = page.data_validations.dataValidation
        chosen = [c for c in sheet.columns if isinstance(c.reader, OneOf | YesNo)]
        assert len(offered) == len(chosen)
        for column, validation in zip(chosen, offered, strict=True):
            area = validation.formula1.split("!")[1].replace("$", "")
            cells = [cell.value for [cell] in lists[area]]
            for label in cells:
                column.reader.read(label, None)
            assert len(set(cells)) == len(cells) >= 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_empty_workbook_has_the_sheet_that_opens_a_register(by, language):
    content = workbook.empty(language)
    book = load_workbook(BytesIO(content))
    page = book[COUNCIL.kk if language == "kk" else COUNCIL.ru]
    for at, told in enumerate(("almaty", "Кеңес", "Совет"), start=1):
        page.cell(2, at, told)
    out = BytesIO()
    book.save(out)
    assert found_from(out.getvalue(), by=by).slug == "almaty"
    assert read(content, SHEETS).unknown == []


@pytest.mark.parametrize(
    ("language", "told"), [("ru", ["портал", "заявление"]), ("kk", ["портал", "өтініш"])]
)
def test_choices_are_written_as_people_read_them(language, told):
    line = {"no": 1, "channel": "portal", "kind": "application"}
    content = workbook.write([SHEET["appeals"]], {"appeals": [line]}, language=language)
    [page] = load_workbook(BytesIO(content)).worksheets[:1]
    assert [page["C2"].value.casefold(), page["D2"].value.casefold()] == told
    [raw] = read(content, SHEETS).sheets[0].lines
    readers = {column.code: column.reader for column in SHEET["appeals"].columns}
    assert {code: readers[code].read(raw.cells[code], None) for code in ("channel", "kind")} == {
        "channel": "portal",
        "kind": "application",
    }


def test_yes_and_no_are_written_as_words():
    line = {"no": 1, "estimated": True}
    content = workbook.write([SHEET["events"]], {"events": [line]}, language="ru")
    [raw] = read(content, SHEETS).sheets[0].lines
    assert raw.cells["estimated"] == "да"


def test_the_council_itself_may_open_the_workbook(by):
    line = {"slug": "almaty", "title_kk": "Кеңес", "title_ru": "Совет"}
    rows = {"council": [line], "topics": [{"title_ru": "Экология"}]}
    content = workbook.write([COUNCIL, *SHEETS], rows, language="ru", example=True)
    assert read(content, SHEETS).unknown == []
    assert found_from(content, by=by).slug == "almaty"


@pytest.mark.parametrize(
    "content",
    [
        workbook.write([COUNCIL, *SHEETS], {}, language="ru", example=True),
        workbook.write(SHEETS, {}, language="ru"),
        typed({"Совет": [["Краткое имя", "Название на казахском"], ["almaty", "Кеңес"]]}),
    ],
    ids=["only the example", "no sheet", "no Russian name"],
)
def test_a_workbook_that_names_no_council_opens_no_register(by, content):
    with pytest.raises(Refused):
        found_from(content, by=by)


# Formulas

DANGEROUS = ["=1+1", "+7 700", "-5", "@SUM(A1)", "\t=1", "'=1", "''=1", '=HYPERLINK("x")', "-"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_nothing_written_is_a_formula_and_all_of_it_comes_back(text):
    content = workbook.write([SHEET["topics"]], {"topics": [{"title_ru": text}]}, language="ru")
    cell = load_workbook(BytesIO(content))["Темы"]["B2"]
    assert cell.data_type == "s"
    assert cell.value[:1] == "'"
    [line] = read(content, SHEETS).sheets[0].lines
    assert line.cells["title_ru"] == text.strip()


@given(st.text())
def test_the_guard_is_exact(text):
    guarded = workbook.safe(text)
    assert guarded[:1] not in {"=", "+", "-", "@", "\t", "\r"}
    assert guarded in {text, f"'{text}"}
    if guarded != text:
        assert guarded[1:] == text


@given(st.text(), st.text())
def test_the_guard_keeps_different_texts_apart(one, other):
    assert (workbook.safe(one) == workbook.safe(other)) == (one == other)


# The round trip

words = st.text(
    alphabet=st.one_of(
        st.sampled_from("аәбгғеёжқңөұүһіАӘЯ «»—№=+-@'\"_x0041;|/\n\t"),
        st.characters(codec="utf-8", exclude_categories=["Cs", "Cn"]),
    ),
    min_size=1,
    max_size=60,
).filter(lambda text: plain(text) != "")
days = st.dates(min_value=date(2022, 1, 1), max_value=date(2025, 12, 31))


def plain(text):
    """A text as the register keeps it: unseen signs gone, blanks single."""
    return " ".join(ILLEGAL_CHARACTERS_RE.sub("", text).split())


@st.composite
def journals(draw):
    """Lines of the journal of events, each with its own №."""
    rows = []
    for no in range(1, draw(st.integers(1, 6)) + 1):
        row = event(no, draw(days).isoformat(), draw(words))
        row |= draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "title_kk": words,
                    "place": words,
                    "at": st.times(max_value=time(23, 59)).map(
                        lambda t: t.replace(second=0, microsecond=0)
                    ),
                    "district": st.sampled_from(["Медеуский район", "Медеу", "Ауэзовский район"]),
                    "topic": st.just("Экология"),
                    "coorganisers": st.just("Маслихат города; Акимат города"),
                    "participants": st.just(["Ким Вера", "Сейтова Айгүл"]),
                    "state": st.sampled_from(["held", "cancelled", "planned"]),
                    "residents": st.integers(1, 10**6),
                    "estimated": st.booleans(),
                    "reach_stated": st.integers(1, 10**6),
                },
            )
        )
        if row.get("state") == "planned":
            # Nobody comes to what is still ahead.
            row.pop("residents", None)
        rows.append(row)
    return rows


@st.composite
def orders(draw):
    """The sheet of events with its columns in some order."""
    return replace(SHEET["events"], columns=tuple(draw(st.permutations(SHEET["events"].columns))))


@in_the_register
@given(
    rows=journals(),
    one=orders(),
    other=orders(),
    languages=st.permutations(LANGUAGES),
)
@example(
    rows=[event(1, "2024-03-14", "_x0041_ '=1", place="\ufeff\u2028строка")],
    one=SHEET["events"],
    other=SHEET["events"],
    languages=("ru", "kk"),
)
def test_what_is_written_is_taken_in_and_the_same_again_adds_nothing(
    desk, rows, one, other, languages
):
    first, second = (
        workbook.write([sheet], {"events": rows}, language=language)
        for sheet, language in zip((one, other), languages, strict=True)
    )
    with transaction.atomic():
        assert counts(desk.take(first)["events"]) == (len(rows), 0, 0, 0), desk.shown[0].refused
        found = {each.number: each for each in Event.objects.all()}
        for row in rows:
            it = found[f"{row['on'].year}-{row['no']:04d}"]
            assert (it.title_ru, it.held_on) == (plain(row["title_ru"]), row["on"])
            assert (it.title_kk, it.place) == (
                plain(row.get("title_kk", "")),
                plain(row.get("place", "")),
            )
            assert (it.starts_at, it.reach_stated) == (row.get("at"), row.get("reach_stated"))
            assert it.status == row.get("state", "held")
            assert it.participants.count() == len(row.get("participants", ()))
            assert sum(each.people for each in it.reach.all()) == row.get("residents", 0)
        assert counts(desk.take(second)["events"]) == (0, 0, len(rows), 0)
        transaction.set_rollback(True)


def test_every_sheet_makes_the_round_trip(desk):
    """One line of each journal, by its own example where it has one."""
    from tests.journals.whole import WHOLE

    for language in LANGUAGES:
        again = language != LANGUAGES[0]
        content = workbook.write(SHEETS, WHOLE, language=language)
        desk.take(content)
        assert [r for each in desk.shown for r in each.refused] == []
        for each in desk.shown:
            told = len(WHOLE[each.sheet.code])
            assert counts(each) == ((0, 0, told, 0) if again else (told, 0, 0, 0)), each.title
    assert set(WHOLE) == set(SHEET)
    assert all(issubclass(sheet.model, Row) for sheet in SHEETS)
