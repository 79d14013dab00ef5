"""A bad line is refused beside its cell in a sentence; the good ones around it come in."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError

from kenes.appeals.models import Appeal
from kenes.core import record
from kenes.core.filing import Filing
from kenes.core.journal import Entry
from kenes.core.refused import Refused
from kenes.council.models import Mandate
from kenes.journals import actions
from kenes.journals.models import Intake
from kenes.journals.preview import preview
from kenes.journals.reading import read
from kenes.organs.models import Topic
from kenes.publications.models import Post
from kenes.recommendations.models import Recommendation
from tests.journals.books import (
    APPEAL_HEADINGS,
    SHEET,
    appeal,
    appeals,
    counts,
    event,
    sitting,
    typed,
    written,
)

DAY = date(2024, 3, 5)
ROW = [1, DAY, "portal", "application", "Экология"]


def test_a_bad_line_is_refused_and_the_others_come_in(desk):
    content = appeals(
        ROW,
        [2, "в марте", "portal", "application", "Экология"],
        [3, DAY, "голубем", "application", "Экология"],
        [4, DAY, "portal", "application", "Погода"],
        [5, DAY, "portal", "application", None],
        [6, DAY, "portal", "application", "Экология"],
    )
    shown = desk.take(content)["appeals"]
    assert [(each.cell, each.why) for each in shown.refused] == [
        ("B3", "“в марте” is not a date. Write it like 05.03.2023."),
        (
            "C4",
            "“голубем” is not on the list: portal, e-mail, on paper, in person, "
            "through a member, state system of appeals.",
        ),
        ("E5", "“Погода” is not in the directory."),
        ("E6", "“Тема” is missing."),
    ]
    assert [each.number for each in Appeal.objects.order_by("number")] == ["2024-0001", "2024-0006"]
    assert desk.intake.outcome["sheets"] == [shown.as_json()]


def test_the_answer_of_the_command(desk):
    shown = desk.look(appeals(ROW, [2, "?", *ROW[2:]]))["appeals"]
    assert shown.as_json() == {
        "name": "Обращения",
        "taken": 1,
        "changed": 0,
        "same": 0,
        "refused": [{"cell": "B3", "why": "“?” is not a date. Write it like 05.03.2023."}],
    }


def test_the_answer_of_the_command_tells_columns_left_alone(desk):
    content = appeals([*ROW, "срочно"], headings=[*APPEAL_HEADINGS, "Примечание"])
    assert desk.look(content)["appeals"].as_json()["extra"] == ["Примечание"]


def test_two_lines_of_one_key(desk):
    content = appeals(ROW, [2, *ROW[1:]], ["№ 1", date(2024, 12, 30), *ROW[2:]])
    assert desk.refusals(content) == [("A4", "The same line stands in A2 and in A4.")]


def test_two_lines_without_a_number_that_say_the_same(desk):
    bare = [None, *ROW[1:]]
    assert desk.refusals(appeals(bare, bare)) == [
        (
            "B3",
            "The same line stands in B2 and in B3. If these are two records, give each its №.",
        )
    ]


def test_two_spellings_of_one_entry(desk):
    content = written(
        topics=[{"title_ru": "Парки"}, {"title_ru": "«ПАРКИ»"}, {"title_ru": "Дороги"}]
    )
    assert [cell for cell, _why in desk.refusals(content)] == ["B3"]
    assert counts(desk.take(content)["topics"]) == (2, 0, 0, 1)


def test_a_line_that_bears_the_names_of_two_entries(desk):
    line = {"title_ru": "Медеуский район", "title_kk": "Әуезов ауданы"}
    [(cell, why)] = desk.refusals(written(districts=[line]))
    sentence, names = why.split(": ")
    assert (cell, sentence) == ("B2", "The names are those of two entries of the directory")
    assert set(names.rstrip(".").split("; ")) == {"Медеуский район", "Ауэзовский район"}


def test_a_name_that_two_entries_bear(desk):
    desk.take(written(topics=[{"title_ru": "Вода", "aliases": "Экология"}]))
    assert desk.refusals(written(appeals=[appeal(1, "2024-03-05")])) == [
        ("J2", "Two entries of the directory are called “Экология”.")
    ]


def test_a_number_whose_year_is_not_that_of_the_date(desk):
    assert desk.refusals(appeals(["1/2023", *ROW[1:]])) == [
        ("A2", "The № is of the year 2023, the date of 2024.")
    ]


@pytest.mark.parametrize("number", ["12/1", "ЖТ-12", "12а", "2024-0012", "12/2024", "№ 12"])
def test_numbers_as_offices_write_them(desk, number):
    assert counts(desk.take(appeals([number, *ROW[1:]]))["appeals"]) == (1, 0, 0, 0)
    assert counts(desk.look(appeals([number, *ROW[1:]]))["appeals"]) == (0, 0, 1, 0)


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("ж" * 31, "A number is made of letters, digits and hyphens, at most 30."),
        ("—", "A number is made of letters, digits and hyphens, at most 30."),
        (True, "The cell holds TRUE or FALSE, not words."),
    ],
)
def test_what_is_no_number(desk, number, sentence):
    assert desk.refusals(appeals([number, *ROW[1:]])) == [("A2", sentence)]


def test_a_number_of_another_system_does_not_move_the_counter(desk, council, by):
    """№ of ten and more digits are taken as they stand; the next record is still number one."""
    numbers = ["2024000157", 2024000158, "98" * 15]
    content = appeals(*([number, *ROW[1:]] for number in numbers))
    assert counts(desk.take(content)["appeals"]) == (3, 0, 0, 0)
    assert counts(desk.look(content)["appeals"]) == (0, 0, 3, 0)
    paper = {"adopted": DAY, "title_ru": "О воде"}
    desk.take(written(recommendations=[{"no": "20240000000001", **paper}, paper]))
    found = Recommendation.objects.order_by("number").values_list("number", flat=True)
    assert set(found) == {"2024-20240000000001", "2024-0001"}


def test_a_number_that_several_years_have(desk):
    desk.take(written(sittings=[sitting(1, "2023-03-14"), sitting(1, "2024-03-14")]))
    item = {"sitting": "1", "position": 1, "title_ru": "Вопрос"}
    assert desk.refusals(written(items=[item])) == [
        ("A2", "There are several № 1; write the year too: 12/2023.")
    ]
    assert desk.refusals(written(items=[item | {"sitting": "7"}])) == [
        ("A2", "There is no line № 7 in the journal “Заседания”.")
    ]


def test_nothing_may_name_a_line_that_was_refused(desk):
    bad = sitting(1, "2024-03-14", present=12)
    content = written(sittings=[bad], items=[{"sitting": "1", "position": 1, "title_ru": "Вопрос"}])
    desk.look(content)
    found = {each.sheet.code: [r.why for r in each.refused] for each in desk.shown}
    assert found == {
        "sittings": ["A sitting without a quorum is not held; mark it as not having taken place."],
        "items": ["There is no line № 1 in the journal “Заседания”."],
    }


def test_a_course_that_goes_back_names_the_date_at_fault(desk):
    line = appeal(1, "2024-03-05", taken_on=date(2024, 3, 6), resolved_on=date(2024, 3, 1))
    [(cell, why)] = desk.refusals(written(appeals=[line]))
    letter = read(written(appeals=[line]), [SHEET["appeals"]]).sheets[0].letters["resolved_on"]
    assert (cell, why) == (f"{letter}2", "A record cannot begin in this state.")


def test_a_text_longer_than_its_column(desk):
    [(cell, why)] = desk.refusals(written(events=[event(1, "2024-03-14", title="а" * 501)]))
    assert why == "The text has 501 letters; at most 500 fit here."
    assert cell == "F2"
    [(cell, why)] = desk.refusals(written(events=[event(1, "2024-03-14", place="а" * 301)]))
    assert (cell, why) == ("G2", "The text has 301 letters; at most 300 fit here.")


def test_a_number_larger_than_its_column(desk):
    huge = sitting(1, "2024-03-14", seats=40_000)
    [(_cell, why)] = desk.refusals(written(sittings=[huge]))
    assert why == "40000 is too large; at most 32767 fits here."


def test_an_error_of_a_formula_is_no_empty_cell(desk):
    headings = ["№", "Дата поступления", "Канал", "Вид", "Тема", "Район"]
    content = appeals([*ROW, "#N/A"], [2, *ROW[1:], "=A1"], headings=headings, errors=["F2"])
    assert desk.refusals(content) == [
        ("F2", "The cell holds an error of a formula: #N/A."),
        ("F3", "The cell holds a formula without a value. Open the file in Excel and save it."),
    ]


def test_true_in_a_cell_of_words(desk):
    headings = ["№", "Дата", "Вид", "Название на русском"]
    content = typed({"Мероприятия": [headings, [1, DAY, "platform", True]]})
    assert desk.refusals(content) == [("D2", "The cell holds TRUE or FALSE, not words.")]


def test_a_sheet_of_no_use_says_why(desk):
    content = typed({"Обращения": [["имя"], ["Асанов"]], "Черновик": [["—"]]})
    assert desk.refusals(content) == [("A1", "No line of this sheet bears the headings we know.")]


# What may stand only once.


def post(no, link="https://example.kz/1", day=DAY):
    told = {"channel": "Сайт совета", "subject": "events", "title_ru": "Новость"}
    return {"no": no, "posted": day, "link": link, **told}


def test_a_link_that_another_line_has(desk):
    content = written(posts=[post(1), post(2)])
    assert desk.refusals(content) == [("H3", "The same stands already in Публикации!A2.")]


def test_a_link_that_the_register_has(desk):
    desk.take(written(posts=[post(1)]))
    content = written(posts=[post(2), post(3, link="https://example.kz/3")])
    shown = desk.take(content)["posts"]
    assert [(each.cell, each.why) for each in shown.refused] == [
        ("H2", "The register already holds this: 2024-0001 Новость.")
    ]
    assert Post.objects.count() == 2


def test_a_line_may_not_take_the_link_of_another(desk):
    desk.take(written(posts=[post(1), post(2, link="https://example.kz/2")]))
    assert desk.refusals(written(posts=[post(2)])) == [
        ("H2", "The register already holds this: 2024-0001 Новость.")
    ]


def test_the_number_of_a_record_a_clerk_entered(desk, council, by):
    paper = Recommendation(council=council, prepared_on=DAY, title_ru="О воде")
    record.register([Filing(paper, path=[("draft", DAY)])], by=by)
    line = {"no": 1, "adopted": DAY, "title_ru": "О воздухе"}
    assert desk.refusals(written(recommendations=[line])) == [
        ("A2", "The register already holds this: 2024-0001 О воде.")
    ]


def test_a_line_may_name_a_record_a_clerk_entered(desk, council, by):
    paper = Recommendation(council=council, prepared_on=DAY, title_ru="О воде")
    record.register([Filing(paper, path=[("draft", DAY)])], by=by)
    point = {"ordinal": 1, "addressee": "Управление экологии", "text_ru": "Полить"}
    content = written(points=[point | {"recommendation": "1/2024"}])
    assert counts(desk.take(content)["points"]) == (1, 0, 0, 0)
    again = written(points=[point | {"recommendation": "2024-0001"}])
    assert counts(desk.look(again)["points"]) == (0, 0, 1, 0)


def test_one_place_on_the_agenda(desk):
    desk.take(written(sittings=[sitting(1, "2024-03-14")]))
    item = {"sitting": "1", "position": 1, "title_ru": "Вопрос"}
    assert desk.refusals(written(items=[item, item | {"sitting": "1/2024"}])) == [
        ("A3", "The same line stands in A2 and in A3.")
    ]


def test_one_report_under_one_item(desk):
    base = {"planned": DAY, "heard": DAY, "sitting": "1", "position": 1}
    content = written(
        sittings=[sitting(1, "2024-03-05")],
        items=[{"sitting": "1", "position": 1, "title_ru": "Отчёты", "kind": "report"}],
        hearings=[
            {"no": 1, "agency": "Управление экологии", **base},
            {"no": 2, "agency": "Акимат города", **base},
        ],
    )
    assert [why for _cell, why in desk.refusals(content)] == [
        "The same stands already in Отчёты госорганов!A2."
    ]


def test_what_only_the_tables_see_comes_out_as_a_sentence_and_nothing_is_written(desk, council, by):
    """A colleague enters the same link between the look and the taking."""
    content = written(
        topics=[{"title_ru": "Парки"}], posts=[post(1, link="https://example.kz/9"), post(2)]
    )
    book = read(content, list(SHEET.values()))
    shown = preview(book, council, list(SHEET.values()))
    desk.take(written(posts=[post(5)]))
    before = (Post.objects.count(), Topic.objects.count(), Entry.objects.count())

    with pytest.raises(Refused) as refused:
        actions.take(shown, council=council, file_name="a", digest="b", by=by)

    assert str(refused.value) == (
        "Публикации, A3: The register holds this already, or it contradicts itself. "
        "Nothing of the file was taken."
    )
    assert (Post.objects.count(), Topic.objects.count(), Entry.objects.count()) == before
    assert not Intake.objects.filter(file_name="a").exists()


SEATS = {
    "convocations": [{"convocation": 3, "since": date(2022, 5, 16)}],
    "seats": [{"convocation": 3, "seat": 1, "quota": "civil"}],
}


def mandate(person, since, ended=None):
    left = {"ended": ended, "ground": "resigned"} if ended else {}
    told = {"convocation": 3, "seat": 1, "person": person, "since": since, "entered": "contest"}
    return told | left


def test_two_holders_of_one_seat(desk):
    first, second = mandate("Ким Вера", DAY), mandate("Сейтова Айгүл", DAY)
    content = written(**SEATS, mandates=[first, second])
    assert desk.refusals(content) == [("B3", "The seat is held by Ким Вера on those days.")]


def test_mandates_that_overlap_are_refused_line_by_line(desk):
    first = mandate("Ким Вера", date(2022, 5, 16), ended=date(2023, 5, 16))
    second = mandate("Сейтова Айгүл", date(2023, 5, 1), ended=DAY)
    content = written(**SEATS, mandates=[first, second], topics=[{"title_ru": "Парки"}])
    shown = desk.take(content)
    assert [(each.cell, each.why) for each in shown["mandates"].refused] == [
        ("B3", "The seat is held by Ким Вера on those days.")
    ]
    assert Mandate.objects.get().person.title_ru == "Ким Вера"
    assert Topic.objects.filter(title_ru="Парки").exists()

    # Nor may a changed line run into what the register holds.
    desk.take(written(mandates=[mandate("Сейтова Айгүл", date(2023, 5, 16))]))
    longer = written(mandates=[{**first, "ended": date(2023, 6, 1)}])
    assert desk.refusals(longer) == [("B2", "The seat is held by Сейтова Айгүл on those days.")]


@pytest.mark.parametrize("turned", [False, True])
def test_one_leaves_and_another_enters_in_one_file(desk, turned):
    """The seat is free once its holder's line says that he left, wherever that line stands."""
    since, left = date(2022, 5, 16), date(2023, 5, 16)
    desk.take(written(**SEATS, mandates=[mandate("Ким Вера", since)]))
    lines = [mandate("Ким Вера", since, ended=left), mandate("Сейтова Айгүл", left)]
    content = written(mandates=lines[::-1] if turned else lines)
    assert counts(desk.take(content)["mandates"]) == (1, 1, 0, 0)
    held = Mandate.objects.live().filter(ended_on=None)
    assert [each.person.title_ru for each in held] == ["Сейтова Айгүл"]


def test_what_a_changed_line_gives_up_another_may_take(desk):
    desk.take(written(posts=[post(1), post(2, link="https://example.kz/2")]))
    lines = [post(2), post(1, link="https://example.kz/3")]
    assert counts(desk.take(written(posts=lines))["posts"]) == (0, 2, 0, 0)
    links = Post.objects.order_by("number").values_list("link", flat=True)
    assert list(links) == ["https://example.kz/3", "https://example.kz/1"]


def test_a_rule_of_the_register_across_rows_names_its_line(desk):
    """What only the verb of the register can see refuses the whole file, and says where."""
    desk.sheets = [replace(sheet, across=None) for sheet in desk.sheets]
    since = date(2022, 5, 16)
    first = mandate("Ким Вера", since, ended=date(2023, 5, 16))
    second = mandate("Сейтова Айгүл", date(2023, 5, 1), ended=DAY)
    with pytest.raises(Refused) as refused:
        desk.take(written(**SEATS, mandates=[first, second], topics=[{"title_ru": "Парки"}]))
    assert str(refused.value) == (
        "Состав, A3: The seat is held by Ким Вера on those days. Nothing of the file was taken."
    )
    assert not Mandate.objects.exists()
    assert not Topic.objects.filter(title_ru="Парки").exists()


def test_a_rule_across_rows_that_the_sheet_knows_refuses_one_line(desk):
    def begin_with_other_letters(row, before):
        if any(row.title_ru[0] == other.title_ru[0] for other in before):
            raise Refused("Another begins so.", field="title_ru")

    across = {"topics": begin_with_other_letters}
    desk.sheets = [replace(sheet, across=across.get(sheet.code)) for sheet in desk.sheets]
    content = written(topics=[{"title_ru": "Парки"}, {"title_ru": "Поля"}, {"title_ru": "Вода"}])
    shown = desk.take(content)["topics"]
    assert [(each.cell, each.why) for each in shown.refused] == [("B3", "Another begins so.")]
    assert Topic.objects.filter(title_ru__in=["Парки", "Вода"]).count() == 2


def test_the_tables_themselves_refuse_what_the_desk_did_not_see(desk, council, by):
    """The last net under the preview is the database's own."""
    topic = Topic(council=council, title_ru="Экология")
    topic.check_facts()
    with pytest.raises(IntegrityError):
        record.register([Filing(topic)], by=by)
