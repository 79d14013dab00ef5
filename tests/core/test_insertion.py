"""A row written by the statement that is kept stands like one that Django wrote."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from kenes.appeals.applicants.models import Applicant
from kenes.core import journal
from kenes.core.action import action
from kenes.core.insertion import insert
from kenes.core.journal import Entry
from kenes.core.letter import Letter
from kenes.organs.models import Topic

pytestmark = pytest.mark.django_db


@action
def written(town, rows, way):
    way(rows)
    journal.write("test.written", town.topic, by=town.by)


def stored(row):
    """The row as the database has it, but for its key."""
    found = type(row)._default_manager.get(pk=row.pk)
    return {
        f.attname: getattr(found, f.attname) for f in row._meta.concrete_fields if f.name != "id"
    }


def facts(town, model):
    made = {
        Topic: {"title_ru": "Вода; «кран» ’1’", "title_kk": "Су", "aliases": "а\nб"},
        Applicant: {"kind": "person", "name": "Тестов Ерлан", "email": "erlan@example.kz"},
    }
    return {"council": town.council, **made[model]}


@pytest.mark.parametrize("model", [Topic, Applicant])
def test_one_row_stands_as_among_several(town, model):
    said = facts(town, model)
    alone, first, second = (model(**said) for _n in range(3))
    for n, row in enumerate((alone, first, second)):
        if model is Topic:
            row.code = f"code-{n}"
    written(town, [alone], insert)
    written(town, [first, second], insert)
    assert not alone._state.adding
    told = [stored(row) | {"code": ""} for row in (alone, first, second)]
    assert told[0] == told[1] == told[2]


def test_json_days_and_moments_come_back_as_they_were(town):
    entry = Entry.objects.filter(verb="topic.registered").select_related("payload").first()
    assert entry.payload.said["facts"]["title_ru"] == "Дороги"
    assert entry.at.tzinfo is not None


def test_the_statement_is_put_together_once_and_asked_once(town):
    rows = [Applicant(**facts(town, Applicant)) for _n in range(2)]
    for row in rows:
        with CaptureQueriesContext(connection) as asked:
            written(town, [row], insert)
        told = [each["sql"] for each in asked if "kenes_applicant" in each["sql"]]
        assert len(told) == 1


def test_what_the_table_forbids_is_refused_as_ever(town):
    row = Applicant(**facts(town, Applicant))
    written(town, [row], insert)
    with pytest.raises(IntegrityError), transaction.atomic():
        written(town, [row], insert)
    assert Letter.objects.count() == 0


def test_nothing_is_nothing(town):
    with CaptureQueriesContext(connection) as asked:
        insert([])
    assert list(asked) == []
