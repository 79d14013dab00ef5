"""A line is known again: the same adds nothing, another word is a difference."""

import json
from datetime import date

from kenes.appeals.models import Appeal
from kenes.core import record
from kenes.core.flow import path_of
from kenes.core.journal import Entry
from kenes.core.link import Link
from kenes.council.models import Person
from kenes.events.models import Coorganiser, Event, ReachEntry
from kenes.hearings.models import Hearing
from kenes.journals.models import Intake, IntakeLine
from kenes.organs.models import District, Organisation
from kenes.recommendations.models import Recommendation
from tests.journals.books import appeal, appeals, counts, event, sitting, typed, written

MARCH = date(2024, 3, 14)


def told(line):
    """A changed line as (label, old, new)."""
    return [(change.label, change.old, change.new) for change in line.changes]


def test_the_same_file_again_adds_nothing(desk):
    content = written(appeals=[appeal(1, "2024-03-05"), appeal(2, "2024-03-06")])
    desk.take(content)
    before = (Appeal.objects.count(), IntakeLine.objects.count(), Intake.objects.count())
    entries = Entry.objects.count()

    again = desk.take(content, name="the same by another name.xlsx")

    assert counts(again["appeals"]) == (0, 0, 2, 0)
    assert (Appeal.objects.count(), IntakeLine.objects.count(), Intake.objects.count()) == before
    assert Entry.objects.count() == entries


def test_other_words_for_the_same_facts_are_no_difference(desk):
    desk.take(written(appeals=[appeal(1, "2024-03-05", district="Медеуский район")]))
    spoken = {
        "no": "№ 1",
        "received": "5 марта 2024 г.",
        "channel": "PORTAL",
        "kind": "application",
        "topic": "  экология ",
        "district": "Медеу",
    }
    again = desk.take(typed({"Жолданымдар": [list(spoken), list(spoken.values())]}))
    assert counts(again["appeals"]) == (0, 0, 1, 0)


def test_a_changed_line_is_shown_as_a_difference_and_then_taken(desk):
    desk.take(written(appeals=[appeal(1, "2024-03-05", district="Медеуский район")]))
    content = written(
        appeals=[appeal(1, "2024-03-05", district="Ауэзовский район", taken_on=date(2024, 3, 6))]
    )

    shown = desk.look(content)["appeals"]

    assert counts(shown) == (0, 1, 0, 0)
    assert told(shown.changed[0]) == [
        ("district", "Медеуский район", "Ауэзовский район"),
        ("course", "registered 05.03.2024", "registered 05.03.2024 → in work 06.03.2024"),
    ]
    assert Appeal.objects.get().district.title_ru == "Медеуский район"

    desk.take(content)

    found = Appeal.objects.get()
    assert (found.number, found.district.title_ru, found.status) == (
        "2024-0001",
        "Ауэзовский район",
        "in_work",
    )
    assert path_of(found) == [("registered", date(2024, 3, 5)), ("in_work", date(2024, 3, 6))]
    assert counts(desk.take(content)["appeals"]) == (0, 0, 1, 0)


def test_parts_of_a_changed_line(desk):
    desk.take(written(events=[event(1, "2024-03-14", residents=12, business=3)]))
    changed = event(1, "2024-03-14", residents=20, activists=4, coorganisers="Маслихат города")
    desk.take(written(events=[changed]))
    live = ReachEntry.objects.filter(struck_at=None).values_list("audience", "people")
    assert dict(live) == {"residents": 20, "activists": 4}
    assert [each.kind_then for each in Coorganiser.objects.all()] == ["maslikhat"]


def test_a_column_the_sheet_lacks_says_nothing(desk):
    told_all = event(
        1,
        "2024-03-14",
        place="Дом дружбы",
        residents=12,
        coorganisers="Маслихат города",
        state="cancelled",
    )
    desk.take(written(events=[told_all]))
    short = {"no": "1", "kind": "platform", "on": MARCH, "title_ru": "Площадка о воде"}
    shown = desk.take(typed({"events": [list(short), list(short.values())]}))["events"]

    assert [change.name for change in shown.changed[0].changes] == ["title_ru"]
    found = Event.objects.get()
    assert (found.title_ru, found.place, found.status) == (
        "Площадка о воде",
        "Дом дружбы",
        "cancelled",
    )
    assert ReachEntry.objects.filter(struck_at=None).count() == 1
    assert Coorganiser.objects.filter(struck_at=None).count() == 1


def test_an_emptied_cell_of_a_column_that_is_there_empties_the_fact(desk):
    desk.take(written(events=[event(1, "2024-03-14", place="Дом дружбы")]))
    desk.take(written(events=[event(1, "2024-03-14")]))
    assert Event.objects.get().place == ""


def test_a_kind_copied_then_is_no_news_when_the_directory_changes(desk):
    journal = {
        "sittings": [sitting(1, "2024-03-14")],
        "items": [{"sitting": "1/2024", "position": 1, "title_ru": "Отчёт", "kind": "report"}],
    }
    heard = {
        "no": 1,
        "agency": "Управление экологии",
        "planned": MARCH,
        "heard": MARCH,
        "sitting": "1",
        "position": 1,
    }
    desk.take(written(**journal, hearings=[heard]))
    desk.take(written(organisations=[{"title_ru": "Управление экологии", "kind": "subordinate"}]))
    shown = desk.take(written(hearings=[heard | {"mark": 4}]))["hearings"]
    assert [change.name for change in shown.changed[0].changes] == ["mark"]
    assert Hearing.objects.get().agency_kind_then == "state_body"


def test_a_number_comes_anew_each_year(desk):
    lines = [appeal(1, "2023-12-29"), appeal(1, "2024-01-09"), appeal(2, "2024-01-10")]
    assert counts(desk.take(written(appeals=lines))["appeals"]) == (3, 0, 0, 0)
    found = Appeal.objects.order_by("number").values_list("number", flat=True)
    assert list(found) == ["2023-0001", "2024-0001", "2024-0002"]


def test_a_journal_continued_in_the_next_file(desk):
    """The occasions of sittings take no number that the journal of events will give."""
    desk.take(
        written(
            events=[event(1, "2024-01-10"), event(2, "2024-01-11")],
            sittings=[sitting(1, "2024-01-12"), sitting(2, "2024-01-13")],
        )
    )
    february = written(
        events=[event(3, "2024-02-10"), event(4, "2024-02-11")],
        sittings=[sitting(3, "2024-02-12")],
    )
    shown = desk.take(february)
    assert [counts(shown[code]) for code in ("events", "sittings")] == [(2, 0, 0, 0), (1, 0, 0, 0)]
    numbers = Event.objects.filter(kind="platform").order_by("number")
    assert [each.number for each in numbers] == [f"2024-000{n}" for n in (1, 2, 3, 4)]


def test_a_line_is_known_by_what_its_cells_mean(desk):
    """«1», «1/2024» and two spellings of a name give one key."""
    desk.take(written(sittings=[sitting(1, "2024-03-14"), sitting(2, "2024-03-20")]))
    item = {"position": 1, "title_ru": "Вопрос"}
    desk.take(written(items=[item | {"sitting": "1"}]))
    assert counts(desk.take(written(items=[item | {"sitting": "1/2024"}]))["items"]) == (0, 0, 1, 0)
    office = {"person": "Ким Вера", "role": "member", "since": date(2022, 5, 16)}
    desk.take(written(offices=[office | {"body": "Общее заседание"}]))
    again = desk.take(written(offices=[office | {"body": "общее  «заседание»"}]))
    assert counts(again["offices"]) == (0, 0, 1, 0)


def test_an_entry_of_a_directory_is_known_by_any_of_its_titles(desk):
    shown = desk.take(written(districts=[{"title_kk": "Медеу ауданы", "title_en": "Medeu"}]))
    assert counts(shown["districts"]) == (0, 1, 0, 0)
    assert District.objects.count() == 2
    assert District.objects.get(title_kk="Медеу ауданы").title_en == "Medeu"


def test_an_entry_a_clerk_made_is_the_same_entry(desk, council, by):
    record.register(
        [record.Filing(Organisation(council=council, title_ru="Управление спорта", kind="other"))],
        by=by,
    )
    lines = [{"title_ru": "Управление спорта", "kind": "state_body"}]
    shown = desk.take(written(organisations=lines))
    assert counts(shown["organisations"]) == (0, 1, 0, 0)
    assert Organisation.objects.get(title_ru="Управление спорта").kind == "state_body"


def test_long_names_that_begin_alike_each_get_a_code(desk):
    begins = "Коммунальное государственное предприятие на праве хозяйственного ведения поликлиника "
    lines = [{"title_ru": f"{begins}{n}", "kind": "subordinate"} for n in range(1, 13)]
    assert counts(desk.take(written(organisations=lines))["organisations"]) == (12, 0, 0, 0)
    codes = Organisation.objects.filter(kind="subordinate").values_list("code", flat=True)
    assert len(set(codes)) == 12
    again = desk.take(written(organisations=lines[::-1]))
    assert counts(again["organisations"]) == (0, 0, 12, 0)


def test_a_line_may_name_one_further_down(desk):
    lines = [
        appeal(1, "2024-03-05", merged_on=date(2024, 3, 8), merged_into="3"),
        appeal(2, "2024-03-06", merged_on=date(2024, 3, 8), merged_into="3/2024"),
        appeal(3, "2024-03-07"),
    ]
    assert counts(desk.take(written(appeals=lines))["appeals"]) == (3, 0, 0, 0)
    third = Appeal.objects.get(number="2024-0003")
    assert Link.objects.filter(to_id=third.pk, role="merged_into").count() == 2
    parent = {"title_ru": "Школа 1", "kind": "subordinate", "parent": "Управление образования"}
    below = {"title_ru": "Управление образования", "kind": "state_body"}
    shown = desk.take(written(organisations=[parent, below]))
    assert counts(shown["organisations"]) == (2, 0, 0, 0)


def test_an_origin_that_changed_is_a_difference(desk):
    paper = {"no": 1, "adopted": MARCH, "title_ru": "О воде"}
    events = [event(1, "2024-03-01"), event(2, "2024-03-02", title="Вторая")]
    desk.take(written(events=events, recommendations=[paper | {"from_event": "1"}]))
    shown = desk.take(written(recommendations=[paper | {"from_event": "2"}]))["recommendations"]
    assert told(shown.changed[0]) == [
        ("comes from", "", "2024-0002 Вторая"),
        ("comes from", "2024-0001 Площадка", ""),
    ]
    [link] = Link.objects.filter(struck_at=None)
    assert link.from_id == Event.objects.get(number="2024-0002").pk
    assert link.to_id == Recommendation.objects.get().pk


def test_two_sheets_of_one_journal(desk):
    headings = ["№", "Дата поступления", "Канал", "Вид", "Тема"]
    row = ["portal", "application", "Экология"]
    content = typed(
        {
            "Обращения 2023": [headings, [1, date(2023, 3, 5), *row]],
            "Обращения 2024": [headings, [1, date(2024, 3, 5), *row], [1, "05.03.2023", *row]],
        }
    )
    desk.take(content)
    assert [(each.title, counts(each)) for each in desk.shown] == [
        ("Обращения 2023", (1, 0, 0, 0)),
        ("Обращения 2024", (1, 0, 0, 1)),
    ]
    [refusal] = desk.shown[1].refused
    assert refusal.why == "The same line stands in Обращения 2023!A2 and in A3."
    assert Appeal.objects.count() == 2


def test_another_council_knows_nothing_of_it(desk, by):
    from kenes.council import actions as councils
    from tests.journals.conftest import Desk

    content = appeals([1, date(2024, 3, 5), "portal", "application", "Экология"])
    desk.take(content)
    other = Desk(councils.found(by=by, slug="other", title_kk="К", title_ru="С"), by)
    assert other.refusals(content) == [("E2", "“Экология” is not in the directory.")]
    other.take(written(topics=[{"title_ru": "Экология"}]))
    assert counts(other.take(content)["appeals"]) == (1, 0, 0, 0)


def test_no_person_stands_in_the_table_of_lines(desk):
    """An appeal without a № is known by its applicant, and yet his name lies nowhere open."""
    bare = appeal(None, "2024-03-05", applicant="Асанов Асан", contact="+7 700 000 10 10")
    content = written(appeals=[bare, bare | {"applicant": "Бериков Берик"}])
    assert counts(desk.take(content)["appeals"]) == (2, 0, 0, 0)
    assert counts(desk.look(content)["appeals"]) == (0, 0, 2, 0)
    lines = IntakeLine.objects.filter(sheet="appeals")
    assert not any("асанов" in line.key.casefold() for line in lines)
    told = json.dumps(list(Intake.objects.values("outcome", "file_name")), ensure_ascii=False)
    assert "Асанов" not in told


def test_what_no_column_tells_of_an_appeal_stays_when_its_line_changes(desk, council, by):
    """The answer, the place and the e-mail have no column: a line that changes empties none."""
    desk.take(written(appeals=[appeal(1, "2024-03-05")]))
    row = Appeal.objects.select_related("applicant").get()
    member = Person(council=council, title_ru="Ахметов Ерлан")
    record.register([record.Filing(member)], by=by)
    said = {"answer": "Сделано.", "place": "У моста", "member": member}
    record.correct(row, version=row.version, by=by, **said)
    record.correct(row.applicant, version=1, by=by, email="aigul@example.kz")
    changed = appeal(1, "2024-03-05", kind="complaint")
    assert counts(desk.take(written(appeals=[changed]))["appeals"]) == (0, 1, 0, 0)
    row = Appeal.objects.select_related("applicant").get()
    assert row.kind == "complaint"
    assert {name: getattr(row, name) for name in said} == said
    assert row.applicant.email == "aigul@example.kz"
