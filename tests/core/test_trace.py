"""How often something came by: counted by itself and within an act, and forgotten in time."""

from datetime import timedelta

import pytest
from django.db import connection, transaction

from kenes.core import clock
from kenes.core.trace import Trace, forget, seen, times


def waits_for_the_disk():
    """Whether the engine has the disk keep what is written before it answers."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA synchronous")
            return cursor.fetchone()[0] == 2
        cursor.execute("SHOW synchronous_commit")
        return cursor.fetchone()[0] == "on"


@pytest.mark.django_db(transaction=True)
def test_what_came_by_is_counted_and_acts_still_wait_for_the_disk():
    until = clock.now() + timedelta(hours=1)
    assert waits_for_the_disk()
    assert [seen("a", until), seen("b", until), seen("a", until)] == [1, 1, 2]
    assert waits_for_the_disk()
    with transaction.atomic():
        assert seen("a", until) == 3
        assert waits_for_the_disk()
    assert Trace.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_what_is_taken_back_was_never_here():
    until = clock.now() + timedelta(hours=1)
    with transaction.atomic():
        assert seen("a", until) == 1
        transaction.set_rollback(True)
    assert seen("a", until) == 1


@pytest.mark.django_db
def test_when_its_time_is_over_it_begins_anew_and_is_deleted():
    now = clock.now()
    with clock.standing(now):
        assert seen("a", now + timedelta(hours=1)) == 1
    with clock.standing(now + timedelta(hours=2)):
        assert seen("a", now + timedelta(hours=3)) == 1
    assert forget(now + timedelta(hours=2)) == 0
    assert forget(now + timedelta(hours=3)) == 1


@pytest.mark.django_db
def test_asking_how_often_something_came_by_adds_nothing():
    until = clock.now() + timedelta(hours=1)
    assert times("a") == 0
    seen("a", until)
    assert [times("a"), times("a"), times("b")] == [1, 1, 0]
    with clock.standing(until):
        assert times("a") == 0
