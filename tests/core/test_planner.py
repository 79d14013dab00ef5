"""The engine learns once a day with what its tables are filled."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kenes.core import clock, planner, record
from kenes.core.filing import Filing
from kenes.jobs import duties
from kenes.organs.models import Topic
from tests.town import NOW

pytestmark = pytest.mark.django_db


def done():
    return next(each.words for each in duties.run() if each.words.startswith("tables"))


def test_once_a_day(town):
    with clock.standing(NOW):
        assert [done(), done()] == ["tables: 1", "tables: 0"]
    with clock.standing(NOW + timedelta(days=1)):
        assert done() == "tables: 1"


def test_sqlite_learns_what_a_table_holds_and_postgres_is_left_to_itself(town):
    topics = [
        Topic(council=town.council, code=f"t{n}", title_ru=f"Тема {n}", title_kk=f"Тақырып {n}")
        for n in range(300)
    ]
    record.register([Filing(each) for each in topics], by=town.by)
    with CaptureQueriesContext(connection) as told:
        planner.look()
    if connection.vendor == "postgresql":
        assert list(told) == []
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = 'kenes_topic'")
        assert {int(stat.split()[0]) for (stat,) in cursor.fetchall()} == {301}
