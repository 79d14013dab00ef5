"""The engine learns once a day with what its tables are filled."""

from datetime import timedelta

import pytest
from django.db import connection

from kenes.core import clock, planner, record
from kenes.core.filing import Filing
from kenes.jobs import duties
from kenes.organs.models import Topic
from tests.town import NOW

pytestmark = pytest.mark.django_db


def told():
    return next(done.words for done in duties.run() if done.words.startswith("tables"))


def test_once_a_day(town):
    with clock.standing(NOW):
        assert [told(), told()] == ["tables: 1", "tables: 0"]
    with clock.standing(NOW + timedelta(days=1)):
        assert told() == "tables: 1"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL looks by itself")
def test_what_it_learns_is_what_the_table_holds(town):
    topics = [
        Topic(council=town.council, code=f"t{n}", title_ru=f"Тема {n}", title_kk=f"Тақырып {n}")
        for n in range(300)
    ]
    record.register([Filing(each) for each in topics], by=town.by)
    planner.look()
    with connection.cursor() as cursor:
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = 'kenes_topic'")
        assert {int(stat.split()[0]) for (stat,) in cursor.fetchall()} == {301}
