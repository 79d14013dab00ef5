"""What everyone sees of a problem voiced, and of what came of it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kenes.core import record
from kenes.core.period import Period, Scope
from kenes.events.indicators import PROBLEMS_VOICED
from kenes.events.problems.models import Problem
from kenes.portal.voiced import came_to_something, gather
from tests.events.problems.conftest import advised, happened, page, voiced

pytestmark = pytest.mark.django_db


def came(visitor, event):
    """What the public card of an event says of the one problem voiced there."""
    [table] = [
        part
        for part in visitor.get(f"/ru/events/{event.number}/").context["parts"]
        if part["label"] == "Озвученные проблемы"
    ]
    [row] = table["rows"]
    return row["cells"][-1]


def test_the_public_card_says_what_became_of_each(town, visitor, platform):
    problem = voiced(town, platform)
    assert "links" not in came(visitor, platform)
    paper = advised(town, problem)
    # In drafting it is the council's own matter.
    assert "links" not in came(visitor, platform)
    record.strike([paper], reason="ошибка", by=town.by)
    paper = advised(town, problem, "adopted")
    assert [each["url"] for each in came(visitor, platform)["links"]] == [
        f"/ru/recommendations/{paper.number}/"
    ]
    record.strike([paper], reason="ошибка", by=town.by)
    assert "links" not in came(visitor, platform)


def test_the_page_of_a_recommendation_says_from_which_problem_at_which_event(
    town, visitor, platform
):
    problem = voiced(town, platform)
    paper = advised(town, problem, "adopted")
    said = visitor.get(f"/ru/recommendations/{paper.number}/").context["chain"]
    assert [(stage.code, [node.title for node in stage.nodes]) for stage in said.stages] == [
        ("event", ["Площадка о воде"]),
        ("problem", ["Вода мутная"]),
        ("recommendation", ["О воде"]),
    ]
    problem_node = said.stages[1].nodes[0]
    assert problem_node.url == f"/ru/events/{platform.number}/#problem-{problem.pk}"
    # The problem was voiced at the event; it did not come of it.
    assert [(one.title, other.title) for one, other in said.told] == [("Вода мутная", "О воде")]


def test_the_chain_of_an_event_follows_its_problems_that_led_somewhere(town, visitor, platform):
    voiced(town, platform, "Яма")
    advised(town, voiced(town, platform), "adopted")
    stages = visitor.get(f"/ru/events/{platform.number}/").context["chain"].stages
    assert [(stage.code, len(stage.nodes)) for stage in stages] == [
        ("event", 1),
        ("problem", 1),
        ("recommendation", 1),
    ]


def texts(answer):
    return [row["cells"][0]["text"] for row in answer.context["rows"]]


def test_those_of_which_nothing_came_are_listed_oldest_first(town, visitor, secretary, platform):
    older = happened(town, on=date(2024, 5, 1), title_ru="Встреча")
    voiced(town, platform, "Новая")
    voiced(town, older, "Старая", voice="member")
    drafted = voiced(town, older, "С черновиком")
    advised(town, drafted)
    advised(town, voiced(town, older, "С ответом"), "adopted")

    asked = "?became=nothing&order=oldest"
    assert texts(visitor.get(f"/ru/problems/{asked}")) == ["Старая", "С черновиком", "Новая"]
    assert texts(secretary.get(f"/office/problems/{asked}")) == ["Старая", "Новая"]
    assert texts(visitor.get("/ru/problems/?became=something")) == ["С ответом"]
    assert texts(visitor.get("/ru/problems/?voice=member")) == ["Старая"]
    assert texts(visitor.get("/ru/problems/?became=nonsense")) == []
    for found in ("старая", "СТАРАЯ"):
        assert texts(visitor.get(f"/ru/problems/?q={found}")) == ["Старая"]
    assert len(texts(visitor.get("/ru/problems/?q=встреча"))) == 3


def test_a_row_leads_to_the_problem_at_its_event(town, visitor, secretary, platform):
    problem = voiced(town, platform)
    anchor = f"#problem-{problem.pk}"
    [row] = visitor.get("/ru/problems/").context["rows"]
    assert row["url"] == f"/ru/events/{platform.number}/{anchor}"
    [row] = secretary.get("/office/problems/").context["rows"]
    assert row["url"] == page(platform) + anchor
    figure = visitor.get("/ru/figures/events.problems_voiced/?from=2025-01-01&until=2025-12-31")
    [row] = figure.context["rows"]
    assert row["url"] == f"/ru/events/{platform.number}/{anchor}"
    assert f'id="problem-{problem.pk}"' in visitor.get(row["url"]).content.decode()


def test_it_is_taken_away_as_a_file(town, visitor, platform):
    advised(town, voiced(town, platform), "adopted")
    text = visitor.get("/ru/problems/?format=csv").content.decode("utf-8-sig")
    assert text.splitlines()[1].endswith("рекомендация 2025-0001")


def test_the_desk_tells_of_the_oldest_that_nothing_came_of(town, secretary, platform):
    cancelled = happened(town, state="failed")
    voiced(town, cancelled, "Никто не пришёл")
    advised(town, voiced(town, platform, "С черновиком"))
    for at in range(6):
        voiced(town, platform, f"Яма {at}")

    [duty] = [
        each
        for each in secretary.get("/office/").context["duties"]
        if each["label"] == "Problems of which nothing came"
    ]
    assert [due["title"] for due in duty["dues"]] == [f"Яма {at}" for at in range(5)]
    assert duty["more"] == "/office/problems/?became=nothing&order=oldest"
    assert duty["dues"][0]["url"].startswith(f"{page(platform)}#problem-")


def test_the_figure_counts_what_was_voiced_at_events_held(town, secretary, platform):
    failed = happened(town, state="failed")
    scope = Scope(town.council, Period(date(2025, 1, 1), date(2025, 12, 31)))
    for event, expected in ((platform, 1), (failed, 1)):
        voiced(town, event)
        assert PROBLEMS_VOICED.value(scope) == expected


def test_a_page_of_many_asks_as_few_questions_as_a_page_of_one(town, visitor, platform):
    advised(town, voiced(town, platform, "Один"), "adopted")

    def asked():
        with CaptureQueriesContext(connection) as caught:
            visitor.get(f"/ru/events/{platform.number}/")
            visitor.get("/ru/problems/")
        return len(caught)

    asked()
    one = asked()
    for at in range(5):
        advised(town, voiced(town, platform, f"Много {at}"), "adopted")
    assert asked() == one


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ends=st.lists(st.sampled_from(["none", "draft", "adopted", "struck"]), max_size=5))
def test_list_and_card_agree_on_what_nothing_came_of(town, ends):
    """One decision of visibility: a problem is among the idle exactly when its cell is empty."""
    event = happened(town)
    for at, end in enumerate(ends):
        problem = voiced(town, event, f"Проблема {at}")
        if end != "none":
            paper = advised(town, problem, "adopted" if end == "adopted" else "draft")
            if end == "struck":
                record.strike([paper], reason="ошибка", by=town.by)
    for office, shown in ((False, {"adopted"}), (True, {"draft", "adopted"})):
        rows = list(Problem.objects.filter(event=event).order_by("pk"))
        gather(rows, office)
        came_of = Problem.objects.filter(came_to_something(office=office), event=event)
        assert {row.pk for row in rows if row.became} == {row.pk for row in came_of}
        assert [bool(row.became) for row in rows] == [end in shown for end in ends]
