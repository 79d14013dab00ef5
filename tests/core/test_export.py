"""An archive of the register is of one moment; back from it, what processes keep is made anew."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kenes.core.action import action
from kenes.core.journal import write
from kenes.core.kept import Stamp, kept_rows
from kenes.management import archive
from kenes.organs.models import Topic
from tests.town import enter

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("own_files")]
# What each engine is told, so that one moment is read and nobody who writes waits.
OF_ONE_MOMENT = {
    "sqlite": "BEGIN DEFERRED",
    "postgresql": "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY",
}


def titles(town):
    return {row.title_ru for row in kept_rows(Topic, town.council.pk).values()}


@action
def _lost_and_restored(path, *, by):
    call_command("flush", interactive=False, verbosity=0)
    archive.restore(path)
    write("days.loaded", by, by=by)


def test_out_at_one_moment_and_back_into_a_process_that_kept_something(town, tmp_path):
    out = tmp_path / "register.zip"
    with CaptureQueriesContext(connection) as asked:
        archive.export(out)
    began = [query["sql"] for query in asked if query["sql"].startswith(("BEGIN", "SET"))]
    assert began[-1] == OF_ONE_MOMENT[connection.vendor]
    enter(Topic(council=town.council, title_ru="Вода"), by=town.by)
    assert titles(town) == {"Дороги", "Вода"}
    before = {each.pk: each.value for each in Stamp.objects.all()}
    _lost_and_restored(out, by=town.by)
    assert titles(town) == {"Дороги"}
    after = {each.pk: each.value for each in Stamp.objects.all()}
    assert set(after) == {Stamp.RULES, Stamp.ROWS}
    assert not set(after.values()) & set(before.values())
