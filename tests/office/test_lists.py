"""Lists: order, filters, struck rows, files, and what they cost."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from kenes.appeals.applicants.models import Applicant
from kenes.appeals.models import Appeal
from kenes.core import clock, record
from kenes.core.filing import Filing
from kenes.council.models import Mandate
from kenes.office.register import registers
from tests.town import NOW

pytestmark = pytest.mark.django_db
FIRST = date(2025, 1, 1)


def file_appeals(town, count, since=0):
    filings = []
    for at in range(since, since + count):
        person = Applicant(council=town.council, kind="person", name=f"Person {at}")
        row = Appeal(
            council=town.council,
            received_on=FIRST + timedelta(days=at),
            channel="portal",
            kind="application",
            applicant=person,
            applicant_kind_then="person",
            topic=town.topic,
            district=town.district,
        )
        path = [("registered", row.received_on)]
        filings.append(Filing(row, path=path, within=Filing(person)))
    with clock.standing(NOW):
        record.register(filings, by=town.by)
    return [filing.row for filing in filings]


def numbers(answer):
    return [row["cells"][0]["text"] for row in answer.context["rows"]]


@pytest.mark.parametrize("order", ["", "oldest"])
def test_every_row_is_met_once_by_turning_pages(town, secretary, order):
    file_appeals(town, 120)
    met, url = [], f"/office/appeals/?order={order}"
    way = "newer_url" if order else "older_url"
    back = "older_url" if order else "newer_url"
    pages = []
    while url:
        answer = secretary.get(url)
        met += numbers(answer)
        pages.append(numbers(answer))
        pager = answer.context["pager"]
        url = pager.get(way)
    expected = [f"2025-{n:04d}" for n in range(1, 121)]
    assert met == (expected if order else expected[::-1])
    assert numbers(secretary.get(pager[back])) == pages[-2]


def test_struck_rows_are_shown_struck_and_can_be_looked_for(town, secretary):
    rows = file_appeals(town, 3)
    with clock.standing(NOW):
        record.strike([rows[1]], reason="twice", by=town.by)

    shown = {
        row["cells"][0]["text"]: row["struck"]
        for row in secretary.get("/office/appeals/").context["rows"]
    }
    assert shown == {"2025-0001": False, "2025-0002": True, "2025-0003": False}
    assert numbers(secretary.get("/office/appeals/?struck=1")) == ["2025-0002"]


def test_only_this_council_is_listed(town, other, secretary):
    file_appeals(other, 2)
    assert numbers(secretary.get("/office/appeals/")) == []


@pytest.mark.parametrize("code", list(registers()))
def test_an_empty_list_says_what_to_do(town, secretary, code):
    assert secretary.get(f"/office/{code}/?q=nothing-like-it").status_code == 200
    # Minutes alone are begun elsewhere: on the page of their sitting.
    form = 404 if code == "minutes" else 200
    assert secretary.get(f"/office/{code}/new/").status_code == form


def test_a_list_costs_the_same_with_one_row_and_with_thirty(town, secretary):
    def cost():
        with CaptureQueriesContext(connection) as asked:
            secretary.get("/office/appeals/")
        return len(asked)

    file_appeals(town, 1)
    # What the process keeps of the directories and the calendar, it has read by now.
    cost()
    one = cost()
    file_appeals(town, 29, since=1)
    # The council, the session, the account, its role; the rows and how many there are; whether
    # what is kept still holds; and all that waits behind the menu.
    assert cost() == one == 8


def test_a_directory_that_changes_is_seen_in_the_list_at_once(town, secretary):
    file_appeals(town, 2)

    def seen():
        context = secretary.get("/office/appeals/").context
        fields = {field["name"]: field.get("options") for field in context["filters"]["fields"]}
        offered = [option["label"] for option in (fields.get("topic") or ())[1:]]
        return offered, {row["cells"][2]["text"] for row in context["rows"]}

    assert seen() == (["Дороги"], {"Дороги"})
    with clock.standing(NOW):
        record.correct(town.topic, version=1, by=town.by, title_ru="Мосты", title_kk="Көпірлер")
    assert seen() == (["Мосты"], {"Мосты"})
    with clock.standing(NOW):
        record.strike([town.topic], reason="ошибка", by=town.by)
    # No longer offered; the appeals that name it still do.
    assert seen() == ([], {"Мосты"})


def test_who_is_offered_as_in_charge_are_the_members_of_the_day(town, secretary):
    file_appeals(town, 1)

    def offered():
        fields = secretary.get("/office/appeals/").context["filters"]["fields"]
        [field] = [each for each in fields if each["name"] == "member"]
        return [option["label"] for option in field["options"][2:]]

    assert offered() == []
    said = {"since_on": date(2022, 5, 16), "decided_on": date(2022, 5, 16), "entered": "contest"}
    mandate = Mandate(council=town.council, seat=town.seat, person=town.person, **said)
    with clock.standing(NOW):
        record.register([Filing(mandate)], by=town.by)
    assert offered() == ["Ахметов Ерлан"]
    with clock.standing(NOW):
        left = {"ended_on": NOW.date(), "ground": "resigned"}
        record.correct(mandate, version=1, by=town.by, **left)
    assert offered() == []


def test_the_most_urgent_are_read_from_the_index_of_the_open_ones(town, secretary):
    """However many are closed; SQLite takes it only where the states stand in the question."""
    file_appeals(town, 3)
    with CaptureQueriesContext(connection) as asked:
        assert len(secretary.get("/office/appeals/?order=due").context["rows"]) == 3
    [page] = [q["sql"] for q in asked if "LIMIT 51" in q["sql"]]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Of three rows it would sooner read all.
            cursor.execute("SET LOCAL enable_seqscan = off")
        how = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
        cursor.execute(f"{how} {page}")
        assert "appeal_open_by_due_day" in str(cursor.fetchall())


def test_the_desk_costs_the_same_with_one_row_and_with_thirty(town, secretary):
    def cost():
        with CaptureQueriesContext(connection) as asked:
            secretary.get("/office/")
        return len(asked)

    file_appeals(town, 1)
    one = cost()
    file_appeals(town, 29, since=1)
    assert cost() == one


def test_a_register_is_taken_away_without_its_people(town, secretary):
    file_appeals(town, 2)

    book = load_workbook(BytesIO(secretary.get("/office/appeals/?format=xlsx").content))
    lines = list(book.active.iter_rows(values_only=True))
    text = secretary.get("/office/appeals/?format=csv").content.decode("utf-8-sig")

    assert len(lines) == 3
    assert text.count("\r\n") == 3
    assert "Person" not in text
    assert secretary.get("/office/districts/?format=csv").status_code == 200
