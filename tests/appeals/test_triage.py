"""The list by which the office works, and the figures of time."""

from datetime import date
from random import Random

import pytest

from kenes.appeals import actions
from kenes.appeals.indicators import DAYS_TO_ANSWER, IN_TIME, LATE, MOST_DAYS, REPEATED
from kenes.appeals.models import Appeal
from kenes.core import clock, record
from kenes.core.measure import Median, Percentile
from kenes.core.period import Period, Scope
from kenes.council.models import Body, Mandate
from tests.appeals.conftest import stand_still
from tests.appeals.test_portal import closed, sent
from tests.town import enter

pytestmark = pytest.mark.django_db
LIST = "/office/appeals/"


def numbers(answer):
    return [row["cells"][0]["text"] for row in answer.context["rows"]]


def test_open_appeals_stand_by_the_day_of_their_answer(town, visitor, secretary):
    kinds = ("complaint", "application", "request", "application")
    for kind in kinds:
        sent(visitor, town, kind=kind)
    closed(secretary, "2025-0004", "resolved")
    assert numbers(secretary.get(LIST, {"order": "due"})) == ["2025-0003", "2025-0002", "2025-0001"]
    # The heading says which way it goes, and leads back to the newest first.
    page = secretary.get(LIST, {"order": "due"})
    sorts = {c["label"]: c["sort"]["direction"] for c in page.context["columns"] if "sort" in c}
    assert sorts == {"Received on": "", "Answer due": "ascending"}
    assert set(numbers(secretary.get(LIST))) == {f"2025-000{n}" for n in (1, 2, 3, 4)}


def test_the_desk_shows_the_most_urgent_first(town, visitor, secretary):
    sent(visitor, town, kind="complaint")
    sent(visitor, town, kind="request")
    duties = {each["label"]: each["dues"] for each in secretary.get("/office/").context["duties"]}
    assert [due["iso"] for due in duties["Appeals to answer"]] == ["2025-04-18", "2025-05-02"]


def test_overdue_ones_are_marked_and_filtered(town, visitor, secretary):
    sent(visitor, town)
    stand_still(town, 2025, 4, 23, 5)
    sent(visitor, town)
    stand_still(town, 2025, 4, 25, 5)
    page = secretary.get(LIST, {"order": "due"})
    assert [row["late"] for row in page.context["rows"]] == [True, False]
    due = page.context["rows"][0]["cells"][-2]
    assert due["second"] == "overdue by 1 working day"
    assert numbers(secretary.get(LIST, {"term": "late"})) == ["2025-0001"]
    assert numbers(secretary.get(LIST, {"term": "soon"})) == []
    assert numbers(secretary.get(LIST, {"term": "nothing"})) == []
    # The answer to the second is due on 19 May, a Monday: three working days from the 14th.
    stand_still(town, 2025, 5, 14, 5)
    assert numbers(secretary.get(LIST, {"term": "soon"})) == ["2025-0002"]
    for filtered in ({"kind": "application"}, {"channel": "portal"}, {"topic": town.topic.code}):
        assert len(numbers(secretary.get(LIST, {"order": "due", **filtered}))) == 2
    # The public list says nothing of who is late.
    public = visitor.get("/ru/appeals/", {"term": "late", "order": "due"})
    assert [row["late"] for row in public.context["rows"]] == [False, False]


def test_who_is_in_charge_is_a_column_and_a_filter(town, visitor, secretary):
    held = {"seat": town.seat, "person": town.person, "entered": "contest"}
    since = {"since_on": date(2022, 5, 16), "decided_on": date(2022, 5, 16)}
    commission = Body(
        council=town.council, title_ru="Дороги", kind="commission", since_on=date(2022, 5, 16)
    )
    enter(Mandate(council=town.council, **held, **since), commission, by=town.by)
    for _time in range(3):
        sent(visitor, town)
    first, second, _third = Appeal.objects.order_by("number")
    record.correct(
        first, version=first.version, by=town.by, commission=commission, member=town.person
    )
    record.correct(second, version=second.version, by=town.by, member=town.person)
    page = secretary.get(LIST, {"order": "due"})
    at = [column["label"] for column in page.context["columns"]].index("In charge")
    said = {row["cells"][0]["text"]: row["cells"][at] for row in page.context["rows"]}
    assert {number: (cell["text"], cell.get("second", "")) for number, cell in said.items()} == {
        "2025-0001": ("Дороги", "Ахметов Ерлан"),
        "2025-0002": ("Ахметов Ерлан", ""),
        "2025-0003": ("", ""),
    }
    [field] = [f for f in page.context["filters"]["fields"] if f["name"] == "member"]
    offered = [(o["value"], o["label"]) for o in field["options"]]
    assert offered == [
        ("", "any"),
        ("nobody", "nobody yet"),
        (town.person.code, "Ахметов Ерлан"),
    ]
    assert set(numbers(secretary.get(LIST, {"member": town.person.code}))) == {
        "2025-0001",
        "2025-0002",
    }
    assert numbers(secretary.get(LIST, {"commission": commission.code})) == ["2025-0001"]
    assert numbers(secretary.get(LIST, {"member": "nobody"})) == ["2025-0003"]
    assert numbers(secretary.get(LIST, {"member": "никто"})) == []
    # Both stand on the card once; everyone else sees neither column nor filter.
    card = [fact["name"] for fact in secretary.get(f"{LIST}2025-0001/").context["facts"]]
    assert card.count("Member in charge") == 1
    assert "In charge" not in card
    public = visitor.get("/ru/appeals/", {"member": "nobody"})
    assert len(public.context["rows"]) == 3
    assert "Ахметов" not in public.content.decode()


def test_its_pages_follow_one_another(town, visitor, secretary, monkeypatch):
    monkeypatch.setattr("kenes.portal.listing.PAGE", 2)
    for kind in ("complaint", "application", "request", "application", "proposal"):
        sent(visitor, town, kind=kind)
    seen, url = [], f"{LIST}?order=due"
    while url:
        page = secretary.get(url)
        seen += numbers(page)
        url = page.context["pager"].get("newer_url")
    wanted = Appeal.objects.order_by("due_on", "pk").values_list("number", flat=True)
    assert seen == list(wanted)


def scope(town, as_of=date(2025, 12, 31)):
    return Scope(town.council, Period(date(2025, 1, 1), date(2025, 12, 31)), as_of)


def read(town, *figures, **more):
    return tuple(each.value(scope(town, **more)) for each in figures)


def test_in_time_and_late_as_of_each_day(town, visitor, secretary):
    for _time in range(3):
        sent(visitor, town)
    by_number = {each.number: each for each in Appeal.objects.all()}
    actions.resolve([by_number["2025-0001"]], on=date(2025, 4, 24), by=town.by)
    actions.explain([by_number["2025-0002"]], on=date(2025, 4, 25), by=town.by)
    # The term ends with the 24th: in it nothing is late.
    for day, wanted in (
        (date(2025, 4, 23), (0, 0)),
        (date(2025, 4, 24), (1, 0)),
        (date(2025, 4, 25), (1, 2)),
        (date(2025, 12, 31), (1, 2)),
    ):
        assert read(town, IN_TIME, LATE, as_of=day) == wanted
    assert read(town, DAYS_TO_ANSWER, MOST_DAYS) == (21, 22)
    # Opened anew it was answered in time all the same; taken back it is not considered.
    actions.reopen([by_number["2025-0001"]], on=date(2025, 5, 5), by=town.by)
    actions.resolve([by_number["2025-0001"]], on=date(2025, 6, 5), by=town.by)
    actions.withdraw([by_number["2025-0003"]], on=date(2025, 6, 5), by=town.by)
    assert read(town, IN_TIME, LATE) == (1, 1)
    assert [row.number for row in LATE.rows(scope(town))] == ["2025-0002"]
    [part] = LATE.breakdown(scope(town), "kind")
    assert (part.key, part.value) == ("application", 1)
    [part] = MOST_DAYS.breakdown(scope(town), "month")
    assert part.value == 22


def test_what_is_said_again_after_it_was_resolved(town, visitor, secretary):
    sent(visitor, town)
    first = Appeal.objects.get()
    stand_still(town, 2025, 4, 7, 5)
    sent(visitor, town)
    actions.resolve([first], on=date(2025, 4, 8), by=town.by)
    stand_still(town, 2025, 4, 9, 5)
    sent(visitor, town)
    with clock.standing(None):
        for number in ("2025-0002", "2025-0003"):
            actions.repeat(Appeal.objects.get(number=number), of=first, by=town.by)
    # The second came while the first was still open.
    assert [row.number for row in REPEATED.rows(scope(town))] == ["2025-0003"]
    # Said twice, it is said once.
    actions.repeat(Appeal.objects.get(number="2025-0003"), of=first, by=town.by)
    assert read(town, REPEATED) == (1,)


def test_a_percentile_is_the_value_that_so_many_do_not_exceed():
    chance = Random(7)
    ninety, half = Percentile("days"), Median("days")
    assert (ninety.made_of([]), half.made_of([])) == (0, 0)
    for many in range(1, 60):
        values = [chance.randint(0, 9) for _n in range(many)]
        for measure, share in ((ninety, 90), (half, 50)):
            found = measure.made_of(values)
            assert sum(value <= found for value in values) * 100 >= share * many
            assert sum(value < found for value in values) * 100 < share * many
