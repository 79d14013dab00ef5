"""An act that changes what processes keep writes their word as the last: nobody waits for it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kenes.core import record
from kenes.core.action import action
from kenes.core.kept import kept_rows
from kenes.norms import actions as norms
from kenes.norms.calendar import load
from kenes.organs.models import Topic
from tests.norms.test_actions import NAMES

pytestmark = pytest.mark.django_db
ON = date(2024, 5, 6)
WRITING = ("INSERT", "UPDATE")


def writes(asked):
    """The tables that were written, in the order in which they were."""
    statements = [query["sql"].replace('"', "").split() for query in asked]
    written = [words for words in statements if words[0] in WRITING]
    return [next(word for word in words if word.startswith("kenes_")) for words in written]


def test_the_words_are_written_once_and_after_everything_else(town):
    titles = ("Водопровод", "Вода и сети")

    @action
    def much():
        for version, title in enumerate(titles, start=1):
            record.correct(town.topic, version=version, by=town.by, title_ru=title)
        norms.mark_day(on=ON, kind="holiday", names=NAMES, source="An act", by=town.by)
        record.correct(town.channel, version=1, by=town.by, title_ru="Портал")

    with CaptureQueriesContext(connection) as asked:
        much()
    written = writes(asked)
    assert written[-2:] == ["kenes_stamp", "kenes_stamp"]
    assert written.count("kenes_stamp") == 2
    assert len(written) > 6


def test_within_the_act_what_it_changed_is_seen_at_once(town):
    @action
    def changes():
        for version, title in enumerate(("Водопровод", "Вода и сети"), start=1):
            record.correct(town.topic, version=version, by=town.by, title_ru=title)
            assert [row.title_ru for row in kept_rows(Topic, town.council.pk).values()] == [title]
        norms.mark_day(on=ON, kind="holiday", names=NAMES, source="An act", by=town.by)
        assert not load().is_working(ON)

    assert load().is_working(ON)
    changes()
    assert not load().is_working(ON)
