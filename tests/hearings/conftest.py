"""A town whose secretary, member, resident and agency's contact take part in a hearing."""

import pytest
from django.test import Client

from kenes.core import clock, record
from kenes.core.filing import Filing
from kenes.core.letter import Letter
from kenes.demo import day
from kenes.events.models import Event
from kenes.hearings import actions
from kenes.hearings.models import Hearing
from kenes.sittings.models import AgendaItem, Sitting
from tests.cabinet.conftest import contact
from tests.town import NOW, signed_in


@pytest.fixture(autouse=True)
def _apart(own_files):
    """Every test here keeps its files apart."""


@pytest.fixture
def visitor(town):
    """A resident without an account, reading English."""
    return Client(HTTP_HOST="almaty.localhost")


@pytest.fixture
def member(town):
    """A member of the council, whose account says which one he is."""
    return signed_in(town, "member", person=town.person)


@pytest.fixture
def asel(town):
    """The contact of the agency."""
    return contact(town, town.agency, "asel")


def go_to(town, on):
    """The demo's clock shows ten in the morning of that day."""
    today = town.council.demo_now.date()
    return day.move(town.council, days=(on - today).days, by=town.by)


def planned(town, on, today=NOW):
    """The agency of the town is planned for a day, and told of it."""
    with clock.standing(today):
        [row] = actions.schedule_many(town.council, {town.agency: on}, by=town.by)
    return row


def sat(town, on):
    """The council sat on the day; the one question of its agenda is a report."""
    event = Event(council=town.council, kind="sitting", title_ru="Заседание", held_on=on)
    sitting = Sitting(council=town.council, event=event, body=town.body, present=30)
    sitting.seats_then, sitting.quorum_then = 38, 26
    within = Filing(event, path=[("planned", on), ("held", on)])
    item = AgendaItem(council=town.council, sitting=sitting, position=1, kind="report")
    item.title_ru = "Отчёт"
    record.register([Filing(sitting, within=within)], by=town.by)
    record.register([Filing(item)], by=town.by)
    return item


def letters(row):
    """The letters about a hearing, in the order they were posted."""
    return list(Letter.objects.filter(about_id=row.pk).order_by("sequence", "recipient"))


def only_hearing():
    return Hearing.objects.get()


def fetched(client, file):
    """The status of the answer when somebody asks for a file, read to its end."""
    answer = client.get(file.get_absolute_url())
    answer.getvalue()
    return answer.status_code
