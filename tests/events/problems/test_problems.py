"""Problems voiced at events: written down, followed up, and seen by whom they should be."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kenes.appeals.models import Appeal
from kenes.core import record
from kenes.core.filing import Filing
from kenes.core.link import Link
from kenes.core.period import Period, Scope
from kenes.core.refused import Refused
from kenes.events.indicators import PROBLEMS_VOICED
from kenes.events.problems import actions
from kenes.events.problems.models import Problem
from kenes.portal.voiced import came_to_something, gather
from kenes.recommendations.models import Recommendation
from kenes.recommendations.urgent.models import UrgentQuestion
from kenes.sittings.models import AgendaItem, Sitting
from tests.events.problems.conftest import ON, happened, voiced
from tests.office.test_records import appeal
from tests.town import DAY, fields, signed_in

pytestmark = pytest.mark.django_db


def page(event, word=""):
    return f"/office/events/{event.number}/problems/{word}"


def advised(town, problem, state="draft"):
    """A recommendation that came of a problem."""
    said = {"adopted_on": DAY} if state == "adopted" else {}
    paper = Recommendation(council=town.council, title_ru="О воде", prepared_on=DAY, **said)
    path = [("draft", DAY), ("adopted", DAY)][: 2 if state == "adopted" else 1]
    record.register([Filing(paper, path=path, origins=[problem])], by=town.by)
    return paper


# Written down, put right, struck.


def test_a_problem_is_written_down_on_the_page_of_its_event(town, secretary, platform):
    form = secretary.get(page(platform, "add/"))
    said = fields(form) | {"text_ru": " Вода мутная ", "voice": "resident"}
    answer = secretary.post(page(platform, "add/"), said)

    assert answer["Location"] == page(platform)
    problem = Problem.objects.get()
    # The topic of the event is offered, and stands where nobody chose another.
    assert (problem.text_ru, problem.voice, problem.topic) == (
        "Вода мутная",
        "resident",
        town.topic,
    )
    [told] = secretary.get(page(platform)).context["problems"]
    assert (told["became"], told["open"]) == ([], "nothing yet, for 14 days")


def test_it_is_put_right_and_struck(town, secretary, platform):
    problem = voiced(town, platform)
    here = page(platform, f"{problem.pk}/")

    said = fields(secretary.get(f"{here}correct/")) | {"text_kk": "Су лай", "voice": "member"}
    assert secretary.post(f"{here}correct/", said)["Location"] == (
        f"{page(platform)}#problem-{problem.pk}"
    )
    problem.refresh_from_db()
    assert (problem.text_kk, problem.text_ru, problem.voice) == ("Су лай", "Вода мутная", "member")

    said = fields(secretary.get(f"{here}strike/")) | {"reason": "не там"}
    secretary.post(f"{here}strike/", said)
    assert secretary.get(page(platform)).context["problems"] == []
    assert secretary.get(f"{here}correct/").status_code == 404
    problem.refresh_from_db()
    assert problem.struck_reason == "не там"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"text_ru": " ", "voice": "member"}, "text_ru"),
        ({"text_ru": "Яма"}, "voice"),
        ({"text_ru": "вода  «МУТНАЯ»", "voice": "member"}, "text_ru"),
    ],
)
def test_what_is_refused_is_said_beside_its_field(town, secretary, platform, said, field):
    voiced(town, platform)
    answer = secretary.post(page(platform, "add/"), said)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert answer.context["form"]["text_ru"].value() == said["text_ru"]
    assert Problem.objects.count() == 1


def test_one_put_right_may_keep_its_words_and_not_take_anothers(town, platform):
    first, second = voiced(town, platform, "Вода"), voiced(town, platform, "Яма")
    actions.put_right(first, by=town.by, text_ru="Вода", voice="member")
    with pytest.raises(Refused) as refused:
        actions.put_right(second, by=town.by, text_ru="вода")
    assert refused.value.field == "text_ru"


def test_a_colleagues_change_meanwhile_is_not_lost(town, secretary, platform):
    problem = voiced(town, platform)
    here = page(platform, f"{problem.pk}/correct/")
    said = fields(secretary.get(here)) | {"text_ru": "Моё"}
    actions.put_right(problem, by=town.by, text_ru="Чужое")
    answer = secretary.post(here, said)
    assert answer.status_code == 422
    assert answer.context["difference"] is not None
    assert Problem.objects.get().text_ru == "Чужое"


@pytest.mark.parametrize(
    ("state", "on", "taken"),
    [
        ("held", ON, True),
        ("failed", ON, True),
        ("planned", ON, True),
        ("planned", DAY, True),
        ("planned", DAY + timedelta(days=1), False),
        ("cancelled", ON, False),
    ],
)
def test_only_where_people_came_something_was_voiced(town, secretary, state, on, taken):
    event = happened(town, state=state, on=on)
    assert actions.takes_problems(event) is taken
    assert secretary.get(page(event)).context["adds"] is taken
    said = {"text_ru": "Вода", "voice": "member"}
    answer = secretary.post(page(event, "add/"), said)
    assert (answer.status_code == 302, Problem.objects.count()) == (taken, int(taken))


@pytest.mark.parametrize("role", ["chair", "member"])
def test_who_keeps_no_register_sees_and_changes_nothing(town, platform, role):
    problem = voiced(town, platform)
    client = signed_in(town, role)
    shown = client.get(page(platform)).context
    assert (shown["adds"], [each["deeds"] + each["leads"] for each in shown["problems"]]) == (
        False,
        [[]],
    )
    for word in ("add/", f"{problem.pk}/correct/", f"{problem.pk}/strike/"):
        assert client.get(page(platform, word)).status_code == 403


def test_a_problem_of_another_event_or_council_is_not_found_here(town, other, secretary, platform):
    elsewhere = voiced(town, happened(town))
    foreign = voiced(other, happened(other))
    for problem in (elsewhere, foreign):
        assert secretary.get(page(platform, f"{problem.pk}/correct/")).status_code == 404
    assert secretary.get(page(platform, f"{elsewhere.pk}/nothing/")).status_code == 404
    for origin in (f"problems/{foreign.pk}", "problems/nonsense"):
        assert secretary.get(f"/office/recommendations/new/?from={origin}").status_code == 404


# What becomes of it.


def leads(secretary, event):
    [told] = secretary.get(page(event)).context["problems"]
    return [lead["url"] for lead in told["leads"]]


def test_a_problem_becomes_a_recommendation(town, secretary, platform):
    problem = voiced(town, platform, topic=town.topic)
    address = next(url for url in leads(secretary, platform) if "/recommendations/" in url)
    form = secretary.get(address)
    assert form.context["origin"]["url"] == f"{page(platform)}#problem-{problem.pk}"
    said = fields(form)
    # The form begins with the problem's own words.
    assert (said["title_ru"], said["topic"]) == ("Вода мутная", str(town.topic.pk))
    answer = secretary.post(address, said | {"prepared_on": "2025-04-02"})
    assert answer.status_code == 302, answer.context["form"].errors

    link, paper = Link.objects.get(), Recommendation.objects.get()
    assert (link.from_id, link.from_register, link.to_id) == (problem.pk, "problem", paper.pk)
    [told] = secretary.get(page(platform)).context["problems"]
    [came] = told["became"]
    assert (came["reference"], came["state"]["label"]) == (paper.number, "draft")
    card = secretary.get(f"/office/recommendations/{paper.number}/")
    assert [each["reference"] for each in card.context["origins"]] == [platform.number]


def test_a_problem_becomes_an_urgent_question_or_an_appeal(town, secretary, platform):
    voiced(town, platform)
    urgent = next(url for url in leads(secretary, platform) if "/urgent/" in url)
    answer = secretary.post(urgent, fields(secretary.get(urgent)) | {"raised_on": "2025-04-02"})
    assert answer.status_code == 302, answer.context["form"].errors

    written = next(url for url in leads(secretary, platform) if "/appeals/" in url)
    form = fields(secretary.get(written))
    assert (form["text"], form["district"]) == ("Вода мутная", str(town.district.pk))
    given_ = appeal(town) | {"text": form["text"]}
    answer = secretary.post(written, form | given_)
    assert answer.status_code == 302, answer.context["form"].errors
    [told] = secretary.get(page(platform)).context["problems"]
    assert [each["reference"] for each in told["became"]] == [
        UrgentQuestion.objects.get().number,
        Appeal.objects.get().number,
    ]


def test_what_may_not_come_of_a_problem_is_begun_from_nothing(town, secretary, platform):
    problem = voiced(town, platform)
    form = secretary.get(f"/office/surveys/new/?from=problems/{problem.pk}")
    assert (form.context["origin"], form.context["form"].initial) == (None, {})


def test_a_question_of_an_agenda_leads_to_its_sitting(town, secretary, platform):
    problem = voiced(town, platform)
    event = happened(town, kind="sitting", state="planned", on=date(2025, 4, 10))
    sitting = Sitting(council=town.council, event=event, body=town.body)
    item = AgendaItem(
        council=town.council, sitting=sitting, position=1, kind="question", title_ru="О воде"
    )
    record.register([Filing(sitting), Filing(item, origins=[problem])], by=town.by)
    [told] = secretary.get(page(platform)).context["problems"]
    assert [each["url"] for each in told["became"]] == [f"/office/sittings/{sitting.number}/"]


def test_a_sitting_may_take_it_up_and_decide(town, secretary, platform):
    problem = voiced(town, platform)
    advised(town, voiced(town, platform, "С рекомендацией"))
    voiced(town, happened(town, state="failed"), "Никто не пришёл")
    event = happened(town, kind="sitting", state="planned", on=date(2025, 4, 10))
    sitting = Sitting(council=town.council, event=event, body=town.body)
    record.register([Filing(sitting)], by=town.by)

    def offered():
        sources = secretary.get(f"/office/sittings/{sitting.number}/agenda/").context["sources"]
        [source] = [each for each in sources if each["code"] == "problems"]
        return [(each["value"], each["title"]) for each in source["matters"]]

    [(value, title)] = offered()
    assert (value, title) == (f"problems:{problem.pk}", "Вода мутная")
    secretary.post(f"/office/sittings/{sitting.number}/agenda/take/", {"matter": [value]})
    assert offered() == []
    [came_of] = next(
        told["became"]
        for told in secretary.get(page(platform)).context["problems"]
        if told["problem"] == problem
    )
    assert came_of["kind"] == "question of the agenda"


# What everyone sees of it.


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
