"""A planned seminar of the town that people register for, with two places."""

from datetime import date, time

import pytest
from django.utils.translation import override

from kenes.core import clock, record
from kenes.core.filing import Filing
from kenes.events.coming import actions
from kenes.events.coming.models import Registration
from kenes.events.models import Event
from tests.town import DAY, NOW

HELD_ON = date(2025, 4, 10)


@pytest.fixture(autouse=True)
def _english():
    """Refusals are read in English."""
    with override("en"):
        yield


def planned(town, **said):
    """An event ahead."""
    facts = {
        "kind": "seminar",
        "title_ru": "Семинар для глав ОСИ",
        "title_kk": "МИБ төрағаларына арналған семинар",
        "held_on": HELD_ON,
        "starts_at": time(14),
        "place": "Дом дружбы",
        "registers": True,
        "places": 2,
    }
    event = Event(council=town.council, **(facts | said))
    with clock.standing(NOW):
        record.register([Filing(event, path=[(Event.Status.PLANNED, DAY)])], by=town.by)
    return event


@pytest.fixture
def seminar(town):
    return planned(town)


def come(event, name="Асель", *, by, **said):
    """Somebody registers."""
    row = Registration(
        council=event.council, event=event, name=name, consent_text="Согласна", **said
    )
    actions.come(row, by=by)
    return row


def fresh(row):
    """The row as it stands now."""
    return type(row).objects.get(pk=row.pk)
