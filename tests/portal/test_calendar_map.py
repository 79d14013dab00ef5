"""The calendar as a map: equal tiles for the districts, and one for the whole city."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from kenes.core import clock, record
from kenes.core.filing import Filing
from kenes.events.models import Event
from kenes.organs.models import District
from tests.events.problems.conftest import happened
from tests.town import DAY, NOW, enter

pytestmark = pytest.mark.django_db
YEAR = "/ru/calendar/map/?year=2025"


@pytest.fixture(autouse=True)
def standing():
    """The clock stands at the day of the town."""
    with clock.standing(NOW):
        yield


@pytest.fixture
def visitor(town, client):
    client.defaults["HTTP_HOST"] = "almaty.localhost"
    return client


@pytest.fixture
def districts(town):
    """Two more beside that of the town, by the order of their names."""
    first = District(council=town.council, title_ru="Алмалинский район")
    last = District(council=town.council, title_ru="Турксибский район")
    enter(last, first, by=town.by)
    return first, town.district, last


def told(answer):
    return [
        (line["label"], *(line["stands"][name] for name in ("held", "ahead", "off", "gone_by")))
        for line in answer.context["lines"]
    ]


def test_what_each_district_had_and_will_have(town, visitor, districts):
    first, second, _last = districts
    happened(town, district=second)
    happened(town, district=second, kind="seminar", on=DAY + timedelta(days=9), state="planned")
    happened(town, district=second, on=DAY, state="planned")
    happened(town, district=second, state="cancelled")
    happened(town, district=second, state="planned")
    happened(town, district=first, on=date(2024, 12, 31))
    happened(town)
    answer = visitor.get(YEAR)
    assert told(answer) == [
        ("Алмалинский район", 0, 0, 0, 0),
        ("Медеуский район", 1, 2, 1, 1),
        ("Турксибский район", 0, 0, 0, 0),
        ("Весь город", 1, 0, 0, 0),
    ]
    assert [line["total"] for line in answer.context["lines"]] == [0, 3, 0, 1]
    # The table says the same, and every line of it leads to its days and to their file.
    assert [[cell["text"] for cell in row["cells"][:-1]] for row in answer.context["rows"]] == [
        ["Алмалинский район", "0", "0", "", ""],
        ["Медеуский район", "1", "2", "1", "1"],
        ["Турксибский район", "0", "0", "", ""],
        ["Весь город", "1", "0", "", ""],
    ]
    assert told(visitor.get(f"{YEAR}&kind=seminar"))[1] == ("Медеуский район", 0, 1, 0, 0)
    assert told(visitor.get("/ru/calendar/map/?month=2025-03"))[1][1:] == (1, 0, 1, 1)
    assert told(visitor.get("/ru/calendar/map/"))[1:2] == told(answer)[1:2]


def test_a_column_of_days_gone_by_stands_only_where_there_are_such(town, visitor):
    happened(town, district=town.district)
    assert len(visitor.get(YEAR).context["columns"]) == 5
    happened(town, district=town.district, state="planned")
    assert len(visitor.get(YEAR).context["columns"]) == 6


def follow(visitor, url):
    return visitor.get(url.partition("#")[0])


def titles(answer):
    return [item["title"]["text"] for item in answer.context["list"]]


def test_a_tile_leads_to_the_list_of_its_days_and_to_its_file(town, visitor, districts):
    happened(town, district=town.district, title_ru="Здесь")
    happened(town, district=town.district, title_ru="Отменено", state="cancelled")
    happened(town, title_ru="В городе")
    happened(town, kind="seminar", title_ru="Семинар")
    page = visitor.get(f"{YEAR}&kind=platform")
    lines = page.context["lines"]
    for line, expected in zip(lines, ([], ["Здесь", "Отменено"], [], ["В городе"]), strict=True):
        opened = follow(visitor, line["url"])
        assert (titles(opened), opened.context["chosen"]["label"]) == (expected, line["label"])
        file = Calendar.from_ical(visitor.get(line["file"]).content)
        assert sorted(str(each["SUMMARY"]) for each in file.walk("VEVENT")) == sorted(expected)
        assert str(file["X-WR-CALNAME"]).startswith(f"Диалоговые площадки. {line['label']}. ")
        # The tile itself is a link, in the wide picture and in that for a phone.
        address = line["url"].replace("&", "&amp;")
        assert page.content.decode().count(f'href="{address}"') == 3
    assert titles(page) == []


def test_the_whole_city_can_be_asked_of_every_calendar(town, visitor):
    happened(town, district=town.district, title_ru="Здесь")
    happened(town, title_ru="В городе")
    month = visitor.get("/ru/calendar/?month=2025-03&district=~")
    assert titles(month) == ["В городе"]
    assert [
        each["label"] for each in month.context["filters"][2]["options"] if each["selected"]
    ] == ["весь город"]
    year = visitor.get("/ru/calendar/year/?year=2025&district=~").context["lanes"]
    assert [lane["second"] for lane in year] == ["1"]


def test_month_and_year_lead_to_the_map_and_back(town, visitor):
    happened(town, district=town.district)
    month = visitor.get("/ru/calendar/?month=2025-03&kind=platform").context["map"]
    assert month == "/ru/calendar/map/?month=2025-03&kind=platform"
    year = visitor.get("/ru/calendar/year/?year=2025").context["map"]
    assert year == YEAR
    page = visitor.get(f"{month}&district={town.district.code}").context
    code = f"district={town.district.code}"
    assert [page[name] for name in ("before", "after", "other", "all_url")] == [
        f"/ru/calendar/map/?month=2025-02&{code}&kind=platform",
        f"/ru/calendar/map/?month=2025-04&{code}&kind=platform",
        f"/ru/calendar/map/?year=2025&{code}&kind=platform",
        month,
    ]
    december = visitor.get("/ru/calendar/map/?month=2025-12").context
    assert december["after"] == "/ru/calendar/map/?month=2026-01"
    assert visitor.get(YEAR).context["other"] == "/ru/calendar/map/?month=2025-04"


@pytest.mark.parametrize(
    "asked", ["year=x", "year=1999", "year=2101", "month=2025-13", "year=2025&district=nothing"]
)
def test_a_map_that_cannot_be(town, visitor, asked):
    assert visitor.get(f"/ru/calendar/map/?{asked}").status_code == 404


def test_another_councils_districts_and_days_are_not_here(town, other, visitor):
    happened(other, district=other.district)
    enter(District(council=other.council, title_ru="Чужой район"), by=town.by)
    assert told(visitor.get(YEAR)) == [
        ("Медеуский район", 0, 0, 0, 0),
        ("Весь город", 0, 0, 0, 0),
    ]


def test_a_district_that_was_struck_keeps_what_it_had(town, visitor, districts):
    first, _second, last = districts
    happened(town, district=last)
    record.strike([first, last], reason="нет такого", by=town.by)
    assert [line[:2] for line in told(visitor.get(YEAR))] == [
        ("Медеуский район", 0),
        ("Турксибский район", 1),
        ("Весь город", 0),
    ]


EVENTS = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from(["platform", "seminar"]),
        st.integers(-60, 60),
        st.sampled_from(["held", "planned", "cancelled", "failed"]),
    ),
    max_size=6,
)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=EVENTS)
def test_the_tiles_hold_every_occasion_once(town, visitor, districts, events):
    """Whatever happened, the numbers of all tiles sum to what the year holds, kind by kind."""
    before = held(visitor)
    for where, kind, days, state in events:
        on = DAY + timedelta(days=days)
        if on > DAY and state == "held":
            state = "planned"
        place = (*districts, None)[where]
        row = Event(council=town.council, kind=kind, title_ru="x", held_on=on, district=place)
        known = min(on, DAY)
        path = [("planned", known)] + ([] if state == "planned" else [(state, known)])
        record.register([Filing(row, path=path)], by=town.by)
    after = held(visitor)
    for kind in ("platform", "seminar"):
        said = sum(each[1] == kind for each in events)
        assert after[kind] - before[kind] == said


def held(visitor):
    return {
        kind: sum(sum(line[1:]) for line in told(visitor.get(f"{YEAR}&kind={kind}")))
        for kind in ("platform", "seminar")
    }
