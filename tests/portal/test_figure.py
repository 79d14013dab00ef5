"""The page of a figure, and the search for one record among many."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kenes.appeals.models import Appeal
from kenes.core import record
from kenes.core.period import Period, Scope
from kenes.portal.breakdown import breakdowns
from kenes.report.catalogue import CATALOGUE

PERIOD = Period(date(2023, 11, 1), date(2024, 4, 30))
DAYS = f"from={PERIOD.since}&until={PERIOD.until}"


def queries(visitor, path):
    """How many queries a page makes when its visitor has been here before."""
    visitor.get(path)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = visitor.get(path)
    assert answer.status_code == 200
    return len(asked)


@pytest.mark.parametrize(
    "code", ["appeals.resolved", "appeals.considered", "events.platform_reach"]
)
def test_more_rows_ask_no_more_queries(register, visitor, code):
    path = f"/ru/figures/{code}/?{DAYS}"
    # So that each breakdown has something to divide already.
    register.fill(24)
    before = queries(visitor, path)
    register.fill(24)
    assert queries(visitor, path) == before


def test_the_page_of_a_figure_over_ten_dimensions_is_few_queries(register, visitor):
    assert queries(visitor, f"/ru/figures/appeals.resolved/?{DAYS}") <= 20


def test_the_parts_on_the_page_are_those_of_the_figure(register):
    scope = Scope(register.council, PERIOD)
    for indicator in CATALOGUE.values():
        shown = {said["code"]: said for said in breakdowns(indicator, scope, own=True)}
        divided = {by.code: indicator.breakdown(scope, by.code) for by in indicator.dimensions}
        assert list(shown) == [code for code, parts in divided.items() if len(parts) > 1]
        for code, said in shown.items():
            parts = divided[code]
            if code not in {"month", "year"}:
                parts = sorted(parts, key=lambda part: -part.value)
            rows = [*said["rows"], *said["rest"]]
            assert [row["label"] for row in rows] == [part.label for part in parts]
            assert [row["value"] for row in rows] == [str(part.value) for part in parts]
            assert [bool(row["value_url"]) for row in rows] == [bool(part.key) for part in parts]


def test_a_figure_narrowed_to_yes_or_no_says_so_in_words(register, visitor):
    answer = visitor.get(f"/ru/figures/events.platform_reach/?{DAYS}&estimated=True")
    assert answer.status_code == 200
    assert [said["value"] for said in answer.context["narrowed"]] == ["по оценке"]


def test_a_figure_narrowed_to_a_month_names_it(register, visitor):
    answer = visitor.get(f"/ru/figures/appeals.received/?{DAYS}&month=2024-03")
    assert answer.status_code == 200
    assert [said["value"] for said in answer.context["narrowed"]] == ["Март 2024 г."]


def found(visitor, typed):
    answer = visitor.get("/ru/appeals/", {"q": typed})
    return [row["url"] for row in answer.context["rows"]]


def test_a_number_finds_the_record_that_bears_it_alone(register, visitor):
    first, second, *_rest = Appeal.objects.filter(council=register.council).order_by("number")
    with CaptureQueriesContext(connection) as asked:
        assert found(visitor, first.number) == [first.get_absolute_url()]
    assert not [each for each in asked if '"words" LIKE' in each["sql"]]
    assert found(visitor, f" {second.number} ") == [second.get_absolute_url()]


def test_a_part_of_a_number_still_finds_all_that_hold_it(register, visitor):
    appeals = Appeal.objects.filter(council=register.council)
    year = appeals.order_by("number").last().number[:4]
    rows = appeals.filter(number__startswith=f"{year}-").order_by("-received_on", "-pk")
    assert found(visitor, f"{year}-") == [row.get_absolute_url() for row in rows]
    assert found(visitor, f"{year}-9999") == []


def test_a_struck_record_is_found_by_its_number_in_the_office_alone(register, visitor):
    row = Appeal.objects.filter(council=register.council).first()
    record.strike([row], reason="по ошибке", by=register.by)
    assert found(visitor, row.number) == []
