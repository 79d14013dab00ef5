"""What a public reader gets of figures about people: no small number, and what is left adds up."""

from collections import Counter
from datetime import date
from types import SimpleNamespace

import pytest

from kenes.appeals.models import Appeal
from kenes.core.access import console
from kenes.core.period import Scope
from kenes.norms import actions as norms
from kenes.norms.models import Norm
from kenes.report.catalogue import CATALOGUE
from kenes.report.cube import Wanted
from kenes.report.note.blueprint import plan
from kenes.report.note.note import compose
from kenes.report.small import BESIDE, RULE, guards, told
from tests.portal.test_figure import DAYS, PERIOD
from tests.town import signed_in

FIGURES = [each for each in CATALOGUE.values() if each.people]
SMALL = 4


@pytest.fixture
def scope(register):
    register.fill(24)
    return Scope(register.council, PERIOD)


@pytest.fixture
def secretary(register):
    return signed_in(SimpleNamespace(council=register.council, by=register.by), "secretary")


def shown(answer):
    """The rows of every breakdown of a page, by its code."""
    return {
        said["code"]: {row["label"]: row["value"] for row in [*said["rows"], *said["rest"]]}
        for said in answer.context["breakdowns"]
    }


def page(client, code, more=""):
    answer = client.get(f"/ru/figures/{code}/?{DAYS}{more}")
    assert answer.status_code == 200
    return answer


def test_all_figures_of_appeals_are_about_people():
    assert {each.code for each in FIGURES} == {c for c in CATALOGUE if c.startswith("appeals.")}


def test_the_page_hides_small_numbers_and_tells_the_council_all(scope, visitor, secretary):
    hidden = 0
    for figure in FIGURES:
        public, own = (page(client, figure.code) for client in (visitor, secretary))
        assert public.context["figure"]["value"] == str(figure.value(scope))
        ways = {by.code: by for by in figure.dimensions if guards(figure, by)}
        for code, rows in shown(public).items():
            if code not in ways or figure.unit == "дней":
                continue
            numbers = [value for value in rows.values() if value.isdecimal()]
            assert not [value for value in numbers if 0 < int(value) <= SMALL], (figure.code, code)
            assert set(rows.values()) - set(numbers) <= {"<5", BESIDE}
            hidden += len(rows) - len(numbers)
        for code, rows in shown(own).items():
            parts = figure.breakdown(scope, code)
            assert sorted(rows.values()) == sorted(str(part.value) for part in parts)
    assert hidden
    said = page(visitor, "appeals.received").content.decode()
    assert "стоит вместо чисел" in said
    assert "стоит вместо чисел" not in page(secretary, "appeals.received").content.decode()


def test_whatever_way_one_asks_the_answer_is_the_same(scope):
    """A figure asked alone hides what it hides among all the others."""
    wanted = [Wanted(each, scope, by) for each in FIGURES for by in each.dimensions]
    together = told(wanted)
    assert together == [found for each in wanted for found in told([each])]


def test_a_figure_narrowed_to_a_hidden_part_tells_neither_number_nor_rows(
    scope, visitor, secretary
):
    figure = CATALOGUE["appeals.resolved"]
    by = figure.dimension("topic")
    [found] = told([Wanted(figure, scope, by)])
    assert found.hidden
    for key, mark in found.hidden.items():
        answer = page(visitor, figure.code, f"&topic={key}")
        assert answer.context["figure"]["value"] == mark
        assert answer.context["rows"] == []
        assert answer.context["breakdowns"] == []
        assert len(exported(visitor, figure.code, f"&topic={key}")) == 1
        real = figure.value(Scope(scope.council, PERIOD, None, {"topic": key}))
        own = page(secretary, figure.code, f"&topic={key}")
        assert own.context["figure"]["value"] == str(real)
        assert len(own.context["rows"]) == real
        assert len(exported(secretary, figure.code, f"&topic={key}")) == 1 + real


def exported(client, code, more):
    answer = client.get(f"/ru/figures/{code}/?{DAYS}{more}&format=csv")
    return answer.content.decode().splitlines()


def test_of_a_day_with_one_no_part_is_told_not_even_that_it_is_none(scope, visitor, register):
    days = Appeal.objects.of(scope.council).live().order_by().values_list("received_on", flat=True)
    alone = next(on for on, many in Counter(days).items() if many == 1)
    day = f"?from={alone}&until={alone}"
    for topic in register.topics:
        answer = visitor.get(f"/ru/figures/appeals.received/{day}&topic={topic.code}")
        assert answer.context["figure"]["value"] == BESIDE
        assert answer.context["rows"] == []


def test_who_is_late_or_repeats_is_not_listed_for_everyone(scope, visitor, secretary):
    for code in ("appeals.late", "appeals.in_time", "appeals.repeated"):
        opened = CATALOGUE[code].rows(scope).filter(Appeal.OPENED).count()
        assert len(page(visitor, code).context["rows"]) == opened
    assert page(secretary, "appeals.late").context["rows"]


def test_two_ways_at_once_are_the_councils_own(scope, visitor, secretary, register):
    more = f"&topic={register.topics[0].code}&district={register.districts[0].code}"
    assert page(visitor, "appeals.received", more).context["figure"]["value"] == BESIDE
    assert page(secretary, "appeals.received", more).context["figure"]["value"].isdecimal()
    one = page(visitor, "appeals.received", f"&topic={register.topics[0].code}")
    assert one.context["breakdowns"] == []


def test_the_list_tells_of_an_appeal_without_consent_that_it_is_there(scope, visitor, secretary):
    row = Appeal.objects.of(scope.council).live().exclude(topic=None).first()
    telling = (row.topic.title, row.district.title, row.get_kind_display())
    number = f"/ru/appeals/{row.number}/"
    listed = visitor.get("/ru/appeals/", {"q": row.number}).context["rows"]
    assert [each["url"] for each in listed] == [number]
    told = " ".join(str(cell.get("text", "")) for cell in listed[0]["cells"])
    card = visitor.get(number)
    said = " ".join([str(card.context["facts"]), card.context["row"].title])
    for word in telling:
        assert word not in told
        assert word not in said
    for asked in ({"district": row.district.code}, {"kind": row.kind}, {"q": row.topic.title}):
        assert visitor.get("/ru/appeals/", asked).context["rows"] == []
        assert secretary.get("/office/appeals/", asked).context["rows"]
    assert row.title not in visitor.get("/ru/search/", {"q": row.number}).content.decode()


def test_the_note_hides_what_the_page_hides(scope):
    found = compose(plan(scope.council), "ru", as_of=PERIOD.until)
    tables = [
        line.grid
        for line in found.lines
        if line.grid and any("обращ" in word.lower() for word in [line.grid.caption])
    ]
    assert tables
    for grid in tables:
        rows = grid.rows[: len(grid.rows) - grid.last_is_total]
        for row in rows if len(grid.head) > 3 else []:
            numbers = [cell.text for cell in row[1:] if cell.text.isdecimal()]
            assert not [each for each in numbers if 0 < int(each) <= SMALL]


def test_the_council_may_set_another_threshold(scope, visitor):
    norms.override(
        Norm.objects.law().get(code=RULE),
        council=scope.council,
        value=3,
        valid_from=date(2020, 1, 1),
        article="Регламент",
        by=console(),
    )
    said = page(visitor, "appeals.received").content.decode()
    assert "&lt;5" not in said
