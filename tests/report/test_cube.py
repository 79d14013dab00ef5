"""Figures divided together are what each of them is when divided alone."""

from datetime import timedelta

import pytest

from kenes.core.access import console
from kenes.core.period import Scope
from kenes.report.catalogue import CATALOGUE
from kenes.report.cube import Wanted, divided
from tests.core.test_indicator_laws import in_a_register


@pytest.fixture
def by(db):
    # An account is made where no action runs, as at the console.
    return console()


def asked(scope):
    """Every figure by every dimension that its scope does not fix."""
    return [
        Wanted(indicator, scope, dimension)
        for indicator in CATALOGUE.values()
        for dimension in indicator.dimensions
    ]


def alone(each):
    parts = each.indicator.breakdown(each.scope, each.by.code)
    return {part.key: part.value for part in parts}


def same(wanted):
    """The parts of all of them asked at once; fails where one differs from itself alone."""
    found = divided(wanted)
    for each, sizes in zip(wanted, found, strict=True):
        assert sizes == alone(each), (each.indicator.code, each.by.code, each.scope)
    return found


@in_a_register
def test_divided_together_as_alone(register, scope):
    later = Scope(scope.council, scope.period, scope.as_of + timedelta(days=20))
    same([*asked(scope), *asked(later)])


@in_a_register
def test_divided_page_by_page_as_alone(register, scope):
    resolved = CATALOGUE["appeals.resolved"]
    for indicator in (resolved, CATALOGUE["appeals.considered"], CATALOGUE["appeals.received"]):
        same([Wanted(indicator, scope, each) for each in indicator.dimensions])
    for dimension in resolved.dimensions:
        for key in filter(None, alone(Wanted(resolved, scope, dimension))):
            narrowed = Scope(scope.council, scope.period, scope.read_as_of, {dimension.code: key})
            same([Wanted(resolved, narrowed, resolved.dimension("topic"))])
