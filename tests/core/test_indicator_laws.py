"""What holds for every indicator over every register."""

from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import kenes
from kenes.appeals.models import Appeal
from kenes.core import record
from kenes.core.access import console
from kenes.core.flow import Step, status_as_of
from kenes.core.indicator import values
from kenes.core.measure import Count, Median, Sum
from kenes.core.period import Period, Scope
from kenes.report.catalogue import CATALOGUE
from tests.registers import FIRST, SPAN, Register

EXAMPLES = settings(
    max_examples=6,
    deadline=None,
    # A register of another seed is no simpler, and looking for one takes minutes.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
YEAR = Period(date(2024, 1, 1), date(2024, 12, 31))
INDICATORS = list(CATALOGUE.values())
LEAVES = {
    "sent": ("answered_in_time", "answered_late", "unanswered"),
    "answered": ("accepted", "partly", "rejected", "beyond", "hollow"),
}


@pytest.fixture
def by(db):
    # An account is made where no action runs, as at the console.
    return console()


def in_a_register(law):
    """Run a law over registers made by chance, each of which is gone afterwards."""

    @EXAMPLES
    @given(
        seed=st.integers(0, 10**6),
        start=st.integers(0, SPAN),
        length=st.integers(0, SPAN),
        lag=st.integers(0, 60),
    )
    def run(by, seed, start, length, lag):
        since = FIRST + timedelta(days=start)
        with transaction.atomic():
            register = Register(by, Random(seed))
            register.fill()
            until = since + timedelta(days=length)
            scope = Scope(register.council, Period(since, until), until + timedelta(days=lag))
            law(register, scope)
            transaction.set_rollback(True)

    run.__name__ = law.__name__
    return run


def test_each_figure_names_the_line_where_it_alone_is_declared():
    """The page of 795 leads to the line that says what 795 is, not to what all such have alike."""
    lines = [each.declared_at for each in INDICATORS if ":" in each.declared_at]
    assert len(set(lines)) == len(lines) > 60
    [resolved] = [each.declared_at for each in INDICATORS if each.code == "appeals.resolved"]
    path, _colon, line = resolved.partition(":")
    source = (Path(kenes.__file__).parents[1] / path).read_text().splitlines()
    assert source[int(line) - 1].startswith("RESOLVED = ")


@in_a_register
def test_value_equals_its_rows(register, scope):
    counted = values([(each, scope) for each in INDICATORS])
    for indicator, value in zip(INDICATORS, counted, strict=True):
        rows = indicator.rows(scope)
        if isinstance(indicator.measure, Count):
            assert value == len(rows), indicator.code
        elif isinstance(indicator.measure, Sum):
            assert value == sum(getattr(row, indicator.measure.field) for row in rows)
        elif isinstance(indicator.measure, Median):
            weights = [getattr(row, indicator.measure.field) for row in rows]
            reached = [
                each
                for each in weights
                if sum(other <= each for other in weights) * 100
                >= indicator.measure.share * len(weights)
            ]
            assert value == min(reached, default=0), indicator.code
        else:
            assert value == len(indicator.groups(scope)), indicator.code
        assert value == indicator.value(scope), indicator.code
        assert {row.council_id for row in rows} <= {register.council.pk}


@in_a_register
def test_parts_of_a_partition_sum_to_the_whole(register, scope):
    for indicator in INDICATORS:
        whole = indicator.value(scope)
        for dimension in indicator.dimensions:
            parts = indicator.breakdown(scope, dimension.code)
            if not dimension.overlapping:
                assert sum(part.value for part in parts) == whole, (indicator.code, dimension.code)
            elif not isinstance(indicator.measure, Median):
                assert max((part.value for part in parts), default=0) <= whole
            for part in parts:
                if part.key:
                    narrowed = {**scope.filters, dimension.code: part.key}
                    of_part = Scope(scope.council, scope.period, scope.read_as_of, narrowed)
                    assert indicator.value(of_part) == part.value, (indicator.code, part)


@in_a_register
def test_nothing_outside_the_period_counts(register, scope):
    for indicator in INDICATORS:
        if indicator.counted_on:
            assert all(row.counted in scope.period for row in indicator.rows(scope))


@in_a_register
def test_later_steps_change_no_earlier_reading(register, scope):
    before = values([(each, scope) for each in INDICATORS])
    after = scope.as_of + timedelta(days=1)
    for appeal in Appeal.objects.filter(council=register.council, status_on__lte=after):
        moves = sorted(Appeal.MOVES[appeal.status])
        if moves:
            path = [
                *Step.objects.filter(row_id=appeal.pk)
                .order_by("ordinal")
                .values_list("to_status", "on"),
                (moves[0], after),
            ]
            record.retrace(appeal, path, by=register.by, reason="later")
    assert values([(each, scope) for each in INDICATORS]) == before


@in_a_register
def test_state_read_fast_is_the_state_of_the_steps(register, scope):
    rows = Appeal.objects.filter(council=register.council)
    for row in rows.annotate(fast=status_as_of(scope.as_of)):
        reached = Step.objects.filter(row_id=row.pk, struck_at=None, on__lte=scope.as_of)
        last = reached.order_by("ordinal").last()
        assert row.fast == (last.to_status if last else None)


@in_a_register
def test_struck_rows_and_other_councils_never_count(register, scope):
    other = Register(register.by, register.chance, slug="other")
    before = values([(each, scope) for each in INDICATORS])
    other.fill(3)
    assert values([(each, scope) for each in INDICATORS]) == before
    for indicator in INDICATORS:
        if isinstance(indicator.measure, Count) and (row := indicator.rows(scope).first()):
            with transaction.atomic():
                had = indicator.value(scope)
                record.strike([row], reason="mistaken", by=register.by)
                assert indicator.value(scope) == had - 1, indicator.code
                transaction.set_rollback(True)


def test_an_empty_register_is_all_zeros(by):
    from kenes.council import actions

    council = actions.found(by=by, slug="empty", title_kk="Кеңес", title_ru="Совет")
    scope = Scope(council, YEAR)
    assert set(values([(each, scope) for each in INDICATORS])) == {0}
    assert {each.of(scope) for each in INDICATORS if each.of} == {0}


def test_every_indicator_explains_itself():
    for indicator in INDICATORS:
        assert str(indicator.definition).endswith("."), indicator.code
        assert str(indicator.wording), indicator.code
        assert indicator.declared_at.startswith("kenes/"), indicator.declared_at
        codes = [dimension.code for dimension in indicator.dimensions]
        assert len(codes) == len(set(codes))
        if isinstance(indicator.measure, Median):
            assert all(dimension.overlapping for dimension in indicator.dimensions)


@in_a_register
def test_the_leaves_of_recommendations_make_the_whole(register, scope):
    """In time, late and not at all make all sent; the kinds of answers make all answered."""
    for whole, leaves in LEAVES.items():
        rows = [CATALOGUE[f"recommendations.{leaf}"].rows(scope) for leaf in leaves]
        keys = [row.pk for each in rows for row in each]
        assert sorted(keys) == sorted(
            row.pk for row in CATALOGUE[f"recommendations.{whole}"].rows(scope)
        )


def test_distinct_figures_are_never_more_than_they_could_be(by):
    """160 of 160: what is counted lies inside what could be."""

    @EXAMPLES
    @given(seed=st.integers(0, 10**6), start=st.integers(0, SPAN))
    def law(seed, start):
        with transaction.atomic():
            register = Register(by, Random(seed))
            register.fill()
            since = FIRST + timedelta(days=start)
            scope = Scope(register.council, Period(since, since + timedelta(days=70)))
            for indicator in INDICATORS:
                if indicator.of:
                    assert indicator.value(scope) <= indicator.of(scope), indicator.code
            transaction.set_rollback(True)

    law()
