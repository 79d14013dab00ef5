"""A visitor of the portal who writes, and the moment at which it is."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.test import Client

from kenes.appeals import actions
from kenes.appeals.applicants.models import Applicant
from kenes.appeals.models import Appeal
from kenes.appeals.tracking import code_of
from kenes.core import journal
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.council.models import Council
from tests.town import DAY


@pytest.fixture(autouse=True)
def _apart(own_files):
    """Every test here keeps its files apart."""


@pytest.fixture
def visitor(town):
    """Somebody without an account."""
    return Client(HTTP_HOST="almaty.localhost")


@pytest.fixture
def own_keys(settings, tmp_path):
    """Keys of this test alone."""
    settings.KENES_KEYS = tmp_path / "keys.json"


@action
def stand_still(town, *when):
    """The clock of the council's pages stands at a moment, as in a demo."""
    moment = datetime(*when, tzinfo=UTC)
    Council.objects.filter(pk=town.council.pk).update(demo_now=moment)
    journal.write("clock.stood", town.council, by=town.by, council=town.council)
    return moment


def appeal(town, **more):
    """What a person fills in."""
    said = {
        "key": str(uuid4()),
        "text": "У школы № 12 нет перехода.",
        "kind": "application",
        "topic": str(town.topic.pk),
        "district": str(town.district.pk),
        "place": "ул. Абая, 10",
        "who": "person",
        "name": "Сейткали Айгуль",
        "email": "aigul@example.kz",
        "contact": "",
        "address": "",
    }
    return said | more


def received(town, on=DAY, **more):
    """An appeal that a person sent from the portal; its code and the clerk hang on it."""
    said = {"name": "Сейткали Айгуль", "email": "aigul@example.kz"}
    applicant = Applicant(council=town.council, kind="person", **said)
    facts = {
        "text": "У школы нет перехода.",
        "topic": town.topic,
        "district": town.district,
        "kind": "application",
    }
    row = Appeal(
        council=town.council,
        channel="portal",
        applicant=applicant,
        applicant_kind_then="person",
        **facts | more,
    )
    row.received_on = row.registered_on = on
    filing = Filing(row, path=[("registered", on)], within=Filing(applicant))
    actions.register([filing], by=town.by)
    row.by, row.code = town.by, code_of(row)
    return row
