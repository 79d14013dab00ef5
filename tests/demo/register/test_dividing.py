"""The demo's figures divided together are what each of them is when divided alone."""

from datetime import date

from kenes.core.period import Period, Scope
from kenes.demo.days import A
from tests.report.test_cube import asked, same

YEAR = Period(date(2023, 1, 1), date(2023, 12, 31))


def test_divided_together_as_alone(demo, db):
    found = same([*asked(Scope(demo, A)), *asked(Scope(demo, YEAR, date(2023, 3, 1)))])
    assert sum(map(len, found)) > 500
