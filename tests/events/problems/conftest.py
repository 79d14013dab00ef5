"""Events in a town: one that was held, and short ways to look at them."""

from datetime import date

import pytest
from django.test import Client

from kenes.core import clock, record
from kenes.core.filing import Filing
from kenes.events.models import Event
from kenes.events.problems import actions
from kenes.events.problems.models import Problem
from kenes.recommendations.models import Recommendation
from tests.town import DAY, NOW

ON = date(2025, 3, 20)


@pytest.fixture(autouse=True)
def standing():
    """The clock stands at the day of the town."""
    with clock.standing(NOW):
        yield


@pytest.fixture
def visitor(town):
    return Client(HTTP_HOST="almaty.localhost")


def happened(town, kind="platform", on=ON, state="held", **facts):
    """An event that was planned and came to a state on its day."""
    said = {"title_ru": "Площадка о воде", "title_kk": "Су туралы алаң"} | facts
    row = Event(council=town.council, kind=kind, held_on=on, **said)
    known = min(on, NOW.date())
    path = [("planned", known)] if state == "planned" else [("planned", known), (state, known)]
    record.register([Filing(row, path=path)], by=town.by)
    return row


@pytest.fixture
def platform(town):
    return happened(town, district=town.district, topic=town.topic)


def voiced(town, event, text="Вода мутная", voice="resident", **facts):
    """A problem somebody voiced at an event."""
    problem = Problem(event=event, text_ru=text, voice=voice, **facts)
    return actions.voice(problem, by=town.by)


def page(event, word=""):
    return f"/office/events/{event.number}/problems/{word}"


def advised(town, problem, state="draft"):
    """A recommendation that came of a problem."""
    said = {"adopted_on": DAY} if state == "adopted" else {}
    paper = Recommendation(council=town.council, title_ru="О воде", prepared_on=DAY, **said)
    path = [("draft", DAY), ("adopted", DAY)][: 2 if state == "adopted" else 1]
    record.register([Filing(paper, path=path, origins=[problem])], by=town.by)
    return paper
