"""Which figures of the whole catalogue an act moves, so that none moves unnoticed."""

from contextlib import contextmanager
from datetime import date

from kenes.core.measure import Median
from kenes.core.period import Period, Scope
from kenes.report.catalogue import CATALOGUE

ALWAYS = Period(date(2024, 1, 1), date(2026, 12, 31))


def standing(council):
    """The value of every figure over the three years in which tests live, as of their end."""
    scope = Scope(council, ALWAYS)
    return {code: each.value(scope) for code, each in CATALOGUE.items()}


def moved(before, after):
    """By how much each figure moved that did; medians are no counts, they are told as they are."""
    return {
        code: after[code] - before[code]
        for code in before
        if after[code] != before[code] and not isinstance(CATALOGUE[code].measure, Median)
    }


@contextmanager
def only(council, **expected):
    """What happens inside moves these figures by so much, and no other figure at all.

    Codes have a dot, so they are given with two underscores: `hearings__heard=1`.
    """
    before = standing(council)
    yield
    wanted = {code.replace("__", "."): by for code, by in expected.items()}
    assert moved(before, standing(council)) == wanted
