"""All agencies of a year: who was heard, who never, who should be next, and planning many."""

from datetime import date

import pytest
from django.utils.translation import override

from kenes.core import clock, record
from kenes.core.filing import Filing
from kenes.events.models import Event
from kenes.hearings import actions as hearings
from kenes.hearings.models import Hearing
from kenes.hearings.plan import lines, months_before, proposed
from kenes.organs.models import Organisation
from kenes.sittings.models import Sitting
from tests.hearings.conftest import planned, sat
from tests.town import DAY, NOW, fields

D = date
PLAN = "/office/hearings/plan/"


@pytest.fixture
def agencies(town):
    """An agency of each kind, one that is gone, and its successor."""
    made = {
        name: Organisation(council=town.council, title_ru=name, kind=kind, **more)
        for name, kind, more in (
            ("Акимат", "akimat", {}),
            ("Больница", "subordinate", {}),
            ("Прежнее", "state_body", {"ended_on": D(2024, 1, 1)}),
            ("Фонд", "ngo", {}),
        )
    }
    made["Прежнее"].successor = town.agency
    record.register([Filing(row) for row in made.values()], by=town.by)
    return made


def hear(town, agency, on):
    with clock.standing(NOW):
        row = Hearing(council=town.council, agency=agency, agency_kind_then=agency.kind)
        row.planned_on = on
        record.register([Filing(row, path=[("planned", on)])], by=town.by)
        hearings.hear(row, item=sat(town, on), on=on, by=town.by)
    return row


def found(town, **appeals):
    with clock.standing(NOW):
        return lines(town.council, 2025, DAY, appeals=appeals)


@pytest.mark.django_db
def test_live_agencies_alone_and_what_their_predecessors_reported_is_theirs(town, agencies):
    row = hear(town, agencies["Прежнее"], D(2023, 5, 10))
    said = {line.agency.title_ru: line.last for line in found(town)}
    assert said == {"Акимат": None, "Управление дорог": row, "Больница": None}
    assert [line.agency.kind for line in found(town)] == ["akimat", "state_body", "subordinate"]


@pytest.mark.django_db
def test_the_proposal_puts_more_grounds_first_and_says_them(town, agencies):
    hear(town, town.agency, D(2022, 5, 10))
    hear(town, agencies["Больница"], D(2024, 5, 10))
    with clock.standing(NOW), override("en"):
        lines_ = proposed(found(town, **{town.agency.code: 7}), 2025)
        said = [(line.agency.title_ru, line.why) for line in lines_]
    assert said == [
        ("Управление дорог", "Not heard since 10 May 2022; 7 appeals in a year."),
        ("Акимат", "Never heard."),
    ]


@pytest.mark.django_db
def test_who_waits_or_was_heard_this_year_is_not_proposed(town, agencies):
    planned(town, D(2025, 4, 24))
    hear(town, agencies["Акимат"], D(2025, 2, 10))
    names = [line.agency.title_ru for line in proposed(found(town), 2025)]
    assert names == ["Больница"]


@pytest.mark.django_db
def test_many_are_planned_at_once_one_at_a_sitting_and_one_on_its_own_day(
    town, agencies, secretary
):
    event = Event(council=town.council, kind="sitting", title_ru="З", held_on=D(2025, 5, 20))
    sitting = Sitting(council=town.council, event=event, body=town.body)
    with clock.standing(NOW):
        filing = Filing(sitting, within=Filing(event, path=[("planned", DAY)]))
        record.register([filing], by=town.by)
    akimat, hospital = agencies["Акимат"].code, agencies["Больница"].code
    said = fields(secretary.get(PLAN)) | {
        "sitting": sitting.number,
        f"take-{akimat}": "on",
        f"take-{hospital}": "on",
        f"on-{hospital}": "2025-06-03",
    }
    assert secretary.post(PLAN, said).status_code == 302
    made = Hearing.objects.order_by("planned_on").values_list("agency__title_ru", "planned_on")
    assert list(made) == [("Акимат", D(2025, 5, 20)), ("Больница", D(2025, 6, 3))]


@pytest.mark.django_db
def test_a_day_gone_by_is_refused_beside_its_agency_and_nobody_is_planned(
    town, agencies, secretary
):
    akimat, hospital = agencies["Акимат"].code, agencies["Больница"].code
    said = fields(secretary.get(PLAN)) | {
        "day": "2025-05-20",
        f"take-{akimat}": "on",
        f"take-{hospital}": "on",
        f"on-{hospital}": "2025-03-03",
    }
    answer = secretary.post(PLAN, said)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [f"on-{hospital}"]
    assert Hearing.objects.count() == 0


@pytest.mark.django_db
def test_without_a_day_or_a_choice_it_says_what_is_missing(town, agencies, secretary):
    akimat = agencies["Акимат"].code
    said = fields(secretary.get(PLAN))
    nobody = secretary.post(PLAN, said)
    no_day = secretary.post(PLAN, said | {f"take-{akimat}": "on"})
    assert [each.status_code for each in (nobody, no_day)] == [422, 422]
    assert list(nobody.context["form"].errors) == ["__all__"]
    assert list(no_day.context["form"].errors) == [f"on-{akimat}"]


@pytest.mark.django_db
def test_a_member_looks_and_plans_nothing(town, agencies, member):
    assert member.get(PLAN).status_code == 200
    assert member.post(PLAN, {"day": "2025-05-20"}).status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("", ["Акимат", "Управление дорог", "Больница"]),
        ("?show=never", ["Акимат", "Больница"]),
        ("?show=due", ["Акимат", "Больница"]),
        ("?kind=state_body", ["Управление дорог"]),
        ("?show=ahead", []),
        ("?order=waiting", ["Акимат", "Управление дорог", "Больница"]),
    ],
)
def test_the_public_plan_is_filtered_and_taken_away(town, agencies, visitor, asked, names):
    hear(town, town.agency, D(2025, 2, 10))
    page = visitor.get(f"/en/hearings/plan/{asked}")
    rows = [row for group in page.context["groups"] for row in group["rows"]]
    assert [row["cells"][0]["text"] for row in rows] == names
    sign = "&" if asked else "?"
    file = visitor.get(f"/en/hearings/plan/{asked}{sign}format=csv").content.decode("utf-8-sig")
    assert [line.split(",")[0] for line in file.splitlines()[1:]] == names


@pytest.mark.django_db
def test_the_strip_shows_what_was_heard_planned_and_put_off(town, agencies, visitor):
    hear(town, town.agency, D(2025, 2, 10))
    row = planned(town, D(2025, 4, 24))
    with clock.standing(NOW):
        hearings.postpone(row, on=DAY, by=town.by, asked_by="council", to_on=D(2025, 5, 15))
    [lane] = visitor.get("/en/hearings/plan/?year=2025").context["lanes"]
    marks = [(m["on"], m["status"]) for cell in lane["cells"] for m in cell["marks"]]
    assert marks == [
        (D(2025, 2, 10), "held"),
        (DAY, "adjourned"),
        (D(2025, 5, 15), "planned"),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("year", ["abc", "1999", "99999"])
def test_a_year_that_cannot_be_is_no_page(town, visitor, year):
    assert visitor.get(f"/en/hearings/plan/?year={year}").status_code == 404


@pytest.mark.django_db
def test_the_page_asks_as_much_of_three_agencies_as_of_thirty(
    town, agencies, visitor, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    visitor.get("/en/hearings/plan/")
    with CaptureQueriesContext(connection) as few:
        visitor.get("/en/hearings/plan/")
    asked = len(few)
    rows = [
        Organisation(council=town.council, title_ru=f"Школа {n}", kind="subordinate")
        for n in range(27)
    ]
    record.register([Filing(row) for row in rows], by=town.by)
    # A directory that changed is read anew once, as it was at the first visit.
    visitor.get("/en/hearings/plan/")
    with django_assert_num_queries(asked):
        visitor.get("/en/hearings/plan/")


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (D(2025, 3, 31), 1, D(2025, 2, 28)),
        (D(2024, 3, 31), 1, D(2024, 2, 29)),
        (D(2025, 1, 15), 24, D(2023, 1, 15)),
        (D(2025, 12, 31), 12, D(2024, 12, 31)),
    ],
)
def test_the_same_day_months_ago(day, months, before):
    assert months_before(day, months) == before
