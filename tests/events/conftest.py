"""A town that held a platform, and what is written down of it."""

from datetime import date, time

import pytest
from django.test import Client

from kenes.core import clock, record
from kenes.core.filing import Filing
from kenes.core.period import Period, Scope
from kenes.events.models import Event, ReachEntry
from kenes.report.catalogue import CATALOGUE
from tests.town import NOW

MARCH = date(2025, 3, 5)
EVER = Period(date(2022, 1, 1), date(2026, 12, 31))


@pytest.fixture(autouse=True)
def _apart(own_files):
    """Every test here keeps its files apart."""


@pytest.fixture
def visitor(town):
    """Somebody without an account."""
    return Client(HTTP_HOST="almaty.localhost")


def an_event(town, *, on=MARCH, state="held", **facts):
    """An event of the town, a platform unless another kind is said."""
    facts = {"kind": "platform", "title_ru": "Площадка о дорогах"} | facts
    event = Event(council=town.council, held_on=on, **facts)
    path = [("planned", on)] if state == "planned" else [("planned", on), (state, on)]
    with clock.standing(NOW):
        record.register([Filing(event, path=path)], by=town.by)
    return event


def line(event, people, audience="residents", **facts):
    """A line of its ledger, not yet written down."""
    return ReachEntry(event=event, audience=audience, people=people, **facts)


def reach(council):
    """The figure of reach of the platforms as it stands."""
    return CATALOGUE["events.platform_reach"].value(Scope(council, EVER))


@pytest.fixture
def platform(town):
    """A platform that was held in a hall of a hundred places."""
    return an_event(town, places=100, starts_at=time(15), ends_at=time(17), place="Дом дружбы")


def address(event, more=""):
    """The address of its ledger in the office."""
    return f"/office/events/{event.number}/reach/{more}"


def errors(answer):
    """The sentences of a form, by field."""
    return {name: list(said) for name, said in answer.context["form"].errors.items()}
