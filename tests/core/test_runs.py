"""Runs of an index: what they count is what is counted row by row, and no row is looked at."""

from collections import Counter
from datetime import date
from itertools import pairwise
from random import Random

import pytest
from django.db import connection
from django.db.models import F, Q
from django.test.utils import CaptureQueriesContext

from kenes.appeals.indicators import INDICATORS, REPEATED, RESOLVED
from kenes.appeals.models import Appeal
from kenes.core import record
from kenes.core.access import console
from kenes.core.indicator import values
from kenes.core.measure import Median, Percentile
from kenes.core.period import Period, Scope
from kenes.core.reading import Asked, Reading
from kenes.core.runs import runs
from kenes.core.snapshot import snapshot
from kenes.core.tally import STATE, tallied, ways
from kenes.events.models import Event
from tests.registers import Register

PERIOD = Period(date(2023, 11, 16), date(2024, 4, 20))
FIELDS = [
    *("topic", "district", "commission", "agency"),
    *("kind", "channel", "applicant_kind_then", "language"),
]


@pytest.fixture
def reading(db):
    by = console()
    filled = Register(by, Random(7))
    for _ in range(60):
        filled.appeal()
    # Neither what is struck nor what is another council's is counted.
    record.strike(list(Appeal.objects.all()[:5]), reason="по ошибке", by=by)
    other = Register(by, Random(8), slug="other")
    for _ in range(20):
        other.appeal()
    return Reading(Appeal, filled.council, "received_on", PERIOD, date(2024, 3, 1))


def within(reading):
    days = (PERIOD.since, PERIOD.until)
    return Appeal.objects.filter(
        council=reading.council, struck_at=None, received_on__range=days
    ).order_by()


@pytest.mark.parametrize("parts", [way.parts for way in ways(Appeal, "received_on")], ids=str)
def test_runs_hold_every_row_once(reading, parts):
    found = Counter()
    for alike, status, at, weight, many in runs(reading, parts, [PERIOD], [Asked()]):
        assert (at, weight, alike[-1]) == (0, 1, date(2023, 11, 1))
        found[*alike[:-1], status] += many
    assert found == Counter(within(reading).values_list(*parts, "status"))
    assert found.total() > 30


def test_each_month_begins_and_ends_with_the_period(reading):
    found = Counter()
    for (month,), status, _at, _weight, many in runs(reading, (), reading.months, [Asked()]):
        found[month, status] += many
    rows = within(reading).values_list("received_on", "status")
    assert found == Counter((day.replace(day=1), status) for day, status in rows)


def test_what_is_asked_together_is_told_apart(reading):
    late = Q(answered_on__gt=F("due_on"))
    asked = [Asked(), Asked(late), Asked(Q(answered_on__isnull=False), "days_to_answer")]
    found = [Counter(), Counter(), Counter()]
    for _alike, _status, at, weight, many in runs(
        reading, ("kind", "channel", "applicant_kind_then", "language"), [PERIOD], asked
    ):
        found[at][weight] += many
    rows = within(reading)
    assert found[0] == {1: rows.count()}
    assert +found[1] == +Counter({1: rows.filter(late).count()})
    answered = rows.exclude(answered_on=None).values_list("days_to_answer", flat=True)
    assert found[2] == Counter(answered)
    assert len(found[2]) > 1


def test_rows_stand_where_they_stood_on_the_day_of_reading(reading):
    tables = tallied(reading, {*FIELDS, "received_on", STATE}, [Asked()])
    assert set(tables) == {*FIELDS, "received_on", STATE}
    moved = within(reading).filter(status_on__gt=reading.as_of)
    assert moved.exists()
    scope = Scope(reading.council, PERIOD, reading.as_of)
    for name, [table] in tables.items():
        stood = Counter()
        for (_value, status, _weight), many in table.items():
            stood[status] += many
        figures = {row.code: row.rows(scope).count() for row in INDICATORS}
        assert stood["resolved"] == figures["appeals.resolved"], name
        assert stood["registered"] + stood["in_work"] == figures["appeals.in_work"], name
        assert stood.total() == figures["appeals.received"], name


def test_what_no_index_holds_is_left_to_others(reading):
    assert tallied(reading, {STATE, "member"}, [Asked()]).keys() == {STATE}
    assert tallied(reading, {STATE}, [Asked(Q(text=""))]) == {}
    asked = REPEATED.clauses(Scope(reading.council, PERIOD))["repeats"]
    assert Asked(asked).fields is None
    assert tallied(reading, {STATE}, [Asked(asked)]) == {}
    assert ways(Event, "held_on") == []


def plan_on_sqlite(cursor, sql, way):
    """The lines that read appeals, each with its index; what is sorted."""
    cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
    told = [row[-1] for row in cursor.fetchall()]
    reads = [line.partition(" INDEX ")[2] for line in told if "kenes_appeal" in line]
    return reads, [line for line in told if "TEMP B-TREE" in line]


def plan_on_postgres(cursor, sql, way):
    """The same of those that look for the next value: whether this one index is enough for it.

    Of so few rows it would count by any, so the others are taken away until the test is over.
    """
    connection.check_constraints()
    cursor.execute(
        "SELECT indexrelid::regclass FROM pg_index WHERE indrelid = 'kenes_appeal'::regclass AND "
        "NOT indisunique AND indexrelid <> %s::regclass",
        [way.name],
    )
    for (each,) in cursor.fetchall():
        cursor.execute(f"DROP INDEX {each}")
    for each in ("seqscan", "bitmapscan", "sort"):
        cursor.execute(f"SET LOCAL enable_{each} = off")
    cursor.execute(f"EXPLAIN {sql}")
    told = [row[-1] for row in cursor.fetchall()]
    reads = [line.partition(" using ")[2] for limit, line in pairwise(told) if "Limit" in limit]
    return reads, [line for line in told if "Sort" in line]


# Each with how many reads it tells of at the least.
PLANS = {"sqlite": (plan_on_sqlite, 3), "postgresql": (plan_on_postgres, 1)}


@pytest.mark.parametrize("parts", [way.parts for way in ways(Appeal, "received_on")], ids=str)
def test_no_row_is_looked_at_and_nothing_is_sorted(reading, parts):
    begins = ["council", *parts, "status"]
    [way] = [each for each in Appeal._meta.indexes if each.fields[: len(begins)] == begins]
    with CaptureQueriesContext(connection) as asked:
        list(runs(reading, parts, [PERIOD], [Asked(), Asked(Q(answered_on__lte=F("due_on")))]))
    [query] = asked
    with connection.cursor() as cursor:
        planned, least = PLANS[connection.vendor]
        reads, sorted_by = planned(cursor, query["sql"], way)
    assert len(reads) >= least
    assert {line.partition(" ")[0] for line in reads} == {way.name}
    assert sorted_by == []


@pytest.mark.django_db(transaction=True)
def test_a_snapshot_counts_nothing_twice_and_keeps_nothing_after_it():
    filled = Register(console(), Random(7))
    for _ in range(20):
        filled.appeal()
    asked = [(RESOLVED, Scope(filled.council, PERIOD))]
    with snapshot():
        first = values(asked)
        with CaptureQueriesContext(connection) as again:
            assert values(asked) == first
    assert len(again) == 0
    row = RESOLVED.rows(asked[0][1]).first()
    record.strike([row], reason="по ошибке", by=filled.by)
    assert values(asked) == [first[0] - 1]


def test_where_others_may_write_nothing_is_kept(reading):
    asked = [(RESOLVED, Scope(reading.council, PERIOD))]
    with snapshot():
        [before] = values(asked)
        record.strike([RESOLVED.rows(asked[0][1]).first()], reason="по ошибке", by=console())
        assert values(asked) == [before - 1]


@pytest.mark.parametrize(
    "measure", [Median("days"), Percentile("days"), Percentile("days", share=1)]
)
def test_a_median_of_so_many_is_that_of_each(measure):
    for seed in range(30):
        chance = Random(seed)
        rows = Counter({chance.randrange(20): chance.randrange(4) for _ in range(seed)})
        assert measure.of_many(rows) == measure.made_of(rows.elements())


def test_a_figure_that_asks_other_rows_holds_up_no_other(reading):
    scope = Scope(reading.council, PERIOD, reading.as_of)
    figures = [each for each in INDICATORS if each is not REPEATED]
    with CaptureQueriesContext(connection) as alone:
        apart = values([(each, scope) for each in figures])
    with CaptureQueriesContext(connection) as together:
        found = values([(each, scope) for each in (*figures, REPEATED)])
    assert found == [*apart, REPEATED.value(scope)]
    assert len(alone) == 2
    assert len(together) <= 4
