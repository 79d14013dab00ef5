"""Problems voiced at events: written down, put right, struck."""

from datetime import timedelta

import pytest

from kenes.core.refused import Refused
from kenes.events.problems import actions
from kenes.events.problems.models import Problem
from tests.events.problems.conftest import ON, happened, page, voiced
from tests.town import DAY, fields, signed_in

pytestmark = pytest.mark.django_db


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
